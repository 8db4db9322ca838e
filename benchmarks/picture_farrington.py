"""What a fit of Farrington's method costs: CPU time on one thread; targets 60 µs weekly and 500 µs daily, 10 blocks.

Without a file the counts are made up: series of different size with a season, more variance than Poisson, and now and
then a surge. `--series` takes a file of counts as `vigil picture surge` does (its dates say whether it is weekly,
daily or monthly) and repeats its series until there are `--width` of them. Reading and writing are not counted;
fitting, bounds and p-values are. Where R's package surveillance is installed, `farringtonFlexible` is timed on a few
periods of the first series with the same settings, and `ratio` says how many times longer it takes.
"""

import argparse
import json
import shutil
import subprocess
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Literal, TypedDict

import numpy as np

from vigil.picture import farrington
from vigil.picture.series.count_table import DAYS_A_YEAR, WEEKS_A_YEAR
from vigil.picture.series.read_counts import read_counts

DEFAULT: Final = farrington.FarringtonControl()
BLOCKS: Final = farrington.FarringtonControl(no_periods=10, past_weeks_not_included=26)
CASES: Final = {"default": DEFAULT, "10 blocks": BLOCKS, "10 blocks, R's figures": BLOCKS}
TARGET_US: Final = {WEEKS_A_YEAR: 60.0, DAYS_A_YEAR: 500.0}
ROWS_IN_R: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many series are judged, at how many of their last periods, and how often that is repeated."""

    width: int
    rows: int
    repeat: int


class Line(TypedDict):
    """What is printed of one case; R's figures are None where it is not installed."""

    case: str
    series: int
    fits: int
    us_a_fit: float
    target_us: float | None
    r_ms_a_fit: float | None
    ratio: float | None


def make_up(every: Literal["day", "week"], width: int, periods: int, rng: np.random.Generator) -> farrington.CountTable:
    """Give made-up series: means from 0.5 to 200, a season, variance twice the mean, one in a hundred a surge."""
    a_year = WEEKS_A_YEAR if every == "week" else DAYS_A_YEAR
    season = 1.0 + 0.4 * np.sin(2.0 * np.pi * np.arange(periods) / a_year)
    level = np.exp(rng.uniform(np.log(0.5), np.log(200.0), size=width))
    mean = season[:, None] * level * np.where(rng.random((periods, width)) < 0.01, 3.0, 1.0)
    return farrington.make_table(rng.poisson(rng.gamma(mean, 1.0)), begins=date(2010, 1, 4), every=every)


def widen(table: farrington.CountTable, width: int) -> farrington.CountTable:
    """Repeat the series of a table until there are so many."""
    counts = table.counts[:, np.arange(width) % len(table.names)]
    return replace(table, names=tuple(str(number) for number in range(width)), counts=counts, population=None)


def cpu_us_a_fit(
    table: farrington.CountTable, control: farrington.FarringtonControl, compat: farrington.Compat, repeat: int
) -> tuple[int, float]:
    """Give how many fits there are, and the CPU time of one: the least of several runs, after one to compile."""
    some = replace(table, names=table.names[:1], counts=table.counts[:, :1])
    farrington.detect(some, control, compat=compat)
    least_s, fits = np.inf, 0
    for _ in range(repeat):
        began_s = time.process_time()
        fits = farrington.detect(table, control, compat=compat).expected.size
        least_s = min(least_s, time.process_time() - began_s)
    return fits, 1e6 * float(least_s) / fits


