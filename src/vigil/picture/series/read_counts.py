"""Reading a file of counts: `date,series,count[,population]`, one row per period and series, oldest first.

Rows may be sorted by date or by series. Every series has every period; a count that is not known is left empty. One
wrong row refuses the file, because what is left would say something else.
"""

import csv
import io
import math
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import parse_day
from vigil.picture.series.count_table import CountTable
from vigil.register.read_table import DELIMITERS, decode, refuse_oversize

COLUMNS: Final = ("date", "series", "count")
POPULATION: Final = "population"
NOT_KNOWN: Final = frozenset({"", "NA"})
HIGHEST: Final = 1e12


@dataclass(slots=True)
class _Series:
    """What was read of one series so far."""

    periods: list[date | int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    population: list[float] = field(default_factory=list)


def read_counts(content: bytes, source: str) -> CountTable:
    """Read counts of one or many series.

    Raises
    ------
    Unreadable : it is not such a table; a field is wrong; a row stands twice, out of order, or is missing; dates are
        neither days, weeks nor months apart; the series do not cover the same periods
    """
    refuse_oversize(content, source)
    rows = _read_rows(decode(content, source), source)
    header_line, header = next(rows)
    columns = _find_columns(header, Where(source, header_line))
    found: dict[str, _Series] = {}
    periods: dict[str, date | int] = {}
    for line, fields in rows:
        where = Where(source, line)
        if len(fields) != len(header):
            raise Unreadable(where, f"the row has {len(fields)} fields, the header {len(header)}", str(len(fields)))
        said = [fields[at].strip() if at >= 0 else "" for at in columns]
        if not said[1]:
            raise Unreadable(Where(source, line, "series"), "is missing; every row names its series")
        if said[0] not in periods:
            periods[said[0]] = _read_period(said[0], where)
        series = found.setdefault(said[1], _Series())
        _check_order(series, periods[said[0]], where, said)
        series.periods.append(periods[said[0]])
        series.lines.append(line)
        series.counts.append(_read_count(said[2], where))
        series.population.append(_read_population(said[3], where))
    if not found:
        raise Unreadable(Where(source), "holds no row under its header")
    return _make_table(found, source, has_population=columns[3] >= 0)


def _read_rows(text: str, source: str) -> Iterator[tuple[int, list[str]]]:
    """Give every row with the line where it begins, leaving out blank ones."""
    first = next(line for line in text.splitlines() if line.strip())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
    begins = 1
    try:
        for fields in reader:
            if any(map(str.strip, fields)):
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error as problem:
        why = f"cannot be read from here on ({problem}); look for a quotation mark too many"
        raise Unreadable(Where(source, begins), why) from problem


def _find_columns(header: list[str], where: Where) -> tuple[int, int, int, int]:
    """Give where date, series, count and population stand; -1 for a population that is not there."""
    names = [name.strip().casefold() for name in header]
    for name in (*COLUMNS, POPULATION):
        if names.count(name) > 1:
            raise Unreadable(Where(where.source, where.line, name), "two columns have this name")
        if name in COLUMNS and name not in names:
            known = ", ".join(name for name in names if name)
            raise Unreadable(Where(where.source, where.line, name), f"the column is missing; the file has: {known}")
    population = names.index(POPULATION) if POPULATION in names else -1
    return names.index("date"), names.index("series"), names.index("count"), population


def _read_period(text: str, where: Where) -> date | int:
    if text.isascii() and text.isdecimal() and len(text) != 8:
        return int(text)
    try:
        return parse_day(text)
    except ValueError:
        why = "is neither a day, as 2017-06-06, nor the whole number of a period" if text else "is missing"
        raise Unreadable(Where(where.source, where.line, "date"), why, text) from None


def _check_order(series: _Series, period: date | int, where: Where, said: list[str]) -> None:
    """Refuse a row whose period is of another kind than the one before, the same, or earlier."""
    if not series.periods:
        return
    before, at = series.periods[-1], Where(where.source, where.line, "date")
    if isinstance(period, date) != isinstance(before, date):
        raise Unreadable(at, "days and numbers of periods are mixed; write all one way", said[0])
    if period == before:
        raise Unreadable(at, f"stands twice in the series “{said[1]}”; line {series.lines[-1]} has it", said[0])
    if _rank(period) < _rank(before):
        why = f"the series “{said[1]}” is not sorted: {before} stands above it; sort the rows by date"
        raise Unreadable(at, why, said[0])


def _rank(period: date | int) -> int:
    return period.toordinal() if isinstance(period, date) else period


def _read_count(text: str, where: Where) -> float:
    if text.isascii() and text.isdecimal() and len(text) < 12:
        return float(text)
    if text in NOT_KNOWN:
        return math.nan
    number = _number(text)
    if number is None or not number.is_integer() or not 0 <= number <= HIGHEST:
        why = "is negative" if number is not None and number < 0 else "is not a whole number, nought or more"
        raise Unreadable(
            Where(where.source, where.line, "count"), f"{why}; leave a count that is not known empty", text
        )
    return number


def _read_population(text: str, where: Where) -> float:
    if text in NOT_KNOWN:
        return math.nan
    number = _number(text)
    if number is None or not number > 0:
        raise Unreadable(Where(where.source, where.line, POPULATION), "is not a number above 0", text)
    return number


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None


def _make_table(found: dict[str, _Series], source: str, *, has_population: bool) -> CountTable:
    names = tuple(found)
    first = found[names[0]]
    _check_steps(first, names[0], source)
    for name, series in found.items():
        if series.periods != first.periods:
            _refuse_other_periods((names[0], first), (name, series), source)
    days = tuple(period for period in first.periods if isinstance(period, date))
    numbers = tuple(period for period in first.periods if isinstance(period, int))
    return CountTable(
        source=source,
        names=names,
        counts=_stack([series.counts for series in found.values()]),
        first_days=days,
        numbers=numbers,
        population=_stack([series.population for series in found.values()]) if has_population else None,
    )


def _stack(columns: list[list[float]]) -> FloatArray:
    return np.ascontiguousarray(np.array(columns, dtype=np.float64).T)


def _check_steps(series: _Series, name: str, source: str) -> None:
    """Refuse a gap: numbers follow each other, dates are all a day, a week or a month apart."""
    if len(series.periods) < 2:
        return
    first, second = series.periods[:2]
    step = _find_step(series.periods)
    if step is None:
        why = f"does not lie a day, a week or a month after {first}; or else number the periods 1, 2, 3 …"
        raise Unreadable(Where(source, series.lines[1], "date"), why, str(second))
    for row, (before, found) in enumerate(pairwise(series.periods), start=1):
        if step(before) != found:
            why = (
                f"after {before} the series “{name}” goes on with {found} where {step(before)} was to come; give every "
                "period a row, with an empty count where it is not known"
            )
            raise Unreadable(Where(source, series.lines[row], "date"), why, str(found))


def _find_step(periods: list[date | int]) -> Callable[[date | int], date | int] | None:
    """Give what leads from one period to the next, by the first two; None for what is neither day, week nor month."""
    first, second = periods[:2]
    if isinstance(first, int) or isinstance(second, int):
        return lambda period: period + 1 if isinstance(period, int) else period
    day_of_month = max(period.day for period in periods[:3] if isinstance(period, date))
    steps: tuple[Callable[[date], date], ...] = (
        lambda day: day + timedelta(days=1),
        lambda day: day + timedelta(days=7),
        lambda day: _a_month_on(day, day_of_month),
    )
    found = next((step for step in steps if step(first) == second), None)
    return None if found is None else lambda period: found(period) if isinstance(period, date) else period


def _a_month_on(day: date, day_of_month: int) -> date:
    """Give this day of the next month, or its last where it is shorter."""
    year, month = day.year + day.month // 12, day.month % 12 + 1
    return date(year, month, min(day_of_month, monthrange(year, month)[1]))


def _refuse_other_periods(first: tuple[str, _Series], other: tuple[str, _Series], source: str) -> None:
    """Refuse a series that does not have the periods of the first, naming the first period that differs."""
    row = next(
        (at for at, pair in enumerate(zip(first[1].periods, other[1].periods, strict=False)) if pair[0] != pair[1]),
        min(len(first[1].periods), len(other[1].periods)),
    )
    has_first, has_other = row < len(first[1].periods), row < len(other[1].periods)
    wanted = str(first[1].periods[row]) if has_first else f"nothing after {first[1].periods[-1]}"
    found = str(other[1].periods[row]) if has_other else f"no more after {other[1].periods[-1]}"
    raise Unreadable(
        Where(source, other[1].lines[row] if has_other else other[1].lines[-1], "date"),
        f"the series “{other[0]}” has {found} where “{first[0]}” has {wanted}; every series needs the same periods, "
        "with an empty count where it is not known",
        found if has_other else "",
    )
