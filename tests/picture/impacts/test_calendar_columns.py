"""What the calendar says of a period, as much as the history can bear."""

from datetime import date

import numpy as np
import pytest

from tests.picture.impacts.timelines import NEW_YEAR, by_day, by_month
from vigil.picture.impacts.calendar_columns import columns_of


def columns(timeline, event, **more):
    return columns_of(timeline, np.arange(timeline.periods), event=event, **more)


@pytest.mark.parametrize(
    ("days", "number"),
    [
        (55, 1),  # the level
        (56, 1 + 6),  # and weekdays
        (366, 1 + 6 + 1),  # and the first of the month
        (731, 1 + 1 + 2 + 6 + 1),  # and a trend and a season
        (1096, 1 + 1 + 4 + 6 + 1 + 1),  # and a second harmonic and New Year
    ],
)
def test_a_longer_history_of_days_bears_more(days, number):
    found = columns(by_day([1] * (days + 5)), days)
    assert found.values.shape == (days + 5, number)
    assert found.precisions.shape == (number,)
    assert (found.values[:, 0] == 1).all()


@pytest.mark.parametrize(("months", "number"), [(12, 1), (24, 4), (48, 4)])
def test_months_have_a_level_and_after_two_years_a_trend_and_one_harmonic(months, number):
    assert columns(by_month([1] * (months + 2)), months).values.shape == (months + 2, number)


def test_each_mark_falls_on_its_days():
    timeline = by_day([1] * 1200)
    found = columns(timeline, 1150)
    days = timeline.first_days[:-1]
    weekdays, first, new_year = found.values[:, 6:12], found.values[:, 12], found.values[:, 13]
    for row, day in enumerate(days):
        assert weekdays[row].tolist() == [float(day.weekday() == number) for number in range(1, 7)]
        assert first[row] == (day.day == 1)
        assert new_year[row] == ((day.month, day.day) == (1, 1))


def test_the_trend_counts_years_from_the_event_and_the_season_comes_round():
    timeline = by_day([1] * 1500)
    found = columns(timeline, 1461)
    assert found.values[1461, 1] == 0
    assert found.values[0, 1] == pytest.approx(-4)
    assert found.values[0, 2:6] == pytest.approx(found.values[1461, 2:6], abs=0.02)
    assert np.hypot(found.values[:, 2], found.values[:, 3]) == pytest.approx(np.ones(1500))


def test_a_month_stands_for_its_middle():
    found = columns(by_month([1] * 30), 24)
    assert found.values[0, 2] == pytest.approx(np.sin(2 * np.pi * 16 / 365.25))


def test_a_break_is_a_step():
    found = columns(by_day([1] * 60), 50, breaks=(date(2012, 1, 11),))
    assert found.values[:, -1].tolist() == [1.0] * 10 + [0.0] * 50


def test_only_the_periods_that_are_wanted_have_a_row():
    timeline = by_day([1] * 60)
    found = columns_of(timeline, np.array([0, 7, 58]), event=57)
    assert found.values.shape == (3, 7)
    assert NEW_YEAR.weekday() == 6
    assert found.values[:, 6].tolist() == [1, 1, 0]
