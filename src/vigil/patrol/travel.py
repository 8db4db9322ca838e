"""How long it takes from one point to another: in a straight line with a detour, or from a table of road times.

Where travel is slower at some hours, the day is cut into slots. A way takes what the slot says in which it begins, and
whoever would arrive sooner by waiting for the next slot waits: so nobody overtakes by leaving later.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from vigil.ground.point import EARTH_RADIUS_M, Point
from vigil.patrol.local_day import EARLIEST_MINUTE
from vigil.patrol.request import PlanUnit, Request, TravelFactor, TravelMatrix, TravelRule

IntArray = NDArray[np.int64]
EARTH_RADIUS_KM: Final = EARTH_RADIUS_M / 1000
FIRST_MINUTE: Final = int(EARLIEST_MINUTE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere a unit can be: a place or a base, by its id."""

    id: str
    point: Point


class TravelModel(Protocol):
    """Gives whole minutes between spots; whoever knows road times can stand in."""

    def minutes(self, origins: Sequence[Spot], destinations: Sequence[Spot]) -> IntArray:
        """Give whole minutes, shape (origins, destinations)."""
        ...


@dataclass(frozen=True, slots=True)
class StraightTravel:
    """Travel along the great circle, lengthened by a detour, at one speed."""

    rule: TravelRule
    speed_kmh: float
    factor: float = 1.0

    def minutes(self, origins: Sequence[Spot], destinations: Sequence[Spot]) -> IntArray:
        """Give ⌈circuity × km / speed × 60 × factor + handover⌉, shape (origins, destinations)."""
        lat_a, lon_a = _radians(origins)
        lat_b, lon_b = _radians(destinations)
        half_lat = np.sin((lat_b[None, :] - lat_a[:, None]) / 2)
        half_lon = np.sin((lon_b[None, :] - lon_a[:, None]) / 2)
        h = half_lat**2 + np.cos(lat_a)[:, None] * np.cos(lat_b)[None, :] * half_lon**2
        way_km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, h))) * self.rule.circuity
        way_minutes = way_km / self.speed_kmh * 60 * self.factor
        minutes: IntArray = np.ceil(way_minutes + self.rule.handover_minutes).astype(np.int64)
        return minutes


@dataclass(frozen=True, slots=True)
class TabledTravel:
    """Travel from a table of minutes between named spots, for units of one speed of their own or none."""

    table: TravelMatrix
    speed_kmh: float | None = None
    factor: float = 1.0

    def minutes(self, origins: Sequence[Spot], destinations: Sequence[Spot]) -> IntArray:
        """Give ⌈what the table says × factor⌉, shape (origins, destinations)."""
        number = {name: n for n, name in enumerate(self.table.points)}
        table = self.table.minutes_at(self.speed_kmh)
        # Only the rows that are asked for: to turn a whole table into an array takes long when few are.
        rows = np.array([table[number[spot.id]] for spot in origins], dtype=np.int64).reshape(len(origins), len(table))
        found = rows[:, [number[spot.id] for spot in destinations]]
        # Ten minutes at 1.1 are eleven, whatever binary fractions make of it.
        minutes: IntArray = np.ceil(found * self.factor - 1e-9).astype(np.int64)
        return minutes


