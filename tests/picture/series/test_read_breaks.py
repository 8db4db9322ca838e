"""Reading a file of series breaks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.picture.series.read_breaks import read_breaks
from vigil.picture.series.series_break import SeriesBreak

SERIES = ("antisemitic", "islamophobic")


def read(*lines):
    return read_breaks("\n".join(lines).encode(), "breaks.csv", series=SERIES)


def test_breaks_are_read_in_their_order():
    found = read("date,series,why", "2015-04-01,antisemitic,a new form", "2011-01-01,,a new duty to record")
    assert found == (
        SeriesBreak("antisemitic", date(2015, 4, 1), "a new form"),
        SeriesBreak("", date(2011, 1, 1), "a new duty to record"),
    )


def test_a_file_of_no_break_has_none():
    assert read("date,series,why") == ()


@given(st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.sampled_from(("", *SERIES))), max_size=8))
def test_what_is_written_is_read(breaks):
    found = read("why;series;date", *(f"a new form;{series};{day}" for day, series in breaks))
    assert [(one.on, one.series) for one in found] == breaks


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "breaks.csv: is empty"),
        (("date,why", "2015-04-01,x"), "breaks.csv, line 1, field series: the column is missing"),
        (("date,series,why", "2015-04-01,x"), "breaks.csv, line 2: the row has 2 fields, the header 3"),
        (("date,series,why", "1 April 2015,antisemitic,x"), "line 2, field date: is not a day; write it as 2017-06-06"),
        (("date,series,why", ",antisemitic,x"), "breaks.csv, line 2, field date: is missing"),
        (
            ("date,series,why", "", "2015-04-01,antizionist,x"),
            "field series: is not in the file of counts; it has: antisemitic, islamophobic (found “antizionist”)",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(lines, said):
    with pytest.raises(Unreadable) as raised:
        read(*lines)
    assert said in raised.value.says


def test_of_many_series_the_first_ten_are_named():
    with pytest.raises(Unreadable, match="it has: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 …"):
        read_breaks(b"date,series,why\n2015-04-01,x,y", "breaks.csv", series=[str(number) for number in range(11)])
