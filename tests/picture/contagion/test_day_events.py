"""Events by day."""

from datetime import date

import numpy as np
import pytest

from tests.picture.contagion.made import events_of
from vigil.picture.contagion.day_events import days_of
from vigil.picture.series.count_table import CountTable

COUNTS = np.arange(10.0).reshape(5, 2)


def test_days_have_dates_or_numbers():
    dated, numbered = events_of(COUNTS), events_of(COUNTS, first_on=None)
    assert dated.label(2) == "2019-01-03"
    assert numbered.label(2) == "3"
    assert numbered.day(2) is None


def test_the_last_days_begin_later():
    dated, numbered = events_of(COUNTS).last(2), events_of(COUNTS, first_on=None).last(2)
    np.testing.assert_array_equal(dated.daily(), COUNTS[3:])
    assert dated.first_on == date(2019, 1, 4)
    assert dated.label(0) == "2019-01-04"
    assert numbered.label(0) == "4"
    assert events_of(COUNTS).last(99).days == 5


def test_what_was_known_then_and_some_series_alone():
    np.testing.assert_array_equal(events_of(COUNTS).until(3).daily(), COUNTS[:3])
    only = events_of(COUNTS).only(("jewish",))
    assert only.names == ("jewish",)
    np.testing.assert_array_equal(only.daily(), COUNTS[:, 1:])


def test_a_days_bins_are_added_up():
    bins = np.arange(12.0).reshape(2, 3, 2)
    np.testing.assert_array_equal(events_of(bins).daily(), bins.sum(axis=1))


def test_a_table_of_counts_is_taken_as_it_is():
    days = tuple(date(2020, 2, 27 + day) for day in range(3))
    made = days_of(CountTable(source="c.csv", names=("a", "b"), counts=COUNTS[:3], first_days=days))
    assert (made.first_on, made.first_number) == (days[0], days[0].toordinal())
    np.testing.assert_array_equal(made.daily(), COUNTS[:3])
    numbered = days_of(CountTable(source="c.csv", names=("a", "b"), counts=COUNTS[:3], numbers=(7, 8, 9)))
    assert (numbered.first_on, numbered.first_number) == (None, 7)


def test_a_table_without_rows_has_no_first_day():
    assert days_of(CountTable(source="c.csv", names=("a",), counts=np.zeros((0, 1)))).days == 0


@pytest.mark.parametrize("numbers", [(1, 3, 4), (3, 2, 1), (1, 1, 2), (1, 2)])
def test_days_that_are_missing_or_out_of_order_are_refused(numbers):
    with pytest.raises(ValueError, match="one row for every day"):
        days_of(CountTable(source="c.csv", names=("a", "b"), counts=COUNTS[:3], numbers=numbers))


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        days_of(CountTable(source="c.csv", names=("a",), counts=np.array([[1.0], [-1.0]]), numbers=(1, 2)))
