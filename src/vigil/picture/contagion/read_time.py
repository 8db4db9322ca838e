"""When something happened, as a file says it: a moment with its offset, a day, or a plain number of days."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import FIRST_YEAR, LAST_YEAR
from vigil.register.read_field import read_number
from vigil.register.read_table import Row

LARGEST_NUMBER: Final = 100_000
DAY_S: Final = 86_400
_LIKE_NUMBER: Final = re.compile(r"[+-]?[0-9.]+([eE][+-]?[0-9]+)?")


class TimeKind(StrEnum):
    """How a file writes times; a file writes all of its times in one way."""

    MOMENT = "a moment with its offset, as 2019-03-15T08:00+00:00"
    DAY = "a day, as 2019-03-15"
    NUMBER = "a plain number of days, as 12.5"


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A time: its day as a number (the ordinal of its date, or the number itself), and how far into the day, 0 to 1."""

    kind: TimeKind
    day: int
    share: float


def read_time(row: Row, *columns: str) -> ReadTime:
    """Read a time; a moment falls on the day and hour its own clocks show.

    Raises
    ------
    Unreadable : it is missing, none of the three, without an offset, or outside the years 1900 to 2199
    """
    text = row.cell(*columns)
    column = next((one for one in columns if row.cell(one)), columns[0])
    if not text:
        raise row.wrong(column, "is missing")
    if _LIKE_NUMBER.fullmatch(text):
        return _number(row, column)
    try:
        return _day(row, column, date.fromisoformat(text)) if len(text) <= 10 else _moment(row, column, text)
    except ValueError:
        ways = "; or ".join(TimeKind)
        raise row.wrong(column, f"is not a time; write {ways}") from None


def _number(row: Row, column: str) -> ReadTime:
    number = read_number(row, column)
    if number is None or abs(number) > LARGEST_NUMBER:
        raise row.wrong(
            column, f"is beyond {LARGEST_NUMBER:,} days; numbers are days, and dates are written 2019-03-15"
        )
    return ReadTime(TimeKind.NUMBER, math.floor(number), number - math.floor(number))


def _day(row: Row, column: str, day: date) -> ReadTime:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise row.wrong(column, f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return ReadTime(TimeKind.DAY, day.toordinal(), 0.0)


def _moment(row: Row, column: str, text: str) -> ReadTime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise row.wrong(column, "has no offset; write it as 2019-03-15T08:00+00:00")
    within_s = moment.hour * 3600 + moment.minute * 60 + moment.second
    day = _day(row, column, moment.date())
    return ReadTime(TimeKind.MOMENT, day.day, within_s / DAY_S)


def read_until(text: str) -> date | int | None:
    """Read the last day that was counted, a date or the number of a day; nothing is None.

    Raises
    ------
    Unreadable : it is neither
    """
    if not text:
        return None
    try:
        return int(text) if _LIKE_NUMBER.fullmatch(text) else date.fromisoformat(text)
    except ValueError:
        raise Unreadable(Where("--until"), "is not a day; write it as 2019-03-15, or as a number", text) from None
