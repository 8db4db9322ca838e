"""Daily counts of one or more series, as a file holds them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first_on: date
    last_on: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it, in order."""
        return tuple(self.first_on + number * A_DAY for number in range((self.last_on - self.first_on).days + 1))


@dataclass(frozen=True, slots=True)
class DaySeries:
    """How many on each day, under one name; a day that is not there is not known, which is not nought."""

    name: str
    counts: Mapping[date, int]

    def over(self, period: Period) -> tuple[int, ...]:
        """Give the counts of a period in order; every day of it must be known."""
        return tuple(self.counts[day] for day in period.days)

    def first_missing(self, period: Period) -> date | None:
        """Give the first day of a period that is not known, or None."""
        return next((day for day in period.days if day not in self.counts), None)


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The series of one file, in its order."""

    source: str
    series: tuple[DaySeries, ...]

    @property
    def period(self) -> Period:
        """From the first day to the last that any series knows."""
        days = [day for one in self.series for day in one.counts]
        return Period(min(days), max(days))

    def find(self, name: str) -> DaySeries | None:
        """Give the series of this name, in whatever form its accents are typed, or None."""
        composed = unicodedata.normalize("NFC", name)
        return next((one for one in self.series if one.name == composed), None)
