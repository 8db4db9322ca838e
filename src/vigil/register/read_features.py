"""Reading a GeoJSON FeatureCollection: its features one by one, each with its number, or what is wrong with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from vigil.ground.errors import Unreadable, Where
from vigil.register.import_report import Rejected, rejection
from vigil.register.read_table import Numbered, Reading, decode, read_cells, refuse_oversize, spell_out

LONGEST_WHOLE_NUMBER: Final = 300
"""Digits that the geometry's floating-point numbers still take."""

_NOT_SHAPES: Final = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    RecursionError,
    shapely.errors.ShapelyError,
)
"""What goes wrong in making a geometry of any JSON object whatever."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: what it says, as text by property, and its geometry in degrees."""

    id: str
    said: Mapping[str, str]
    geometry: BaseGeometry


def read_features(content: bytes, source: str) -> Reading[Feature]:
    """Read the features of a GeoJSON file; they are counted from 1.

    Raises
    ------
    Unreadable : it is not JSON, or not a FeatureCollection
    """
    refuse_oversize(content, source)
    found: list[Numbered[Feature]] = []
    rejected: list[Rejected] = []
    for number, feature in enumerate(_list_features(content, source), start=1):
        try:
            found.append(Numbered(number, _read_feature(feature, Where(source, number))))
        except Unreadable as problem:
            rejected.append(rejection(problem))
    return Reading(tuple(found), tuple(rejected))


def _list_features(content: bytes, source: str) -> list[object]:
    try:
        read: object = json.loads(decode(content, source), parse_int=_whole_number)
    except json.JSONDecodeError as problem:
        raise Unreadable(Where(source, problem.lineno), f"is not JSON: {problem.msg}, column {problem.colno}") from None
    except RecursionError:
        raise Unreadable(Where(source), "is not GeoJSON: it is nested too deeply") from None
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list):
        raise Unreadable(Where(source), "is not a GeoJSON FeatureCollection: there is no list “features”")
    return features


def _read_feature(feature: object, where: Where) -> Feature:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        raise Unreadable(Where(where.source, where.line, "properties"), "are missing: this is not a GeoJSON feature")
    try:
        said = read_cells(where, {str(key): _text(value) for key, value in properties.items()}).cells
        feature_id = read_cells(where, {"id": _text(feature.get("id"))}).cells["id"]
    except RecursionError:
        raise Unreadable(Where(where.source, where.line, "properties"), "are nested too deeply") from None
    geometry = _read_geometry(feature.get("geometry"), Where(where.source, where.line, "geometry"))
    return Feature(feature_id, said, geometry)


def _read_geometry(found: object, where: Where) -> BaseGeometry:
    if not isinstance(found, dict):
        raise Unreadable(where, "is missing")
    geometry = _shaped(found)
    if geometry is None:
        raise Unreadable(where, "is not a GeoJSON geometry", _shown(found.get("type")))
    if geometry.is_empty:
        raise Unreadable(where, "is empty")
    west, south, east, north = shapely.bounds(geometry).tolist()
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        why = "the coordinates are not degrees, longitude first; export the file as WGS84 (EPSG:4326)"
        raise Unreadable(where, why, f"{west:g}, {south:g}")
    return geometry


# A GeoJSON geometry is any JSON object until it has been read.
def _shaped(found: dict[str, Any]) -> BaseGeometry | None:
    try:
        return shape(found)
    except _NOT_SHAPES:
        return None


def _shown(kind: object) -> str:
    return spell_out(kind[:80]) if isinstance(kind, str) else ""


def _whole_number(digits: str) -> int | str:
    # Python refuses to read numbers of thousands of digits; as text such a one spoils no more than its own feature.
    return int(digits) if len(digits) <= LONGEST_WHOLE_NUMBER else digits


def _text(value: object) -> str:
    """Give a JSON value as the text a table would hold; a list as its parts between semicolons."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(_text(part) for part in value)
    return str(value)
