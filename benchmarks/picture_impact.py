"""How often the limits of what an event set off hold, and what earlier events did set off.

Without a file the counts are made up: a trend, a season, days of the week, days that vary more than Poisson, and a
level that wanders. Dates on which nothing happened are taken for events: what was counted should lie between the 95 %
limits of what would have been on 95 of 100 of them, and an excess be called clear on few. Then events that halve every
so many days are put in, and the line says how often the 95 % interval of the half-life held the true one.

`--fbi` takes the FBI's daily counts (date and one column for each series): dates that lie neither within 28 days before
nor within 180 days after a known event are taken for events, and the known events are measured. `--met` takes the
Metropolitan Police's monthly counts (month, flag, count of each borough).
"""

import argparse
import csv
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, TypedDict

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.impact import Impact, Reference, make_timeline, measure_impact, measure_impacts
from vigil.picture.impacts.timeline import Timeline

FIRST_ON: Final = date(2010, 1, 1)
YEARS: Final = 9
FBI_EVENTS: Final = {
    "11 September 2001": date(2001, 9, 11),
    "election of 2016": date(2016, 11, 8),
    "Pittsburgh": date(2018, 10, 27),
}
FBI_UNUSUAL: Final = (
    *(date(2001, 9, 11), date(2015, 11, 13), date(2015, 12, 2), date(2016, 11, 8), date(2017, 1, 9)),
    *(date(2017, 2, 20), date(2017, 8, 12), date(2018, 10, 27), date(2020, 5, 25)),
)
FBI_SERIES: Final = ("all_bias", "anti_muslim", "anti_jewish", "anti_black")
MET_EVENTS: Final = {
    "Woolwich": date(2013, 5, 22),
    "Paris": date(2015, 11, 13),
    "London Bridge": date(2017, 6, 3),
    "Christchurch": date(2019, 3, 15),
}


class Line(TypedDict):
    """What is printed of dates without an event: per horizon, in days, how often the limits held."""

    case: str
    dates: int
    held: Mapping[int, float]
    called_clear: float
    cpu_ms_an_event: float


@dataclass(frozen=True, slots=True)
class Made:
    """Counts to make up: their name and how many a day."""

    name: str
    per_day: float


def make_counts(per_day: float, rng: np.random.Generator) -> FloatArray:
    """Give nine years of days on which nothing happened."""
    days = np.arange(YEARS * 365)
    wandering = np.cumsum(rng.normal(0, 0.01, len(days)))
    level = per_day * np.exp(0.04 * days / 365 + 0.2 * np.sin(2 * np.pi * days / 365.25) + wandering - wandering.mean())
    level *= np.where(days % 7 >= 5, 0.8, 1.08)
    counts = rng.poisson(level * rng.gamma(12.0, 1 / 12.0, len(days)))
    return np.asarray(counts, dtype=np.float64)


def days_of(counts: FloatArray) -> list[date]:
    """Give the days of made-up counts."""
    return [FIRST_ON + timedelta(days=number) for number in range(len(counts))]


def measure_quiet(name: str, timeline: Timeline, dates: Sequence[date]) -> Line:
    """Measure dates on which nothing happened, print a line and give it."""
    begins_s = time.process_time()
    found = [measure_impact(timeline, Reference("nothing", on)) for on in dates]
    cpu_ms = (time.process_time() - begins_s) / len(dates) * 1000
    held: dict[int, list[bool]] = {}
    for one in found:
        for excess in one.horizons:
            held.setdefault(excess.days, []).append(excess.expected_low <= excess.observed <= excess.expected_high)
    line = Line(
        case=name,
        dates=len(dates),
        held={days: round(float(np.mean(each)), 4) for days, each in sorted(held.items())},
        called_clear=round(float(np.mean([any(each.is_clear for each in one.horizons) for one in found])), 4),
        cpu_ms_an_event=round(cpu_ms, 1),
    )
    print(json.dumps(line), flush=True)
    return line


