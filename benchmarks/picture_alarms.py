"""What surges are found, when, and how often for nothing: real counts replayed day by day, as known on each day.

Every day and month is judged with the counts before it alone, by the settings that are the default. These were fixed
before this replay: the daily model's `alpha` of 0.001, written down with the plan of the picture before the model was;
the CUSUM's five years between false alarms, because one in five years lies below the strictest target, 0.25 a year; its
tolerance of a quarter, once, for all series together, after an earlier form without one took every change of level for
a surge. No setting differs between series. `KNOWN` was written down when alarms of an earlier run had been seen, and
nothing was added for their sake; `episodes_a_year` needs no such list.

An **episode** is a run of alarms at most 14 days apart. It is **explained** when its first day lies in one of the
windows of `KNOWN`: 28 days from the event on, or what stands there. All other episodes are counted as false, whatever
may have been behind them. An event is **found** on the first day in alarm from its own day on, at most 28 days later.

Without a file the FBI's daily counts are those of 2014 to March 2020 that the tests hold (`tests/golden`), and London's
months are those the product ships; made-up counts show how often chance alone makes an alarm. `--fbi` and `--nypd` take
files of a column a series: `date,NAME,NAME…`.
"""

import argparse
import csv
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray
from vigil.ground.executor import IN_THIS_PROCESS, hear_nothing
from vigil.picture import daily, nb_cusum
from vigil.picture.board.board import PeriodKind, SeriesName
from vigil.picture.board.judge import judge
from vigil.picture.board.judged import JudgedSeries, KnownSeries
from vigil.picture.board.weigh import weigh
from vigil.picture.series.count_table import CountTable
from vigil.picture.series.detection import Detection
from vigil.picture.series.read_counts import read_counts

GOLDEN: Final = Path(__file__).parents[1] / "tests" / "golden" / "farrington" / "fbi.csv"
EPISODE_DAYS: Final = 14
SEEN_WITHIN_DAYS: Final = 28


def on(text: str) -> date:
    """Give a day."""
    return date.fromisoformat(text)


KNOWN: Final[Mapping[str, tuple[tuple[str, date, date | None], ...]]] = {
    "FBI": (
        ("11 September", on("2001-09-11"), on("2001-11-10")),
        ("Oak Creek", on("2012-08-05"), None),
        ("Boston", on("2013-04-15"), None),
        ("Gaza 2014", on("2014-07-08"), on("2014-08-26")),
        ("Charleston", on("2015-06-17"), None),
        ("Paris", on("2015-11-13"), None),
        ("San Bernardino", on("2015-12-02"), None),
        ("Orlando", on("2016-06-12"), None),
        ("election", on("2016-11-09"), None),
        ("bomb threats", on("2017-01-09"), on("2017-03-20")),
        ("Charlottesville", on("2017-08-12"), None),
        ("Pittsburgh", on("2018-10-27"), None),
        ("Christchurch", on("2019-03-15"), None),
        ("Poway", on("2019-04-27"), None),
        ("pandemic", on("2020-03-11"), on("2020-05-24")),
        ("George Floyd", on("2020-05-25"), on("2020-07-25")),
    ),
    "NYPD": (
        ("Monsey", on("2019-12-10"), on("2020-01-15")),
        ("pandemic", on("2020-03-11"), on("2020-05-24")),
        ("George Floyd", on("2020-05-25"), on("2020-07-25")),
        ("Atlanta", on("2021-03-16"), None),
        ("Gaza 2021", on("2021-05-10"), None),
        ("7 October", on("2023-10-07"), on("2023-12-31")),
    ),
}
"""Events known to have been followed by hate crime, by name, first day and, where it is not 28 days later, last."""

LOOKED_FOR: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "FBI": {
        "11 September": ("all_bias", "anti_muslim", "anti_arab", "at_place_of_worship"),
        "Boston": ("anti_muslim",),
        "Gaza 2014": ("anti_jewish",),
        "Charleston": ("anti_black", "at_place_of_worship"),
        "Paris": ("anti_muslim",),
        "San Bernardino": ("anti_muslim", "all_bias"),
        "Orlando": ("anti_muslim",),
        "election": ("all_bias", "anti_black", "anti_jewish", "anti_muslim"),
        "bomb threats": ("anti_jewish",),
        "London Bridge": ("anti_muslim",),
        "Charlottesville": ("all_bias", "anti_black", "anti_jewish"),
        "Pittsburgh": ("anti_jewish",),
        "Christchurch": ("anti_muslim",),
        "Poway": ("anti_jewish",),
        "pandemic": ("anti_asian",),
        "George Floyd": ("all_bias", "anti_black"),
    },
    "NYPD": {
        "Monsey": ("anti_jewish",),
        "pandemic": ("anti_asian",),
        "Atlanta": ("anti_asian",),
        "Gaza 2021": ("anti_jewish",),
        "7 October": ("anti_jewish", "anti_muslim", "all_bias"),
    },
}
ELSEWHERE: Final = {"London Bridge": on("2017-06-03")}
"""Looked for though nothing is known to have followed there: no episode is explained by it."""

