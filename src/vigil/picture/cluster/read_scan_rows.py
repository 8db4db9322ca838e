"""What the files of a scan have in common: a table without a wrong row, counts, dates, covariates."""

import math
from collections.abc import Sequence
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.date_stamp import DateStamp, parse_stamp
from vigil.register.read_field import parse_number, read_text
from vigil.register.read_table import Row, Table, read_table

HIGHEST_COUNT: Final = 1_000_000_000
"""No more cases than this in one row."""


def read_whole_table(content: bytes, source: str, columns: Sequence[str]) -> Table:
    """Read a table that has these columns and no wrong row: what is left of a file would say something else.

    Raises
    ------
    Unreadable : it is not such a table, a row does not fit its header, or there is none
    """
    table = read_table(content, source, columns=[(column,) for column in columns])
    if table.rejected:
        first = table.rejected[0]
        raise Unreadable(Where(source, first.line, first.field), first.reason, first.value)
    if not table.rows:
        raise Unreadable(Where(source), "holds no row under its header")
    return table


def covariates_of(table: Table, known: Sequence[str]) -> tuple[str, ...]:
    """Give the columns of a table that are not among the known ones, in order of their names."""
    return tuple(sorted(name for name in table.columns if name and name not in known))


def read_place(row: Row) -> str:
    """Give the place a row speaks of.

    Raises
    ------
    Unreadable : it is missing or endless
    """
    place = read_text(row, "place")
    if not place:
        raise row.wrong("place", "is missing")
    return place


def read_count(row: Row) -> int:
    """Give a count: a whole number, 0 or more.

    Raises
    ------
    Unreadable : it is missing, negative, has a fraction, or is no number
    """
    text = row.cell("count")
    if not text:
        raise row.wrong("count", "is missing; write 0 for none")
    number = _number(row, "count")
    if number < 0:
        raise row.wrong("count", "is negative; a count is 0 or more")
    if number != math.floor(number):
        raise row.wrong("count", "has a fraction; a scan counts whole cases: take the whole part, or round")
    if number > HIGHEST_COUNT:
        raise row.wrong("count", f"is more than {HIGHEST_COUNT:,}")
    return int(number)


def read_people(row: Row) -> float:
    """Give a population: a number, 0 or more.

    Raises
    ------
    Unreadable : it is missing, negative, or no number
    """
    if not row.cell("population"):
        raise row.wrong("population", "is missing; write 0 where nobody lives")
    people = _number(row, "population")
    if people < 0:
        raise row.wrong("population", "is negative; people at risk are 0 or more")
    return people


def read_stamp(row: Row) -> DateStamp | None:
    """Give the year, month or day of a row, or None where it is left empty.

    Raises
    ------
    Unreadable : it is not a date
    """
    text = row.cell("date")
    if not text:
        return None
    try:
        return parse_stamp(text)
    except ValueError as problem:
        raise row.wrong("date", str(problem)) from None


def read_stratum(row: Row, covariates: Sequence[str]) -> tuple[str, ...]:
    """Give the values of a row's covariates.

    Raises
    ------
    Unreadable : one is missing
    """
    for name in covariates:
        if not row.cell(name):
            raise row.wrong(name, "is missing; every row has all covariates")
    return tuple(row.cell(name) for name in covariates)


def _number(row: Row, column: str) -> float:
    try:
        return parse_number(row.cell(column))
    except ValueError as problem:
        raise row.wrong(column, str(problem)) from None
