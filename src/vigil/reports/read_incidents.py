"""Reading incidents out of a table: the columns are described in docs/look-up/reports.md."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from vigil.ground.moment import local_day, parse_day, parse_moment, zone_named
from vigil.ground.point import Point
from vigil.register.import_report import Rejected
from vigil.register.read_field import read_id, read_point, read_text, read_word
from vigil.register.read_places import RELIGIONS
from vigil.register.read_table import Reading, Row, Table, read_rows, read_table, reject_doubles
from vigil.reports.incident import Incident
from vigil.reports.personal import find_personal, refuse_personal_columns

WHEN: Final = ("when", "happened_at", "happened_on", "date")
REPORTED: Final = ("reported_on", "reported_at")
COLUMNS: Final = (WHEN, ("community", "religion"), ("kind",), ("source",))
KNOWN: Final = frozenset(
    {*WHEN, *REPORTED, "id", "community", "religion", "kind", "source", "description", "place_id", "area", "borough"}
    | {"lat", "latitude", "lon", "lng", "long", "longitude"}
)
WORDS: Final = ("id", "kind", "source", "area", "borough", "place_id", "description")
"""The columns whose words might hold who somebody is; days and positions are read as numbers."""
NOT_SHOWN: Final = "not shown"
LONGEST_DESCRIPTION: Final = 4_000
LONGEST_WORD: Final = 100


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """A CSV file of incidents; `time_zone` says on which day a moment falls."""

    name: str
    content: bytes = field(repr=False)
    time_zone: str = "Europe/London"


def read_incidents(content: bytes, source: str, *, time_zone: str) -> Reading[Incident]:
    """Read a CSV file of incidents.

    A row without an id gets one made of what it says, so that the same row is known again in another file; two such
    rows in one file cannot be told apart, and the second is set aside.

    Raises
    ------
    Unreadable : it is not a table, a column is missing, or a column looks as if it told who somebody is
    """
    table = read_table(content, source, columns=COLUMNS)
    refuse_personal_columns(table.columns, source, known=KNOWN)
    zone = zone_named(time_zone)
    reading = reject_doubles(read_rows(table, lambda row: _read_incident(row, zone)), lambda one: one.id)
    return replace(reading, rejected=tuple(_veiled(one) for one in reading.rejected), remarks=_remarks(table))


def _read_incident(row: Row, zone: ZoneInfo) -> Incident:
    _refuse_person(row)
    happened_on, happened_at = _read_when(row, zone)
    reported_on = _read_reported(row, zone)
    if reported_on is not None and reported_on < happened_on:
        column = next(name for name in REPORTED if row.cell(name))
        raise row.wrong(column, f"lies before the day on which it happened, {happened_on}")
    incident = Incident(
        id=read_id(row, "id"),
        happened_on=happened_on,
        happened_at=happened_at,
        community=read_word(
            row, "religion" if row.cell("religion") and not row.cell("community") else "community", RELIGIONS
        ),
        kind=_read_needed(row, "kind").casefold(),
        source=_read_needed(row, "source"),
        point=_read_where(row),
        area=read_text(row, "area", "borough"),
        place_id=read_id(row, "place_id"),
        description=read_text(row, "description", longest=LONGEST_DESCRIPTION),
        file=row.source,
        reported_on=reported_on,
    )
    if incident.point is None and not incident.area and not incident.place_id:
        raise row.wrong("lat", "says nowhere where it was: give lat and lon, an area, or the id of a place")
    return incident if incident.id else replace(incident, id=_id_of(incident))


def _read_when(row: Row, zone: ZoneInfo) -> tuple[date, datetime | None]:
    column = next((name for name in WHEN if row.cell(name)), WHEN[0])
    if not row.cell(column):
        raise row.wrong(column, "is missing")
    return _read_day_or_moment(row, column, zone)


def _read_reported(row: Row, zone: ZoneInfo) -> date | None:
    column = next((name for name in REPORTED if row.cell(name)), "")
    return _read_day_or_moment(row, column, zone)[0] if column else None


def _read_day_or_moment(row: Row, column: str, zone: ZoneInfo) -> tuple[date, datetime | None]:
    text = row.cell(column)
    try:
        if len(text) <= 10:
            return parse_day(text), None
        moment = parse_moment(text)
        return local_day(moment, zone), moment
    except (ValueError, OverflowError):
        why = "is neither a day (2019-03-15) nor a moment with its offset (2019-03-15T08:00+00:00)"
        raise row.wrong(column, why) from None


def _read_where(row: Row) -> Point | None:
    has_point = row.cell("lat", "latitude") or row.cell("lon", "lng", "long", "longitude")
    return read_point(row) if has_point else None


def _read_needed(row: Row, column: str) -> str:
    text = read_text(row, column, longest=LONGEST_WORD)
    if not text:
        raise row.wrong(column, "is missing")
    return text


def _refuse_person(row: Row) -> None:
    for column in WORDS:
        personal = find_personal(row.cell(column))
        if personal:
            raise row.wrong(column, f"holds what looks like {personal}; take it out", NOT_SHOWN)


def _veiled(rejected: Rejected) -> Rejected:
    """Give a rejected row without a value that would tell who somebody is: it must not reach that file either."""
    return replace(rejected, value=NOT_SHOWN) if find_personal(rejected.value) else rejected


def _id_of(incident: Incident) -> str:
    said = [
        (incident.happened_at or incident.happened_on).isoformat(),
        [incident.point.lat, incident.point.lon] if incident.point else None,
        incident.area.casefold(),
        incident.place_id,
        incident.community.value,
        incident.kind,
        incident.source.casefold(),
        incident.description,
    ]
    return f"row:{sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:20]}"


def _remarks(table: Table) -> tuple[str, ...]:
    others = [column for column in table.columns if column and column not in KNOWN]
    return (f"Columns that were not read: {', '.join(others)}.",) if others else ()
