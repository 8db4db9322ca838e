"""Reading a rota out of a CSV file: a line for each duty, with who it is and which unit they stand in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from vigil.ground.errors import Unreadable
from vigil.ground.moment import local_moment, parse_day, zone_named
from vigil.register.read_field import read_id, read_text
from vigil.register.read_table import Reading, Row, read_rows, read_table
from vigil.register.rota.steward import check_name, check_stretch
from vigil.register.unit import Stretch, Unit

COLUMNS: Final = (("steward", "name"), ("unit",), ("from",), ("until",))


@dataclass(frozen=True, slots=True)
class RotaLine:
    """A line of a rota: who stands in which unit, from when until when."""

    name: str
    contact: str
    trained_until: date | None
    unit_id: str
    stretch: Stretch


def read_rota(content: bytes, source: str, units: dict[str, Unit]) -> Reading[RotaLine]:
    """Read a CSV file of duties: steward, contact, trained_until, unit, from and until by the clocks of the unit.

    Raises
    ------
    Unreadable : it is no such file, or a column is missing
    """
    table = read_table(content, source, columns=COLUMNS)
    return read_rows(table, lambda row: _read_line(row, units))


def _read_line(row: Row, units: dict[str, Unit]) -> RotaLine:
    name, contact = read_text(row, "steward", "name"), read_text(row, "contact")
    unit_id = read_id(row, "unit")
    if unit_id not in units:
        raise row.wrong("unit", "is not the id of a unit of this desk")
    zone = units[unit_id].time_zone
    stretch = Stretch(_moment(row, "from", zone), _moment(row, "until", zone))
    try:
        check_name(name, contact)
        check_stretch(stretch)
    except Unreadable as problem:
        field = "steward" if problem.where.field == "name" else problem.where.field
        raise row.wrong(field, problem.why) from problem
    return RotaLine(name, contact, _day(row), unit_id, stretch)


def _moment(row: Row, column: str, time_zone: str) -> datetime:
    text = row.cell(column)
    try:
        given = datetime.fromisoformat(text)
    except ValueError as problem:
        raise row.wrong(column, "write the moment as 2019-03-15 10:00" if text else "is missing") from problem
    if given.tzinfo is not None:
        return given
    return local_moment(given.date(), given.time(), zone_named(time_zone))


def _day(row: Row) -> date | None:
    text = row.cell("trained_until")
    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError as problem:
        raise row.wrong("trained_until", "write the day as 2019-03-15") from problem
