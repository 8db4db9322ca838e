"""Reading where places are: `place,lat,lon` (WGS84 degrees) or `place,x,y` (a plane, any one unit, best metres)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.read_scan_rows import read_place, read_whole_table
from vigil.register.read_field import read_number, read_point
from vigil.register.read_table import Row, Table


class CoordinateSystem(StrEnum):
    """What two coordinates are: latitude and longitude in degrees, or x and y on a plane."""

    GLOBE = "lat,lon"
    PLANE = "x,y"


@dataclass(frozen=True, slots=True, eq=False)
class ScanPlaces:
    """Places in the order of their names; `coordinates`, shape (places, 2), are lat and lon or x and y."""

    source: str
    names: tuple[str, ...]
    numbers: Mapping[str, int]
    system: CoordinateSystem
    coordinates: FloatArray


def read_places(content: bytes, source: str) -> ScanPlaces:
    """Read where places are; a file that has both kinds of coordinates is read by lat and lon.

    Raises
    ------
    Unreadable : it is not such a table, a row is wrong, or a place stands twice
    """
    table = read_whole_table(content, source, ("place",))
    system = _system_of(table, source)
    found: dict[str, tuple[float, float]] = {}
    lines: dict[str, int] = {}
    for row in table.rows:
        name = read_place(row)
        if name in found:
            raise row.wrong("place", f"stands in line {lines[name]} already; a place has one row", name)
        found[name] = _coordinates(row, system)
        lines[name] = row.line
    names = tuple(sorted(found))
    return ScanPlaces(
        source,
        names,
        {name: number for number, name in enumerate(names)},
        system,
        np.array([found[name] for name in names], dtype=np.float64),
    )


def _system_of(table: Table, source: str) -> CoordinateSystem:
    if {"lat", "latitude"} & set(table.columns):
        return CoordinateSystem.GLOBE
    if {"x", "y"} <= set(table.columns):
        return CoordinateSystem.PLANE
    known = ", ".join(table.columns)
    raise Unreadable(Where(source, 1), "places have the columns place,lat,lon or place,x,y; the file has", known)


def _coordinates(row: Row, system: CoordinateSystem) -> tuple[float, float]:
    if system is CoordinateSystem.GLOBE:
        point = read_point(row)
        return point.lat, point.lon
    return _plane_coordinate(row, "x"), _plane_coordinate(row, "y")


def _plane_coordinate(row: Row, column: str) -> float:
    number = read_number(row, column)
    if number is None:
        raise row.wrong(column, "is missing")
    return number