NOT_COUNTED: Final = (
    ("anti_arab", on("2004-01-01"), on("2013-12-31")),
    ("anti_sikh", on("1999-01-01"), on("2014-12-31")),
    ("anti_hindu", on("1999-01-01"), on("2014-12-31")),
)
"""Times in which the FBI had no such category: the file has noughts there, which are taken as not known."""

FIRST_JUDGED_ON: Final = {"FBI": on("2001-01-01"), "NYPD": on("2019-04-01")}
MOST_FALSE: Final = {("FBI", "anti_muslim"): 0.25, ("NYPD", "anti_jewish"): 1.5}
MUST_BE_FOUND: Final = {
    ("FBI", "anti_muslim", "11 September"): 0,
    ("FBI", "all_bias", "11 September"): 0,
    ("FBI", "all_bias", "election"): 0,
    ("FBI", "anti_jewish", "Pittsburgh"): 4,
    ("NYPD", "anti_jewish", "7 October"): 10,
}

LONDON: Final[tuple[tuple[str, str, str], ...]] = (
    ("Woolwich, 22 May 2013", "islamophobic", "2013-05"),
    ("Gaza, July 2014", "antisemitic", "2014-07"),
    ("Paris, 13 November 2015", "islamophobic", "2015-11"),
    ("referendum, 23 June 2016", "racist_and_religious", "2016-06"),
    ("referendum, 23 June 2016", "racist_and_religious", "2016-07"),
    ("referendum, 23 June 2016", "islamophobic", "2016-07"),
    ("Westminster, 22 March 2017", "islamophobic", "2017-03"),
    ("Manchester, 22 May 2017", "islamophobic", "2017-05"),
    ("London Bridge and Finsbury Park, June 2017", "islamophobic", "2017-06"),
    ("“Punish a Muslim Day” letters, March 2018", "islamophobic", "2018-03"),
    ("Christchurch, 15 March 2019", "islamophobic", "2019-03"),
    ("after George Floyd, June 2020", "racist_and_religious", "2020-06"),
    ("Gaza, May 2021", "antisemitic", "2021-05"),
)
"""Events, the flag and the month that should show them; the month after is looked at too."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A run of alarms: its first and last day, and how many days of it were in alarm."""

    first_on: date
    last_on: date
    days: int


def list_episodes(days: Sequence[date]) -> tuple[Episode, ...]:
    """Join days in alarm, oldest first, that lie at most 14 days apart."""
    starts = [at for at, (one, two) in enumerate(pairwise(days), 1) if (two - one).days > EPISODE_DAYS]
    edges = [0, *starts, len(days)]
    return tuple(Episode(days[low], days[high - 1], high - low) for low, high in pairwise(edges) if days)


def is_explained(source: str, episode: Episode) -> bool:
    """Say whether an episode begins in the window of a known event."""
    return any(
        first_on <= episode.first_on <= (last_on or first_on + timedelta(days=SEEN_WITHIN_DAYS))
        for _, first_on, last_on in KNOWN[source]
    )


def find(source: str, series: str, alarms: Sequence[date], judged: Sequence[date]) -> dict[str, int | None]:
    """Give after how many days each event looked for on the days judged was found; None where it was not."""
    days = {name: first_on for name, first_on, _ in KNOWN[source]} | ELSEWHERE
    found: dict[str, int | None] = {}
    for event, where in LOOKED_FOR[source].items():
        if series in where and judged[0] <= days[event] <= judged[-1]:
            waits = [(day - days[event]).days for day in alarms if day >= days[event]]
            found[event] = min((wait for wait in waits if wait <= SEEN_WITHIN_DAYS), default=None)
    return found


