"""A series month by month with what was expected of each: what a plot draws."""

from dataclasses import dataclass

from vigil.picture.monthly.reading import compare_month
from vigil.picture.surge import alarm_from
from vigil.reports.count_series import CountSeries
from vigil.reports.month import Month


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """A month's count, the mean of the twelve months before, and the smallest count that would have been an alarm.

    The last two are None where the twelve months before are not all known.
    """

    month: Month
    count: int
    mean: float | None
    alarm_from: int | None

    @property
    def is_alarm(self) -> bool:
        """True when the count was an alarm."""
        return self.alarm_from is not None and self.count >= self.alarm_from


def history(series: CountSeries, last: Month, *, months: int) -> tuple[MonthPoint, ...]:
    """Give the known ones of so many months up to the last, in order."""
    wanted = (last.after(-back) for back in range(months - 1, -1, -1))
    return tuple(_point(series, month) for month in wanted if month in series.counts)


def _point(series: CountSeries, month: Month) -> MonthPoint:
    compared = compare_month(series, month)
    if compared is None:
        return MonthPoint(month, series.counts[month], None, None)
    return MonthPoint(month, compared.observed, compared.expected.mean, alarm_from(compared.expected))
