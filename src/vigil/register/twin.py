"""Near-twins: two places of one community so close that they may be one place entered twice."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from vigil.ground.point import EARTH_RADIUS_M, distance_m
from vigil.register.fold import fold
from vigil.register.place import Place

TWIN_WITHIN_M: Final = 40.0


@dataclass(frozen=True, slots=True)
class Twin:
    """Two places that may be one. They are reported and never merged: two congregations may share a building."""

    a: str
    b: str
    distance_m: float
    same_name: bool

    @property
    def is_node_beside_area(self) -> bool:
        """Say whether OpenStreetMap has one as a point and the other as an outline: perhaps one place mapped twice."""
        return {self.a.partition("/")[0], self.b.partition("/")[0]} == {"osm:node", "osm:area"}


_Cell = tuple[str, int, int]


def find_twins(places: Iterable[Place], *, within_m: float = TWIN_WITHIN_M) -> tuple[Twin, ...]:
    """Give every pair of places of one community at most `within_m` apart, the nearest first.

    Each place is compared with those in its own and the neighbouring cells of a grid, so that the work grows with
    the number of places and not with its square.
    """
    band_deg = math.degrees(within_m / EARTH_RADIUS_M) * 1.001
    cells: defaultdict[_Cell, list[Place]] = defaultdict(list)
    found: list[Twin] = []
    for place in sorted(places, key=lambda place: place.id):
        row = math.floor(place.point.lat / band_deg)
        for other in _neighbours(cells, place, row, band_deg):
            apart_m = distance_m(place.point, other.point)
            if apart_m <= within_m:
                found.append(Twin(other.id, place.id, apart_m, fold(place.name) == fold(other.name)))
        cells[place.community, row, _column(place, row, band_deg)].append(place)
    return tuple(sorted(found, key=lambda twin: (twin.distance_m, twin.a, twin.b)))


def _neighbours(cells: dict[_Cell, list[Place]], place: Place, row: int, band_deg: float) -> Iterator[Place]:
    for nearby_row in (row - 1, row, row + 1):
        middle = _column(place, nearby_row, band_deg)
        for column in {_wrapped(middle + step, nearby_row, band_deg) for step in (-1, 0, 1)}:
            yield from cells.get((place.community, nearby_row, column), ())


def _column(place: Place, row: int, band_deg: float) -> int:
    return _wrapped(math.floor((place.point.lon + 180.0) / 360.0 * _columns(row, band_deg)), row, band_deg)


def _wrapped(column: int, row: int, band_deg: float) -> int:
    # The last column of a row of cells is the neighbour of the first: there the date line runs.
    return column % _columns(row, band_deg)


def _columns(row: int, band_deg: float) -> int:
    """Give how many cells a row has, so that a cell is nowhere narrower than the distance asked for."""
    edge_deg = min(90.0, max(abs(row), abs(row + 1)) * band_deg)
    return max(1, math.floor(360.0 / band_deg * math.cos(math.radians(edge_deg))))
