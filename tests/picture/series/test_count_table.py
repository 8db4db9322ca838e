"""A table of counts: how many of its periods make a year, and what they are called."""

from datetime import date, timedelta

import numpy as np
import pytest

from vigil.picture.series.count_table import CountTable


def table(days=(), numbers=()):
    periods = len(days) or len(numbers)
    return CountTable(source="counts", names=("a",), counts=np.zeros((periods, 1)), first_days=days, numbers=numbers)


@pytest.mark.parametrize(
    ("days", "a_year"),
    [
        ((date(2020, 1, 1), date(2020, 1, 2)), 365),
        ((date(2020, 1, 1), date(2020, 1, 8)), 52),
        ((date(2020, 1, 1), date(2020, 2, 1)), 12),
        ((date(2021, 2, 1), date(2021, 3, 1)), 12),
        ((date(2020, 1, 1),), None),
    ],
)
def test_the_first_step_says_how_many_periods_make_a_year(days, a_year):
    assert table(days).periods_a_year == a_year


def test_numbers_make_no_year():
    assert table(numbers=(1, 2, 3)).periods_a_year is None


def test_a_period_is_called_by_its_first_day_or_its_number():
    days = tuple(date(2020, 2, 24) + timedelta(days=7 * week) for week in range(3))
    assert [table(days).label(row) for row in range(3)] == ["2020-02-24", "2020-03-02", "2020-03-09"]
    assert [table(numbers=(7, 8)).label(row) for row in range(2)] == ["7", "8"]
