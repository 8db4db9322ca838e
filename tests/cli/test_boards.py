"""`vigil picture update`, `board`, `boards`, `export`, `import-breaks`, `breaks`."""

import csv
import io

import pytest

from tests.picture.board.test_kept import CLUSTER, FORECAST
from tests.picture.board.town import AS_OF, BY_DAY, a_board, a_series
from vigil.picture import store
from vigil.picture.board.board import BoardPoint

HEAD = "id,date,community,kind,source,area\n"


@pytest.fixture
def incidents(vigil, tmp_path):
    """A desk with two weeks of incidents, twenty of them on the last day."""
    days = [*range(1, 15), *[14] * 20]
    rows = "".join(f"i{number},2019-03-{day:02},muslim,graffiti,Police,Eastham\n" for number, day in enumerate(days))
    path = tmp_path / "incidents.csv"
    path.write_text(HEAD + rows)
    assert vigil("reports", "import-incidents", str(path)).code == 0


@pytest.fixture
def kept(sqlite_office):
    """A desk that keeps a board with an alarm, a cluster and a forecast."""
    alarm = a_series(
        BoardPoint(on=AS_OF, observed=9, is_alarm=True), sentence="Muslim, all areas: 9.", alarm_id="2019-03-14-abc"
    )
    board = a_board(series=(alarm,), clusters=(CLUSTER,), forecasts=(FORECAST,), notes=("Nothing left out.",))
    with sqlite_office.engine.begin() as connection:
        return store.add_board(connection, board, made_from="tests")


@pytest.mark.usefixtures("incidents")
def test_the_board_of_a_day_is_made_and_shown_and_listed(vigil):
    made = vigil("picture", "update", "--as-of", "2019-03-14", "--executor", "here")
    assert (made.code, made.err) == (0, "")
    first, *others = made.out.splitlines()
    assert first.startswith("As known on 2019-03-14: 4 series, made ")
    assert "No series is alarming." in others
    assert any("EARS C2, which is noisy" in line for line in others)
    assert vigil("picture", "board", "--as-of", "2019-03-14").out == made.out
    assert vigil("picture", "board", "--area", "eastham").out.startswith("As known on 2019-03-14: 2 series")
    assert vigil("picture", "boards").out.startswith("2019-03-14  made ")


@pytest.mark.usefixtures("kept")
def test_alarms_clusters_and_what_is_to_come_are_told_in_lines(vigil):
    told = vigil("picture", "board").out.splitlines()
    assert told[1:] == [
        "ALARM 2019-03-14-abc: Muslim, all areas: 9.",
        "CLUSTER 1: “Many”",
        "Next 7 days, islamophobic: 4.2 expected, 3.0 usual, 9 in 10 between 1 and 9. Held.",
        "Nothing left out.",
    ]


@pytest.mark.usefixtures("kept")
def test_a_part_is_taken_away_as_a_table(vigil, tmp_path):
    out = tmp_path / "series.csv"
    assert vigil("picture", "export", "series", "--out", str(out)).code == 0
    (row,) = csv.DictReader(io.StringIO(out.read_text()))
    assert (row["flag"], row["observed"], row["alarm"]) == (BY_DAY.flag, "9", "1")
    assert vigil("picture", "export", "clusters", "--out", "-", "--as-of", "2019-03-14").code == 0


def test_breaks_are_imported_once_and_listed_and_wrong_rows_set_aside(vigil, tmp_path):
    path, rejected = tmp_path / "breaks.csv", tmp_path / "rejected.csv"
    path.write_text("source,area,flag,date,why\nPolice,,racist,2016-04-01,a new form\n,,,2018-01-01,all\n,,,never,x\n")
    first = vigil("picture", "import-breaks", str(path), "--rejected", str(rejected))
    assert first.out.splitlines() == [
        "3 breaks read: 2 added, 0 changed, 0 unchanged, 1 rejected.",
        "  line 4, date: is not a day; write it as 2016-04-01 (found “never”)",
    ]
    assert rejected.read_text().splitlines()[1].startswith("4,date,never,")
    assert "0 added, 0 changed, 2 unchanged" in vigil("picture", "import-breaks", str(path)).out
    assert vigil("picture", "breaks").out == "2016-04-01  Police, racist: a new form\n2018-01-01  everything: all\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("update", "--as-of", "yesterday"), 2, "--as-of: is not a day; write it as 2019-03-14"),
        (("update", "--as-of", "2999-01-01"), 1, "is not over yet"),
        (("update", "--executor", "ray"), 2, "--executor"),
        (("update", "--seed", "-1"), 2, "seed"),
        (("update", "--seed", str(2**63), "--executor", "here"), 2, "2^63"),
        (("board",), 2, "`vigil picture update` makes one."),
        (("boards", "--limit", "0"), 2, "limit"),
        (("export", "everything", "--out", "-"), 2, "is not one of series, clusters, forecasts"),
        (("export", "series", "--out", "-"), 2, "`vigil picture update` makes one."),
        (("import-breaks", "nowhere.csv"), 2, "nowhere.csv"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_said_with_what_to_do(vigil, words, code, said):
    ran = vigil("picture", *words)
    assert ran.code == code
    assert said in " ".join(ran.err.replace("│", " ").split())
