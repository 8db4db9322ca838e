"""GeoJSON, the one place where longitude comes before latitude: outlines read, places and rounds written."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from vigil.ground.point import Point
from vigil.posture.level import ResponseLevel
from vigil.register.area import Area
from vigil.register.place import Place

# A metre or so: finer than anybody needs to find a door, and a third shorter than what databases keep.
_DECIMALS: Final = 5


@dataclass(frozen=True, slots=True)
class Way:
    """A unit's round as the map draws it: from its base, by its visits, and home."""

    name: str
    points: tuple[Point, ...]


def rings_of(outline: str) -> list[list[Point]]:
    """Give the rings of a GeoJSON polygon or multipolygon."""
    shape = json.loads(outline)
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[Point(lat=pair[1], lon=pair[0]) for pair in ring] for polygon in polygons for ring in polygon]


def write_places(places: Iterable[Place], levels: dict[str, ResponseLevel]) -> bytes:
    """Give places as points with what a map shows of them: id, name, community and level; no more leaves the desk."""
    return _collection(
        _feature(
            {"type": "Point", "coordinates": _pair(place.point)},
            {
                "id": place.id,
                "name": place.name,
                "community": place.community.value,
                "level": levels.get(place.id, ResponseLevel.NORMAL).value,
            },
        )
        for place in places
    )


def write_areas(areas: Iterable[Area]) -> bytes:
    """Give areas as outlines with their names."""
    return _collection(_feature(json.loads(area.outline), {"name": area.name}) for area in areas)


def write_ways(ways: Iterable[Way]) -> bytes:
    """Give rounds as lines with the names of their units."""
    return _collection(
        _feature({"type": "LineString", "coordinates": [_pair(point) for point in way.points]}, {"name": way.name})
        for way in ways
        if len(way.points) > 1
    )


def _pair(point: Point) -> Sequence[float]:
    return round(point.lon, _DECIMALS), round(point.lat, _DECIMALS)


def _feature(geometry: object, properties: dict[str, str]) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: Iterable[dict[str, object]]) -> bytes:
    written = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()
