"""Reading a file of daily or monthly counts as timelines without gaps."""

from datetime import date

import numpy as np

from vigil.ground.errors import Unreadable, Where
from vigil.picture.day_series import DayCounts, DaySeries
from vigil.picture.explained.read_days import read_days
from vigil.picture.impacts.timeline import Timeline, make_timeline, next_day, next_month


def read_timelines(content: bytes, source: str) -> tuple[Timeline, ...]:
    """Read `date,series,count`; a file all of whose dates are the first of a month holds months.

    Raises
    ------
    Unreadable : it is not such a table, a row is wrong, or a series leaves out a day or month
    """
    counts = read_days(content, source)
    days = {day for series in counts.series for day in series.counts}
    is_monthly = len(days) > 1 and all(day.day == 1 for day in days)
    return tuple(_timeline(counts, series, "month" if is_monthly else "day") for series in counts.series)


def _timeline(counts: DayCounts, series: DaySeries, period: str) -> Timeline:
    following = next_month if period == "month" else next_day
    last = max(series.counts)
    days: list[date] = [min(series.counts)]
    while days[-1] < last:
        days.append(following(days[-1]))
        if days[-1] not in series.counts:
            raise Unreadable(
                Where(counts.source, field="date"),
                f"the series “{series.name}” has no row for {days[-1]}; a {period} with nothing is written as 0",
                days[-1].isoformat(),
            )
    return make_timeline(series.name, days, np.array([series.counts[day] for day in days], dtype=np.float64))
