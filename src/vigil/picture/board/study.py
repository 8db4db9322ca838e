"""What is scanned for clusters: published counts of areas by month, single incidents of a community by day."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from vigil.ground.arrays import IntArray
from vigil.ground.point import EARTH_RADIUS_M, Point
from vigil.picture.board.board import PeriodKind
from vigil.picture.board.known import Known
from vigil.picture.board.list_days import INCIDENTS
from vigil.picture.monthly.compose import SourceSeries
from vigil.register.place import Community
from vigil.reports.count_series import CountSeries
from vigil.reports.incident import IncidentTally

MONTHS_SCANNED: Final = 24
LONGEST_MONTHS: Final = 3
DAYS_SCANNED: Final = 365
LONGEST_DAYS: Final = 28

FEWEST_PLACES: Final = 4
FEWEST_CASES: Final = 20
"""With fewer places or cases a cluster says nothing that a look at the list does not."""

CELL_M: Final = 1_000.0
"""Single incidents are counted in squares of this side, so that a cluster does not hang on where a door stands."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Study:
    """Cases of one kind by place and period, the last period the board's newest.

    `centres`, `members` and `has_points` stand for each place: where it is, the areas it lies in, and whether any case
    says where in its area it was; where none does, the place is the area, and its middle stands for it. `cases` has the
    shape (places, periods); a cluster lasts at most `longest` of them.
    """

    source: str
    flag: str
    period: PeriodKind
    centres: tuple[Point, ...]
    members: tuple[tuple[str, ...], ...]
    has_points: tuple[bool, ...]
    first_days: tuple[date, ...]
    cases: IntArray
    longest: int


def list_studies(known: Known) -> tuple[Study, ...]:
    """Give everything that can be scanned: each flag of each source, and each community's incidents."""
    found = (*_of_published(known), *_of_incidents(known))
    return tuple(one for one in found if len(one.centres) >= FEWEST_PLACES and one.cases.sum() >= FEWEST_CASES)


def _of_published(known: Known) -> Iterator[Study]:
    for one in known.published:
        flags: dict[str, list[CountSeries]] = defaultdict(list)
        for series in one.series:
            if series.areas[0] in known.centres:
                flags[series.flag].append(series)
        for flag, group in flags.items():
            yield _of_flag(one, flag, group, known)


def _of_flag(one: SourceSeries, flag: str, group: Sequence[CountSeries], known: Known) -> Study:
    """Put one flag's areas side by side, those that know every month of the last two years."""
    latest = max(month for series in one.series for month in series.counts)
    months = [latest.after(back) for back in range(1 - MONTHS_SCANNED, 1)]
    whole = [series for series in group if all(month in series.counts for month in months)]
    cases = np.array([[series.counts[month] for month in months] for series in whole], dtype=np.int64)
    return Study(
        source=one.source.name,
        flag=flag,
        period=PeriodKind.MONTH,
        centres=tuple(known.centres[series.areas[0]] for series in whole),
        members=tuple(series.areas for series in whole),
        has_points=(False,) * len(whole),
        first_days=tuple(month.first_on for month in months),
        cases=cases,
        longest=LONGEST_MONTHS,
    )


def _of_incidents(known: Known) -> Iterator[Study]:
    first_on = known.as_of - timedelta(days=DAYS_SCANNED - 1)
    for community in Community:
        recent = [one for one in known.tallies if one.community is community and one.happened_on >= first_on]
        located = [(where, one) for one in recent if (where := _where(one, known)) is not None]
        if located:
            yield _of_community(community, located, first_on)


def _of_community(community: Community, located: Sequence[tuple[Point, IncidentTally]], first_on: date) -> Study:
    cells: dict[Point, Counter[int]] = defaultdict(Counter)
    areas: dict[Point, dict[str, None]] = defaultdict(dict)
    exact: set[Point] = set()
    for where, one in located:
        cell = cell_of(where)
        cells[cell][(one.happened_on - first_on).days] += one.count
        if one.point:
            exact.add(cell)
        if one.area:
            areas[cell][one.area] = None
    centres = tuple(sorted(cells, key=lambda point: (point.lat, point.lon)))
    cases = np.zeros((len(centres), DAYS_SCANNED), dtype=np.int64)
    for place, centre in enumerate(centres):
        for day, count in cells[centre].items():
            cases[place, day] = count
    return Study(
        source=INCIDENTS,
        flag=community.value,
        period=PeriodKind.DAY,
        centres=centres,
        members=tuple(tuple(areas[centre]) for centre in centres),
        has_points=tuple(centre in exact for centre in centres),
        first_days=tuple(first_on + timedelta(days=day) for day in range(DAYS_SCANNED)),
        cases=cases,
        longest=LONGEST_DAYS,
    )


def _where(one: IncidentTally, known: Known) -> Point | None:
    return one.point or known.centres.get(one.area)


def cell_of(point: Point) -> Point:
    """Give the middle of the square kilometre a point lies in; rows of squares are as wide as their latitude has it."""
    step_deg = math.degrees(CELL_M / EARTH_RADIUS_M)
    lat = (math.floor(point.lat / step_deg) + 0.5) * step_deg
    # At the poles a square would be wider than the earth: there all is one.
    across_deg = min(step_deg / max(math.cos(math.radians(lat)), 1e-6), 360.0)
    lon = (math.floor(point.lon / across_deg) + 0.5) * across_deg
    return Point(lat=min(max(lat, -90.0), 90.0), lon=min(max(lon, -180.0), 180.0))
