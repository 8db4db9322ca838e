"""Who is near what has to be repaired: the units that may help, and the windows they may be sent to instead."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.ground.point import Point
from vigil.patrol.repair.rest_of_day import RestOfDay
from vigil.patrol.request import PlanWindow, Request

MOST_UNITS: Final = 12
MOST_WINDOWS: Final = 80
"""So many units, and windows beside those they go to already, are looked at together: others are too far to help."""


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are looked at together, by their numbers in the rest of the day, and the ids of the windows.

    When `sought` names some of these, a unit leaves its round for those only.
    """

    units: tuple[int, ...]
    windows: frozenset[str]
    sought: frozenset[str] = frozenset()


def find_groups(
    rest: RestOfDay, focus: AbstractSet[str], now: float, joined: AbstractSet[str] | None = None
) -> tuple[Group, ...]:
    """Give the groups of units to look at: those nearest to the windows in focus, or all when there are none.

    When it is said which units have `joined`, as few rounds as may be are to change: those nearest to the focus look at
    nothing but that and their own windows, and only who has joined looks at everything near.
    """
    request, where, open_still = rest.request, _where(rest), _still(rest.request, now)
    near = _nearest(where, _points(request, focus))
    if joined is None:
        cells = [near] if near else _cells(where)
        points = _points(request, focus)
        return tuple(
            Group(units, _windows(rest, units, points or [spot for unit in units for spot in where[unit]], open_still))
            for units in cells
        )
    sought = frozenset(window.id for window in open_still if window.id in focus)
    bound = Group(near, sought | _own(rest, near), sought)
    new = tuple(number for number, unit in enumerate(request.units) if unit.id in joined)[:MOST_UNITS]
    free = Group(new, _windows(rest, new, [spot for unit in new for spot in where[unit]], open_still))
    return tuple(group for group in (bound, free) if group.units and group.windows)


def _nearest(where: Sequence[Sequence[Point]], points: Sequence[Point]) -> tuple[int, ...]:
    """Give the units nearest to some points, by their numbers; none when there are no points."""
    if not points:
        return ()
    apart = [float(_apart(of_unit, points).min()) for of_unit in where]
    return tuple(sorted(sorted(range(len(where)), key=lambda unit: (apart[unit], unit))[:MOST_UNITS]))


def _cells(where: Sequence[Sequence[Point]]) -> list[tuple[int, ...]]:
    """Give all units, so many at a time, from west to east."""
    by_place = sorted(range(len(where)), key=lambda unit: (where[unit][0].lon, where[unit][0].lat, unit))
    return [tuple(by_place[n : n + MOST_UNITS]) for n in range(0, len(by_place), MOST_UNITS)]


def _still(request: Request, now: float) -> list[PlanWindow]:
    """Give the windows that are not over."""
    return [window for window in request.windows if window.closes_minute - window.visit_minutes >= now]


def _own(rest: RestOfDay, units: Iterable[int]) -> frozenset[str]:
    """Give the windows that units go to already."""
    return frozenset(stop.window_id for unit in units for stop in rest.ahead[unit].stops)


def _windows(
    rest: RestOfDay, units: Sequence[int], points: Sequence[Point], still: Sequence[PlanWindow]
) -> frozenset[str]:
    """Give those of some windows that are near points, and those the units go to already."""
    if not still or not points:
        return _own(rest, units)
    places = rest.request.place_by_id
    apart = _apart([places[window.place_id].point for window in still], points).min(axis=1)
    return frozenset(still[n].id for n in np.argsort(apart, kind="stable")[:MOST_WINDOWS]) | _own(rest, units)


def _where(rest: RestOfDay) -> list[list[Point]]:
    """Give for each unit where it is and where it is going."""
    places, windows = rest.request.place_by_id, rest.request.window_by_id
    return [
        [unit.start, *(places[windows[stop.window_id].place_id].point for stop in walk.stops)]
        for unit, walk in zip(rest.request.units, rest.ahead, strict=True)
    ]


def _points(request: Request, names: AbstractSet[str]) -> list[Point]:
    windows: Mapping[str, str] = {window.id: window.place_id for window in request.windows}
    places = request.place_by_id
    return [places[windows[name]].point for name in sorted(names) if name in windows]


def _apart(some: Sequence[Point], others: Sequence[Point]) -> FloatArray:
    """Give how far points are apart, squared, in degrees of latitude: near enough to say who is nearest."""
    a = np.array([(point.lat, point.lon) for point in some])
    b = np.array([(point.lat, point.lon) for point in others])
    wide = np.cos(np.radians(a[:, None, 0]))
    apart: FloatArray = (a[:, None, 0] - b[None, :, 0]) ** 2 + ((a[:, None, 1] - b[None, :, 1]) * wide) ** 2
    return apart
