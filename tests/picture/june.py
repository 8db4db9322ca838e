"""A daily file such as the record of June 2017 speaks of: its means are exact, its days vary as real ones do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from vigil.picture.day_series import DayCounts, DaySeries
from vigil.picture.explained.read_days import read_days

NEW_YEAR: Final = date(2017, 1, 1)
JUNE_6: Final = date(2017, 6, 6)
WOOLWICH: Final = date(2013, 5, 22)
PARIS: Final = date(2015, 11, 13)

RACIST: Final = "racist"
ISLAMOPHOBIC: Final = "islamophobic"


def days_with_mean(mean: int, *, dispersion: float, below: Sequence[int], rng: np.random.Generator) -> list[int]:
    """Give negative binomial days whose mean is exact, each lower than its own limit."""
    drawn = rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion, len(below))
    counts = [min(int(count), limit - 1) for count, limit in zip(drawn, below, strict=True)]
    while (missing := mean * len(below) - sum(counts)) != 0:
        day = int(rng.integers(len(below)))
        step = 1 if missing > 0 else -1
        if 0 <= counts[day] + step < below[day]:
            counts[day] += step
    return counts


def june_2017() -> Mapping[str, Mapping[date, int]]:
    """Give 54 racist incidents on 6 June against 38, of which 20 Islamophobic against 3; Paris and Woolwich lower."""
    rng = np.random.default_rng(20170606)
    days = (JUNE_6 - NEW_YEAR).days
    part = days_with_mean(3, dispersion=1.2, below=[12] * days, rng=rng)
    rest = days_with_mean(35, dispersion=2.2, below=[54 - count for count in part], rng=rng)
    dates = [NEW_YEAR + timedelta(days=number) for number in range(days)]
    racist = {day: a + b for day, a, b in zip(dates, part, rest, strict=True)}
    islamophobic = dict(zip(dates, part, strict=True))
    for event, high in ((WOOLWICH, 16), (PARIS, 12)):
        for number in range(10):
            islamophobic[event + timedelta(days=number)] = high - number
            racist[event + timedelta(days=number)] = 34 + high - number
    return {RACIST: racist | {JUNE_6: 54}, ISLAMOPHOBIC: islamophobic | {JUNE_6: 20}}


def as_csv(series: Mapping[str, Mapping[date, int]]) -> bytes:
    """Give daily counts as the file that `vigil picture explain` reads."""
    rows = (f"{day},{name},{count}" for name, counts in series.items() for day, count in counts.items())
    return "\n".join(("date,series,count", *rows, "")).encode()


def counts_of(series: Mapping[str, Mapping[date, int]], source: str = "counts.csv") -> DayCounts:
    """Give daily counts as they are read."""
    return read_days(as_csv(series), source)


def a_series(counts: Iterable[int], *, ends_on: date, name: str = "racist") -> DaySeries:
    """Give a series of one day after another, the last on a given day."""
    found = list(counts)
    first = ends_on - timedelta(days=len(found) - 1)
    return DaySeries(name, {first + timedelta(days=number): count for number, count in enumerate(found)})
