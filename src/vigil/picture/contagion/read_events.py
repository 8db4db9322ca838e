"""Reading a file of events, `time,series[,weight]`, and one of triggers, `time,name`; rows in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from vigil.ground.errors import Unreadable, Where
from vigil.picture.contagion.control import Trigger
from vigil.picture.contagion.day_events import DayEvents
from vigil.picture.contagion.read_time import ReadTime, TimeKind, read_time
from vigil.register.read_field import read_number, read_text
from vigil.register.read_table import Row, Table, read_table

COLUMNS: Final = (("time",), ("series",))
TRIGGER_COLUMNS: Final = (("time", "date"),)
BINS: Final = 8
"""Bins of a day when hours are known: three hours each, short against what most incidents set off."""

LONGEST_DAYS: Final = 40_000
HIGHEST_WEIGHT: Final = 1_000_000
MOST_SERIES: Final = 50


@dataclass(frozen=True, slots=True)
class _Event:
    at: ReadTime
    series: int
    many: float


@dataclass(frozen=True, slots=True, eq=False)
class EventFile:
    """The events of a file by day, and how it writes its times."""

    kind: TimeKind
    events: DayEvents


def read_events(content: bytes, source: str, *, until: date | int | None = None) -> EventFile:
    """Read events; a file with one wrong row is refused, because what is left would say something else.

    The days go from the first event to the last, or to `until`. Where times carry hours, a day has 8 bins.

    Raises
    ------
    Unreadable : it is not such a table, holds no row, a row is wrong, or times are written in several ways
    """
    rows = _rows(read_table(content, source, columns=COLUMNS), source)
    written: dict[str, str] = {}
    places: dict[str, int] = {}
    events: list[_Event] = []
    for row in rows:
        name = _read_name(row, written)
        place = places.setdefault(name, len(places))
        if place == MOST_SERIES:
            raise row.wrong("series", f"is one more than the {MOST_SERIES} series that can be fitted together", name)
        at = read_time(row, "time")
        if events and at.kind is not events[0].at.kind:
            raise row.wrong("time", f"is not written as those above it, {events[0].at.kind}")
        events.append(_Event(at, place, _read_weight(row)))
    kind = events[0].at.kind
    return EventFile(kind, _by_day(events, tuple(places), source, _last_day(events, source, until)))


def read_trigger_file(content: bytes, source: str, kind: TimeKind) -> tuple[Trigger, ...]:
    """Read triggers, `time,name` (or `date,name`); their times are written as those of the events.

    Raises
    ------
    Unreadable : it is not such a table, or a row is wrong
    """
    table = read_table(content, source, columns=TRIGGER_COLUMNS)
    triggers: list[Trigger] = []
    for row in _rows(table, source):
        at = read_time(row, *TRIGGER_COLUMNS[0])
        if (at.kind is TimeKind.NUMBER) != (kind is TimeKind.NUMBER):
            raise row.wrong("time", f"does not go with the events, whose times are {kind}", row.cell("time", "date"))
        on = at.day if kind is TimeKind.NUMBER else date.fromordinal(at.day)
        triggers.append(Trigger(read_text(row, "name") or str(on), on))
    return tuple(triggers)


def _rows(table: Table, source: str) -> tuple[Row, ...]:
    if table.rejected:
        first = table.rejected[0]
        raise Unreadable(Where(source, first.line, first.field), first.reason, first.value)
    if not table.rows:
        raise Unreadable(Where(source), "holds no row under its header")
    return table.rows


def _read_name(row: Row, written: dict[str, str]) -> str:
    name = read_text(row, "series")
    if not name:
        raise row.wrong("series", "is missing")
    known = written.setdefault(name.casefold(), name)
    if name != known:
        raise row.wrong("series", f"is written “{known}” further up; one series has one name", name)
    return name


def _read_weight(row: Row) -> float:
    if "weight" not in row.cells:
        return 1.0
    many = read_number(row, "weight")
    if many is None:
        raise row.wrong("weight", "is missing; it says how many events stand in the row")
    if many < 0 or many != int(many) or many > HIGHEST_WEIGHT:
        raise row.wrong("weight", f"is not a whole number from 0 to {HIGHEST_WEIGHT:,}; it says how many events")
    return many


def _last_day(events: Sequence[_Event], source: str, until: date | int | None) -> int:
    first, last = min(event.at.day for event in events), max(event.at.day for event in events)
    if until is not None:
        if isinstance(until, date) == (events[0].at.kind is TimeKind.NUMBER):
            raise Unreadable(Where("--until"), f"does not go with the events, whose times are {events[0].at.kind}")
        given = until.toordinal() if isinstance(until, date) else until
        if given < last:
            raise Unreadable(Where("--until"), "lies before the last event", str(until))
        last = given
    if last - first >= LONGEST_DAYS:
        raise Unreadable(Where(source), f"spans more than {LONGEST_DAYS:,} days; are its times seconds, not days?")
    return last


def _by_day(events: Sequence[_Event], names: tuple[str, ...], source: str, last: int) -> DayEvents:
    first = min(event.at.day for event in events)
    bins = BINS if len({event.at.share for event in events}) > 1 else 1
    counts = np.zeros((last - first + 1, bins, len(names)))
    for event in events:
        counts[event.at.day - first, min(int(event.at.share * bins), bins - 1), event.series] += event.many
    dated = events[0].at.kind is not TimeKind.NUMBER
    return DayEvents(
        source=source,
        names=names,
        counts=counts,
        first_number=first,
        first_on=date.fromordinal(first) if dated else None,
    )
