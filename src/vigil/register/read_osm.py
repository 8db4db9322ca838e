"""Reading places out of an OpenStreetMap extract (.osm.pbf): points, outlines and multipolygons people worship in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import osmium
import shapely
from osmium.filter import TagFilter

from vigil.ground.errors import Unreadable, Where
from vigil.ground.point import Point
from vigil.register.footprint import footprint_m2, inside_point
from vigil.register.import_report import Rejected
from vigil.register.osm_tags import BUILDINGS, cells_of, is_out_of_use, is_place_of_worship
from vigil.register.place import Place
from vigil.register.read_places import LONDON, read_place, remark_on_capacities
from vigil.register.read_table import Numbered, Reading, Row, read_cells, refuse_oversize

_WANTED: Final = (("amenity", "place_of_worship"), *(("building", building) for building in BUILDINGS))


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something OpenStreetMap maps as a place of worship; no point when its outline could not be put together."""

    kind: str
    number: int
    tags: Mapping[str, str]
    point: Point | None = None
    footprint_m2: float | None = None


def read_osm_places(content: bytes, source: str, *, time_zone: str = LONDON) -> Reading[Place]:
    """Read the places of worship of an extract.

    Raises
    ------
    Unreadable : it is not an OpenStreetMap extract, or it is cut off
    """
    refuse_oversize(content, source)
    try:
        things = tuple(_list_things(content))
    except (RuntimeError, ValueError) as problem:
        raise Unreadable(Where(source), f"is not a whole OpenStreetMap extract (.osm.pbf): {problem}") from None
    found: list[Numbered[Place]] = []
    rejected: list[Rejected] = []
    rows: list[Row] = []
    for line, thing in enumerate(things, start=1):
        try:
            row = _row(thing, Where(source, line))
            found.append(Numbered(line, read_place(row, time_zone=time_zone)))
            rows.append(row)
        except Unreadable as problem:
            reason = f"{thing.kind}/{thing.number}: {problem.why}"
            rejected.append(Rejected(line, problem.where.field, problem.value, reason))
    remarks = remark_on_capacities(rows) if things else (f"{source} holds no place of worship.",)
    return Reading(tuple(found), tuple(rejected), remarks)


def _list_things(content: bytes) -> Iterator[_Thing]:
    """Give what people worship in: nodes first, then outlines, then what is left without one."""
    # A multipolygon comes together with the last of its ways, and so before its relation has been seen.
    outlined: set[tuple[str, int]] = set()
    mapped: dict[tuple[str, int], _Thing] = {}
    wkb = osmium.geom.WKBFactory()
    extract = osmium.FileProcessor(osmium.io.FileBuffer(content, "osm.pbf"))
    for thing in extract.with_areas(TagFilter(*_WANTED)).with_filter(TagFilter(*_WANTED)):
        tags = {tag.k: tag.v for tag in thing.tags}
        if not is_place_of_worship(tags):
            continue
        if isinstance(thing, osmium.osm.Node):
            point = Point(lat=round(thing.lat, 7), lon=round(thing.lon, 7))
            yield _Thing("node", thing.id, tags, point)
        elif isinstance(thing, osmium.osm.Area):
            kind, number = ("way" if thing.from_way() else "relation"), thing.orig_id()
            outline = shapely.from_wkb(wkb.create_multipolygon(thing))
            outlined.add((kind, number))
            yield _Thing(kind, number, tags, inside_point(outline), max(1.0, footprint_m2(outline)))
        else:
            kind = "way" if isinstance(thing, osmium.osm.Way) else "relation"
            mapped[kind, thing.id] = _Thing(kind, thing.id, tags)
    yield from (thing for key, thing in mapped.items() if key not in outlined)


def _row(thing: _Thing, where: Where) -> Row:
    if is_out_of_use(thing.tags):
        raise Unreadable(Where(where.source, where.line, "disused"), "is mapped as no longer in use", "yes")
    if thing.point is None:
        why = "its outline is not closed, or parts of it lie outside the extract"
        raise Unreadable(Where(where.source, where.line, "geometry"), why)
    cells = cells_of(thing.tags) | {
        "osm_type": thing.kind,
        "osm_id": str(thing.number),
        "lat": f"{thing.point.lat:.7f}",
        "lon": f"{thing.point.lon:.7f}",
    }
    if thing.footprint_m2 is not None:
        cells["footprint_m2"] = f"{thing.footprint_m2:.0f}"
    return read_cells(where, cells)
