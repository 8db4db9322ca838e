"""How often the 90 % intervals of a nowcast hold the final count, by how many days have passed: target 85 to 95 %.

Without a file the reports are made up: three series of different size whose delays change with the weekday and over
the years, and now and then a surge. `--toronto` takes the Toronto Police Service's file of hate crime occurrences.
For every case a line says, for each lag and for 1 to 14 days together, how often the interval held the final count
(`covered`), how often it said it would (`promised`), and on how many days nothing more came (`nothing_came`): an
interval that holds what is known already cannot hold less often than that. Counts come whole, and where nothing more
comes to 96 of 100 days no interval of 90 % exists.
"""

import argparse
import csv
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final, TypedDict

import numpy as np

from vigil.picture.nowcast import NowcastDay, ReportedCount, nowcast

A_DAY: Final = timedelta(days=1)
GROUPS: Final = {str(lag): (lag, lag) for lag in range(15)} | {"1-14": (1, 14)}
LOWEST, HIGHEST = 0.85, 0.95


def read_toronto(path: Path) -> tuple[ReportedCount, ...]:
    """Give the reports of the Toronto Police Service's file."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            ReportedCount(date.fromisoformat(row["occurrence_date"]), date.fromisoformat(row["reported_date"]))
            for row in csv.DictReader(file)
        )


def make_reports(per_day: float, rng: np.random.Generator) -> tuple[ReportedCount, ...]:
    """Give four years of reports: few come on a Sunday, they grow quicker over time, one day in fifty is a surge."""
    first_on, found = date(2020, 1, 1), []
    for number in range(4 * 365):
        day = first_on + number * A_DAY
        level = rng.gamma(4.0, per_day / 4) * (rng.uniform(3, 8) if rng.random() < 0.02 else 1.0)
        for _ in range(rng.poisson(level)):
            delay = 0 if rng.random() < 0.4 + 0.2 * number / 1460 else 1 + int(rng.lognormal(0.7, 1.3))
            reported = day + delay * A_DAY
            if reported.weekday() == 6 and rng.random() < 0.7:
                reported += A_DAY
            found.append(ReportedCount(day, reported))
    return tuple(found)


def replay(reports: Sequence[ReportedCount], every_days: int) -> Iterator[tuple[int, NowcastDay, int]]:
    """Give lag, nowcast and final count of the last fifteen days, as of one day after another from a year on."""
    final: dict[date, int] = {}
    for one in reports:
        final[one.happened_on] = final.get(one.happened_on, 0) + one.count
    as_of, last_on = min(final) + 365 * A_DAY, max(final)
    while as_of <= last_on:
        for day in nowcast(reports, as_of=as_of).days[-15:]:
            yield (as_of - day.on).days, day, final.get(day.on, 0)
        as_of += every_days * A_DAY


class Coverage(TypedDict):
    """How the intervals of some lags did."""

    days: int
    covered: float
    promised: float
    nothing_came: float
    late_expected: float
    late_came: float


def coverage_of(found: Sequence[tuple[int, NowcastDay, int]], lags: tuple[int, int]) -> Coverage:
    """Give how often the intervals of some lags held the final count, how often they said so, and the bias."""
    days = [(day, final) for lag, day, final in found if lags[0] <= lag <= lags[1]]
    return Coverage(
        days=len(days),
        covered=round(float(np.mean([day.low <= final <= day.high for day, final in days])), 4),
        promised=round(float(np.mean([day.probability for day, _ in days])), 4),
        nothing_came=round(float(np.mean([final == day.known for day, final in days])), 4),
        late_expected=round(float(np.mean([day.mean - day.known for day, _ in days])), 4),
        late_came=round(float(np.mean([final - day.known for day, final in days])), 4),
    )


class Line(TypedDict):
    """What is printed of one case."""

    case: str
    reports: int
    covered_at_lags_1_to_14: float
    lags: Mapping[str, Coverage]
    cpu_ms_a_nowcast: float


def measure(name: str, reports: Sequence[ReportedCount], every_days: int) -> Line:
    """Replay one series, print a line and give it."""
    begins = time.process_time()
    found = tuple(replay(reports, every_days))
    cpu_ms = (time.process_time() - begins) / max(1, len(found) / 15) * 1000
    lags = {group: coverage_of(found, lags) for group, lags in GROUPS.items()}
    line = Line(
        case=name,
        reports=sum(one.count for one in reports),
        covered_at_lags_1_to_14=lags["1-14"]["covered"],
        lags=lags,
        cpu_ms_a_nowcast=round(cpu_ms, 1),
    )
    print(json.dumps(line), flush=True)
    return line


def main() -> None:
    """Measure and print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.picture_nowcast", description=__doc__)
    parser.add_argument("--toronto", type=Path, help="toronto_hate_crimes_2018_2023.csv; made up when left out")
    parser.add_argument(
        "--every-days", type=int, default=5, help="how many days lie between one as-of day and the next"
    )
    parser.add_argument("--seed", type=int, default=1, help="which reports are made up")
    asked = parser.parse_args()
    if asked.toronto:
        lines = [measure("Toronto", read_toronto(asked.toronto), asked.every_days)]
    else:
        rng = np.random.default_rng(asked.seed)
        lines = [
            measure(f"made up, {per_day:g} a day", make_reports(per_day, rng), asked.every_days)
            for per_day in (0.6, 5.0, 40.0)
        ]
    summary = {
        "covered_at_lags_1_to_14": {str(line["case"]): line["covered_at_lags_1_to_14"] for line in lines},
        "target": [LOWEST, HIGHEST],
        "within_target": all(LOWEST <= line["covered_at_lags_1_to_14"] <= HIGHEST for line in lines),
    }
    print(json.dumps({"summary": summary}))


if __name__ == "__main__":
    main()
