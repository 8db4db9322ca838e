"""Reading a table of minutes out of a CSV file: `from,to,minutes`, a line for each way."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.patrol.request import TravelMatrix
from vigil.register.read_table import decode, refuse_oversize

COLUMNS: Final = ("from", "to", "minutes")
LONGEST_MINUTES: Final = 1440

Way = tuple[str, str]
"""From which point to which."""


def parse_times(content: bytes, source: str, points: Sequence[str]) -> TravelMatrix:
    """Read the minutes between points; lines about other points are let through.

    Minutes are whole, or rounded up. A way from a point to itself takes none. Ways are not taken to be as long
    back as there: both have a line.

    Raises
    ------
    Unreadable : it is no such file, a way stands twice or takes no number of minutes, or a way is missing
    """
    refuse_oversize(content, source)
    wanted = set(points)
    found: dict[Way, int] = {}
    for where, way, minutes in _lines(decode(content, source), source):
        if not wanted.issuperset(way):
            continue
        if way in found:
            raise Unreadable(where, f"the way from “{way[0]}” to “{way[1]}” stands twice")
        found[way] = _minutes(where, minutes)
    missing = next(((a, b) for a in points for b in points if a != b and (a, b) not in found), None)
    if missing is not None:
        raise Unreadable(Where(source), f"the way from “{missing[0]}” to “{missing[1]}” is missing")
    rows = tuple(tuple(0 if a == b else found[a, b] for b in points) for a in points)
    return TravelMatrix(tuple(points), rows)


def _lines(text: str, source: str) -> Iterator[tuple[Where, Way, str]]:
    """Give each line that is not blank: where it stands, which way it is about, and its minutes."""
    records = _records(text, source)
    _, header = next(records)
    names = [name.casefold() for name in header]
    missing = next((name for name in COLUMNS if name not in names), None)
    if missing is not None:
        raise Unreadable(Where(source, 1, missing), f"the column is missing; the file has: {', '.join(names)}")
    begin, end, minutes = (names.index(name) for name in COLUMNS)
    for where, fields in records:
        if len(fields) != len(names):
            raise Unreadable(where, f"the row has {len(fields)} fields, the header {len(names)}")
        yield where, (fields[begin], fields[end]), fields[minutes]


def _records(text: str, source: str) -> Iterator[tuple[Where, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for fields in reader:
            if any(fields):
                yield Where(source, reader.line_num), [field.strip() for field in fields]
    except csv.Error as problem:
        raise Unreadable(Where(source, reader.line_num), f"cannot be read from here on ({problem})") from problem


def _minutes(where: Where, text: str) -> int:
    """Give whole minutes, rounded up."""
    try:
        minutes = float(text)
    except ValueError:
        minutes = -1.0
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise Unreadable(
            Where(where.source, where.line, "minutes"), f"must be a number from 0 to {LONGEST_MINUTES}", text
        )
    return int(-(-minutes // 1))
