"""The daily model: what a day's count would be without a surge, and whether the last day, three days or week are one.

A quasi-Poisson regression on the five years before, with trend, season, weekday, first of the month (undated reports
are filed there) and New Year. Days of past surges weigh less, so that one surge does not hide the next; the last
seven days are kept out, so that a surge does not hide itself. What it foresees is a negative binomial with the
uncertainty of the fit in its variance. Three questions are asked every day, of the day, of the three days and of the
week that end with it, and the chance of a false alarm is shared out among them: a quarter, a quarter and a half of
`alpha`. An alarm thus comes on an ordinary day with a probability of at most `alpha` (Bonferroni), whatever the three
have to do with one another.

Nothing after a day has any part in what is said of it. With less than a year known since the last series break the
season and the trend are little more than what is assumed of them beforehand (`fit/daily_design.py`), more false alarms
are to be expected, and `has_trend` is 0; with less than eight weeks nothing is said.

References
----------
Farrington, Andrews, Beale and Catchpole (1996), A statistical algorithm for the early detection of outbreaks of
infectious disease, Journal of the Royal Statistical Society A 159, 547–563: quasi-Poisson, weights by Anscombe
residuals. Noufaily et al. (2013), An improved algorithm for outbreak detection in multiple surveillance systems,
Statistics in Medicine 32, 1206–1222: threshold 2.58 of the weights, negative-binomial quantiles.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.ground.errors import Unreadable, Where
from vigil.picture.fit.daily_design import make_design
from vigil.picture.fit.daily_fit import SPANS_DAYS, DailyDesign, DailyRule, Prediction, predict
from vigil.picture.fit.distribution import upper_quantile, upper_tail
from vigil.picture.series.count_table import DAYS_A_YEAR, CountTable
from vigil.picture.series.detection import Detection
from vigil.picture.series.series_break import SeriesBreak

SHORT: Final = "less than a year is known: season and trend are hardly learnt, expect more false alarms"

LEAST_DAYS: Final = 56
SHARES: Final = (0.25, 0.25, 0.5)
"""How the chance of a false alarm is shared out among the day, the three days and the week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyControl:
    """How the daily model looks.

    `alpha`: the most probable an alarm may be on a day without a surge. `fewest`: how many the week must have for one.
    `window_days`: how many days a fit looks back over. `gap_days`: how many days, with the one judged, are kept out of
    it; at least 7. `weights_threshold`: from which Anscombe residual a past day weighs less. `rows`: the first and
    last row judged, counted from 0, both included; None is all.
    """

    alpha: float = 0.001
    fewest: int = 3
    window_days: int = 1826
    gap_days: int = 7
    weights_threshold: float = 2.58
    rows: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Foreseen:
    """What was to be expected of every series at the rows judged.

    `mean` and `spread` (variance over mean) of the 1, 3 and 7 days that end with a row have the shape
    (rows, series, 3); `known`, days known since the last series break, (rows, series). NaN where nothing is said.
    """

    rows: IntArray
    mean: FloatArray
    spread: FloatArray
    known: IntArray


def detect(
    table: CountTable, control: DailyControl, *, breaks: Sequence[SeriesBreak] = (), threads: int = 1
) -> Detection:
    """Judge every day of every series with what was known before it.

    Parameters
    ----------
    table : daily counts, shape (days, series), at least 0, NaN where not known
    control : how to look
    breaks : days from which a series is recorded differently; the level may step there, and what is said begins anew
        once eight weeks after it are known
    threads : among how many the series are shared out; the answer is the same

    Returns
    -------
    Detection : `p_value` of day, three days and week together; `upper_bound` the highest count of the day that would
        not have been an alarm, given the days before; `score` how far the p-value lies below `alpha`, on a logarithmic
        scale (1 is an alarm); `phi` variance over mean of the day's count; `has_trend` 1 where a year is known

    Raises
    ------
    Unreadable : the table is not of days, or the control out of range
    """
    foreseen = foresee(table, control, breaks=breaks, threads=threads)
    earlier = _add_earlier(table.counts, foreseen.rows)
    observed = table.counts[foreseen.rows]
    spells = observed[:, :, None] + earlier
    bounds = [
        upper_quantile(share * control.alpha, foreseen.mean[:, :, span], foreseen.spread[:, :, span])
        for span, share in enumerate(SHARES)
    ]
    least = np.where(np.isnan(earlier[:, :, -1]), 0.0, control.fewest - 1 - earlier[:, :, -1])
    upper = np.maximum(np.fmin.reduce(np.stack(bounds, axis=-1) - earlier, axis=-1), np.maximum(least, 0.0))
    tails = upper_tail(spells, foreseen.mean, foreseen.spread) / np.array(SHARES)
    p_value = np.minimum(np.fmin.reduce(tails, axis=-1), 1.0)
    p_value[np.isnan(observed)] = np.nan
    return Detection(
        method="daily",
        rows=foreseen.rows,
        observed=observed,
        expected=foreseen.mean[:, :, 0],
        upper_bound=upper,
        score=np.log(np.maximum(p_value, np.finfo(np.float64).tiny)) / np.log(control.alpha),
        p_value=p_value,
        is_alarm=observed > upper,
        mu0=foreseen.mean[:, :, 0],
        phi=foreseen.spread[:, :, 0],
        has_trend=np.where(np.isnan(foreseen.mean[:, :, 0]), np.nan, foreseen.known >= DAYS_A_YEAR),
        judged_periods=np.array(SPANS_DAYS)[np.where(np.isnan(tails), np.inf, tails).argmin(axis=-1)],
    )


