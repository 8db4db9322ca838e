"""The register in the database: places, areas, units and places' own times."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    Time,
    bindparam,
    delete,
    false,
    func,
    or_,
    select,
)

from vigil.database.metadata import Moment, metadata
from vigil.ground.errors import NotFound
from vigil.ground.point import Point
from vigil.register.area import Area, AreaKind
from vigil.register.crew import crew_as_json, crew_from_json
from vigil.register.fold import fold, search_key
from vigil.register.place import Capacity, CapacitySource, Community, Origin, Place, PlaceUse
from vigil.register.query import Tally
from vigil.register.unit import Travel, Unit, UnitKind
from vigil.register.worship.own_time import OwnTime, parse_days, parse_start

# SQLite and PostgreSQL both take some 32,000 values in one statement.
IDS_AT_ONCE: Final = 10_000

place = Table(
    "place",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("name", Text, nullable=False),
    Column("community", String(32), nullable=False),
    Column("denomination", Text, nullable=False),
    Column("use", String(32), nullable=False),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
    Column("address", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("police_force", Text, nullable=False),
    Column("footprint_m2", Double),
    Column("capacity", Integer),
    Column("capacity_source", String(32), nullable=False),
    Column("aliases", Text, nullable=False),
    Column("doors", Text, nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("notes", Text, nullable=False),
    Column("origin_source", Text, nullable=False),
    Column("origin_reference", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index(None, "area"),
    Index(None, "community"),
)

area = Table(
    "area",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("outline", Text, nullable=False),
    Column("source", Text, nullable=False),
)

unit = Table(
    "unit",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("name", Text, nullable=False),
    Column("base_lat", Double, nullable=False),
    Column("base_lon", Double, nullable=False),
    Column("base_name", Text, nullable=False),
    Column("shift_from", Time, nullable=False),
    Column("shift_until", Time, nullable=False),
    Column("travel", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("origin_source", Text, nullable=False),
    Column("origin_reference", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("speaks", Text, nullable=False),
    Column("liaison", Text, nullable=False),
    Column("is_invented", Boolean, nullable=False),
    Column("crew", Text, nullable=False),
    Column("lender", Text, nullable=False),
    Column("has_rota", Boolean, nullable=False),
)

own_time = Table(
    "own_time",
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("days", String(64), nullable=False),
    Column("starts", String(16)),
    Column("lasts_minutes", Integer, nullable=False),
    Column("from_on", Date),
    Column("until_on", Date),
    Column("people", Integer),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is: enough to sort it before the whole of it is read."""

    id: str
    point: Point


# ── places ──────────────────────────────────────────────────────────────────────────────────────────


def add_places(connection: Connection, places: Iterable[Place], *, at: datetime) -> None:
    """Add places."""
    rows = [_place_row(one, at) for one in places]
    if rows:
        connection.execute(place.insert(), rows)


def change_places(connection: Connection, places: Iterable[Place], *, at: datetime) -> None:
    """Put places in the stead of those with their ids."""
    rows = [{"known_id": one.id, **_place_row(one, at)} for one in places]
    if rows:
        connection.execute(place.update().where(place.c.id == bindparam("known_id")), rows)


def find_place(connection: Connection, place_id: str) -> Place | None:
    """Give the place with this id, or None."""
    row = connection.execute(select(place).where(place.c.id == place_id)).mappings().first()
    return _place(row) if row else None


def get_place(connection: Connection, place_id: str) -> Place:
    """Give the place with this id.

    Raises
    ------
    NotFound : there is none
    """
    found = find_place(connection, place_id)
    if found is None:
        raise NotFound("place", place_id)
    return found


def list_places(connection: Connection, *, area: str = "", community: Community | None = None) -> tuple[Place, ...]:
    """Give the places of an area (or a police force's ground) and a community, by id; all when neither is given."""
    wanted = select(place).where(*_within(area, community)).order_by(place.c.id)
    return tuple(_place(row) for row in connection.execute(wanted).mappings())


