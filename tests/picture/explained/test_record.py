"""How far back nothing was as high."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.june import a_series
from vigil.picture.day_series import DaySeries
from vigil.picture.explained.record import Record, find_record

ON = date(2017, 6, 6)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([9, 1, 2, 5], Record(date(2017, 6, 3), is_highest_known=False)),
        ([5, 1, 2, 5], Record(date(2017, 6, 3), is_highest_known=False)),
        ([6, 5], Record(date(2017, 6, 5), is_highest_known=False)),
        ([1, 1, 2, 5], Record(date(2017, 6, 3), is_highest_known=True)),
        ([5], Record(ON, is_highest_known=True)),
    ],
)
def test_it_goes_back_to_the_last_day_as_high_or_to_the_first_day(counts, expected):
    assert find_record(a_series(counts, ends_on=ON), ON) == expected


def test_it_stops_where_a_day_is_missing():
    series = DaySeries("a", {date(2017, 6, 1): 99, date(2017, 6, 4): 1, date(2017, 6, 5): 2, ON: 5})
    assert find_record(series, ON) == Record(date(2017, 6, 4), is_highest_known=True)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40))
def test_no_day_after_it_was_as_high(counts):
    series = a_series(counts, ends_on=ON)
    record = find_record(series, ON)
    between = [count for day, count in series.counts.items() if record.since_on < day < ON]
    assert all(count < counts[-1] for count in between)
    if not record.is_highest_known:
        assert series.counts[record.since_on] >= counts[-1]
    else:
        assert record.since_on == ON - timedelta(days=len(counts) - 1)


def test_it_stops_at_the_first_day_there_is():
    assert find_record(a_series([1, 5], ends_on=date(1, 1, 2)), date(1, 1, 2)) == Record(
        date.min, is_highest_known=True
    )
