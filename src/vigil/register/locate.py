"""In which area a point lies: point in polygon, with some patience for generalised coasts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely import STRtree

from vigil.ground.point import EARTH_RADIUS_M, Point
from vigil.register.area import Area, AreaKind

NEAR_ENOUGH_M: Final = 3_000.0
"""Generalised outlines cut off piers and headlands: a point this near to one counts as on its ground."""

METRES_PER_DEGREE: Final = float(np.radians(EARTH_RADIUS_M))
BAND_DEG: Final = 0.5

Outlines: TypeAlias = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point lies: the finest area and the police force by name, empty when there is none.

    `outside_m` is 0 within an outline, else the distance to the nearest one, which `nearest` names; farther than
    3 km outside, a point belongs to no area.
    """

    area: str
    police_force: str
    outside_m: float
    nearest: str


@dataclass(frozen=True, slots=True)
class _Near:
    """An outline a point lies in or near to."""

    name: str
    outside_m: float

    @property
    def is_on_ground(self) -> bool:
        return self.outside_m <= NEAR_ENOUGH_M


def locate(points: Sequence[Point], areas: Sequence[Area]) -> tuple[Located, ...]:
    """Give for each point where it lies.

    A district that holds the point or is the nearest within 3 km comes before the police force whose ground it is:
    the forces' outlines are coarse, and a finer one stops short of many a bank or bridge. Where outlines of one kind
    overlap it is the first by id.
    """
    districts = _nearest_of(AreaKind.DISTRICT, points, areas)
    forces = _nearest_of(AreaKind.POLICE_FORCE, points, areas)
    return tuple(_located(district, force) for district, force in zip(districts, forces, strict=True))


def _located(district: _Near, force: _Near) -> Located:
    # `min` gives the district when both are equally far, as they are for a point inside both.
    nearest = min(district, force, key=lambda near: near.outside_m)
    area = next((near.name for near in (district, force) if near.is_on_ground), "")
    return Located(area, force.name if force.is_on_ground else "", nearest.outside_m, nearest.name)


def is_swapped(point: Point, areas: Sequence[Area]) -> bool:
    """Say whether a point lies in an area once its latitude and longitude are exchanged."""
    if abs(point.lon) > 90:
        return False
    return locate([Point(lat=point.lon, lon=point.lat)], areas)[0].outside_m <= NEAR_ENOUGH_M


def _nearest_of(kind: AreaKind, points: Sequence[Point], areas: Sequence[Area]) -> list[_Near]:
    """Give for each point the area of one kind that holds it, or the nearest; infinitely far when there is none."""
    near = [_Near("", float("inf"))] * len(points)
    wanted = sorted((area for area in areas if area.kind is kind), key=lambda area: area.id)
    if not wanted or not points:
        return near
    outlines: Outlines = np.array(shapely.from_geojson([area.outline for area in wanted]), dtype=object)
    inside = _holding(points, outlines)
    for number, index in inside.items():
        near[number] = _Near(wanted[index].name, 0.0)
    outside = {number: point for number, point in enumerate(points) if number not in inside}
    for number, (index, outside_m) in _nearest(outside, outlines).items():
        near[number] = _Near(wanted[index].name, outside_m)
    return near


def _holding(points: Sequence[Point], outlines: Outlines) -> dict[int, int]:
    """Give the index of the first outline that holds each point, for the points that lie in any."""
    dots = shapely.points([(point.lon, point.lat) for point in points])
    found: dict[int, int] = {}
    for number, index in STRtree(outlines).query(dots, predicate="intersects").T:
        found[int(number)] = min(int(index), found.get(int(number), len(outlines)))
    return found


def _nearest(points: Mapping[int, Point], outlines: Outlines) -> dict[int, tuple[int, float]]:
    """Give the index of the nearest outline and its distance in metres, for each point.

    Within a band of latitude, degrees of longitude are shrunk to the length of those of latitude. The band is narrow
    enough for the distance to be right within 1 % up to 60 degrees and within 3 % up to 80, for some kilometres;
    farther away it is a rough figure to show.
    """
    bands: defaultdict[int, list[int]] = defaultdict(list)
    for number, point in points.items():
        bands[int(point.lat // BAND_DEG)].append(number)
    found: dict[int, tuple[int, float]] = {}
    for band, numbers in bands.items():
        # At the very pole the middle of the band lies beyond it.
        shrink = (abs(float(np.cos(np.radians((band + 0.5) * BAND_DEG)))), 1.0)
        tree = STRtree(shapely.set_coordinates(outlines.copy(), shapely.get_coordinates(outlines) * shrink))
        dots = shapely.points([(points[number].lon * shrink[0], points[number].lat) for number in numbers])
        (which, index), apart_deg = tree.query_nearest(dots, return_distance=True, all_matches=False)
        for one, other, apart in zip(which, index, apart_deg, strict=True):
            found[numbers[int(one)]] = (int(other), float(apart) * METRES_PER_DEGREE)
    return found
