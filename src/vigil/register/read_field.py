"""Reading single fields of a row: numbers, positions, times, words from a list, and errors that say what is right."""

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from typing import Final, TypeVar

from vigil.ground.moment import zone_named
from vigil.ground.point import Point
from vigil.register.read_table import Row

LONGEST_ID: Final = 100
LONGEST_NAME: Final = 300
# Python's own reading of numbers takes 5_1.5 and the digits of every script, which in a table are slips.
_NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")

Word = TypeVar("Word", bound=StrEnum)


def read_text(row: Row, *columns: str, longest: int = LONGEST_NAME) -> str:
    """Give a text in composed form, or nothing.

    Raises
    ------
    Unreadable : it is too long
    """
    text = unicodedata.normalize("NFC", row.cell(*columns))
    if len(text) > longest:
        raise row.wrong(columns[0], f"is longer than {longest} characters", text[:80])
    return text


def read_list(row: Row, *columns: str) -> tuple[str, ...]:
    """Give what a field lists between semicolons, each once."""
    parts = (part.strip() for part in unicodedata.normalize("NFC", row.cell(*columns)).split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def read_id(row: Row, *columns: str) -> str:
    """Give an id of at most 100 visible characters without blanks, or nothing.

    Raises
    ------
    Unreadable : it is longer, or holds a blank
    """
    text = read_text(row, *columns, longest=LONGEST_ID)
    if " " in text:
        raise row.wrong(columns[0], "an id has no blanks", text)
    return text


def read_number(row: Row, column: str) -> float | None:
    """Give a finite number, or None for an empty field.

    Raises
    ------
    Unreadable : it is not a number, or not finite
    """
    text = row.cell(column)
    if not text:
        return None
    try:
        return parse_number(text)
    except ValueError as problem:
        hint = "; write the decimal point as a point" if "," in text else ""
        raise row.wrong(column, f"{problem}{hint}") from None


def parse_number(text: str) -> float:
    """Give the finite number a text writes with the digits 0 to 9, a sign, a decimal point or an exponent.

    Raises
    ------
    ValueError : it writes none, or a number too large to hold
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError("is not a number")
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("is not a finite number")
    return number


def read_count(row: Row, column: str) -> int | None:
    """Give a whole number from 1 to a million, or None for an empty field.

    Raises
    ------
    Unreadable : it is anything else
    """
    number = read_number(row, column)
    if number is None:
        return None
    if not 1 <= number <= 1_000_000 or number != int(number):
        raise row.wrong(column, "is not a whole number from 1 to 1,000,000")
    return int(number)


def read_point(row: Row) -> Point:
    """Give the position in the columns lat and lon.

    Raises
    ------
    Unreadable : one is missing, not a number or out of range, or both are zero; says so when they look swapped
    """
    lat, lon = _coordinate(row, "lat", ("latitude",)), _coordinate(row, "lon", ("lng", "long", "longitude"))
    if lat == 0 and lon == 0:
        raise row.wrong("lat", "0, 0 lies in the Gulf of Guinea: the position is missing", "0, 0")
    if abs(lat) > 90:
        swapped = "; are lat and lon swapped?" if abs(lon) <= 90 and abs(lat) <= 180 else ""
        metres = "; are these metres of a national grid? Export as WGS84 degrees" if abs(lat) > 180 else ""
        raise row.wrong("lat", f"latitude is not between -90 and 90{swapped}{metres}", f"{lat:g}")
    if abs(lon) > 180:
        raise row.wrong("lon", "longitude is not between -180 and 180", f"{lon:g}")
    return Point(lat=lat, lon=lon)


def _coordinate(row: Row, column: str, others: tuple[str, ...]) -> float:
    named = next((name for name in (column, *others) if row.cell(name)), column)
    number = read_number(row, named)
    if number is None:
        raise row.wrong(column, "is missing")
    return number


def read_word(row: Row, column: str, words: Mapping[str, Word], *, otherwise: Word | None = None) -> Word:
    """Give what a word stands for, or `otherwise` for an empty field.

    Raises
    ------
    Unreadable : it is empty and must not be, or not one of the words
    """
    text = row.cell(column)
    if not text and otherwise is not None:
        return otherwise
    if text.casefold() not in words:
        raise row.wrong(column, f"is not one of {', '.join(words)}" if text else "is missing")
    return words[text.casefold()]


def words_of(kind: type[Word]) -> Mapping[str, Word]:
    """Give the words of a list of words, each standing for itself."""
    return {word.value: word for word in kind}


def read_time(row: Row, column: str) -> time:
    """Give a time of day written as 07:30; 24:00 is refused, because it belongs to the next day.

    Raises
    ------
    Unreadable : it is missing or anything else
    """
    text = row.cell(column)
    hours, colon, minutes = text.partition(":")
    is_written_right = colon and len(minutes) == 2 and hours.isascii() and minutes.isascii()
    try:
        if not is_written_right or not (hours.isdecimal() and minutes.isdecimal()):
            raise ValueError(text)
        return time(int(hours), int(minutes))
    except ValueError:
        raise row.wrong(column, "is not a time from 00:00 to 23:59" if text else "is missing") from None


def read_zone(row: Row, *, otherwise: str) -> str:
    """Give the name of a time zone from the column time_zone, or `otherwise` for an empty field.

    Raises
    ------
    Unreadable : there is no such zone
    """
    text = row.cell("time_zone") or otherwise
    try:
        zone_named(text)
    except ValueError as problem:
        raise row.wrong("time_zone", str(problem), text) from None
    return text


def read_yes(row: Row, column: str) -> bool:
    """Say whether a field says yes; empty is no.

    Raises
    ------
    Unreadable : it is neither yes nor no
    """
    text = row.cell(column).casefold()
    if text in {"yes", "true", "1"}:
        return True
    if text in {"", "no", "false", "0"}:
        return False
    raise row.wrong(column, "is neither yes nor no")
