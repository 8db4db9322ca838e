"""Reading cases, `place,date,count[,covariate…]`, and controls, `place,count`: rows in any order, which add up."""

from dataclasses import dataclass

from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.date_stamp import DateStamp
from vigil.picture.cluster.read_scan_rows import (
    covariates_of,
    read_count,
    read_place,
    read_stamp,
    read_stratum,
    read_whole_table,
)
from vigil.register.read_table import Row


@dataclass(frozen=True, slots=True)
class CaseRow:
    """Cases of one row; `stratum` are its covariates."""

    row: Row
    place: str
    stamp: DateStamp | None
    count: int
    stratum: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseTable:
    """A file of cases: the names of its covariates, and its rows in their order."""

    source: str
    covariates: tuple[str, ...]
    rows: tuple[CaseRow, ...]


def read_cases(content: bytes, source: str) -> CaseTable:
    """Read cases; every column but place, date and count is a covariate.

    Raises
    ------
    Unreadable : it is not such a table, a row is wrong, only some rows have a date, or there is no case at all
    """
    table = read_whole_table(content, source, ("place", "count"))
    covariates = covariates_of(table, ("place", "date", "count"))
    rows = tuple(
        CaseRow(row, read_place(row), read_stamp(row), read_count(row), read_stratum(row, covariates))
        for row in table.rows
    )
    if not any(one.count for one in rows):
        raise Unreadable(Where(source, field="count"), "there is not a single case; nothing can be scanned")
    without = next((one for one in rows if one.stamp is None), None)
    if without is not None and any(one.stamp for one in rows):
        raise without.row.wrong("date", "is missing; other rows have one")
    return CaseTable(source, covariates, rows)


def read_controls(content: bytes, source: str) -> CaseTable:
    """Read controls.

    Raises
    ------
    Unreadable : it is not such a table, has a column more, a row is wrong, or there is no control at all
    """
    table = read_whole_table(content, source, ("place", "count"))
    more = covariates_of(table, ("place", "count"))
    if more:
        raise Unreadable(Where(source, 1, more[0]), "controls have the columns place and count alone; leave this out")
    rows = tuple(CaseRow(row, read_place(row), None, read_count(row), ()) for row in table.rows)
    if not any(one.count for one in rows):
        raise Unreadable(Where(source, field="count"), "there is not a single control; nothing can be compared")
    return CaseTable(source, (), rows)
