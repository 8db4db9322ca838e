"""Reading published counts: area × month × flag, such as the Metropolitan Police's file."""

from dataclasses import dataclass, field
from typing import Final

from vigil.register.read_field import read_text
from vigil.register.read_table import Reading, Row, read_rows, read_table, reject_doubles
from vigil.reports.count_series import AreaCount
from vigil.reports.flag import parse_flag
from vigil.reports.month import Month, parse_month

COLUMNS: Final = (("month",), ("area", "borough"), ("flag",), ("count",))
HIGHEST_COUNT: Final = 1_000_000_000
FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199


@dataclass(frozen=True, slots=True)
class CountFile:
    """A file of published counts, and who published it.

    `delay_days` is how long after a month's end the publisher gives it out, where that is known.
    """

    name: str
    content: bytes = field(repr=False)
    source: str
    time_zone: str = "Europe/London"
    delay_days: int | None = None


def read_counts(content: bytes, source: str) -> Reading[AreaCount]:
    """Read a CSV file of counts; an area, flag and month that stands twice is taken once.

    Raises
    ------
    Unreadable : it is not a table, or a column is missing
    """
    reading = read_rows(read_table(content, source, columns=COLUMNS), read_area_count)
    return reject_doubles(reading, lambda one: one.id, field="month")


def read_area_count(row: Row) -> AreaCount:
    """Read one row.

    Raises
    ------
    Unreadable : a field is missing or wrong
    """
    area = read_text(row, "area", "borough")
    if not area:
        raise row.wrong("area", "is missing")
    try:
        flag = parse_flag(row.cell("flag"))
    except ValueError as problem:
        raise row.wrong("flag", str(problem)) from None
    code = read_text(row, "area_code", "borough_code", longest=40)
    return AreaCount(area, code, flag, _read_month(row), _read_count(row), row.source)


def _read_month(row: Row) -> Month:
    try:
        month = parse_month(row.cell("month"))
    except ValueError:
        raise row.wrong("month", "is not a month; write it as 2019-03") from None
    if not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise row.wrong("month", f"its year is not between {FIRST_YEAR} and {LAST_YEAR}")
    return month


def _read_count(row: Row) -> int:
    text = row.cell("count")
    if not (text.isascii() and text.isdecimal()):
        raise row.wrong("count", "is not a whole number, nought or more" if text else "is missing")
    digits = text.lstrip("0") or "0"
    if len(digits) > 12 or int(digits) > HIGHEST_COUNT:
        raise row.wrong("count", f"is more than {HIGHEST_COUNT:,}")
    return int(digits)
