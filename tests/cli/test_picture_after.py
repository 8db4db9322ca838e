"""`vigil picture nowcast` and `vigil picture impact`."""

import csv
import io
import json
from datetime import date, timedelta

import pytest

REPORTS = """happened_on,reported_on
2023-10-07,2023-10-07
2023-10-08,2023-10-08
2023-10-08,2023-10-09
2023-10-08,2023-10-11
2023-10-09,2023-10-09
"""


@pytest.fixture
def reports(tmp_path):
    """Give a file of five reports, two of them late."""
    file = tmp_path / "reports.csv"
    file.write_text(REPORTS)
    return str(file)


def test_late_reports_are_foreseen_and_what_they_changed_is_said(vigil, reports):
    ran = vigil("picture", "nowcast", reports, "--as-of", "2023-10-09", "--days", "2", "--out", "-")
    assert ran.code == 0
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["date"], row["series"], row["known"], row["known_before"]) for row in rows] == [
        ("2023-10-08", "all", "2", "1"),
        ("2023-10-09", "all", "1", "0"),
    ]
    for row in rows:
        assert int(row["known"]) <= int(row["low"]) <= int(row["likely"]) <= int(row["high"])
    assert "all: only 4 reports to learn the delay from." in ran.err
    assert "all: reports that came in on 9 October 2023 raised 8 October 2023 from 1 to 2." in ran.err


def test_a_nowcast_of_a_day_before_all_reports_is_empty_and_says_so(vigil, reports, tmp_path):
    out = tmp_path / "out.csv"
    ran = vigil("picture", "nowcast", reports, "--as-of", "2023-10-01", "--window-days", "28", "--out", str(out))
    assert (ran.code, ran.out) == (0, "")
    assert len(out.read_text().splitlines()) == 1
    assert "no report had come in by 1 October 2023" in ran.err


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        (REPORTS, ["--as-of", "today"], "--as-of: is not a day; write it as 2017-06-06"),
        ("happened_on,reported_on\n", ["--as-of", "2023-10-09"], "reports.csv: holds no row"),
        ("date,count\n", ["--as-of", "2023-10-09"], "field happened_on: the column is missing"),
        (f"{REPORTS}2023-10-09,2023-10-08\n", ["--as-of", "2023-10-09"], "line 7, field reported_on: lies before"),
        (REPORTS, ["--as-of", "2023-10-09", "--days", "0"], "--days"),
    ],
)
def test_reports_that_cannot_be_read_are_refused(vigil, tmp_path, content, words, said):
    file = tmp_path / "reports.csv"
    file.write_text(content)
    ran = vigil("picture", "nowcast", str(file), *words, "--out", "-")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


# ── impact ──


@pytest.fixture
def counted(tmp_path):
    """Give a file of a hundred days of two series, one of which rises on 21 March 2019 for a week."""
    file = tmp_path / "counts.csv"
    days = [date(2019, 1, 1) + timedelta(days=number) for number in range(100)]
    rows = [f"{day},a,{3 + number % 3 + (20 if 79 <= number < 86 else 0)}" for number, day in enumerate(days)]
    file.write_text("\n".join(["date,series,count", *rows, *(f"{day},b,2" for day in days)]))
    return str(file)


def test_what_an_event_set_off_is_measured_in_every_series(vigil, counted):
    ran = vigil("picture", "impact", counted, "--event", "an attack=2019-03-21", "--out", "-")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    rise, calm = found["impacts"]
    assert [(one["days"], one["observed"]) for one in rise["horizons"]] == [(1, 24), (7, 168), (14, 197)]
    assert rise["horizons"][1]["low"] > 100
    assert calm["horizons"][1]["low"] <= 0 <= calm["horizons"][1]["high"]
    assert found["source"] == "counts.csv"
    assert len(found["sentences"]) == 2


def test_one_series_can_be_asked_for_and_a_break_is_kept_to(vigil, counted, tmp_path):
    out = tmp_path / "out.json"
    said = ["--event", "an attack=2019-03-21", "--series", "a", "--break", "2019-03-23", "--out", str(out)]
    assert vigil("picture", "impact", counted, *said).code == 0
    (impact,) = json.loads(out.read_text())["impacts"]
    assert (impact["series"], [one["days"] for one in impact["horizons"]]) == ("a", [1])


def test_of_monthly_counts_the_day_is_said_not_to_be_measurable(vigil, tmp_path):
    file = tmp_path / "months.csv"
    months = [f"{2017 + number // 12}-{number % 12 + 1:02}-01,a,{9 + number % 3}" for number in range(27)]
    file.write_text("\n".join(["date,series,count", *months]))
    ran = vigil("picture", "impact", str(file), "--event", "an attack=2019-03-15", "--out", "-")
    found = json.loads(ran.out)
    assert found["impacts"][0]["horizons"][0]["days"] == 31
    assert "not measurable from monthly figures" in found["impacts"][0]["not_measurable"]
    assert "not measurable from monthly figures" in found["sentences"][-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--event", "2019-03-21"], "--event: is written as NAME=DATE"),
        (["--event", "an attack=soon"], "--event: ends in a day"),
        (["--event", "a=2019-03-21", "--break", "soon"], "--break: is not a day"),
        (["--event", "a=2019-03-21", "--series", "c"], "counts.csv has: a, b."),
    ],
)
def test_what_cannot_be_measured_is_refused(vigil, counted, words, said):
    ran = vigil("picture", "impact", counted, *words, "--out", "-")
    assert ran.code != 0
    assert ran.out == ""
    assert said in ran.err


def test_a_gap_in_the_counts_is_refused(vigil, tmp_path):
    file = tmp_path / "counts.csv"
    file.write_text("date,series,count\n2019-03-01,a,1\n2019-03-03,a,1\n")
    ran = vigil("picture", "impact", str(file), "--event", "a=2019-03-03", "--out", "-")
    assert ran.code == 2
    assert "the series “a” has no row for 2019-03-02; a day with nothing is written as 0" in ran.err