def foresee(
    table: CountTable, control: DailyControl, *, breaks: Sequence[SeriesBreak] = (), threads: int = 1
) -> Foreseen:
    """Give what was to be expected of every series, as of each row, without judging it.

    Raises
    ------
    Unreadable : the table is not of days, or the control out of range
    """
    _check(control, table)
    first, last = control.rows or (0, len(table.counts) - 1)
    rows = np.arange(first, last + 1)
    designs = _make_designs(table, breaks)
    rule = DailyRule(control.window_days, control.gap_days, LEAST_DAYS, control.weights_threshold)
    counts = np.asfortranarray(table.counts)

    def predict_one(series: int) -> Prediction:
        blank = np.full((len(rows), len(SPANS_DAYS)), np.nan)
        out = Prediction(blank, blank.copy(), np.full(len(rows), np.nan), np.zeros(len(rows), dtype=np.int64))
        predict(counts[:, series], designs[series], rule, rows, out)
        return out

    with ThreadPoolExecutor(threads) as pool:
        found = tuple(pool.map(predict_one, range(len(table.names))))
    return Foreseen(
        rows,
        np.stack([one.mean for one in found], axis=1),
        np.stack([one.spread for one in found], axis=1),
        np.stack([one.known for one in found], axis=1),
    )


def _make_designs(table: CountTable, breaks: Sequence[SeriesBreak]) -> tuple[DailyDesign, ...]:
    """Give the design of every series; those with the same breaks share one."""
    made: dict[tuple[date, ...], DailyDesign] = {}
    on = [tuple(sorted({one.on for one in breaks if one.series in {"", name}})) for name in table.names]
    for days in on:
        if days not in made:
            made[days] = make_design(table.first_days, days)
    return tuple(made[days] for days in on)


def _add_earlier(counts: FloatArray, rows: IntArray) -> FloatArray:
    """Give how many came in each spell before its last day, shape (rows, series, spells); NaN where not all known."""
    padded = np.vstack([np.full((SPANS_DAYS[-1] - 1, counts.shape[1]), np.nan), counts])
    at = rows + SPANS_DAYS[-1] - 1
    earlier = [sum((padded[at - back] for back in range(1, span)), np.zeros((1, 1))) for span in SPANS_DAYS]
    return np.stack(np.broadcast_arrays(*earlier), axis=-1)


def _check(control: DailyControl, table: CountTable) -> None:
    """Refuse a table that is not of days, and a control out of range, by the names of a control file."""
    if table.periods_a_year != DAYS_A_YEAR:
        why = "the daily model needs a count for every day, with its date; for weeks or months use farrington"
        raise Unreadable(Where(table.source, field="date"), why)
    limits = {
        "alpha": (0 < control.alpha < 1, "must lie between 0 and 1", control.alpha),
        "fewest": (control.fewest >= 0, "must be at least 0", control.fewest),
        "windowDays": (control.window_days >= LEAST_DAYS, f"must be at least {LEAST_DAYS}", control.window_days),
        "gapDays": (control.gap_days >= SPANS_DAYS[-1], f"must be at least {SPANS_DAYS[-1]}", control.gap_days),
        "weightsThreshold": (control.weights_threshold > 0, "must be above 0", control.weights_threshold),
    }
    for name, (is_right, why, value) in limits.items():
        if not is_right:
            raise Unreadable(Where(table.source, field=name), why, str(value))
    if control.rows is not None and not 0 <= control.rows[0] <= control.rows[1] < len(table.counts):
        why = f"must lie within 1 to {len(table.counts)}"
        raise Unreadable(Where(table.source, field="range"), why, f"{control.rows[0] + 1} to {control.rows[1] + 1}")
