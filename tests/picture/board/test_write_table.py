"""A board as tables: one row a period, a cluster, a forecast."""

import csv
import io
from dataclasses import replace

import pytest

from tests.picture.board.test_kept import CLUSTER, FORECAST
from tests.picture.board.town import AS_OF, BY_DAY, a_board, a_series
from vigil.picture.board.board import BoardPoint
from vigil.picture.board.write_table import HEADS, write_table
from vigil.picture.query import BoardPart

BOARD = a_board(
    series=(
        a_series(
            BoardPoint(on=AS_OF, observed=3),
            BoardPoint(on=AS_OF, observed=9, expected=2.5, p_value=1e-5, is_alarm=True, likely=11.0, known_before=7),
            name=replace(BY_DAY, area="Eastham, upper"),
        ),
    ),
    clusters=(CLUSTER,),
    forecasts=(FORECAST,),
)


def rows(part) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write_table(BOARD, part).content)))


def test_periods_have_a_row_each_and_what_is_not_known_is_empty():
    first, second = rows(BoardPart.SERIES)
    assert (first["as_of"], first["area"], first["observed"], first["expected"], first["alarm"]) == (
        "2019-03-14",
        "Eastham, upper",
        "3",
        "",
        "0",
    )
    assert (second["p_value"], second["alarm"], second["likely"], second["known_before"]) == ("1e-05", "1", "11.0", "7")


def test_clusters_and_forecasts_have_theirs():
    (cluster,), (forecast,) = rows(BoardPart.CLUSTERS), rows(BoardPart.FORECASTS)
    assert (cluster["lat"], cluster["members"], cluster["from"]) == ("51.5", "Eastham; Westham", "2018-12-01")
    assert (forecast["days"], forecast["expected"], forecast["record"]) == ("7", "4.2", "Held.")


@pytest.mark.parametrize("part", list(BoardPart))
def test_every_part_has_its_name_and_as_many_columns_as_its_head(part):
    file = write_table(BOARD, part)
    assert write_table(BOARD, part, area="St. Pancras East").name == f"picture-2019-03-14-st-pancras-east-{part}.csv"
    assert file.name == f"picture-2019-03-14-{part}.csv"
    assert {len(row) for row in csv.reader(io.StringIO(file.content))} == {len(HEADS[part])}
