"""Reading people at risk: `place,date,population[,covariate…]`, at one or several censuses, rows in any order."""

from dataclasses import dataclass

from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.date_stamp import DateStamp
from vigil.picture.cluster.read_scan_rows import (
    covariates_of,
    read_people,
    read_place,
    read_stamp,
    read_stratum,
    read_whole_table,
)
from vigil.register.read_table import Row


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """People at risk of one place, census and stratum; without a date they are the same at all times."""

    row: Row
    place: str
    stamp: DateStamp | None
    people: float
    stratum: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PopulationTable:
    """A file of people at risk: names of covariates, censuses in ascending order (none: undated), rows in order."""

    source: str
    covariates: tuple[str, ...]
    censuses: tuple[DateStamp, ...]
    rows: tuple[PopulationRow, ...]


def read_population(content: bytes, source: str) -> PopulationTable:
    """Read people at risk; every column but place, date and population is a covariate.

    A combination of covariates that a place lacks at a census counts as nobody, but every place that is named has a
    row at every census: people who are not known are not taken for none.

    Raises
    ------
    Unreadable : it is not such a table, a row is wrong or stands twice, only some rows have a date, or a place lacks
        a census
    """
    table = read_whole_table(content, source, ("place", "population"))
    covariates = covariates_of(table, ("place", "date", "population"))
    rows = tuple(
        PopulationRow(row, read_place(row), read_stamp(row), read_people(row), read_stratum(row, covariates))
        for row in table.rows
    )
    _refuse_doubles(rows)
    stamps = {one.stamp for one in rows}
    if None in stamps and len(stamps) > 1:
        without = next(one for one in rows if one.stamp is None)
        raise without.row.wrong("date", "is missing; other rows have one")
    censuses = tuple(sorted(stamp for stamp in stamps if stamp is not None))
    _refuse_gaps(rows, censuses, source)
    return PopulationTable(source, covariates, censuses, rows)


def _refuse_doubles(rows: tuple[PopulationRow, ...]) -> None:
    lines: dict[tuple[str, DateStamp | None, tuple[str, ...]], int] = {}
    for one in rows:
        line = lines.setdefault((one.place, one.stamp, one.stratum), one.row.line)
        if line != one.row.line:
            why = f"“{one.place}” stands in line {line} already, with the same date and covariates; add the two up"
            raise one.row.wrong("place", why)


def _refuse_gaps(rows: tuple[PopulationRow, ...], censuses: tuple[DateStamp, ...], source: str) -> None:
    known: dict[str, set[DateStamp | None]] = {}
    for one in rows:
        known.setdefault(one.place, set()).add(one.stamp)
    for place, stamps in known.items():
        lacking = next((census for census in censuses if census not in stamps), None)
        if lacking is not None:
            why = f"“{place}” has no row for {lacking}, which other places have; write 0 if nobody lived there"
            raise Unreadable(Where(source, field="date"), why)
