"""What the calendar says of a period: its place in the trend and the year, its weekday, the days dates are filed on."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.impacts.timeline import Timeline

YEAR_DAYS: Final = 365.25

# Precisions of normal priors about nought: how far a coefficient may go when few counts speak of it.
_FREE: Final = 1e-6
_TREND: Final = 4.0
_SEASON: Final = 1.0
_MARK: Final = 1.0
_STEP: Final = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of a regression, shape (periods, columns), and how strongly each is held to nought."""

    values: FloatArray
    precisions: FloatArray


def columns_of(timeline: Timeline, rows: IntArray, *, event: int, breaks: tuple[date, ...] = ()) -> Columns:
    """Give what the calendar says of some periods, as much of it as the history before an event can bear.

    A trend needs two years of it, one harmonic of the year two, a second harmonic of days three. Days have their
    weekday from eight weeks on; the first of a month (dates that are not known are often filed there) from one year
    and New Year from three. A dated break in how the series is recorded is a step.

    Parameters
    ----------
    rows : the periods wanted
    event : the period the event lies in; the first of `rows` to it is the history
    breaks : days from which the series is recorded differently
    """
    days = [timeline.first_days[row] for row in rows]
    history_days = (timeline.first_days[event] - days[0]).days
    history_years = history_days / YEAR_DAYS
    years = np.array([(day - timeline.first_days[event]).days for day in days]) / YEAR_DAYS
    found = [(np.ones(len(days)), _FREE)]
    if history_years >= 2:
        found.append((years, _TREND))
    found.extend((column, _SEASON) for column in _seasons(timeline, days, history_years))
    if not timeline.is_monthly:
        found.extend((column, _MARK) for column in _marks(days, history_days))
    found.extend((np.array([float(day < broken) for day in days]), _STEP) for broken in breaks)
    return Columns(np.column_stack([column for column, _ in found]), np.array([precision for _, precision in found]))


def _seasons(timeline: Timeline, days: list[date], history_years: float) -> list[FloatArray]:
    """Give the harmonics of the year, a month standing for its middle."""
    middle_days, most = (15, 1) if timeline.is_monthly else (0, 2)
    at = np.array([day.timetuple().tm_yday + middle_days for day in days]) / YEAR_DAYS
    number = min(most, max(0, int(history_years) - 1))
    waves = [2 * np.pi * (harmonic + 1) * at for harmonic in range(number)]
    return [turned for wave in waves for turned in (np.sin(wave), np.cos(wave))]


def _marks(days: list[date], history_days: int) -> list[FloatArray]:
    marks: list[list[bool]] = []
    if history_days >= 56:
        marks.extend([day.weekday() == weekday for day in days] for weekday in range(1, 7))
    if history_days >= YEAR_DAYS:
        marks.append([day.day == 1 for day in days])
    if history_days >= 3 * YEAR_DAYS:
        marks.append([(day.month, day.day) == (1, 1) for day in days])
    return [np.array(mark, dtype=np.float64) for mark in marks]