def read_wide(path: Path, source: str) -> CountTable:
    """Read a file of one column a series."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = tuple(name for name in rows[0] if name != "date")
    days = tuple(on(row["date"]) for row in rows)
    counts = np.array([[float(row[name]) for name in names] for row in rows])
    for name, first_on, last_on in NOT_COUNTED if source == "FBI" else ():
        counts[[first_on <= day <= last_on for day in days], names.index(name)] = np.nan
    return CountTable(source=source, names=names, counts=counts, first_days=days)


def replay(source: str, table: CountTable) -> Iterator[dict[str, object]]:
    """Judge every day of a table and say of every series and detector what was found and how often for nothing."""
    rows = (max((FIRST_JUDGED_ON[source] - table.first_days[0]).days, 0), len(table.counts) - 1)
    begins = time.process_time()
    by_day = daily.detect(table, daily.DailyControl(rows=rows))
    took = {"daily": time.process_time() - begins}
    begins = time.process_time()
    by_sum = nb_cusum.detect(table, nb_cusum.NbCusumControl(rows=rows))
    took["nb-cusum"] = time.process_time() - begins
    for column, series in enumerate(table.names):
        alarms = {one.method: one.is_alarm[:, column] for one in (by_day, by_sum)}
        alarms["either"] = alarms["daily"] | alarms["nb-cusum"]
        for method, is_alarm in alarms.items():
            which = {"case": f"{source} {series}", "source": source, "series": series, "method": method}
            us_a_day = round(1e6 * took.get(method, sum(took.values())) / (len(by_day.rows) * len(table.names)), 1)
            yield {**which, **describe(which, table, by_day, is_alarm), "us_a_day": us_a_day}


def describe(line: Mapping[str, str], table: CountTable, found: Detection, is_alarm: BoolArray) -> dict[str, object]:
    """Give the figures of one series and detector."""
    source, series = line["source"], line["series"]
    alarms = [table.first_days[row] for row in found.rows[is_alarm]]
    episodes = list_episodes(alarms)
    false = [one for one in episodes if not is_explained(source, one)]
    judged = np.isfinite(found.p_value[:, table.names.index(series)])
    years = float(judged.sum()) / 365.25
    return {
        "years": round(years, 1),
        "days_in_alarm": len(alarms),
        "episodes": len(episodes),
        "episodes_a_year": round(len(episodes) / years, 2),
        "false_episodes": [one.first_on.isoformat() for one in false],
        "false_a_year": round(len(false) / years, 3),
        "most_false_a_year": MOST_FALSE.get((source, series), 1.0),
        "found_after_days": find(source, series, alarms, [table.first_days[row] for row in found.rows]),
    }


def read_london(path: Path | None) -> tuple[KnownSeries, ...]:
    """Read the months of London, all boroughs together, one series a flag; those the product ships without a file."""
    shipped = resources.files("vigil.reports") / "data" / "met_hate_crime_monthly.csv"
    text = (path or shipped).read_text(encoding="utf-8")
    totals: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(text.splitlines()):
        of_flag = totals.setdefault(row["flag"], {})
        of_flag[row["month"]] = of_flag.get(row["month"], 0.0) + float(row["count"])
    return tuple(
        KnownSeries(
            name=SeriesName(source="Metropolitan Police", period=PeriodKind.MONTH, area="", flag=flag),
            first_days=tuple(on(f"{month}-01") for month in sorted(months)),
            counts=np.array([months[month] for month in sorted(months)]),
        )
        for flag, months in sorted(totals.items())
    )


def judge_months(series: Sequence[KnownSeries]) -> dict[tuple[str, str], tuple[JudgedSeries, bool]]:
    """Judge each month as the board would have once it was published: by flag and month, the series then, and alarm."""
    found: dict[tuple[str, str], tuple[JudgedSeries, bool]] = {}
    for stop in range(13, len(series[0].counts) + 1):
        cut = [KnownSeries(name=one.name, first_days=one.first_days[:stop], counts=one.counts[:stop]) for one in series]
        for one in weigh(judge(cut, executor=IN_THIS_PROCESS, heard=hear_nothing)):
            found[one.name.flag, f"{one.points[-1].on:%Y-%m}"] = (one, one.points[-1].is_alarm)
    return found


def replay_london(path: Path | None) -> Iterator[dict[str, object]]:
    """Say of each event what its month and the one after showed, and of each flag how often it alarmed besides."""
    found = judge_months(read_london(path))
    for event, flag, month in LONDON:
        one, is_alarm = found[flag, month]
        last = one.points[-1]
        yield {
            "case": f"London {event}",
            "flag": flag,
            "month": month,
            "by": one.method,
            "observed": last.observed,
            "expected": round(last.expected or 0.0, 1),
            "alarm_above": round(last.alarm_above or 0.0, 1),
            "alarm": is_alarm,
        }
    told = {(flag, month) for _, flag, month in LONDON}
    for flag in sorted({flag for flag, _ in found}):
        months = [month for name, month in found if name == flag]
        others = [
            month
            for month in months
            if found[flag, month][1] and not {(flag, month), (flag, month_before(month))} & told
        ]
        line = {"case": f"London {flag}", "months": len(months), "other_alarms": others}
        yield line | {"other_alarms_a_year": round(12 * len(others) / len(months), 2)}


def month_before(month: str) -> str:
    """Give the month before."""
    return f"{on(f'{month}-01') - timedelta(days=1):%Y-%m}"


def draw(mean: float, dispersion: float, days: int, rng: np.random.Generator) -> FloatArray:
    """Give counts with season, weekday, trend and full firsts of the month, and no surge."""
    at = np.arange(days)
    first = np.array([(date(2001, 1, 1) + timedelta(days=int(day))).day == 1 for day in at])
    wave = 0.25 * np.sin(2 * np.pi * at / 365.25) + 0.2 * (at % 7 == 5) + 0.03 * at / 365.25 + 0.2 * first
    size = mean * np.exp(wave) / (dispersion - 1.0)
    drawn: FloatArray = rng.negative_binomial(size, 1.0 / dispersion).astype(np.float64)
    return drawn


def simulate(years: int, seed: int) -> Iterator[dict[str, object]]:
    """Say how often chance alone makes the daily model and the CUSUM alarm, from the third year on."""
    rng, days = np.random.default_rng(seed), round(365.25 * years)
    kinds = [(mean, dispersion) for mean in (0.1, 0.5, 2.0, 8.0, 25.0) for dispersion in (1.1, 1.6)]
    table = CountTable(
        source="made up",
        names=tuple(f"{mean:g} a day, dispersion {dispersion:g}" for mean, dispersion in kinds),
        counts=np.column_stack([draw(mean, dispersion, days, rng) for mean, dispersion in kinds]),
        first_days=tuple(date(2001, 1, 1) + timedelta(days=day) for day in range(days)),
    )
    rows = (730, days - 1)
    chances = daily.detect(table, daily.DailyControl(rows=rows))
    sums = nb_cusum.detect(table, nb_cusum.NbCusumControl(rows=rows))
    for column, name in enumerate(table.names):
        p_values = chances.p_value[:, column]
        yield {
            "case": f"chance alone: {name}",
            "days": len(p_values),
            "share_below_0.01": round(float(np.mean(p_values < 0.01)), 5),
            "share_below_0.001": round(float(np.mean(p_values < 0.001)), 5),
            "daily_alarms_a_year": round(float(365.25 * np.mean(chances.is_alarm[:, column])), 3),
            "cusum_alarms_a_year": round(float(365.25 * np.mean(sums.is_alarm[:, column])), 3),
        }


def sum_up(lines: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Give what was asked for and what came of it."""
    by_day = [line for line in lines if line.get("method") == "daily"]
    too_many = [line["case"] for line in by_day if _number(line["false_a_year"]) > _number(line["most_false_a_year"])]
    waits: dict[str, object] = {}
    for (source, series, event), most in MUST_BE_FOUND.items():
        for line in by_day:
            found = line["found_after_days"]
            if (line["source"], line["series"]) == (source, series) and isinstance(found, dict) and event in found:
                waits[f"{source} {series}: {event}"] = {"after_days": found[event], "at_most": most}
    chance = [line for line in lines if "share_below_0.001" in line]
    shares = {
        name: round(float(np.mean([_number(line[name]) for line in chance])), 5)
        for name in ("share_below_0.01", "share_below_0.001", "cusum_alarms_a_year")
        if chance
    }
    return {"false_a_year_above_target": too_many, "found_by_the_daily_model": waits, "chance_alone": shares}


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


