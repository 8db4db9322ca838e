"""Dates that may be years, months or days, and the study period they are counted in."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Final

_STAMP: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LAST_YEAR: Final = 9998


class Precision(IntEnum):
    """How exactly a date is known."""

    YEAR = 1
    MONTH = 2
    DAY = 3


class TimeStep(StrEnum):
    """How long one period of the study is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


NEEDS: Final = {TimeStep.YEAR: Precision.YEAR, TimeStep.MONTH: Precision.MONTH, TimeStep.DAY: Precision.DAY}
"""How exactly a date must be known to be put into a period."""

_LENGTH: Final = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


@dataclass(frozen=True, slots=True, order=True)
class DateStamp:
    """A year, a month or a day: the first day of it, and how exactly it is known."""

    on: date
    precision: Precision

    @property
    def until_on(self) -> date:
        """The first day after it."""
        match self.precision:
            case Precision.DAY:
                return self.on + timedelta(days=1)
            case Precision.MONTH:
                return (self.on + timedelta(days=31)).replace(day=1)
            case _:
                return self.on.replace(year=self.on.year + 1)

    def __str__(self) -> str:
        return self.on.isoformat()[: _LENGTH[self.precision]]


def parse_stamp(text: str) -> DateStamp:
    """Read a year (1985), a month (1985-03) or a day (1985-03-17).

    Raises
    ------
    ValueError : anything else
    """
    match = _STAMP.fullmatch(text)
    if match is None:
        raise ValueError("is not a date; write it as 1985, 1985-03 or 1985-03-17")
    year, month, day = match.groups()
    try:
        on = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError("is not in the calendar") from None
    if on.year > _LAST_YEAR:
        raise ValueError(f"lies after the year {_LAST_YEAR}")
    return DateStamp(on, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR)


@dataclass(frozen=True, slots=True)
class StudyPeriod:
    """The time looked at, cut into periods: whole days, months or years.

    `edges_on` are the first day of every period, ascending, and the first day after the last.
    """

    step: TimeStep
    edges_on: tuple[date, ...]

    @property
    def periods(self) -> int:
        """How many periods there are."""
        return len(self.edges_on) - 1

    def number_of(self, day: date) -> int | None:
        """Give the period a day lies in, from 0, or None outside."""
        if not self.edges_on[0] <= day < self.edges_on[-1]:
            return None
        return bisect_right(self.edges_on, day) - 1

    def first_of(self, period: int) -> str:
        """Give the beginning of a period as its dates are written: 1985, 1985-03 or 1985-03-17."""
        return self._write(self.edges_on[period])

    def last_of(self, period: int) -> str:
        """Give the end of a period as its dates are written."""
        return self._write(self.edges_on[period + 1] - timedelta(days=1))

    def _write(self, day: date) -> str:
        return day.isoformat()[: _LENGTH[NEEDS[self.step]]]


def cut_into_periods(first: DateStamp, last: DateStamp, step: TimeStep) -> StudyPeriod:
    """Give the study period from the beginning of one date to the end of another, in whole periods.

    Raises
    ------
    ValueError : the last lies before the first
    """
    begin, end = first.on, last.until_on
    if end <= begin:
        raise ValueError(f"the study period ends on {last} and begins after it, on {first}")
    match step:
        case TimeStep.DAY:
            days = range(begin.toordinal(), end.toordinal() + 1)
            return StudyPeriod(step, tuple(date.fromordinal(day) for day in days))
        case TimeStep.MONTH:
            months = range(_month(begin), _month(end - timedelta(days=1)) + 2)
            return StudyPeriod(step, tuple(date(month // 12, month % 12 + 1, 1) for month in months))
        case _:
            years = range(begin.year, (end - timedelta(days=1)).year + 2)
            return StudyPeriod(step, tuple(date(year, 1, 1) for year in years))


def whole_study(first: DateStamp, last: DateStamp) -> StudyPeriod:
    """Give the time from the beginning of one date to the end of another as one single period."""
    if last.until_on <= first.on:
        raise ValueError(f"the study period ends on {last} and begins after it, on {first}")
    return StudyPeriod(TimeStep.DAY, (first.on, last.until_on))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
