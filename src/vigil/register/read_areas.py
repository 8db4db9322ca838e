"""Reading areas out of a GeoJSON file of outlines."""

from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from vigil.ground.errors import Unreadable, Where
from vigil.register.area import Area, AreaFile
from vigil.register.import_report import Rejected, rejection
from vigil.register.read_features import Feature, read_features
from vigil.register.read_table import Numbered, Reading, reject_doubles

POLYGONS: Final = ("Polygon", "MultiPolygon")


def read_areas(file: AreaFile) -> Reading[Area]:
    """Read the areas of a file; an outline that crosses itself is mended, and a remark says so.

    Raises
    ------
    Unreadable : it is not GeoJSON with features, or no feature has the fields named
    """
    features = read_features(file.content, file.name)
    _refuse_unknown_fields(features, file)
    found: list[Numbered[Area]] = []
    rejected: list[Rejected] = list(features.rejected)
    remarks: list[str] = []
    for feature in features.found:
        try:
            area = _area(feature.value, file, Where(file.name, feature.line))
        except Unreadable as problem:
            rejected.append(rejection(problem))
            continue
        if not feature.value.geometry.is_valid:
            remarks.append(f"The outline of {area.name} crosses itself; it was mended.")
        found.append(Numbered(feature.line, area))
    reading = Reading(tuple(found), tuple(sorted(rejected, key=lambda row: row.line)), tuple(remarks))
    return reject_doubles(reading, lambda area: area.id, field=file.id_field)


def _refuse_unknown_fields(features: Reading[Feature], file: AreaFile) -> None:
    known = sorted({name for feature in features.found for name in feature.value.said})
    for wanted in (file.id_field, file.name_field):
        if features.found and wanted not in known:
            why = f"no feature has this property; the file has: {', '.join(known)}"
            raise Unreadable(Where(file.name, field=wanted), why)


def _area(feature: Feature, file: AreaFile, where: Where) -> Area:
    for wanted in (file.id_field, file.name_field):
        if not feature.said.get(wanted, "").strip():
            raise Unreadable(Where(where.source, where.line, wanted), "is missing")
    outline = _polygons(feature.geometry)
    if outline is None:
        kind = feature.geometry.geom_type
        raise Unreadable(Where(where.source, where.line, "geometry"), "is not a polygon", kind)
    area_id, name = feature.said[file.id_field], feature.said[file.name_field]
    return Area(area_id, name, file.kind, shapely.to_geojson(outline), file.name)


def _polygons(geometry: BaseGeometry) -> BaseGeometry | None:
    """Give the polygons of a valid outline, or None when there are none."""
    if geometry.geom_type not in POLYGONS:
        return None
    if geometry.is_valid:
        return geometry
    # Mending leaves lines and points where an outline folded onto itself; only ground counts.
    parts = [part for part in shapely.get_parts(shapely.make_valid(geometry)) if part.area > 0]
    return shapely.union_all(parts) if parts else None
