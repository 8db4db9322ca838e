"""A town one can picture: Northford and Southbury, two squares of ten kilometres, side by side on the sea."""

import json
from dataclasses import replace
from typing import Any, Final

from vigil.ground.point import Point
from vigil.register.area import Area, AreaKind
from vigil.register.place import Community, Origin, Place
from vigil.register.read_table import Row


def square(west: float, south: float, size: float = 0.1) -> dict[str, Any]:
    """Give a square as a GeoJSON geometry."""
    east, north = west + size, south + size
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


NORTHFORD: Final = Area("N1", "Northford", AreaKind.DISTRICT, json.dumps(square(0.0, 52.1)), "town.geojson")
SOUTHBURY: Final = Area("S1", "Southbury", AreaKind.DISTRICT, json.dumps(square(0.0, 52.0)), "town.geojson")
COUNTY: Final = Area("P1", "County Police", AreaKind.POLICE_FORCE, json.dumps(square(0.0, 51.9, 0.3)), "forces.geojson")
AREAS: Final = (NORTHFORD, SOUTHBURY, COUNTY)

IN_NORTHFORD: Final = Point(lat=52.15, lon=0.05)
IN_SOUTHBURY: Final = Point(lat=52.05, lon=0.05)
IN_COUNTY_ONLY: Final = Point(lat=51.95, lon=0.2)
IN_THE_SEA: Final = Point(lat=52.0, lon=2.0)


def a_place(place_id: str = "p1", **changes: Any) -> Place:
    """Give a mosque in Northford, but for what is changed."""
    place = Place(
        id=place_id,
        name="Masjid an-Nūr",
        community=Community.MUSLIM,
        point=IN_NORTHFORD,
        origin=Origin("town.csv", place_id),
    )
    return replace(place, **changes)


def a_row(**cells: str) -> Row:
    """Give the third line of a table."""
    return Row("town.csv", 3, cells)