@dataclass(frozen=True, slots=True)
class TravelTimes:
    """Every travel time a plan may need, in whole minutes.

    `slot_minutes` holds one table for each way of travelling (profile), shape (slots, spots, spots), nothing from a
    spot to itself. Slot s begins at the whole minute `slot_from[s]`, ascending; the first begins before any plan does,
    the last never ends. A request without factors has one slot.

    `minutes` holds for each profile the slowest of its slots, shape (spots, spots): what to reckon with when the hour
    is not known; without factors it is the table itself. `profile`, `start_spot` and `end_spot` say for each unit which
    table it travels by, where it starts and ends; `place_spot` says where a place is.
    """

    slot_from: IntArray
    slot_minutes: tuple[IntArray, ...]
    minutes: tuple[IntArray, ...]
    profile: tuple[int, ...]
    place_spot: Mapping[str, int]
    start_spot: tuple[int, ...]
    end_spot: tuple[int, ...]

    def slot_at(self, minute: int) -> int:
        """Give the number of the slot that a minute lies in."""
        return int(np.searchsorted(self.slot_from, minute, side="right")) - 1

    def arrive(self, unit: int, from_spot: int, to_spot: int, depart_minute: int) -> int:
        """Give the earliest minute a unit can be somewhere that may leave from a minute on; it waits if that helps."""
        return self._leg(unit, from_spot, to_spot, depart_minute)[0]

    def driven(self, unit: int, from_spot: int, to_spot: int, depart_minute: int) -> int:
        """Give the minutes on the way of who arrives as `arrive` says; the least when several ways arrive then."""
        return self._leg(unit, from_spot, to_spot, depart_minute)[1]

    def _leg(self, unit: int, from_spot: int, to_spot: int, depart_minute: int) -> tuple[int, int]:
        table, here = self.slot_minutes[self.profile[unit]], self.slot_at(depart_minute)
        begins = [depart_minute, *(int(minute) for minute in self.slot_from[here + 1 :])]
        ways = [int(table[slot, from_spot, to_spot]) for slot in range(here, len(self.slot_from))]
        return min((begin + way, way) for begin, way in zip(begins, ways, strict=True))

    def out(self, unit: int, place_id: str) -> int:
        """Give the minutes from where a unit starts to a place, at the slowest hour."""
        return int(self.minutes[self.profile[unit]][self.start_spot[unit], self.place_spot[place_id]])

    def way(self, unit: int, from_place: str, to_place: str) -> int:
        """Give the minutes from one place to another, at the slowest hour; none within one."""
        return int(self.minutes[self.profile[unit]][self.place_spot[from_place], self.place_spot[to_place]])

    def home(self, unit: int, place_id: str) -> int:
        """Give the minutes from a place to where a unit ends, at the slowest hour."""
        return int(self.minutes[self.profile[unit]][self.place_spot[place_id], self.end_spot[unit]])


def travel_times(request: Request) -> TravelTimes:
    """Work out all travel times of a request."""
    number: dict[tuple[str, object], int] = {}
    spots: list[Spot] = []

    def spot(name: str, point: Point, *, is_place: bool) -> int:
        # In a matrix the name alone says where something is; else a base may be called like a place.
        key = (name, None if isinstance(request.travel, TravelMatrix) else (point, is_place))
        if key not in number:
            number[key] = len(spots)
            spots.append(Spot(name, point))
        return number[key]

    place_spot = {place.id: spot(place.id, place.point, is_place=True) for place in request.places}
    start_spot = tuple(spot(unit.start_id, unit.start, is_place=False) for unit in request.units)
    end_spot = tuple(spot(unit.end_id, unit.end, is_place=False) for unit in request.units)
    slots = _slots(request.travel.factors)
    speeds = [_speed(request.travel, unit) for unit in request.units]
    order = list(dict.fromkeys(speeds))
    tables = tuple(
        np.stack([_table(_model(request.travel, speed, factor), spots) for _, factor in slots]) for speed in order
    )
    return TravelTimes(
        slot_from=np.array([begins for begins, _ in slots], dtype=np.int64),
        slot_minutes=tables,
        minutes=tuple(table.max(axis=0) for table in tables),
        profile=tuple(order.index(speed) for speed in speeds),
        place_spot=place_spot,
        start_spot=start_spot,
        end_spot=end_spot,
    )


def _slots(factors: Sequence[TravelFactor]) -> list[tuple[int, float]]:
    """Cut time into slots: from which whole minute on which factor holds; 1 wherever none is given."""
    factor_from: dict[int, float] = {FIRST_MINUTE: 1.0}
    for factor in sorted(factors, key=lambda factor: factor.from_minute):
        factor_from[math.ceil(factor.from_minute)] = factor.factor
        factor_from[math.ceil(factor.to_minute)] = 1.0
    return sorted(factor_from.items())


def _speed(travel: TravelRule | TravelMatrix, unit: PlanUnit) -> float | None:
    """Give the speed by which a unit's ways are told from those of others; None is that of a matrix."""
    if isinstance(travel, TravelRule):
        return unit.speed_kmh or travel.speed_kmh
    return unit.speed_kmh if unit.speed_kmh in {one.speed_kmh for one in travel.slower} else None


def _model(travel: TravelRule | TravelMatrix, speed_kmh: float | None, factor: float) -> TravelModel:
    """Give the way of travelling of units of a speed in a slot."""
    if isinstance(travel, TravelMatrix):
        return TabledTravel(travel, speed_kmh, factor)
    return StraightTravel(travel, speed_kmh or travel.speed_kmh, factor)


def _table(travel: TravelModel, spots: Sequence[Spot]) -> IntArray:
    table = travel.minutes(spots, spots)
    np.fill_diagonal(table, 0)
    return table


def _radians(spots: Sequence[Spot]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return (
        np.radians(np.array([spot.point.lat for spot in spots], dtype=np.float64)),
        np.radians(np.array([spot.point.lon for spot in spots], dtype=np.float64)),
    )
