"""Joining a flag's areas for the latest month: areas that lack months are left out and named, and hide nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vigil.picture.monthly.reading import compare_month, is_known
from vigil.reports.count_series import CountSeries, CountSource, join_areas
from vigil.reports.month import Month


@dataclass(frozen=True, slots=True)
class JoinedFlag:
    """One flag's counts in all the areas that know its latest month and the twelve before it.

    `series` and `month` are None when no area knows them all. `left_out` names the areas that do not.
    """

    flag: str
    series: CountSeries | None = None
    month: Month | None = None
    left_out: tuple[str, ...] = ()


def join_flag(series: Sequence[CountSeries], source: CountSource, at: datetime) -> JoinedFlag:
    """Join the areas of one flag as known at a moment.

    The latest month is the latest that more than half of the areas know, so that one area that is ahead, or that has
    a single month, does not stand for all of them; failing that, the latest that any knows.

    Parameters
    ----------
    series : of one source and one flag, one for each area, at least one of them
    """
    flag, areas = series[0].flag, tuple(area for one in series for area in one.areas)
    month = _latest(series, source, at)
    known = [one for one in series if month is not None and compare_month(one, month) is not None]
    if not known:
        return JoinedFlag(flag, left_out=areas)
    joined = join_areas(known)
    return JoinedFlag(flag, joined, month, tuple(area for area in areas if area not in joined.areas))


def _latest(series: Sequence[CountSeries], source: CountSource, at: datetime) -> Month | None:
    knowing = Counter(month for one in series for month in one.counts)
    newest_first = sorted(knowing, reverse=True)
    of_most = [month for month in newest_first if knowing[month] * 2 > len(series)]
    return next((month for month in (*of_most, *newest_first) if is_known(month, source, at)), None)