def cpu_ms_a_fit_of_r(table: farrington.CountTable, control: farrington.FarringtonControl) -> float | None:
    """Give the CPU time R takes for a fit of the first series; None where R or its package surveillance is missing."""
    if shutil.which("Rscript") is None or control.rows is None:
        return None
    counts = ",".join("NA" if np.isnan(count) else str(int(count)) for count in table.counts[:, 0])
    numbers = [(day - date(1970, 1, 1)).days for day in table.first_days]
    dates = f", epoch = c({','.join(map(str, numbers))}), epochAsDate = TRUE" if numbers else ""
    left_out = "NULL" if control.past_weeks_not_included is None else str(control.past_weeks_not_included)
    last = control.rows[1] + 1
    rows = min(ROWS_IN_R, last - control.rows[0])
    script = f"""
        suppressMessages(library(surveillance))
        series <- sts(observed = matrix(c({counts})), frequency = {control.frequency}{dates})
        judge <- function(range) farringtonFlexible(series, list(range = range, glmWarnings = FALSE,
          noPeriods = {control.no_periods}, pastWeeksNotIncluded = {left_out}))
        judge({last - 1}:{last})
        cat(sum(system.time(judge({last - rows + 1}:{last}))[1:2]) / {rows})
    """
    ran = subprocess.run(["Rscript", "-"], input=script, capture_output=True, text=True, check=False)
    return 1e3 * float(ran.stdout.split()[-1]) if ran.returncode == 0 else None


def measure(name: str, table: farrington.CountTable, size: Size, *, with_r: bool) -> list[Line]:
    """Time every setting on a table, print a line each and give them."""
    lines: list[Line] = []
    a_year = table.periods_a_year or WEEKS_A_YEAR
    last = len(table.counts) - 1
    for case, control in CASES.items():
        asked = replace(control, frequency=a_year, rows=(last - size.rows + 1, last))
        compat = farrington.Compat.R if "R's" in case else farrington.Compat.NONE
        fits, us_a_fit = cpu_us_a_fit(table, asked, compat, size.repeat)
        r_ms = cpu_ms_a_fit_of_r(table, asked) if with_r and compat is farrington.Compat.NONE else None
        line = Line(
            case=f"{name}, {case}",
            series=len(table.names),
            fits=fits,
            us_a_fit=round(us_a_fit, 1),
            target_us=TARGET_US.get(a_year) if control is BLOCKS else None,
            r_ms_a_fit=None if r_ms is None else round(r_ms, 2),
            ratio=None if r_ms is None else round(1e3 * r_ms / us_a_fit),
        )
        print(json.dumps(line), flush=True)
        lines.append(line)
    return lines


def main() -> None:
    """Time made-up weekly and daily series, or those of a file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.picture_farrington", description=__doc__)
    parser.add_argument("--series", type=Path, help="a file of counts: date,series,count, at least six years")
    parser.add_argument("--width", type=int, default=2000, help="how many weekly series (daily: a twentieth)")
    parser.add_argument("--rows", type=int, default=52, help="how many of the last periods are judged")
    parser.add_argument("--repeat", type=int, default=3, help="runs of which the quickest counts")
    parser.add_argument("--without-r", action="store_true", help="do not time R")
    given = parser.parse_args()
    weekly = Size(width=given.width, rows=given.rows, repeat=given.repeat)
    daily = replace(weekly, width=max(1, given.width // 20))
    with_r = not given.without_r
    if given.series is not None:
        table = read_counts(given.series.read_bytes(), given.series.name)
        size = daily if table.periods_a_year == DAYS_A_YEAR else weekly
        lines = measure(given.series.name, widen(table, size.width), size, with_r=with_r)
    else:
        rng = np.random.default_rng(1)
        lines = measure("weekly", make_up("week", weekly.width, 400, rng), weekly, with_r=with_r)
        lines += measure("daily", make_up("day", daily.width, 2300, rng), daily, with_r=with_r)
    met = [line["us_a_fit"] <= line["target_us"] for line in lines if line["target_us"] is not None]
    least = {line["case"]: line["us_a_fit"] for line in lines}
    ratios = {line["case"]: line["ratio"] for line in lines if line["ratio"] is not None}
    print(json.dumps({"summary": {"us_a_fit": least, "times_quicker_than_r": ratios, "met": all(met)}}))


if __name__ == "__main__":
    main()
