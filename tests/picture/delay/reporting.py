"""Reports of days, some of them late, as several tests need them."""

import csv
import gzip
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from vigil.picture.delay.nowcasted import Nowcast, NowcastDay
from vigil.picture.delay.reported import ReportedCount

MONDAY: Final = date(2023, 10, 9)
TORONTO: Final = Path("tests/golden/nowcast/toronto_reports.csv.gz")


@cache
def toronto() -> tuple[ReportedCount, ...]:
    """Give the reports of the golden file."""
    with gzip.open(TORONTO, "rt", encoding="utf-8", newline="") as file:
        return tuple(
            ReportedCount(date.fromisoformat(row["happened_on"]), date.fromisoformat(row["reported_on"]))
            for row in csv.DictReader(file)
        )


def made_up(
    *, per_day: float, days: int, delays: Sequence[float], rng: np.random.Generator, ends_on: date = MONDAY
) -> tuple[ReportedCount, ...]:
    """Give Poisson days up to one, each report late by 0, 1, 2 … days with the probabilities `delays`."""
    first_on = ends_on - timedelta(days=days - 1)
    found: list[ReportedCount] = []
    for number in range(days):
        on = first_on + timedelta(days=number)
        late = rng.multinomial(rng.poisson(per_day), delays)
        found.extend(
            ReportedCount(on, on + timedelta(days=delay), int(count)) for delay, count in enumerate(late) if count
        )
    return tuple(found)


def final_counts(reports: Iterable[ReportedCount]) -> dict[date, int]:
    """Give what each day came to in the end."""
    found: dict[date, int] = {}
    for one in reports:
        found[one.happened_on] = found.get(one.happened_on, 0) + one.count
    return found


def a_day(**changes: object) -> NowcastDay:
    """Give a day of which four of probably six are known."""
    said: dict[str, object] = {
        "on": date(2023, 10, 8),
        "known": 4,
        "known_before": 3,
        "likely": 5,
        "low": 4,
        "high": 7,
        "mean": 5.25,
        "probability": 0.91234,
        "reported_share": 0.78901,
    }
    return NowcastDay(**(said | changes))  # type: ignore[arg-type]  # fields by name


def a_nowcast(*days: NowcastDay, **changes: object) -> Nowcast:
    """Give a nowcast as of the Monday, of one day if no others are given."""
    said: dict[str, object] = {
        "as_of": MONDAY,
        "days": days or (a_day(),),
        "reports": 80,
        "is_thin": False,
        "came_later": 0,
    }
    return Nowcast(**(said | changes))  # type: ignore[arg-type]  # fields by name
