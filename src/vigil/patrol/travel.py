"""How long it takes from one point to another: in a straight line with a detour, or from a table of road times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from vigil.ground.point import EARTH_RADIUS_M, Point
from vigil.patrol.request import Request, TravelMatrix, TravelRule

IntArray = NDArray[np.int64]
EARTH_RADIUS_KM: Final = EARTH_RADIUS_M / 1000


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

    def minutes(self, origins: Sequence[Spot], destinations: Sequence[Spot]) -> IntArray:
        """Give ⌈circuity × km / speed × 60 + handover⌉, shape (origins, destinations)."""
        lat_a, lon_a = _radians(origins)
        lat_b, lon_b = _radians(destinations)
        half_lat = np.sin((lat_b[None, :] - lat_a[:, None]) / 2)
        half_lon = np.sin((lon_b[None, :] - lon_a[:, None]) / 2)
        h = half_lat**2 + np.cos(lat_a)[:, None] * np.cos(lat_b)[None, :] * half_lon**2
        way_km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, h))) * self.rule.circuity
        minutes: IntArray = np.ceil(way_km / self.speed_kmh * 60 + self.rule.handover_minutes).astype(np.int64)
        return minutes


@dataclass(frozen=True, slots=True)
class TabledTravel:
    """Travel from a table of minutes between named spots."""

    table: TravelMatrix

    def minutes(self, origins: Sequence[Spot], destinations: Sequence[Spot]) -> IntArray:
        """Give what the table says, shape (origins, destinations)."""
        number = {name: n for n, name in enumerate(self.table.points)}
        table = np.array(self.table.minutes, dtype=np.int64)
        return table[np.ix_([number[spot.id] for spot in origins], [number[spot.id] for spot in destinations])]


@dataclass(frozen=True, slots=True)
class TravelTimes:
    """Every travel time a plan may need, in whole minutes.

    `minutes` holds one table for each way of travelling, shape (spots, spots), nothing from a spot to itself;
    `profile`, `start_spot` and `end_spot` say for each unit which table it travels by, where it starts and ends.
    """

    minutes: tuple[IntArray, ...]
    profile: tuple[int, ...]
    place_spot: Mapping[str, int]
    start_spot: tuple[int, ...]
    end_spot: tuple[int, ...]

    def out(self, unit: int, place_id: str) -> int:
        """Give the minutes from where a unit starts to a place."""
        return int(self.minutes[self.profile[unit]][self.start_spot[unit], self.place_spot[place_id]])

    def way(self, unit: int, from_place: str, to_place: str) -> int:
        """Give the minutes from one place to another; none within one."""
        return int(self.minutes[self.profile[unit]][self.place_spot[from_place], self.place_spot[to_place]])

    def home(self, unit: int, place_id: str) -> int:
        """Give the minutes from a place to where a unit ends."""
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
    travels = _travels(request)
    tables = []
    for travel in dict.fromkeys(travels):
        table = travel.minutes(spots, spots)
        np.fill_diagonal(table, 0)
        tables.append(table)
    order = list(dict.fromkeys(travels))
    return TravelTimes(
        tuple(tables), tuple(order.index(travel) for travel in travels), place_spot, start_spot, end_spot
    )


def _travels(request: Request) -> tuple[StraightTravel | TabledTravel, ...]:
    """Give each unit's way of travelling."""
    asked = request.travel
    if isinstance(asked, TravelMatrix):
        return tuple(TabledTravel(asked) for _ in request.units)
    return tuple(StraightTravel(asked, unit.speed_kmh or asked.speed_kmh) for unit in request.units)


def _radians(spots: Sequence[Spot]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return (
        np.radians(np.array([spot.point.lat for spot in spots], dtype=np.float64)),
        np.radians(np.array([spot.point.lon for spot in spots], dtype=np.float64)),
    )
