"""Who is near what has to be repaired: the units that may help, and the windows they may be sent to instead."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.ground.point import Point
from vigil.patrol.repair.rest_of_day import RestOfDay
from vigil.patrol.request import Request

MOST_UNITS: Final = 12
MOST_WINDOWS: Final = 100
"""So many units, and windows beside those they go to already, are looked at together: others are too far to help."""


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are looked at together, by their numbers in the rest of the day, and the ids of the windows."""

    units: tuple[int, ...]
    windows: frozenset[str]


def find_groups(rest: RestOfDay, focus: AbstractSet[str], now: float) -> tuple[Group, ...]:
    """Give the groups of units to look at: those nearest to the windows in focus, or all when there are none."""
    request = rest.request
    where = _where(rest)
    points = _points(request, focus)
    if points:
        apart = [float(_apart(of_unit, points).min()) for of_unit in where]
        near = sorted(range(len(where)), key=lambda unit: (apart[unit], unit))[:MOST_UNITS]
        cells: Sequence[Sequence[int]] = [sorted(near)] if near else []
    else:
        by_place = sorted(range(len(where)), key=lambda unit: (where[unit][0].lon, where[unit][0].lat, unit))
        cells = [by_place[n : n + MOST_UNITS] for n in range(0, len(by_place), MOST_UNITS)]
    return tuple(
        Group(tuple(units), _windows(rest, units, points or [point for unit in units for point in where[unit]], now))
        for units in cells
    )


def _windows(rest: RestOfDay, units: Iterable[int], points: Sequence[Point], now: float) -> frozenset[str]:
    """Give the windows near points that are not over, and those the units go to already."""
    request = rest.request
    still = [window for window in request.windows if window.closes_minute - window.visit_minutes >= now]
    places = request.place_by_id
    apart = _apart([places[window.place_id].point for window in still], points).min(axis=1) if still else np.zeros(0)
    nearest = np.argsort(apart, kind="stable")[:MOST_WINDOWS]
    return frozenset(still[n].id for n in nearest) | {
        stop.window_id for unit in units for stop in rest.ahead[unit].stops
    }


def _where(rest: RestOfDay) -> list[list[Point]]:
    """Give for each unit where it is and where it is going."""
    places, windows = rest.request.place_by_id, rest.request.window_by_id
    return [
        [unit.start, *(places[windows[stop.window_id].place_id].point for stop in walk.stops)]
        for unit, walk in zip(rest.request.units, rest.ahead, strict=True)
    ]


def _points(request: Request, names: AbstractSet[str]) -> list[Point]:
    windows: Mapping[str, str] = {window.id: window.place_id for window in request.windows}
    return [request.place_by_id[windows[name]].point for name in sorted(names) if name in windows]


def _apart(some: Sequence[Point], others: Sequence[Point]) -> FloatArray:
    """Give how far points are apart, squared, in degrees of latitude: near enough to say who is nearest."""
    a = np.array([(point.lat, point.lon) for point in some])
    b = np.array([(point.lat, point.lon) for point in others])
    wide = np.cos(np.radians(a[:, None, 0]))
    apart: FloatArray = (a[:, None, 0] - b[None, :, 0]) ** 2 + ((a[:, None, 1] - b[None, :, 1]) * wide) ** 2
    return apart
