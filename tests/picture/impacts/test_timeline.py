"""Regular periods: days or months, without gaps."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.impacts.timelines import NEW_YEAR, by_day, by_month
from vigil.picture.impacts.timeline import make_timeline, next_day, next_month

MONTHS = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda day: day.replace(day=1))


def test_days_and_months_are_told_apart():
    days, months = by_day([1, 2, 3]), by_month([1, 2, 3])
    assert (days.is_monthly, months.is_monthly) == (False, True)
    assert days.first_days == tuple(NEW_YEAR + timedelta(days=number) for number in range(4))
    assert months.first_days == (NEW_YEAR, date(2012, 2, 1), date(2012, 3, 1), date(2012, 4, 1))
    assert (days.periods, months.counts.tolist()) == (3, [1, 2, 3])


def test_a_lone_period_is_a_day():
    assert not by_day([4]).is_monthly


def test_the_period_of_a_day_is_found():
    months = by_month([1, 2, 3])
    assert [months.find_period(day) for day in (NEW_YEAR, date(2012, 1, 31), date(2012, 3, 31))] == [0, 0, 2]
    assert months.find_period(date(2011, 12, 31)) is None
    assert months.find_period(date(2012, 4, 1)) is None


@given(MONTHS, st.integers(1, 40), st.integers(0, 2000))
def test_a_day_lies_in_the_period_that_is_found(first_on, periods, later):
    months = by_month([0] * periods, first_on)
    day = first_on + timedelta(days=later)
    found = months.find_period(day)
    if found is None:
        assert day >= months.first_days[-1]
    else:
        assert months.first_days[found] <= day < months.first_days[found + 1]


@given(MONTHS)
def test_the_next_month_begins_after_the_last_day_of_this_one(month):
    following = next_month(month)
    assert following.day == 1
    assert (following - next_day(month)).days in {27, 28, 29, 30}
    assert (following - timedelta(days=1)).month == month.month


@pytest.mark.parametrize(
    ("days", "counts", "why"),
    [
        ([], [], "at least one"),
        ([NEW_YEAR], [1, 2], "one count"),
        ([NEW_YEAR, date(2012, 1, 3)], [1, 2], "consecutive days or consecutive months"),
        ([NEW_YEAR, date(2012, 3, 1)], [1, 2], "consecutive"),
        ([date(2012, 1, 2), date(2012, 2, 2)], [1, 2], "begin on the first"),
        ([NEW_YEAR, NEW_YEAR], [1, 2], "consecutive"),
    ],
)
def test_what_is_not_regular_is_no_timeline(days, counts, why):
    with pytest.raises(ValueError, match=why):
        make_timeline("all", days, np.array(counts, dtype=np.float64))