def main() -> None:
    """Replay, and print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.picture_alarms", description=__doc__)
    parser.add_argument("--fbi", type=Path, help="fbi_daily_counts.csv: a column a series, 1999 to 2020")
    parser.add_argument("--nypd", type=Path, help="nypd_daily_counts.csv: a column a series, 2019 to 2024")
    parser.add_argument("--met", type=Path, help="met_hate_crime_monthly.csv; the file the product ships if left out")
    parser.add_argument("--years", type=int, default=6, help="how many years of made-up counts; 0 leaves them out")
    parser.add_argument("--seed", type=int, default=1, help="which counts are made up")
    asked = parser.parse_args()
    tables = {"FBI": read_wide(asked.fbi, "FBI") if asked.fbi else read_counts(GOLDEN.read_bytes(), "FBI")}
    if asked.nypd:
        tables["NYPD"] = read_wide(asked.nypd, "NYPD")
    lines: list[dict[str, object]] = []
    parts = [replay(source, table) for source, table in tables.items()]
    parts += [replay_london(asked.met), *([simulate(asked.years, asked.seed)] if asked.years else [])]
    for part in parts:
        for line in part:
            lines.append(line)
            print(json.dumps(line), flush=True)
    print(json.dumps({"summary": sum_up(lines)}))


if __name__ == "__main__":
    main()
