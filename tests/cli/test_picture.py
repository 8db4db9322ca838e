"""`vigil picture`."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.picture import golden
from tests.picture.contagion.made import shocked
from tests.picture.june import as_csv, june_2017
from tests.reports import met


@pytest.fixture
def june(tmp_path):
    file = tmp_path / "june.csv"
    file.write_bytes(as_csv(june_2017()))
    return str(file)


def test_6_june_2017_is_explained_without_a_desk(vigil, june, tmp_path, monkeypatch):
    monkeypatch.setenv("VIGIL_DATABASE", f"sqlite:///{tmp_path / 'there' / 'is' / 'none.db'}")
    ran = vigil(
        "picture",
        "explain",
        june,
        "--on",
        "2017-06-06",
        "--total",
        "racist",
        "--reference",
        "Paris=2015-11-13",
        "--reference",
        "Woolwich=2013-05-22",
        "--out",
        "-",
    )
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert found["sentences"][0].startswith("6 June 2017: the whole surge is one community's: islamophobic.")
    assert [one["above"] for one in found["series"]] == [["Paris", "Woolwich"]] * 2
    assert found["source"]["name"] == "june.csv"
    assert not (tmp_path / "there").exists()


def test_the_explanation_goes_into_a_file(vigil, june, tmp_path):
    out = tmp_path / "out.json"
    ran = vigil("picture", "explain", june, "--on", "2017-06-06", "--out", str(out))
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(out.read_text())["whose"] == []


def test_counts_may_come_by_standard_input(vigil, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(as_csv(june_2017()))))
    ran = vigil("picture", "explain", "-", "--on", "2017-06-06", "--out", "-")
    assert json.loads(ran.out)["source"]["name"] == "standard input"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "6 June 2017"], "--on: is not a day"),
        (["--on", "2017-06-07"], "--on: june.csv holds days from 2013-05-22 to 2017-06-06"),
        (["--on", "2017-06-06", "--total", "all"], "--total: june.csv has no such series"),
        (["--on", "2017-06-06", "--reference", "Paris"], "--reference: is written as NAME=DATE"),
    ],
)
def test_bad_input_is_said(vigil, june, words, said):
    ran = vigil("picture", "explain", june, *words, "--out", "-")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_the_picture_is_shown(vigil, tmp_path):
    file = tmp_path / "met.csv"
    file.write_bytes(met.content())
    vigil("reports", "import-counts", str(file), "--source", "Metropolitan Police")
    ran = vigil("picture", "show", "--at", "2017-07-15T08:00+00:00", "--area", "barnet")
    assert ran.code == 0
    first, headline, *rest = ran.out.splitlines()
    assert first == "As known at 2017-07-15 08:00 UTC, Barnet"
    assert "June 2017" in headline
    assert any(line.startswith("Source: Metropolitan Police (met.csv)") for line in rest)


def test_a_moment_without_an_offset_is_refused(vigil):
    ran = vigil("picture", "show", "--at", "2017-07-15T08:00")
    assert ran.code == 2
    assert "offset" in ran.err


# ── vigil picture surge ──


@pytest.fixture
def surge(vigil, tmp_path):
    """Types `vigil picture surge` on counts of the golden references, with a control, breaks and other words."""

    def type_in(counts, method, *words, control=None, breaks=None, out="-"):
        files = []
        if control is not None:
            (tmp_path / "control.json").write_text(control if isinstance(control, str) else json.dumps(control))
            files += ["--control", str(tmp_path / "control.json")]
        if breaks is not None:
            (tmp_path / "breaks.csv").write_text(breaks)
            files += ["--breaks", str(tmp_path / "breaks.csv")]
        return vigil("picture", "surge", str(counts), "--method", method, *files, *words, "--out", out)

    return type_in


def verdicts_of(text):
    rows = list(csv.DictReader(io.StringIO(text)))
    return {name: np.array([float(row[name] or "nan") for row in rows]) for name in list(rows[0])[2:]}


@pytest.mark.parametrize("name", ["newport_noufaily", "fbi_daily", "met_population", "agona_gaps"])
def test_surges_are_judged_as_r_judges_them(surge, name):
    case = golden.cases_of("farrington")[name]
    ran = surge(golden.COUNTS / case["counts"], "farrington", "--compat", "R", control=case["control"])
    assert (ran.code, ran.err) == (0, "")
    table = golden.counts_of(case)
    labels, wanted = golden.answer_of("farrington", name, table)
    found = verdicts_of(ran.out)
    for column in ("observed", "expected", "upperbound", "pvalue", "alarm", "mu0", "phi", "trend"):
        assert golden.differs(found[column], wanted[column].ravel()) < 1e-9
    assert golden.differs(found["score"], wanted["score"].ravel(), least=1.0) < 1e-9
    days = [line.split(",")[0] for line in ran.out.splitlines()[1 :: len(table.names)]]
    assert days == labels


@pytest.mark.parametrize("name", ["newport_c1", "fbi_c2_weekly", "agona_c3"])
def test_ears_judges_as_r_does_and_says_that_it_is_noisy(surge, name):
    case = golden.cases_of("ears")[name]
    ran = surge(golden.COUNTS / case["counts"], case["method"], "--compat", "R", control=case["control"])
    assert ran.code == 0
    assert (
        ran.err
        == f"{case['method']}: judged by the last few periods alone, for want of history: expect many false alarms\n"
    )
    _, wanted = golden.answer_of("ears", name, golden.counts_of(case))
    found = verdicts_of(ran.out)
    assert golden.differs(found["upperbound"], wanted["upperbound"].ravel()) < 1e-9
    assert golden.differs(found["alarm"], wanted["alarm"].ravel()) == 0


def test_verdicts_go_into_a_file_and_threads_change_nothing(surge, tmp_path):
    control = {"b": 4, "noPeriods": 10, "pastWeeksNotIncluded": 26, "range": [400, 420]}
    out = tmp_path / "out.csv"
    ran = surge(golden.COUNTS / "newport.csv", "farrington", "--threads", "3", control=control, out=str(out))
    assert (ran.code, ran.out) == (0, "")
    assert out.read_text() == surge(golden.COUNTS / "newport.csv", "farrington", control=control).out
    assert len(out.read_text().splitlines()) == 22


def test_breaks_are_minded(surge):
    breaks = "date,series,why\n2020-01-01,Hackney antisemitic,a new form\n"
    control = {"b": 3, "w": 1, "range": [119, 134]}
    found = verdicts_of(surge(golden.COUNTS / "met.csv", "farrington", control=control, breaks=breaks).out)
    # Until a whole year lies behind the break, nothing is said of that series; the other is judged as ever.
    assert np.isnan(found["mu0"][::2]).tolist() == [True] * 12 + [False] * 4
    assert not np.isnan(found["mu0"][1::2]).any()
    assert np.isnan(found["alarm"][::2]).tolist() == [True] * 12 + [False] * 4


@pytest.mark.parametrize("method", ["daily", "nb-cusum"])
def test_days_are_judged_by_the_daily_methods(surge, method):
    ran = surge(golden.COUNTS / "fbi.csv", method, control={"range": [1500, 1504]})
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == 11


def test_counts_for_surges_may_come_by_standard_input(surge, monkeypatch):
    content = (golden.COUNTS / "newport.csv").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert len(surge("-", "ears-c1", control={"range": [10, 12]}).out.splitlines()) == 4
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"date,series,count\n")))
    assert "standard input: holds no row under its header" in surge("-", "ears-c1").err


@pytest.mark.parametrize(
    ("words", "files", "said"),
    [
        (["farington"], {}, "--method: must be one of: farrington, ears-c1, ears-c2, ears-c3, nb-cusum, daily"),
        (["farrington", "--compat", "S"], {}, "--compat: must be R or none"),
        (
            ["farrington"],
            {"control": {"B": 5}},
            "control.json, field B: is not a setting of this method; it has: alpha, b,",
        ),
        (
            ["farrington"],
            {"control": {"alpha": 5}},
            "control.json, field alpha: must lie between 0 and 1 (found “5.0”)",
        ),
        (["farrington"], {"control": "{"}, "control.json, line 1: is not JSON"),
        (
            ["farrington"],
            {"breaks": "date,series,why\n2011-05-02,Newport,x\n"},
            "breaks.csv, line 2, field series: is not in",
        ),
        (
            ["ears-c1"],
            {"control": {"range": [5, 9]}},
            "control.json, field range: EARS C1 with a baseline of 7 begins with",
        ),
    ],
)
def test_what_cannot_be_judged_is_said(surge, words, files, said):
    ran = surge(golden.COUNTS / "newport.csv", *words, **files)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_counts_that_cannot_be_read_are_said(surge, tmp_path):
    (tmp_path / "counts.csv").write_text("date,series,count\n2020-01-06,a,1\n2020-01-13,a,-1\n")
    ran = surge(tmp_path / "counts.csv", "ears-c1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "vigil: counts.csv, line 3, field count: is negative; leave a count that is not known empty (found “-1”)\n"
    )
    assert surge(tmp_path / "none.csv", "ears-c1").code == 2


def test_help_on_surges_says_which_method_is_noisy(vigil):
    ran = vigil("picture", "surge", "--help")
    assert ran.code == 0
    assert "for series with under a year of history; they are noisy" in " ".join(ran.out.split())


# ── vigil picture scan ──

GOLDEN_SCAN = Path(__file__).parents[1] / "golden" / "scan"
FEVER = {"cases": GOLDEN_SCAN / "new_york_city_cases.csv", "places": GOLDEN_SCAN / "new_york_city_places.csv"}
PROSPECTIVE = ["--model", "permutation", "--kind", "prospective"]


@pytest.fixture
def run_scan(vigil):
    def run(files, *words, out="-"):
        named = [word for name, path in files.items() for word in (f"--{name}", str(path))]
        return vigil("picture", "scan", *named, *words, "--out", str(out))

    return run


def test_fever_in_new_york_is_found_as_satscan_finds_it(run_scan):
    ran = run_scan(FEVER, *PROSPECTIVE, "--max-days", "7", "--replications", "199")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    best = found["clusters"][0]
    assert round(best["llr"], 6) == 3.845418
    assert (len(best["places"]), best["from"], best["to"], best["observed"]) == (9, "2001-11-22", "2001-11-24", 4)
    assert (found["model"], found["kind"], found["cases"]) == ("permutation", "prospective", 194)
    assert (found["replications"], found["cylinders"]) == (199, 106_085)
    assert found["cpu_s"] >= 0
    assert best["recurrence_interval_days"] == pytest.approx(1 / best["p"])
    assert best["sentence"].startswith("9 places within ")


def test_threads_change_nothing_and_a_seed_does(run_scan, tmp_path):
    def answer(*words):
        out = tmp_path / "out.json"
        assert run_scan(FEVER, *PROSPECTIVE, "--max-days", "7", "--replications", "99", *words, out=out).code == 0
        return json.loads(out.read_text())["clusters"]

    assert answer("--threads", "2") == answer()
    assert answer("--seed", "2") != answer()


def test_a_hopeless_scan_may_stop_early(run_scan):
    found = json.loads(run_scan(FEVER, *PROSPECTIVE, "--stop-after", "20").out)
    assert found["replications"] < 999
    assert found["clusters"][0]["p"] == pytest.approx(20 / found["replications"])


def test_controls_and_people_are_read(run_scan):
    humberside = {name: GOLDEN_SCAN / f"north_humberside_{name}.csv" for name in ("cases", "places", "controls")}
    found = json.loads(run_scan(humberside, "--model", "bernoulli", "--kind", "spatial", "--replications", "9").out)
    assert round(found["clusters"][0]["llr"], 6) == 4.836516
    names = {"cases": "cases", "places": "places_plane", "population": "population"}
    york = {name: GOLDEN_SCAN / f"new_york_{file}.csv" for name, file in names.items()}
    ran = run_scan(york, "--model", "poisson", "--kind", "spatial", "--max-share", "0.1", "--replications", "0")
    best = json.loads(ran.out)["clusters"][0]
    assert (round(best["llr"], 6), best["p"]) == (11.577255, None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--model", "normal", "--kind", "spatial"], "--model: is not one of poisson, permutation, bernoulli"),
        (["--model", "permutation", "--kind", "spatial"], "--kind: the permutation model is in space and time"),
        (["--model", "poisson", "--kind", "prospective"], "--population: the poisson model needs this file"),
        (["--model", "bernoulli", "--kind", "spatial"], "--controls: the bernoulli model needs this file"),
        ([*PROSPECTIVE, "--max-share", "0.6"], "--max-share: is not above 0 and at most 0.5"),
        ([*PROSPECTIVE, "--max-days", "90"], "--max-days: is longer than the study period"),
        ([*PROSPECTIVE, "--to", "2001-11-20"], "lies outside the study period"),
    ],
)
def test_a_scan_says_what_does_not_go_together(run_scan, words, said):
    ran = run_scan(FEVER, *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_scan_says_which_line_is_wrong(run_scan, tmp_path):
    cases = tmp_path / "cases.csv"
    cases.write_text("place,date,count\n10001,2001-11-01,1\n99999,2001-11-02,1\n")
    ran = run_scan(FEVER | {"cases": cases}, *PROSPECTIVE)
    assert (ran.code, ran.out) == (2, "")
    assert "cases.csv, line 3, field place: is not in new_york_city_places.csv" in ran.err


# ── spread ──


@pytest.fixture
def events(tmp_path):
    """Give a file of 120 days and two communities, both moved by an attack on 22 March 2019."""
    file = tmp_path / "events.csv"
    counts = shocked(120)
    first_on = date(2019, 1, 1)
    rows = [
        f"{first_on + timedelta(days=day)},{name},{int(many)}"
        for day, row in enumerate(counts)
        for name, many in zip(("muslim", "jewish"), row, strict=True)
    ]
    file.write_text("\n".join(["time,series,weight", *rows]))
    return str(file)


def test_spread_is_found_without_a_desk(vigil, events, tmp_path):
    triggers = tmp_path / "triggers.csv"
    triggers.write_text("time,name\n2019-03-22,an attack\n")
    ran = vigil("picture", "spread", events, "--triggers", str(triggers), "--weeks", "1", "--out", "-")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert {(one["series"], one["days"]) for one in found["forecast"]} == {
        (name, days) for name in ("muslim", "jewish") for days in (7, 14)
    }
    assert {one["name"] for one in found["triggers"]} == {"an attack"}
    assert {one["source"] for one in found["branching"]} == {"muslim", "jewish"}
    assert found["source"]["name"] == "events.csv"
    assert found["source"]["last_day"] == "2019-04-30"


def test_quiet_days_after_the_last_event_are_told_and_a_total_is_no_source(vigil, events, tmp_path):
    out = tmp_path / "out.json"
    said = ["--until", "2019-05-02", "--total", "muslim", "--weeks", "0", "--out", str(out)]
    assert vigil("picture", "spread", events, *said).code == 0
    found = json.loads(out.read_text())
    assert found["source"]["last_day"] == "2019-05-02"
    assert {(one["source"], one["target"]) for one in found["branching"]} == {(n, n) for n in ("muslim", "jewish")}


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        ("time,series\n", [], "holds no row"),
        ("when,series\n2019-03-15,a\n", [], "line 1, field time: the column is missing"),
        ("time,series\n2019-03-15,a\n12,a\n", [], "line 3, field time: is not written as those above it"),
        ("time,series,weight\n2019-03-15,a,-1\n", [], "line 2, field weight: is not a whole number"),
        ("time,series\n2019-03-15,a\n", ["--total", "all"], "--total: events.csv has no such series"),
        ("time,series\n2019-03-15,a\n", ["--until", "soon"], "--until: is not a day"),
    ],
)
def test_events_that_cannot_be_read_are_refused(vigil, tmp_path, content, words, said):
    file = tmp_path / "events.csv"
    file.write_text(content)
    ran = vigil("picture", "spread", str(file), *words, "--out", "-")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
