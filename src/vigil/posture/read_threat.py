"""Reading the record of threat levels: the changes by date, and what each level means from a date on."""

from datetime import date, datetime, time
from typing import Final

from vigil.ground.moment import local_moment, parse_day, zone_named
from vigil.posture.level import ResponseLevel
from vigil.posture.threat import Meaning, ThreatChange, ThreatLevel, ThreatRecord
from vigil.register.read_field import read_text, read_time, read_word, words_of
from vigil.register.read_table import Row, read_table

ZONE: Final = zone_named("Europe/London")
"""The clocks by which the national level is announced."""


def read_record(changes: bytes, meanings: bytes) -> ThreatRecord:
    """Read the record from its two tables.

    A row of the changes without a level says until when they are complete. A level counts from the local time in
    `from_time`, which is held where a level was raised late in its day; else from the midnight that begins the day.

    Raises
    ------
    Unreadable : a row cannot be read, or nothing says until when the record is complete
    """
    rows = _rows(changes, "threat_levels.csv", ("from_on", "level", "source"))
    found = tuple(_change(row) for row in rows if row.cell("level"))
    ends = [_midnight(row) for row in rows if not row.cell("level")]
    if len(ends) != 1:
        raise rows[-1].wrong("level", "exactly one row has no level: it says until when the record is complete")
    words = _rows(meanings, "threat_meanings.csv", ("from_on", "level", "words", "response", "base"))
    return ThreatRecord(
        tuple(sorted(found, key=lambda change: change.from_at)), tuple(_meaning(row) for row in words), ends[0]
    )


def day_of(at: datetime) -> date:
    """Give the day on which a moment falls for the national level."""
    return at.astimezone(ZONE).date()


def _rows(content: bytes, source: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    table = read_table(content, source, columns=tuple((column,) for column in columns))
    for row in table.rejected:
        raise Row(source, row.line, {}).wrong(row.field, row.reason, row.value)
    if not table.rows:
        raise Row(source, 1, {}).wrong("", "has no rows")
    return table.rows


def _change(row: Row) -> ThreatChange:
    level = read_word(row, "level", words_of(ThreatLevel))
    announced = read_text(row, "source")
    source = f"announced on {_day(row)}" + (f" ({announced})" if announced else "")
    return ThreatChange(from_at=_begins(row), level=level, source=source)


def _meaning(row: Row) -> Meaning:
    words = read_text(row, "words")
    if not words:
        raise row.wrong("words", "is missing")
    levels = words_of(ResponseLevel)
    return Meaning(
        from_on=_day(row),
        level=read_word(row, "level", words_of(ThreatLevel)),
        words=words,
        response=read_word(row, "response", levels),
        base=read_word(row, "base", levels),
    )


def _begins(row: Row) -> datetime:
    if not row.cell("from_time"):
        return _midnight(row)
    return local_moment(_day(row), read_time(row, "from_time"), ZONE)


def _midnight(row: Row) -> datetime:
    return local_moment(_day(row), time(0), ZONE)


def _day(row: Row) -> date:
    try:
        return parse_day(row.cell("from_on"))
    except ValueError:
        raise row.wrong("from_on", "is not a day written as 2019-03-15") from None
