"""Making a table of counts from arrays, for who has the counts at hand and no file."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from vigil.ground.arrays import FloatArray
from vigil.picture.series.count_table import MONTHS_A_YEAR, CountTable

FIRST_DAY_OF_ALL_MONTHS: Final = 28
"""No month ends before it."""

Every: TypeAlias = Literal["day", "week", "month"]
"""How long a period is."""


def make_table(
    counts: ArrayLike,
    *,
    begins: date | None = None,
    every: Every = "week",
    names: Sequence[str] = (),
    population: ArrayLike | None = None,
) -> CountTable:
    """Make a table of counts that a detector takes.

    Parameters
    ----------
    counts : shape (periods,) for one series, or (periods, series); whole numbers at least 0, or NaN where not known
    begins : the first day of the first period; None leaves the periods numbered 1, 2, 3 …
    every : "day", "week" or "month": how far the periods lie apart, if there is a first day
    names : of the series; "1", "2", "3" … if none are given
    population : people at risk, above 0, of the shape of `counts`, or None

    Raises
    ------
    ValueError : a shape does not fit, a count is negative or broken, `every` is none of the three, or months begin
        with a day that some months do not have
    """
    columns = _as_columns(counts)
    known = columns[~np.isnan(columns)]
    if np.any(known < 0) or np.any(known != np.floor(known)) or np.any(np.isinf(known)):
        raise ValueError("counts must be whole numbers at least 0, or NaN where not known")
    given = tuple(names) or tuple(str(number) for number in range(1, columns.shape[1] + 1))
    people = None if population is None else _as_columns(population)
    if len(given) != columns.shape[1] or (people is not None and people.shape != columns.shape):
        raise ValueError(f"names and population must fit counts of {columns.shape[1]} series")
    return CountTable(
        source="counts",
        names=given,
        counts=columns,
        first_days=() if begins is None else tuple(_list_days(begins, every, len(columns))),
        numbers=tuple(range(1, len(columns) + 1)) if begins is None else (),
        population=people,
    )


def _as_columns(values: ArrayLike) -> FloatArray:
    array = np.array(values, dtype=np.float64)
    if array.ndim not in {1, 2}:
        raise ValueError(f"needs one or two dimensions, periods and series; has {array.ndim}")
    return array.reshape(len(array), -1)


def _list_days(begins: date, every: Every, periods: int) -> list[date]:
    if every not in {"day", "week", "month"}:
        raise ValueError(f"every must be day, week or month, not {every}")
    if every == "month":
        if begins.day > FIRST_DAY_OF_ALL_MONTHS:
            raise ValueError(f"months must begin with a day that every month has, not day {begins.day}")
        months = [begins.year * MONTHS_A_YEAR + begins.month - 1 + number for number in range(periods)]
        return [date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, begins.day) for month in months]
    step = timedelta(days=1 if every == "day" else 7)
    return [begins + number * step for number in range(periods)]
