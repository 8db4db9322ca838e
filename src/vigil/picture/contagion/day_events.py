"""Events of several series by day and, where their hours are known, by bins of a day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.series.count_table import CountTable


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayEvents:
    """Counts of shape (days, bins, series), NaN on days not known; `first_on` is None when days are numbers."""

    source: str
    names: tuple[str, ...]
    counts: FloatArray
    first_number: int
    first_on: date | None

    @property
    def days(self) -> int:
        """How many days."""
        return int(self.counts.shape[0])

    def day(self, index: int) -> date | None:
        """Give the date of a day by its place."""
        return None if self.first_on is None else self.first_on + timedelta(days=index)

    def label(self, index: int) -> str:
        """Give the day's date or number."""
        on = self.day(index)
        return on.isoformat() if on else str(self.first_number + index)

    def daily(self) -> FloatArray:
        """Give the counts of whole days, shape (days, series)."""
        return np.asarray(self.counts.sum(axis=1), dtype=np.float64)

    def until(self, days: int) -> "DayEvents":
        """Give what was known after so many days."""
        return replace(self, counts=self.counts[:days])

    def last(self, days: int) -> "DayEvents":
        """Give the last so many days."""
        dropped = max(0, self.days - days)
        first_on = None if self.first_on is None else self.first_on + timedelta(days=dropped)
        return replace(self, counts=self.counts[dropped:], first_on=first_on, first_number=self.first_number + dropped)

    def only(self, names: tuple[str, ...]) -> "DayEvents":
        """Give these series alone."""
        kept = [self.names.index(name) for name in names]
        return replace(self, names=names, counts=self.counts[:, :, kept])


def days_of(table: CountTable) -> DayEvents:
    """Give a table of daily counts as events by day.

    Raises
    ------
    ValueError : its periods are not consecutive days, or a count is negative
    """
    numbers = table.numbers or tuple(day.toordinal() for day in table.first_days)
    if len(numbers) != table.counts.shape[0] or any(np.diff(numbers) != 1):
        raise ValueError("spread needs one row for every day, in order")
    if bool(np.any(table.counts < 0)):
        raise ValueError("counts are at least 0")
    return DayEvents(
        source=table.source,
        names=table.names,
        counts=np.ascontiguousarray(table.counts[:, np.newaxis, :], dtype=np.float64),
        first_number=numbers[0] if numbers else 0,
        first_on=table.first_days[0] if table.first_days else None,
    )