def list_places_of(connection: Connection, place_ids: Iterable[str]) -> tuple[Place, ...]:
    """Give the places with these ids, in their order; an id without a place is left out."""
    ids = list(place_ids)
    known: dict[str, Place] = {}
    for begin in range(0, len(ids), IDS_AT_ONCE):
        wanted = select(place).where(place.c.id.in_(ids[begin : begin + IDS_AT_ONCE]))
        known |= {row["id"]: _place(row) for row in connection.execute(wanted).mappings()}
    return tuple(known[one] for one in ids if one in known)


def list_spots(
    connection: Connection, *, words: str = "", area: str = "", community: Community | None = None
) -> tuple[Spot, ...]:
    """Give where the places are whose name or alias has every word given, in an area, of a community; by name."""
    tokens = fold(words).split()
    named: list[ColumnElement[bool]] = [place.c.search.like(f"% {token}%") for token in tokens]
    if words.strip() and not tokens:
        named.append(false())
    wanted = (
        select(place.c.id, place.c.lat, place.c.lon)
        .where(*named, *_within(area, community))
        .order_by(place.c.search, place.c.id)
    )
    return tuple(Spot(row.id, Point(lat=row.lat, lon=row.lon)) for row in connection.execute(wanted))


def count_by_community(connection: Connection) -> tuple[Tally, ...]:
    """Count the places of each community."""
    return _tallies(connection, place.c.community)


def count_by_area(connection: Connection) -> tuple[Tally, ...]:
    """Count the places in each area that has any."""
    return _tallies(connection, place.c.area)


def list_area_names(connection: Connection) -> tuple[str, ...]:
    """Give the name of every area that has an outline or a place."""
    names = select(area.c.name).union(select(place.c.area), select(place.c.police_force))
    return tuple(sorted(name for name in connection.execute(names).scalars() if name))


# ── areas ───────────────────────────────────────────────────────────────────────────────────────────


def add_areas(connection: Connection, areas: Iterable[Area]) -> None:
    """Add areas, in the stead of any with their ids."""
    rows = [
        {"id": one.id, "name": one.name, "kind": one.kind.value, "outline": one.outline, "source": one.source}
        for one in areas
    ]
    if rows:
        connection.execute(
            delete(area).where(area.c.id == bindparam("known_id")), [{"known_id": row["id"]} for row in rows]
        )
        connection.execute(area.insert(), rows)


def list_areas(connection: Connection, *, kind: AreaKind | None = None) -> tuple[Area, ...]:
    """Give the areas of one kind or all, by name."""
    wanted = select(area).order_by(area.c.name, area.c.id)
    if kind is not None:
        wanted = wanted.where(area.c.kind == kind.value)
    return tuple(
        Area(row["id"], row["name"], AreaKind(row["kind"]), row["outline"], row["source"])
        for row in connection.execute(wanted).mappings()
    )


def count_areas(connection: Connection) -> int:
    """Count the areas."""
    return connection.execute(select(func.count()).select_from(area)).scalar_one()


# ── units ───────────────────────────────────────────────────────────────────────────────────────────


def add_units(connection: Connection, units: Iterable[Unit]) -> None:
    """Add units, in the stead of any with their ids."""
    rows = [_unit_row(one) for one in units]
    if rows:
        connection.execute(
            delete(unit).where(unit.c.id == bindparam("known_id")), [{"known_id": row["id"]} for row in rows]
        )
        connection.execute(unit.insert(), rows)


def list_units(connection: Connection) -> tuple[Unit, ...]:
    """Give every unit, by id."""
    return tuple(_unit(row) for row in connection.execute(select(unit).order_by(unit.c.id)).mappings())


# ── places' own times ───────────────────────────────────────────────────────────────────────────────


def change_own_times(connection: Connection, times: Mapping[str, tuple[OwnTime, ...]]) -> None:
    """Put these own times in the stead of all that the places named have."""
    if not times:
        return
    connection.execute(
        delete(own_time).where(own_time.c.place_id == bindparam("known_id")), [{"known_id": one} for one in times]
    )
    rows = [_own_time_row(number, own) for owns in times.values() for number, own in enumerate(owns)]
    connection.execute(own_time.insert(), rows)


def list_own_times(connection: Connection) -> Mapping[str, tuple[OwnTime, ...]]:
    """Give the own times of every place that has any, by its id."""
    found: dict[str, tuple[OwnTime, ...]] = {}
    wanted = select(own_time).order_by(own_time.c.place_id, own_time.c.number)
    for row in connection.execute(wanted).mappings():
        found[row["place_id"]] = (*found.get(row["place_id"], ()), _own_time(row))
    return found


