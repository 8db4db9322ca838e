"""Reading daily counts; every wrong row is named by file, line and field."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.june import as_csv
from vigil.ground.errors import Unreadable
from vigil.picture.explained.read_days import read_days

HEADER = "date,series,count\n"


def read(text: str):
    return read_days(text.encode(), "counts.csv")


def test_rows_may_come_in_any_order_and_bring_a_population():
    found = read("series,date,count,population\nb,2017-01-02,3,900\na,2017-01-02,0,\nb,2017-01-01,1,900\n")
    assert [(one.name, dict(one.counts)) for one in found.series] == [
        ("b", {date(2017, 1, 2): 3, date(2017, 1, 1): 1}),
        ("a", {date(2017, 1, 2): 0}),
    ]


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        ("2017-02-30,a,1", "date", "not a day"),
        (",a,1", "date", "missing"),
        ("12,a,1", "date", "number of a period"),
        ("2017-01-02,,1", "series", "missing"),
        ("2017-01-02,a,", "count", "a day with nothing is written as 0"),
        ("2017-01-02,a,-1", "count", "whole number"),
        ("2017-01-02,a,1.5", "count", "whole number"),
        ("2017-01-02,a,1e3", "count", "whole number"),
        ("2017-01-02,a,²", "count", "whole number"),
        ("2017-01-02,a,99999999999", "count", "more than 10,000,000,000"),
        ("2017-01-02,a,9999999999999999999999", "count", "more than"),
        ("2017-01-01,a,2", "date", "stands twice in the series “a”"),
        ("2017-01-02,A,2", "series", "is written “a” further up; one series has one name"),
        ("2017-01-02,a", "", "the row has 2 fields"),
    ],
)
def test_a_wrong_row_is_named(row, field, why):
    with pytest.raises(Unreadable, match=why) as refused:
        read(f"{HEADER}2017-01-01,a,1\n{row}\n")
    assert (refused.value.where.source, refused.value.where.line, refused.value.where.field) == ("counts.csv", 3, field)


def test_a_wrong_population_is_named():
    with pytest.raises(Unreadable, match="line 2, field population: is not a whole number"):
        read("date,series,count,population\n2017-01-01,a,1,many\n")


@pytest.mark.parametrize(("text", "why"), [("", "empty"), (HEADER, "no row"), ("date,count\n", "series")])
def test_what_is_no_such_table_is_refused(text, why):
    with pytest.raises(Unreadable, match=why):
        read(text)


days = st.integers(0, 5_000).map(lambda number: date(2010, 1, 1) + timedelta(days=number))
names = st.text("abcxyz_ü", min_size=1, max_size=8)


@given(st.dictionaries(names, st.dictionaries(days, st.integers(0, 10_000_000_000), min_size=1), min_size=1))
def test_what_is_written_is_read(series):
    found = read_days(as_csv(series), "counts.csv")
    assert {one.name: dict(one.counts) for one in found.series} == series


@given(st.binary(max_size=200))
def test_whatever_the_file_holds_the_answer_is_counts_or_a_sentence(content):
    with suppress(Unreadable):
        assert read_days(content, "counts.csv").series


def test_one_name_is_one_series_in_whatever_form_its_accents_are_typed():
    composed, apart = "caf\u00e9", "cafe\u0301"
    found = read(f"{HEADER}2017-01-01,{composed},1\n2017-01-02,{apart},2\n")
    assert [(one.name, len(one.counts)) for one in found.series] == [(composed, 2)]
    assert found.find(apart) is found.series[0]


def test_noughts_before_a_count_do_not_make_it_large():
    found = read(f"{HEADER}2017-01-01,a,0000000000002\n2017-01-02,a,0000000000000\n")
    assert list(found.series[0].counts.values()) == [2, 0]
