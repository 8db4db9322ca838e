"""Reading reports; every wrong row is named by file, line and field."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.picture.delay.read_reports import read_reports
from vigil.picture.delay.reported import ReportedCount

HEADER = "happened_on,reported_on,series,count\n"
SUNDAY, MONDAY = date(2023, 10, 8), date(2023, 10, 9)


def read(text: str):
    return read_reports(text.encode(), "reports.csv")


def test_a_row_is_a_report_and_two_alike_are_two():
    found = read("reported_on,happened_on\n2023-10-09,2023-10-08\n2023-10-09,2023-10-08\n2023-10-09,2023-10-09\n")
    assert found == {"all": (ReportedCount(SUNDAY, MONDAY, 2), ReportedCount(MONDAY, MONDAY, 1))}


def test_a_file_may_hold_several_series_and_counts():
    found = read(f"{HEADER}2023-10-08,2023-10-09,b,3\n2023-10-08,2023-10-08,a,0\n2023-10-08,2023-10-09,b,004\n")
    assert found == {"b": (ReportedCount(SUNDAY, MONDAY, 7),), "a": (ReportedCount(SUNDAY, SUNDAY, 0),)}


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        ("2023-02-30,2023-10-09,a,1", "happened_on", "is not a day; write it as 2017-06-06"),
        (",2023-10-09,a,1", "happened_on", "is missing"),
        ("2023-10-08,yesterday,a,1", "reported_on", "is not a day"),
        ("2023-10-09,2023-10-08,a,1", "reported_on", "lies before 2023-10-09, the day it happened"),
        ("0023-10-08,2023-10-09,a,1", "happened_on", "lies outside the years"),
        ("2023-10-08,9023-10-09,a,1", "reported_on", "lies outside the years"),
        ("2023-10-08,2023-10-09,,1", "series", "is missing"),
        ("2023-10-08,2023-10-09,a,", "count", "is missing"),
        ("2023-10-08,2023-10-09,a,-1", "count", "is not a whole number, nought or more"),
        ("2023-10-08,2023-10-09,a,1.5", "count", "is not a whole number"),
        ("2023-10-08,2023-10-09,a,²", "count", "is not a whole number"),
        ("2023-10-08,2023-10-09,a,1000001", "count", "is more than 1,000,000"),
        ("2023-10-08,2023-10-09,a,99999999999999999999", "count", "is more than 1,000,000"),
        ("2023-10-08,2023-10-09,a", "", "the row has 3 fields"),
    ],
)
def test_a_wrong_row_is_named(row, field, why):
    with pytest.raises(Unreadable, match=why) as refused:
        read(f"{HEADER}2023-10-08,2023-10-08,a,1\n{row}\n")
    where = refused.value.where
    assert (where.source, where.line, where.field) == ("reports.csv", 3, field)


@pytest.mark.parametrize(
    ("text", "why"), [("", "empty"), (HEADER, "no row"), ("happened_on,count\n2023-10-08,1\n", "reported_on")]
)
def test_what_is_no_such_table_is_refused(text, why):
    with pytest.raises(Unreadable, match=why):
        read(text)


days = st.integers(0, 3_000).map(lambda number: date(2010, 1, 1) + timedelta(days=number))
rows = st.tuples(days, st.integers(0, 400), st.sampled_from(["a", "b ü"]), st.integers(0, 1_000_000))


@given(st.lists(rows, min_size=1, max_size=20), st.randoms())
def test_what_is_written_is_read_in_whatever_order(written, shuffler):
    lines = [f"{on},{on + timedelta(days=delay)},{name},{count}\n" for on, delay, name, count in written]
    shuffler.shuffle(lines)
    found = read(HEADER + "".join(lines))
    expected: dict[tuple[str, date, int], int] = {}
    for on, delay, name, count in written:
        expected[name, on, delay] = expected.get((name, on, delay), 0) + count
    assert {
        (name, one.happened_on, one.delay_days): one.count for name, reports in found.items() for one in reports
    } == expected


@given(st.binary(max_size=200))
def test_whatever_the_file_holds_the_answer_is_reports_or_a_sentence(content):
    with suppress(Unreadable):
        assert read_reports(content, "reports.csv")
