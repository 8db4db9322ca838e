"""What the calendar says of every day, as the columns of the daily model, and how far each is trusted beforehand."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.fit.daily_fit import DailyDesign

HARMONICS: Final = 2
DAYS_A_YEAR: Final = 365.25
WEEKDAYS: Final = 7

LEVEL_SD: Final = 3e4
TREND_SD: Final = 0.5
SEASON_SD: Final = 0.2
MARK_SD: Final = 0.5
BREAK_SD: Final = 10.0
"""How far each is thought to move the logarithm of the mean: the standard deviation of its prior, about nought.

The level is free and a series break nearly so. A trend of more than half a year's level a year, a weekday, first of
the month or New Year that more than halves or doubles the mean, and a season of more than a fifth have to be shown by
counts; the k-th harmonic of the season is held k² times as tightly. A series of twenty a day overrules this within
weeks. One of one a week does not, so that it neither makes a season out of three incidents nor takes a weekday that
has had none for one that can have none.
"""


def make_design(days: Sequence[date], breaks: Sequence[date] = ()) -> DailyDesign:
    """Give the design of consecutive days; a break's column is 1 from its day on.

    Nothing of it depends on the days that follow, so that a fit as of one day is the same whenever it is made.
    """
    dense = _make_dense(days)
    marks = np.full((len(days), 3 + len(breaks)), -1, dtype=np.int64)
    since = np.zeros(len(days), dtype=np.int64)
    for row, day in enumerate(days):
        found = _find_marks(day, dense.shape[1], breaks)
        marks[row, : len(found)] = found
        since[row] = max(((one - days[0]).days for one in breaks if one <= day), default=0)
    season = [SEASON_SD / harmonic**2 for harmonic in range(1, HARMONICS + 1) for _ in range(2)]
    deviations = [LEVEL_SD, TREND_SD, *season, *[MARK_SD] * (WEEKDAYS + 2), *[BREAK_SD] * len(breaks)]
    return DailyDesign(dense, marks, np.array(deviations) ** -2, np.maximum(since, 0))


def _make_dense(days: Sequence[date]) -> FloatArray:
    """Give intercept, trend in years and harmonics, shape (days, columns)."""
    years = np.arange(len(days)) / DAYS_A_YEAR
    turns = 2.0 * np.pi * np.array([day.timetuple().tm_yday for day in days]) / DAYS_A_YEAR
    season = [wave(harmonic * turns) for harmonic in range(1, HARMONICS + 1) for wave in (np.sin, np.cos)]
    return np.column_stack([np.ones(len(days)), years, *season])


def _find_marks(day: date, first: int, breaks: Sequence[date]) -> list[int]:
    """Give the numbers of the columns that are 1 on a day, in ascending order; they begin with `first`."""
    marks = [first + day.weekday()]
    if day.day == 1:
        marks.append(first + WEEKDAYS)
    if (day.month, day.day) == (1, 1):
        marks.append(first + WEEKDAYS + 1)
    return marks + [first + WEEKDAYS + 2 + number for number, one in enumerate(breaks) if one <= day]
