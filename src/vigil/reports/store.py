"""The reports in the database: incidents, and counts that others have published."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    select,
)

from vigil.database.metadata import Moment, metadata
from vigil.ground.point import Point
from vigil.register.place import Community
from vigil.reports.count_series import AreaCount, CountSource
from vigil.reports.incident import Incident, IncidentTally
from vigil.reports.month import Month, parse_month
from vigil.reports.query import HeldCounts, IncidentQuery, SeriesQuery

AT_ONCE: Final = 500
"""How many ids one statement asks for; databases limit how much a statement may carry."""

incident = Table(
    "incident",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("happened_on", Date, nullable=False),
    Column("happened_at", Moment),
    Column("community", String(32), nullable=False),
    Column("kind", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("lat", Double),
    Column("lon", Double),
    Column("area", Text, nullable=False),
    Column("place_id", String(100), nullable=False),
    Column("description", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("reported_on", Date),
    Index(None, "happened_on"),
    Index(None, "area"),
)

count_source = Table(
    "count_source",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("file", Text, nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("delay_days", Integer),
    Column("changed_at", Moment, nullable=False),
)

published_count = Table(
    "published_count",
    metadata,
    Column("source", String(200), primary_key=True),
    Column("flag", String(60), primary_key=True),
    Column("area", String(300), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("area_code", String(40), nullable=False),
    Column("count", Integer, nullable=False),
    Column("file", Text, nullable=False, server_default=""),
    ForeignKeyConstraint(["source"], ["count_source.name"]),
)


# ── incidents ───────────────────────────────────────────────────────────────────────────────────────


def add_incidents(connection: Connection, incidents: Sequence[Incident], *, at: datetime) -> None:
    """Add incidents."""
    if incidents:
        connection.execute(incident.insert(), [{**_incident_row(one), "added_at": at} for one in incidents])


def change_incidents(connection: Connection, incidents: Sequence[Incident]) -> None:
    """Put incidents in the stead of those with their ids."""
    if incidents:
        rows = [{"known_id": one.id, **_incident_row(one)} for one in incidents]
        connection.execute(incident.update().where(incident.c.id == bindparam("known_id")), rows)


def list_incidents_of(connection: Connection, ids: Sequence[str]) -> tuple[Incident, ...]:
    """Give the incidents with these ids; an id without an incident is left out."""
    found: list[Incident] = []
    for start in range(0, len(ids), AT_ONCE):
        wanted = select(incident).where(incident.c.id.in_(ids[start : start + AT_ONCE]))
        found.extend(_incident(row) for row in connection.execute(wanted).mappings())
    return tuple(found)


def list_incidents(connection: Connection, query: IncidentQuery) -> tuple[Incident, ...]:
    """Give incidents, the newest first; of one day those with a known hour first."""
    wanted = (
        select(incident)
        .where(*_of_query(query))
        .order_by(incident.c.happened_on.desc(), incident.c.happened_at.desc().nulls_last(), incident.c.id)
        .limit(query.limit)
        .offset(query.offset)
    )
    return tuple(_incident(row) for row in connection.execute(wanted).mappings())


def count_incidents(connection: Connection, query: IncidentQuery) -> int:
    """Count the incidents a query lets through, whatever page it asks for."""
    wanted = select(func.count()).select_from(incident).where(*_of_query(query))
    return connection.execute(wanted).scalar_one()


def tally_incidents(connection: Connection, query: IncidentQuery) -> tuple[IncidentTally, ...]:
    """Count the incidents a query lets through by day, day of the report, community, kind, area and spot."""
    column = incident.c
    of = (
        column.happened_on,
        column.reported_on,
        column.community,
        column.kind,
        column.area,
        column.lat,
        column.lon,
    )
    wanted = select(*of, func.count()).where(*_of_query(query)).group_by(*of)
    found = [
        IncidentTally(
            happened_on=happened_on,
            reported_on=reported_on,
            community=Community(community),
            kind=kind,
            area=area,
            point=None if lat is None else Point(lat=lat, lon=lon),
            count=count,
        )
        for happened_on, reported_on, community, kind, area, lat, lon, count in connection.execute(wanted)
    ]
    # Sorted here, because the two dialects do not sort words and missing values alike.
    return tuple(sorted(found, key=_order))


# ── published counts ────────────────────────────────────────────────────────────────────────────────


def change_source(connection: Connection, source: CountSource, *, at: datetime) -> None:
    """Keep what is known of a source, in the stead of what was known before."""
    values = {"file": source.file, "time_zone": source.time_zone, "delay_days": source.delay_days, "changed_at": at}
    changed = connection.execute(count_source.update().where(count_source.c.name == source.name).values(**values))
    if changed.rowcount == 0:
        connection.execute(count_source.insert().values(name=source.name, **values))


def list_sources(connection: Connection) -> tuple[CountSource, ...]:
    """Give every source of counts, by name."""
    wanted = select(count_source).order_by(count_source.c.name)
    return tuple(
        CountSource(row["name"], row["file"], row["time_zone"], row["delay_days"])
        for row in connection.execute(wanted).mappings()
    )


def add_counts(connection: Connection, source: str, counts: Sequence[AreaCount]) -> None:
    """Add counts of a source that is kept already."""
    if counts:
        connection.execute(published_count.insert(), [_count_row(source, one) for one in counts])


def change_counts(connection: Connection, source: str, counts: Sequence[AreaCount]) -> None:
    """Put counts in the stead of those of the same source, flag, area and month."""
    for one in counts:
        connection.execute(
            delete(published_count).where(
                published_count.c.source == source,
                published_count.c.flag == one.flag,
                published_count.c.area == one.area,
                published_count.c.month == str(one.month),
            )
        )
    add_counts(connection, source, counts)


def list_counts(connection: Connection, query: SeriesQuery) -> tuple[AreaCount, ...]:
    """Give counts of the query's source, by flag, area and month; the source must be named."""
    column = published_count.c
    wanted = (
        select(column.area, column.area_code, column.flag, column.month, column.count, column.file)
        .where(column.source == query.source)
        .order_by(column.flag, column.area, column.month)
    )
    if query.flag:
        wanted = wanted.where(column.flag == query.flag)
    if query.area:
        wanted = wanted.where(column.area == query.area)
    months: dict[str, Month] = {}
    found: list[AreaCount] = []
    for area, code, flag, written, count, file in connection.execute(wanted):
        if written not in months:
            months[written] = parse_month(written)
        found.append(AreaCount(area, code, flag, months[written], count, file))
    return tuple(found)


