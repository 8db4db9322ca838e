"""Counts of one or many series over the same regular periods: what every detector works on."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from vigil.ground.arrays import FloatArray

DAYS_A_YEAR: Final = 365
WEEKS_A_YEAR: Final = 52
MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountTable:
    """Counts of several series over the same regular periods, oldest first.

    `counts` has the shape (periods, series): events a period, whole numbers at least 0, or NaN where not known.
    `first_days` holds the first day of every period, or is empty where periods are only numbered (`numbers`).
    `population` has the shape of `counts`, or is None.
    """

    source: str
    names: tuple[str, ...]
    counts: FloatArray
    first_days: tuple[date, ...] = ()
    numbers: tuple[int, ...] = ()
    population: FloatArray | None = None

    @property
    def periods_a_year(self) -> int | None:
        """How many of its periods make a year: 365, 52 or 12; None where they are only numbered, or there is one."""
        if len(self.first_days) < 2:
            return None
        step_days = (self.first_days[1] - self.first_days[0]).days
        return {1: DAYS_A_YEAR, 7: WEEKS_A_YEAR}.get(step_days, MONTHS_A_YEAR)

    def label(self, row: int) -> str:
        """Give the name of a period as files write it: its first day, or its number."""
        return self.first_days[row].isoformat() if self.first_days else str(self.numbers[row])
