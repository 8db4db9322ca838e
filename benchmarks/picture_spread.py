"""How much contagion is found where there is none, how well a true one is recovered, and how forecasts turn out.

Simulations are made of a season, a step of the level, a trend, days of the week, days that vary more than Poisson,
and, where a case says so, incidents that set off further ones. They are read as the command reads them: as moments
(`hours`), as days (`days`) or as plain numbers (`numbers`). `--fbi` takes the daily counts of the FBI: forecasts are
then made as of every week of `--from` to `--to`, and on the days after triggers, not told and then told to the fit,
each with only what was known then.
"""

import argparse
import csv
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.assemble import assemble, hear_nothing
from vigil.picture.contagion.day_events import DayEvents
from vigil.picture.contagion.read_events import read_events
from vigil.picture.contagion.record import Outcome, replay
from vigil.picture.spread import Spread, SpreadControl, Trigger

FIRST_AT: Final = datetime(2017, 1, 1, tzinfo=UTC)
SERIES: Final = ("anti_muslim", "anti_jewish", "anti_black", "all_bias")
TRIGGERS: Final = {
    "11 September 2001": date(2001, 9, 11),
    "Paris": date(2015, 11, 13),
    "election of 2016": date(2016, 11, 8),
    "Pittsburgh": date(2018, 10, 27),
    "Christchurch": date(2019, 3, 15),
    "George Floyd": date(2020, 5, 25),
}
AFTER_DAYS: Final = (3, 4, 5, 7, 14)
OUTSIDE_DAYS: Final = 60
CONTROL: Final = SpreadControl(wholes=("all_bias",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What to make up: mean events a day of each series, children (targets, sources), and how the time is written."""

    name: str
    per_day: tuple[float, ...]
    children: tuple[tuple[float, ...], ...]
    years: int = 4
    half_life_days: float = 1.0
    day_size: float = 8.0
    moving: bool = True
    written: str = "hours"


def single(name: str, per_day: float, children: float = 0.0, **more: object) -> Made:
    """Give a case with one series."""
    return Made(name=name, per_day=(per_day,), children=((children,),), **more)  # type: ignore[arg-type]  # keywords of Made


CASES: Final = (
    single("none, hours, 0.6 a day", 0.6),
    single("none, hours, 4 a day", 4.0),
    single("none, days, 4 a day", 4.0, written="days"),
    single("none, days, 15 a day", 15.0, written="days"),
    single("none, plain and constant, numbers", 2.0, written="numbers", moving=False, day_size=1e6, years=2),
    Made(name="none, three series, days", per_day=(1.0, 3.0, 8.0), children=((0.0,) * 3,) * 3, written="days"),
    Made(name="none, three series, hours", per_day=(1.0, 3.0, 8.0), children=((0.0,) * 3,) * 3),
    single("0.2, hours", 2.0, 0.2),
    single("0.4, hours", 1.0, 0.4),
    single(
        "0.4, plain and constant, numbers, 870 events",
        0.72,
        0.4,
        written="numbers",
        moving=False,
        day_size=1e6,
        years=2,
    ),
    single("0.4, days", 3.0, 0.4, written="days"),
    single("0.2, days", 3.0, 0.2, written="days", years=8),
    Made(name="0.3 across, hours", per_day=(1.0, 1.0), children=((0.2, 0.3), (0.0, 0.2)), years=4),
)


def baseline_of(made: Made, series: int, days: int) -> FloatArray:
    """Give the mean count of each day without children."""
    day = np.arange(days)
    if not made.moving:
        return np.full(days, made.per_day[series])
    moved = 0.35 * np.sin(2 * np.pi * (day + 40 * series) / 365.25) + 0.25 * day / days
    moved += np.where(day > days * (0.45 + 0.1 * series), 0.7, 0.0)
    moved += np.array([0.0, 0.1, 0.0, -0.1, 0.05, 0.25, 0.15])[day % 7]
    return np.asarray(made.per_day[series] * np.exp(moved) / np.exp(moved).mean())


def make(made: Made, rng: np.random.Generator) -> list[tuple[float, int]]:
    """Give the events of one simulation, time in days and series, in order."""
    days = int(made.years * 365.25)
    events: list[tuple[float, int]] = []
    for series in range(len(made.per_day)):
        luck = rng.gamma(made.day_size, 1 / made.day_size, days)
        for day, many in enumerate(rng.poisson(baseline_of(made, series, days) * luck)):
            events += [(day + within, series) for within in _hours(made, many, rng)]
    parents = events
    while parents:
        born = [
            (at + float(rng.exponential(made.half_life_days / np.log(2))), target)
            for at, source in parents
            for target in range(len(made.per_day))
            for _ in range(rng.poisson(made.children[target][source]))
        ]
        parents = [one for one in born if one[0] < days]
        events = events + parents
    return sorted(events)


def _hours(made: Made, many: int, rng: np.random.Generator) -> FloatArray:
    """Give the times within a day; evenings have more where the baseline moves."""
    drawn = rng.random(many)
    return np.where(rng.random(many) < 0.4, 0.6 + 0.35 * drawn, drawn) if made.moving else drawn


def write(made: Made, events: Sequence[tuple[float, int]]) -> bytes:
    """Give the events as a file."""
    rows = ["time,series"]
    for at, series in events:
        moment = FIRST_AT + timedelta(days=at)
        text = {
            "hours": moment.isoformat(timespec="seconds"),
            "days": moment.date().isoformat(),
            "numbers": f"{at:.5f}",
        }
        rows.append(f"{text[made.written]},s{series}")
    return "\n".join(rows).encode()


def fit(events: DayEvents, seed: int) -> Spread:
    """Fit as the command does."""
    return assemble(events, (), SpreadControl(), np.random.default_rng(seed), hear_nothing)


def measure(made: Made, seeds: int, first_seed: int) -> dict[str, object]:
    """Make and fit a case many times, print what came of it and give it."""
    begins, radii, held, found, shocks = time.process_time(), [], [], [], []
    for seed in range(first_seed, first_seed + seeds):
        file = read_events(write(made, make(made, np.random.default_rng(seed))), made.name)
        spread = fit(file.events, seed)
        radii.append(spread.spectral_radius)
        shocks.append(len(spread.shocks))
        for one in spread.effects:
            true = made.children[int(one.target[1:])][int(one.source[1:])]
            held.append((true, one.low <= true <= one.high))
            found.append((true, one.children))
    line: dict[str, object] = {
        "case": made.name,
        "simulations": seeds,
        "spectral_radius": {
            "mean": round(float(np.mean(radii)), 4),
            "p90": round(float(np.quantile(radii, 0.9)), 4),
            "max": round(float(max(radii)), 4),
        },
        "by_true_children": {
            str(true): {
                "mean": round(float(np.mean([many for is_true, many in found if is_true == true])), 4),
                "spread": round(float(np.std([many for is_true, many in found if is_true == true])), 4),
                "shown": round(float(np.mean([many > 0 for is_true, many in found if is_true == true])), 4),
                "covered": round(float(np.mean([inside for is_true, inside in held if is_true == true])), 4),
            }
            for true in sorted({true for true, _ in found})
        },
        "shocks_opened": round(float(np.mean(shocks)), 2),
        "cpu_s_a_fit": round((time.process_time() - begins) / seeds, 2),
    }
    print(json.dumps(line), flush=True)
    return line


def read_fbi(path: Path) -> DayEvents:
    """Give four series of the FBI's daily counts."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counts = np.array([[float(row[name]) for name in SERIES] for row in rows])
    first_on = date.fromisoformat(rows[0]["date"])
    return DayEvents(
        source=path.name,
        names=SERIES,
        counts=np.ascontiguousarray(counts[:, np.newaxis]),
        first_number=first_on.toordinal(),
        first_on=first_on,
    )


def outside_triggers(events: DayEvents, origins: range, seed: int) -> Iterator[dict[str, object]]:
    """Give how forecasts did that were neither made in the two months after a trigger nor overtaken by one."""
    begins = time.process_time()
    places = [on.toordinal() - events.first_number for on in TRIGGERS.values()]
    outcomes = [
        one
        for made in replay(events, (), CONTROL, origins, np.random.default_rng(seed))
        for one in made
        if all(not -14 < one.made_after - place < OUTSIDE_DAYS for place in places)
    ]
    each = round((time.process_time() - begins) / max(1, len(origins)), 2)
    for days in (7, 14):
        for series in SERIES:
            chosen = [one for one in outcomes if one.forecast.days == days and one.forecast.series == series]
            yield {"case": f"FBI, outside triggers, {series}", "days": days, "cpu_s_a_forecast": each, **sums(chosen)}


def after_triggers(events: DayEvents, seed: int, *, told: bool) -> Iterator[dict[str, object]]:
    """Give the forecasts for seven days made on days after triggers, of which the fit is told or not."""
    rng = np.random.default_rng(seed)
    triggers = tuple(Trigger(name, on) for name, on in TRIGGERS.items()) if told else ()
    for (name, on), after in itertools.product(TRIGGERS.items(), AFTER_DAYS):
        origin = on.toordinal() - events.first_number + after
        for one in itertools.chain.from_iterable(replay(events, triggers, CONTROL, [origin], rng)):
            if one.forecast.days == 7:
                case = f"FBI, {after} days after {name}{', told' if told else ''}"
                yield {"case": case, "series": one.forecast.series, **shown(one)}


def sums(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Give coverage and ratio of many forecasts."""
    known = [one for one in outcomes if not np.isnan(one.seen)]
    expected = sum(one.forecast.expected for one in known)
    held = [one.forecast.low <= one.seen <= one.forecast.high for one in known]
    return {
        "forecasts": len(known),
        "covered": round(float(np.mean(held)), 4) if held else None,
        "ratio": round(sum(one.seen for one in known) / expected, 4) if expected else None,
    }


def shown(one: Outcome) -> dict[str, object]:
    """Give one forecast and what came."""
    made = one.forecast
    return {
        "expected": round(made.expected, 1),
        "low": made.low,
        "high": made.high,
        "seen": one.seen,
        "ratio": round(one.seen / made.expected, 2),
        "held": made.low <= one.seen <= made.high,
        "within_1.5": 2 / 3 <= one.seen / made.expected <= 1.5,
    }


def summary_of(lines: Sequence[dict[str, object]]) -> dict[str, object]:
    """Give the largest contagion found where there is none, and which forecasts after triggers held."""
    return {
        "cases": len(lines),
        "none": {str(one["case"]): one["spectral_radius"] for one in lines if str(one["case"]).startswith("none")},
        "target_mean_at_most": 0.1,
        "after_triggers": {
            name: after_summary(lines, told=told) for name, told in (("not told", False), ("told", True))
        },
        "outside_covered": {
            f"{one['case']}, {one['days']} days": one["covered"] for one in lines if "cpu_s_a_forecast" in one
        },
    }


def after_summary(lines: Sequence[dict[str, object]], *, told: bool) -> dict[str, int]:
    """Give how many forecasts after triggers there were, lay within a factor of 1.5, and held."""
    chosen = [one for one in lines if "within_1.5" in one and str(one["case"]).endswith(", told") == told]
    return {
        "forecasts": len(chosen),
        "within_1.5": sum(bool(one["within_1.5"]) for one in chosen),
        "held": sum(bool(one["held"]) for one in chosen),
    }


def main() -> None:
    """Measure and print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.picture_spread", description=__doc__)
    parser.add_argument("--fbi", type=Path, help="fbi_daily_counts.csv; simulations alone when left out")
    parser.add_argument("--from", dest="from_on", type=date.fromisoformat, default=date(2001, 1, 1))
    parser.add_argument("--to", dest="to_on", type=date.fromisoformat, default=date(2020, 12, 1))
    parser.add_argument("--every-days", type=int, default=7, help="days between forecasts outside triggers")
    parser.add_argument("--seeds", type=int, default=20, help="how many simulations of every case")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--only", default="", help="only the cases whose name holds this")
    asked = parser.parse_args()
    lines = [measure(one, asked.seeds, asked.seed) for one in CASES if asked.only in one.name]
    if asked.fbi:
        events = read_fbi(asked.fbi)
        first, last = (on.toordinal() - events.first_number for on in (asked.from_on, asked.to_on))
        found = (
            after_triggers(events, asked.seed, told=False),
            after_triggers(events, asked.seed, told=True),
            outside_triggers(events, range(first, last, asked.every_days), asked.seed),
        )
        for line in itertools.chain.from_iterable(found):
            print(json.dumps(line), flush=True)
            lines.append(line)
    print(json.dumps({"summary": summary_of(lines)}))


if __name__ == "__main__":
    main()
