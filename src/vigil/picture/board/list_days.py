"""The series of single incidents on a board: day by day, for each community, in each area, of each kind."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.board.board import PeriodKind, SeriesName
from vigil.picture.board.judged import KnownSeries
from vigil.picture.board.known import Known
from vigil.picture.board.recording_break import breaks_of
from vigil.reports.incident import IncidentTally

INCIDENTS: Final = "Incidents kept by this desk"
"""Whose figures counts of single incidents are; no publisher has this name."""

DAYS_USED: Final = 365 * 6
"""What is older is no guide to what is usual now; the daily model looks back five years."""

A_YEAR: Final = timedelta(days=365)

FEWEST_A_YEAR: Final = 12
"""A series of one area or one kind with fewer incidents in the year before the board's day is left out, as too thin."""


@dataclass(frozen=True, slots=True)
class ListedDays:
    """The series that are judged, and how many were left out as too thin."""

    series: tuple[KnownSeries, ...]
    too_thin: int


def list_days(known: Known) -> ListedDays:
    """Give each community's series over all areas, and those of an area, a kind, or both, that are not too thin.

    All begin with the first day of which the desk keeps any incident: before it nothing was counted.
    """
    if not known.tallies:
        return ListedDays((), 0)
    first_on = max(min(one.happened_on for one in known.tallies), known.as_of - timedelta(days=DAYS_USED - 1))
    days = tuple(first_on + timedelta(days=number) for number in range((known.as_of - first_on).days + 1))
    counted = _count(known.tallies, known.as_of)
    kept = [name for name, recent in counted.recent.items() if recent >= FEWEST_A_YEAR or _is_whole(name)]
    return ListedDays(
        tuple(
            KnownSeries(
                name=name,
                first_days=days,
                counts=_by_day(counted.by_day[name], days),
                breaks=breaks_of(name, known.breaks),
            )
            for name in sorted(kept, key=lambda name: (name.area, name.kind, name.flag))
        ),
        len(counted.recent) - len(kept),
    )


def names_of(one: IncidentTally) -> Iterator[SeriesName]:
    """Give the series a tally counts in: its community's, in its area, of its kind, and of both."""
    for area in dict.fromkeys(("", one.area)):
        for kind in ("", one.kind):
            yield SeriesName(source=INCIDENTS, period=PeriodKind.DAY, area=area, flag=one.community.value, kind=kind)


@dataclass(frozen=True, slots=True)
class _Counted:
    by_day: dict[SeriesName, Counter[date]]
    recent: Counter[SeriesName]


def _count(tallies: Iterable[IncidentTally], as_of: date) -> _Counted:
    by_day: dict[SeriesName, Counter[date]] = {}
    recent: Counter[SeriesName] = Counter()
    for one in tallies:
        for name in names_of(one):
            by_day.setdefault(name, Counter())[one.happened_on] += one.count
            recent[name] += one.count if one.happened_on > as_of - A_YEAR else 0
    return _Counted(by_day, recent)


def _is_whole(name: SeriesName) -> bool:
    return not name.area and not name.kind


def _by_day(counts: Counter[date], days: tuple[date, ...]) -> FloatArray:
    return np.array([counts[day] for day in days], dtype=np.float64)
