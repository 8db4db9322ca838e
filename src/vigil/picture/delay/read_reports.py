"""Reading a file of reports: `happened_on,reported_on[,series][,count]`, in any order."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import FIRST_YEAR, LAST_YEAR, parse_day
from vigil.picture.delay.reported import ReportedCount
from vigil.register.read_field import read_text
from vigil.register.read_table import Row, read_table

COLUMNS: Final = (("happened_on",), ("reported_on",))

HIGHEST_COUNT: Final = 1_000_000
"""More reports of one day, reported on one day, are a slip of the pen."""

ALL: Final = "all"
"""The name of the one series of a file that names none."""


def read_reports(content: bytes, source: str) -> Mapping[str, tuple[ReportedCount, ...]]:
    """Read when things happened and were reported, by series; a file with one wrong row is refused.

    A row is one report, or `count` of them. Rows may stand in any order and repeat: two reports of one day that came
    in on one day are two rows.

    Raises
    ------
    Unreadable : it is not such a table, holds no row, or a row is wrong; says which, and what would be right
    """
    table = read_table(content, source, columns=COLUMNS)
    if table.rejected:
        first = table.rejected[0]
        raise Unreadable(Where(source, first.line, first.field), first.reason, first.value)
    if not table.rows:
        raise Unreadable(Where(source), "holds no row under its header")
    counts: dict[str, dict[tuple[date, date], int]] = {}
    for row in table.rows:
        days = _read_day(row, "happened_on"), _read_day(row, "reported_on")
        if days[1] < days[0]:
            raise row.wrong("reported_on", f"lies before {days[0]}, the day it happened")
        name = _read_name(row) if "series" in table.columns else ALL
        number = _read_count(row) if "count" in table.columns else 1
        series = counts.setdefault(name, {})
        series[days] = series.get(days, 0) + number
    return {
        name: tuple(ReportedCount(happened, reported, count) for (happened, reported), count in days.items())
        for name, days in counts.items()
    }


def _read_day(row: Row, column: str) -> date:
    text = row.cell(column)
    try:
        day = parse_day(text)
    except ValueError:
        raise row.wrong(column, "is not a day; write it as 2017-06-06" if text else "is missing") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise row.wrong(column, f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _read_name(row: Row) -> str:
    name = read_text(row, "series")
    if not name:
        raise row.wrong("series", "is missing")
    return name


def _read_count(row: Row) -> int:
    text = row.cell("count")
    if not (text.isascii() and text.isdecimal()):
        raise row.wrong("count", "is not a whole number, nought or more" if text else "is missing")
    digits = text.lstrip("0") or "0"
    if len(digits) > len(str(HIGHEST_COUNT)) or int(digits) > HIGHEST_COUNT:
        raise row.wrong("count", f"is more than {HIGHEST_COUNT:,}")
    return int(digits)
