"""Reading a file of daily counts: `date,series,count[,population]`, one row per day and series, in any order."""

from datetime import date
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import parse_day
from vigil.picture.day_series import DayCounts, DaySeries
from vigil.picture.surge import HIGHEST_COUNT
from vigil.register.read_field import read_text
from vigil.register.read_table import Row, read_table

COLUMNS: Final = (("date",), ("series",), ("count",))


def read_days(content: bytes, source: str) -> DayCounts:
    """Read daily counts; a file with one wrong row is refused, because what is left would say something else.

    Raises
    ------
    Unreadable : it is not such a table, a row is wrong, or a day stands twice in a series
    """
    table = read_table(content, source, columns=COLUMNS)
    if table.rejected:
        first = table.rejected[0]
        raise Unreadable(Where(source, first.line, first.field), first.reason, first.value)
    if not table.rows:
        raise Unreadable(Where(source), "holds no row under its header")
    counts: dict[str, dict[date, int]] = {}
    written: dict[str, str] = {}
    for row in table.rows:
        name, day, count = _read_name(row), _read_day(row), _read_count(row, "count")
        known = written.setdefault(name.casefold(), name)
        if name != known:
            raise row.wrong("series", f"is written “{known}” further up; one series has one name", name)
        if row.cell("population"):
            _read_count(row, "population")
        if day in counts.setdefault(name, {}):
            raise row.wrong("date", f"{day} stands twice in the series “{name}”; each day has one row")
        counts[name][day] = count
    return DayCounts(source, tuple(DaySeries(name, days) for name, days in counts.items()))


def _read_name(row: Row) -> str:
    name = read_text(row, "series")
    if not name:
        raise row.wrong("series", "is missing")
    return name


def _read_day(row: Row) -> date:
    text = row.cell("date")
    if text.isdecimal() and len(text) != 8:
        raise row.wrong("date", "is the number of a period; to explain a day the file must hold days, as 2017-06-06")
    try:
        return parse_day(text)
    except ValueError:
        raise row.wrong("date", "is not a day; write it as 2017-06-06" if text else "is missing") from None


def _read_count(row: Row, column: str) -> int:
    text = row.cell(column)
    if not (text.isascii() and text.isdecimal()):
        why = "is not a whole number, nought or more" if text else "is missing; a day with nothing is written as 0"
        raise row.wrong(column, why)
    digits = text.lstrip("0") or "0"
    if len(digits) > 12 or int(digits) > HIGHEST_COUNT:
        raise row.wrong(column, f"is more than {HIGHEST_COUNT:,}")
    return int(digits)