def measure_half_lives(made: Made, half_life_days: float, times: int, rng: np.random.Generator) -> float:
    """Put in events after which twice the usual comes at first, and give how often the half-life's interval held."""
    counts, held, values = make_counts(made.per_day, rng), [], []
    days = days_of(counts)
    rate = np.log(2) / half_life_days
    for start in np.linspace(3 * 365, len(counts) - 60, times).astype(int):
        after = np.arange(len(counts) - start)
        added = 2 * made.per_day * (np.exp(-rate * after) - np.exp(-rate * (after + 1))) / rate
        with_event = counts.copy()
        with_event[start:] += rng.poisson(added)
        found = measure_impact(make_timeline("all", days, with_event), Reference("an event", days[start]))
        if found.half_life:
            held.append(found.half_life.low <= half_life_days <= found.half_life.high or found.half_life.is_open)
            values.append(found.half_life.days)
    line = {
        "case": f"{made.name}, half-life {half_life_days:g} days",
        "events": times,
        "clear": len(held),
        "held": round(float(np.mean(held)), 4),
        "median_days": round(float(np.median(values)), 2),
    }
    print(json.dumps(line), flush=True)
    return float(np.mean(held))


def print_events(case: str, found: Sequence[Impact]) -> None:
    """Print what known events set off, side by side."""
    for one in found:
        line: dict[str, object] = {"case": case, "event": one.event.name, "on": one.event.on.isoformat()}
        line["excess"] = {
            each.days: [each.observed, round(each.excess, 1), each.low, each.high] for each in one.horizons
        }
        if one.half_life:
            high = None if one.half_life.is_open else round(one.half_life.high, 1)
            line["half_life_days"] = [round(one.half_life.days, 1), round(one.half_life.low, 1), high]
        print(json.dumps(line | {"why_not": one.why_not or None}), flush=True)


def read_fbi(path: Path) -> Iterator[Timeline]:
    """Give the series of the FBI's daily counts that are looked at."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    days = [date.fromisoformat(row["date"]) for row in rows]
    for series in FBI_SERIES:
        yield make_timeline(series, days, np.array([float(row[series]) for row in rows]))


def read_met(path: Path, flag: str) -> Timeline:
    """Give one flag of the Metropolitan Police's counts, all boroughs together."""
    counts: Counter[date] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["flag"] == flag:
                counts[date.fromisoformat(f"{row['month']}-01")] += int(row["count"])
    months = sorted(counts)
    return make_timeline(flag, months, np.array([float(counts[month]) for month in months]))


def quiet_dates(first_on: date, last_on: date, every_days: int) -> list[date]:
    """Give dates that lie near no event known to be in the FBI's counts."""
    dates = [first_on + timedelta(days=number) for number in range(0, (last_on - first_on).days, every_days)]
    return [on for on in dates if all(not -28 <= (on - known).days <= 180 for known in FBI_UNUSUAL)]


def references(events: Mapping[str, date]) -> tuple[Reference, ...]:
    """Give events by name as what is measured."""
    return tuple(Reference(name, on) for name, on in events.items())


def main() -> None:
    """Measure and print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.picture_impact", description=__doc__)
    parser.add_argument("--fbi", type=Path, help="fbi_daily_counts.csv")
    parser.add_argument("--met", type=Path, help="met_hate_crime_monthly.csv")
    parser.add_argument(
        "--every-days", type=int, default=29, help="days between one date without an event and the next"
    )
    parser.add_argument("--seed", type=int, default=1, help="which counts are made up")
    asked = parser.parse_args()
    lines: list[Line] = []
    half_lives: list[float] = []
    if asked.fbi:
        for timeline in read_fbi(asked.fbi):
            dates = quiet_dates(date(2002, 6, 1), date(2019, 12, 1), asked.every_days)
            lines.append(measure_quiet(f"FBI {timeline.series}", timeline, dates))
            print_events(f"FBI {timeline.series}", measure_impacts(timeline, references(FBI_EVENTS)))
    if asked.met:
        timeline = read_met(asked.met, "islamophobic")
        print_events("Metropolitan Police islamophobic", measure_impacts(timeline, references(MET_EVENTS)))
    if not (asked.fbi or asked.met):
        rng = np.random.default_rng(asked.seed)
        for made in (Made("0.5 a day", 0.5), Made("4 a day", 4.0), Made("20 a day", 20.0)):
            counts = make_counts(made.per_day, rng)
            dates = days_of(counts)[3 * 365 : -28 : asked.every_days]
            lines.append(measure_quiet(f"made up, {made.name}", make_timeline("all", days_of(counts), counts), dates))
            half_lives.extend(measure_half_lives(made, days, 60, rng) for days in (2.0, 7.0))
    summary = {
        "held": {line["case"]: line["held"] for line in lines},
        "called_clear": {line["case"]: line["called_clear"] for line in lines},
        "half_life_held": round(float(np.mean(half_lives)), 4) if half_lives else None,
        "stated": 0.95,
    }
    print(json.dumps({"summary": summary}))


if __name__ == "__main__":
    main()
