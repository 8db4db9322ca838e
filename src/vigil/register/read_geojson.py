"""Reading places out of a GeoJSON file; its properties are named like the columns of a table, or are OSM's tags."""

import re
from dataclasses import replace
from functools import partial
from typing import Final

from vigil.register.footprint import footprint_m2, inside_point
from vigil.register.osm_tags import cells_of
from vigil.register.place import Place
from vigil.register.read_features import Feature, read_features
from vigil.register.read_places import LONDON, read_place, remark_on_capacities
from vigil.register.read_table import Reading, Row, read_each, reject_doubles

OSM_ID: Final = re.compile(r"(node|way|relation)/(\d+)")


def read_geojson_places(content: bytes, source: str, *, time_zone: str = LONDON) -> Reading[Place]:
    """Read the places of a FeatureCollection; a polygon gives a point inside it and its footprint.

    Raises
    ------
    Unreadable : it is not GeoJSON with features
    """
    features = read_features(content, source)
    rows = tuple(Row(source, feature.line, _cells(feature.value)) for feature in features.found)
    reading = read_each(rows, partial(read_place, time_zone=time_zone), rejected=features.rejected)
    return reject_doubles(replace(reading, remarks=remark_on_capacities(rows)), lambda place: place.id)


def _cells(feature: Feature) -> dict[str, str]:
    """Give a feature as a row of a table; what OpenStreetMap's exports call `@id` or `id` becomes the place's id."""
    said = dict(feature.said)
    if "@id" in said or "amenity" in said:
        said |= cells_of(said)
    said["id"] = said.get("@id") or said.get("id") or feature.id
    osm = OSM_ID.fullmatch(said["id"])
    if osm:
        said |= {"osm_type": osm[1], "osm_id": osm[2]}
    point = inside_point(feature.geometry)
    said |= {"lat": f"{point.lat:.7f}", "lon": f"{point.lon:.7f}"}
    if feature.geometry.area > 0 and not said.get("footprint_m2"):
        said["footprint_m2"] = f"{max(1.0, footprint_m2(feature.geometry)):.0f}"
    return said
