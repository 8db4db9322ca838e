"""Reading places out of a table: the columns are described in docs/look-up/register.md.

`read_place` reads one row, whether it came from CSV, GeoJSON or OpenStreetMap; in what area it lies, and what a
place without a name is called, is settled afterwards in `settle.py`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import zone_named
from vigil.ground.point import Point
from vigil.register.branch import find_branch
from vigil.register.estimate import estimate_capacity
from vigil.register.fold import fold
from vigil.register.place import Capacity, CapacitySource, Community, Origin, Place, PlaceUse
from vigil.register.read_field import (
    parse_number,
    read_id,
    read_list,
    read_number,
    read_point,
    read_text,
    read_word,
    read_zone,
    words_of,
)
from vigil.register.read_table import Reading, Row, read_rows, read_table, reject_doubles
from vigil.register.use import use_of

LONDON: Final = "Europe/London"
LONGEST_NOTES: Final = 4_000
MOST_PEOPLE: Final = 1_000_000
THOUSANDS: Final = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")

COLUMNS: Final = (("religion", "community"), ("lat", "latitude"), ("lon", "lng", "long", "longitude"))

RELIGIONS: Final[Mapping[str, Community]] = {
    **words_of(Community),
    "islam": Community.MUSLIM,
    "islamic": Community.MUSLIM,
    "judaism": Community.JEWISH,
    "christianity": Community.CHRISTIAN,
    "sikhism": Community.SIKH,
    "hinduism": Community.HINDU,
    "buddhism": Community.BUDDHIST,
}
NO_RELIGION: Final = frozenset({"", "unknown", "none", "yes", "no", "n/a", "-", "?"})

CAPACITY_SOURCES: Final[Mapping[str, CapacitySource]] = {
    **words_of(CapacitySource),
    "estimated": CapacitySource.ESTIMATED,
}
USES: Final[Mapping[str, PlaceUse]] = {**words_of(PlaceUse), "burial": PlaceUse.BURIAL}

# OpenStreetMap counts nodes, ways and relations apart. An outline is an `area` here whether a file calls it a way or,
# as older extracts do, does not tell ways and relations apart.
OSM_KINDS: Final = {
    "node": "node",
    "n": "node",
    "way": "area",
    "w": "area",
    "way_or_relation": "area",
    "area": "area",
    "relation": "relation",
    "r": "relation",
}


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """A file of places: CSV, GeoJSON or an OpenStreetMap extract, told apart by how its name ends.

    `anywhere` lets in places outside every area the desk holds; `time_zone` is that of rows that name none.

    Raises
    ------
    Unreadable : there is no such time zone
    """

    name: str
    content: bytes
    anywhere: bool = False
    time_zone: str = LONDON

    def __post_init__(self) -> None:
        try:
            zone_named(self.time_zone)
        except ValueError as problem:
            raise Unreadable(Where(self.name, field="time_zone"), str(problem)) from None


def read_places(content: bytes, source: str, *, time_zone: str = LONDON) -> Reading[Place]:
    """Read a CSV file of places.

    Raises
    ------
    Unreadable : it is no such file, or a column is missing
    """
    table = read_table(content, source, columns=COLUMNS)
    reading = read_rows(table, partial(read_place, time_zone=time_zone))
    return reject_doubles(replace(reading, remarks=remark_on_capacities(table.rows)), lambda place: place.id)


def read_place(row: Row, *, time_zone: str) -> Place:
    """Read one place.

    Raises
    ------
    Unreadable : a field is wrong or missing
    """
    name = read_text(row, "name")
    community = read_community(row)
    point = read_point(row)
    place_id, reference = _identity(row, name, community, point)
    footprint_m2 = read_number(row, "footprint_m2")
    if footprint_m2 is not None and footprint_m2 <= 0:
        raise row.wrong("footprint_m2", "is not more than 0")
    return Place(
        id=place_id,
        name=name,
        community=community,
        point=point,
        origin=Origin(row.source, reference),
        use=read_word(row, "use", USES, otherwise=use_of(name)),
        aliases=tuple(alias for alias in read_list(row, "aliases") if alias != name),
        denomination=_denomination(row, community),
        address=read_text(row, "address"),
        area=read_text(row, "area", "borough"),
        footprint_m2=footprint_m2,
        capacity=_capacity(row, community, footprint_m2),
        doors=read_list(row, "doors"),
        time_zone=read_zone(row, otherwise=time_zone),
        notes=_notes(row),
    )


def read_community(row: Row) -> Community:
    """Read the community from the religion, `OTHER` for one whose calendar the desk does not know.

    Raises
    ------
    Unreadable : no religion is given: who gathers there, and when, cannot be known
    """
    religion = row.cell("religion", "community").casefold()
    if religion in NO_RELIGION:
        raise row.wrong("religion", "the religion is missing; write it, or “other”", religion)
    branch = find_branch(religion)
    return RELIGIONS.get(religion, branch.community if branch else Community.OTHER)


def remark_on_capacities(rows: Iterable[Row]) -> tuple[str, ...]:
    """Give a remark on the rows whose capacity says something that is no number of people, if there are any."""
    unreadable = [row for row in rows if row.cell("capacity") and _people(row) is None]
    if not unreadable:
        return ()
    first = unreadable[0]
    which = f"{len(unreadable):,}, the first in line {first.line}, “{first.cell('capacity')[:80]}”"
    kept = "Those places are kept, with what it says in their notes."
    return (f"Capacities that are no whole number from 1 to {MOST_PEOPLE:,}: {which}. {kept}",)


def osm_place_id(kind: str, number: str) -> str:
    """Give the id of a place from OpenStreetMap, such as `osm:node/123` or `osm:area/456`.

    Raises
    ------
    ValueError : the kind is not one of node, way, relation, or the number is no whole number
    """
    if kind.casefold() not in OSM_KINDS:
        raise ValueError("is not one of node, way, relation, area")
    if not (number.isascii() and number.isdecimal()):
        raise ValueError("is not a whole number")
    return f"osm:{OSM_KINDS[kind.casefold()]}/{number}"


def _identity(row: Row, name: str, community: Community, point: Point) -> tuple[str, str]:
    """Give the id of a place, and what the file itself calls it."""
    osm_number = row.cell("osm_id")
    if osm_number:
        osm_kind = row.cell("osm_type") or "node"
        try:
            return osm_place_id(osm_kind, osm_number), f"{osm_kind}/{osm_number}"
        except ValueError as problem:
            raise row.wrong("osm_id", str(problem), f"{osm_kind}/{osm_number}") from None
    given = read_id(row, "id")
    if given:
        return given, given
    if not name:
        raise row.wrong("name", "a place needs a name or an id")
    # A row without an id is known again by what it says: moved or renamed, it counts as another place.
    said = f"{fold(name)}|{community}|{point.lat:.5f}|{point.lon:.5f}"
    return f"row:{sha256(said.encode()).hexdigest()[:16]}", ""


def _denomination(row: Row, community: Community) -> str:
    """Give the denomination, together with what the religion says of it: “shia, ismaili”."""
    given = read_text(row, "denomination")
    religion = read_text(row, "religion", "community")
    branch = find_branch(religion)
    said = branch.denomination if branch else ""
    if community is Community.OTHER and (religion.casefold() != Community.OTHER or not given):
        said = religion
    return given if said.casefold() in given.casefold() else ", ".join(part for part in (said, given) if part)


def _notes(row: Row) -> str:
    notes = read_text(row, "notes", longest=LONGEST_NOTES)
    capacity = read_text(row, "capacity")
    if not capacity or _people(row) is not None:
        return notes
    return ". ".join(part for part in (notes, f"Capacity: {capacity}") if part)


def _people(row: Row) -> int | None:
    """Give the capacity as a number of people, None when it is empty or says anything else."""
    text = row.cell("capacity")
    try:
        people = parse_number(text.replace(",", "") if THOUSANDS.fullmatch(text) else text)
    except ValueError:
        return None
    return int(people) if 1 <= people <= MOST_PEOPLE and people == int(people) else None


def _capacity(row: Row, community: Community, footprint_m2: float | None) -> Capacity:
    people = _people(row)
    otherwise = CapacitySource.UNKNOWN if people is None else CapacitySource.STATED
    source = read_word(row, "capacity_source", CAPACITY_SOURCES, otherwise=otherwise)
    if people is not None:
        if source is CapacitySource.UNKNOWN:
            raise row.wrong("capacity_source", "a capacity is given, so say where it is from: measured or stated")
        return Capacity(people, source)
    if source in {CapacitySource.MEASURED, CapacitySource.STATED} and not row.cell("capacity"):
        raise row.wrong("capacity", f"is missing, though its source is “{source}”")
    return estimate_capacity(community, footprint_m2)