def list_held(connection: Connection) -> tuple[HeldCounts, ...]:
    """Give what is held of every source of counts."""
    return tuple(_held(connection, source) for source in list_sources(connection))


def _held(connection: Connection, source: CountSource) -> HeldCounts:
    column = published_count.c
    of_source = column.source == source.name
    ends = select(func.count(), func.min(column.month), func.max(column.month)).where(of_source)
    counts, first, last = connection.execute(ends).one()
    return HeldCounts(
        source,
        counts,
        _names(connection, column.flag, of_source),
        _names(connection, column.area, of_source),
        parse_month(first),
        parse_month(last),
    )


def _names(connection: Connection, column: Column[str], of_source: ColumnElement[bool]) -> tuple[str, ...]:
    return tuple(connection.execute(select(column).where(of_source).distinct().order_by(column)).scalars())


# ── rows and values ─────────────────────────────────────────────────────────────────────────────────


def _of_query(query: IncidentQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.area:
        conditions.append(incident.c.area == query.area)
    if query.community is not None:
        conditions.append(incident.c.community == query.community.value)
    if query.from_on is not None:
        conditions.append(incident.c.happened_on >= query.from_on)
    if query.until_on is not None:
        conditions.append(incident.c.happened_on <= query.until_on)
    if query.known_on is not None:
        conditions.append(func.coalesce(incident.c.reported_on, incident.c.happened_on) <= query.known_on)
    return conditions


def _incident_row(one: Incident) -> dict[str, object]:
    return {
        "id": one.id,
        "happened_on": one.happened_on,
        "happened_at": one.happened_at,
        "community": one.community.value,
        "kind": one.kind,
        "source": one.source,
        "lat": one.point.lat if one.point else None,
        "lon": one.point.lon if one.point else None,
        "area": one.area,
        "place_id": one.place_id,
        "description": one.description,
        "file": one.file,
        "reported_on": one.reported_on,
    }


def _order(tally: IncidentTally) -> tuple[object, ...]:
    where = (tally.point.lat, tally.point.lon) if tally.point else ()
    reported_on = tally.reported_on or date.max
    return tally.happened_on, reported_on, tally.community, tally.kind, tally.area, where


def _incident(row: RowMapping) -> Incident:
    return Incident(
        id=row["id"],
        happened_on=row["happened_on"],
        happened_at=row["happened_at"],
        community=Community(row["community"]),
        kind=row["kind"],
        source=row["source"],
        point=None if row["lat"] is None else Point(lat=row["lat"], lon=row["lon"]),
        area=row["area"],
        place_id=row["place_id"],
        description=row["description"],
        file=row["file"],
        reported_on=row["reported_on"],
    )


def _count_row(source: str, one: AreaCount) -> dict[str, object]:
    return {
        "source": source,
        "flag": one.flag,
        "area": one.area,
        "month": str(one.month),
        "area_code": one.area_code,
        "count": one.count,
        "file": one.file,
    }
