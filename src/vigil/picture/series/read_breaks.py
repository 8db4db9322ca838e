"""Reading a file of series breaks: `date,series,why`, an empty series meaning all of a file."""

from collections.abc import Sequence
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import parse_day
from vigil.picture.series.series_break import SeriesBreak
from vigil.register.read_field import read_text
from vigil.register.read_table import Row, read_table

COLUMNS: Final = (("date",), ("series",), ("why",))


def read_breaks(content: bytes, source: str, *, series: Sequence[str]) -> tuple[SeriesBreak, ...]:
    """Read the breaks of these series.

    Raises
    ------
    Unreadable : it is not such a table, a date is not a day, or a series is not among those counted
    """
    table = read_table(content, source, columns=COLUMNS)
    if table.rejected:
        first = table.rejected[0]
        raise Unreadable(Where(source, first.line, first.field), first.reason, first.value)
    return tuple(_read_break(row, series) for row in table.rows)


def _read_break(row: Row, series: Sequence[str]) -> SeriesBreak:
    name = read_text(row, "series")
    if name and name not in series:
        known = ", ".join(series[:10]) + (" …" if len(series) > 10 else "")
        raise row.wrong("series", f"is not in the file of counts; it has: {known}", name)
    try:
        return SeriesBreak(name, parse_day(row.cell("date")), read_text(row, "why"))
    except ValueError:
        why = "is not a day; write it as 2017-06-06" if row.cell("date") else "is missing"
        raise row.wrong("date", why) from None