# ── rows and values ─────────────────────────────────────────────────────────────────────────────────


def _within(area_name: str, community: Community | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if area_name:
        conditions.append(or_(place.c.area == area_name, place.c.police_force == area_name))
    if community is not None:
        conditions.append(place.c.community == community.value)
    return conditions


def _tallies(connection: Connection, column: Column[str]) -> tuple[Tally, ...]:
    wanted = select(column, func.count()).group_by(column).order_by(column)
    return tuple(Tally(name, places) for name, places in connection.execute(wanted))


def _listed(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


_PLACE_AS_IT_IS: Final = (
    "id", "name", "denomination", "address", "area", "police_force", "footprint_m2", "time_zone", "notes",
)  # fmt: skip
_UNIT_AS_IT_IS: Final = (
    "id", "name", "base_name", "shift_from", "shift_until", "time_zone", "area", "is_invented",
    "lender", "has_rota",
)  # fmt: skip
_OWN_TIME_AS_IT_IS: Final = ("place_id", "kind", "name", "from_on", "until_on", "people")
"""Fields that a column of the same name holds as they are."""


def _place_row(one: Place, at: datetime) -> Mapping[str, object]:
    return {
        **{name: getattr(one, name) for name in _PLACE_AS_IT_IS},
        "community": one.community.value,
        "use": one.use.value,
        "lat": one.point.lat,
        "lon": one.point.lon,
        "capacity": one.capacity.people,
        "capacity_source": one.capacity.source.value,
        "aliases": _listed(one.aliases),
        "doors": _listed(one.doors),
        "origin_source": one.origin.source,
        "origin_reference": one.origin.reference,
        "search": search_key(one.name, *one.aliases),
        "changed_at": at,
    }


def _place(row: RowMapping) -> Place:
    return Place(
        **{name: row[name] for name in _PLACE_AS_IT_IS},
        community=Community(row["community"]),
        use=PlaceUse(row["use"]),
        point=Point(lat=row["lat"], lon=row["lon"]),
        capacity=Capacity(row["capacity"], CapacitySource(row["capacity_source"])),
        aliases=tuple(json.loads(row["aliases"])),
        doors=tuple(json.loads(row["doors"])),
        origin=Origin(row["origin_source"], row["origin_reference"]),
    )


def _unit_row(one: Unit) -> dict[str, object]:
    return {
        **{name: getattr(one, name) for name in _UNIT_AS_IT_IS},
        "base_lat": one.base.lat,
        "base_lon": one.base.lon,
        "travel": one.travel.value,
        "kind": one.kind.value,
        "crew": crew_as_json(one.crew),
        "speaks": _listed(one.speaks),
        "liaison": _listed(community.value for community in one.liaison),
        "origin_source": one.origin.source,
        "origin_reference": one.origin.reference,
    }


def _unit(row: RowMapping) -> Unit:
    return Unit(
        **{name: row[name] for name in _UNIT_AS_IT_IS},
        base=Point(lat=row["base_lat"], lon=row["base_lon"]),
        travel=Travel(row["travel"]),
        kind=UnitKind(row["kind"]),
        crew=crew_from_json(row["crew"]),
        speaks=tuple(json.loads(row["speaks"])),
        liaison=tuple(Community(community) for community in json.loads(row["liaison"])),
        origin=Origin(row["origin_source"], row["origin_reference"]),
    )


def _own_time_row(number: int, own: OwnTime) -> dict[str, object]:
    return {
        **{name: getattr(own, name) for name in _OWN_TIME_AS_IT_IS},
        "number": number,
        "days": str(own.days),
        "starts": None if own.starts is None else str(own.starts),
        "lasts_minutes": int(own.lasts.total_seconds() // 60),
    }


def _own_time(row: RowMapping) -> OwnTime:
    return OwnTime(
        **{name: row[name] for name in _OWN_TIME_AS_IT_IS},
        days=parse_days(row["days"]),
        starts=None if row["starts"] is None else parse_start(row["starts"]),
        lasts=timedelta(minutes=row["lasts_minutes"]),
    )
