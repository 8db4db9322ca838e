"""Counts of one or many series over the same regular periods: what every detector works on."""

from dataclasses import dataclass
from datetime import date

from vigil.ground.arrays import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountTable:
    """Counts of several series over the same regular periods, oldest first.

    `counts` has the shape (periods, series): events a period, whole numbers at least 0, or NaN where not known.
    `first_days` holds the first day of every period, or is empty where periods are only numbered (`numbers`).
    `population` has the shape of `counts`, or is None.
    """

    source: str
    names: tuple[str, ...]
    counts: FloatArray
    first_days: tuple[date, ...] = ()
    numbers: tuple[int, ...] = ()
    population: FloatArray | None = None
