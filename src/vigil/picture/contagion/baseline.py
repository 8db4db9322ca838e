"""The time-varying baseline: a level that bends from knot to knot, season, day of the week, first of the month."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.contagion.day_events import DayEvents

YEAR_DAYS: Final = 365.25
SEASON_NEEDS_DAYS: Final = 365
WEEK_NEEDS_DAYS: Final = 56


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """Where each day lies between the knots of the level, and what the calendar says of it.

    `knot` and `weight` have the shape (days,), `calendar` (days, columns). The last knot lies on the last day that was
    counted, so that the level foreseen is the level reached; days after it keep that level.
    """

    knots: int
    knot: IntArray
    weight: FloatArray
    calendar: FloatArray


def baseline_of(events: DayEvents, *, knot_days: int, ahead: int = 0) -> Baseline:
    """Give the baseline's features of the counted days and of `ahead` days after them."""
    counted, days = events.days, events.days + ahead
    spans = max(1, -(-(counted - 1) // knot_days))
    place = (np.arange(days) + spans * knot_days - (counted - 1)) / knot_days
    place = np.minimum(place, float(spans))
    knot = np.minimum(place.astype(np.int64), spans - 1)
    return Baseline(spans + 1, knot, place - knot, _calendar(events, days))


def _calendar(events: DayEvents, days: int) -> FloatArray:
    numbers = events.first_number + np.arange(days)
    columns: list[FloatArray] = []
    if events.days >= SEASON_NEEDS_DAYS:
        for wave in (1, 2):
            angle = 2 * np.pi * wave * numbers / YEAR_DAYS
            columns += [np.sin(angle), np.cos(angle)]
    if events.days >= WEEK_NEEDS_DAYS:
        columns += [(numbers % 7 == day).astype(np.float64) for day in range(6)]
    if events.first_on is not None and events.days >= SEASON_NEEDS_DAYS:
        dates = [events.first_on + timedelta(days=day) for day in range(days)]
        columns += [_marked(dates, is_new_year=False), _marked(dates, is_new_year=True)]
    return np.ascontiguousarray(np.column_stack(columns)) if columns else np.zeros((days, 0))


def _marked(dates: list[date], *, is_new_year: bool) -> FloatArray:
    """Mark the first of January, or of the other months: days of unknown date are often filed there."""
    return np.array([float(day.day == 1 and (day.month == 1) == is_new_year) for day in dates])
