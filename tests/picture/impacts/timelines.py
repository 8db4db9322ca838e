"""Timelines and impacts, as several tests need them."""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from tests.reports import met
from vigil.picture.explained.compare import Reference
from vigil.picture.impacts.half_life import HalfLife
from vigil.picture.impacts.measured import Excess, Impact
from vigil.picture.impacts.timeline import Timeline, make_timeline, next_month

NEW_YEAR: Final = date(2012, 1, 1)
WOOLWICH: Final = Reference("Woolwich", date(2013, 5, 22))
PARIS: Final = Reference("Paris", date(2015, 11, 13))


def by_day(counts: Sequence[float], first_on: date = NEW_YEAR) -> Timeline:
    """Give days from New Year 2012 on."""
    days = [first_on + timedelta(days=number) for number in range(len(counts))]
    return make_timeline("islamophobic", days, np.asarray(counts, dtype=np.float64))


def by_month(counts: Sequence[float], first_on: date = NEW_YEAR) -> Timeline:
    """Give months from January 2012 on."""
    months = [first_on]
    while len(months) < len(counts):
        months.append(next_month(months[-1]))
    return make_timeline("islamophobic", months, np.asarray(counts, dtype=np.float64))


def london() -> Timeline:
    """Give the Islamophobic offences of the Metropolitan Police's file, all boroughs together."""
    counts: Counter[date] = Counter()
    for row in csv.DictReader(met.content().decode().splitlines()):
        if row["flag"] == "islamophobic":
            counts[date.fromisoformat(f"{row['month']}-01")] += int(row["count"])
    return by_month([counts[month] for month in sorted(counts)], min(counts))


def an_excess(days: int = 1, **changes: object) -> Excess:
    """Give twelve against three."""
    said: dict[str, object] = {
        "days": days,
        "until_on": WOOLWICH.on + timedelta(days=days - 1),
        "observed": 12,
        "expected": 3.0,
        "expected_low": 0,
        "expected_high": 7,
        "p_value": 0.001,
    }
    return Excess(**(said | changes))  # type: ignore[arg-type]  # fields by name


def an_impact(*horizons: Excess, **changes: object) -> Impact:
    """Give an impact of the murder at Woolwich in daily counts."""
    said: dict[str, object] = {
        "event": WOOLWICH,
        "series": "islamophobic",
        "is_monthly": False,
        "horizons": horizons,
        "half_life": HalfLife(4.04, 2.0, 9.96, is_open=False),
        "history_from": NEW_YEAR,
        "dispersion": 1.25,
    }
    return Impact(**(said | changes))  # type: ignore[arg-type]  # fields by name
