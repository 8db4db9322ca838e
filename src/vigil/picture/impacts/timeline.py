"""One series of counts with the first day of every period: days or calendar months, without gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vigil.ground.arrays import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timeline:
    """Counts of regular periods, oldest first.

    `first_days` are the first days of the periods and, at its end, the day after the last, shape (periods + 1,).
    `counts` has the shape (periods,): whole numbers at least 0, or NaN where not known.
    """

    series: str
    first_days: tuple[date, ...]
    counts: FloatArray
    is_monthly: bool

    @property
    def periods(self) -> int:
        """How many periods there are."""
        return len(self.counts)

    def find_period(self, on: date) -> int | None:
        """Give the number of the period a day lies in, or None outside all of them."""
        if not self.first_days[0] <= on < self.first_days[-1]:
            return None
        return int(np.searchsorted([day.toordinal() for day in self.first_days], on.toordinal(), side="right")) - 1


def make_timeline(series: str, first_days: Sequence[date], counts: FloatArray) -> Timeline:
    """Give the timeline of one series.

    Raises
    ------
    ValueError : there is no period, or they are neither consecutive days nor consecutive months
    """
    if len(first_days) == 0 or len(first_days) != len(counts):
        raise ValueError("every period has one count, and there is at least one")
    for following, is_monthly in ((next_day, False), (next_month, True)):
        after = [following(day) for day in first_days]
        if list(first_days[1:]) == after[:-1] and (not is_monthly or first_days[0].day == 1):
            return Timeline(
                series=series,
                first_days=(*first_days, after[-1]),
                counts=np.asarray(counts, dtype=np.float64),
                is_monthly=is_monthly,
            )
    raise ValueError("periods are consecutive days or consecutive months that begin on the first")


def next_day(day: date) -> date:
    """Give the day after a day."""
    return day + timedelta(days=1)


def next_month(day: date) -> date:
    """Give the first day of the month after a first day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
