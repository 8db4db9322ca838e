"""The negative-binomial CUSUM: a slow rise, added up day by day until chance no longer explains it.

Every day adds the logarithm of how much better the day's count is explained by a mean `ratio` times the usual one than
by `tolerance` times it; the sum never falls below nought. What is usual, day by day, comes from the daily model with a
gap of four weeks, so that a rise is not at once taken for the new level. After an alarm the sum begins again at nought.

A sum over months notices what no single day shows: that this year's level is a tenth above that of the five years
before, because an agency joined or a form changed. That is no surge, hence the tolerance: a level a quarter above the
usual one still counts as usual, and all that is said of false alarms holds up to there.

The limit is computed, not simulated: the distribution the sum has when all is as usual is followed from day to day on
a fine grid (the Markov chain of Brook and Evans, with each day's own law of counts), and the limit of a day is the
lowest that the sum passes with a probability of at most 1 / `run_length_days`, given no alarm before. False alarms
then come at most once in `run_length_days` on average whatever the season or the weekday, and their waiting time has
no memory (dynamic probability limits). A day without an incident is never an alarm.

References
----------
Höhle and Paul (2008), Count data regression charts for the monitoring of surveillance time series, Computational
Statistics & Data Analysis 52, 4357–4368, equation 3: the likelihood ratio. Brook and Evans (1972), An approach to the
probability distribution of CUSUM run length, Biometrika 59, 539–549. Shen, Tsung, Zou and Jiang (2013), Monitoring
Poisson count data with probability control limits when sample sizes are time-varying, Naval Research Logistics 60,
625–636. Statistic checked against `algo.glrnb` (ret = "value", theta given) of the R package surveillance 1.20.3.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from vigil.ground.errors import Unreadable, Where
from vigil.picture.daily import DailyControl, foresee
from vigil.picture.fit.daily_cusum import CusumPath, follow, make_path
from vigil.picture.series.count_table import DAYS_A_YEAR, CountTable
from vigil.picture.series.detection import Detection
from vigil.picture.series.series_break import SeriesBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class NbCusumControl:
    """How the CUSUM looks.

    `tolerance`: up to how many times the usual mean is still as usual, at least 1. `ratio`: the rise it is tuned to, as
    times the usual mean, above `tolerance`. `run_length_days`: how many days pass between false alarms on average, at
    least. `window_days`, `gap_days`, `weights_threshold`: as of the daily model, which says what is usual. `rows`:
    the first and last row judged, counted from 0, both included; None is all. The sum begins at the first of them.
    """

    tolerance: float = 1.25
    ratio: float = 2.0
    run_length_days: float = 1826.0
    window_days: int = 1826
    gap_days: int = 28
    weights_threshold: float = 2.58
    rows: tuple[int, int] | None = None


def detect(
    table: CountTable, control: NbCusumControl, *, breaks: Sequence[SeriesBreak] = (), threads: int = 1
) -> Detection:
    """Judge every day of every series with what was known before it.

    Parameters
    ----------
    table : daily counts, shape (days, series), at least 0, NaN where not known
    control : how to look
    breaks : days from which a series is recorded differently, as of the daily model
    threads : among how many the series are shared out; the answer is the same

    Returns
    -------
    Detection : `expected` the usual mean; `upper_bound` the highest count of the day that would not have alarmed;
        `score` the sum over its limit; `p_value` the chance of so high a sum, had all been as usual since it began;
        `phi` variance over mean of the day's count; `has_trend` 1 where a year is known

    Raises
    ------
    Unreadable : the table is not of days, or the control out of range
    """
    _check(control, table.source)
    usual = DailyControl(
        window_days=control.window_days,
        gap_days=control.gap_days,
        weights_threshold=control.weights_threshold,
        rows=control.rows,
    )
    foreseen = foresee(table, usual, breaks=breaks, threads=threads)
    observed = np.asfortranarray(table.counts[foreseen.rows])
    mean, spread = np.asfortranarray(foreseen.mean[:, :, 0]), np.asfortranarray(foreseen.spread[:, :, 0])

    def follow_one(series: int) -> CusumPath:
        path = make_path(len(observed))
        rule = (control.ratio / control.tolerance, control.run_length_days)
        follow(observed[:, series], control.tolerance * mean[:, series], spread[:, series], rule, path)
        return path

    with ThreadPoolExecutor(threads) as pool:
        paths = tuple(pool.map(follow_one, range(len(table.names))))
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.stack([path.statistic / path.limit for path in paths], axis=1)
    return Detection(
        method="nb-cusum",
        rows=foreseen.rows,
        observed=observed,
        expected=mean,
        upper_bound=np.stack([path.bound for path in paths], axis=1),
        score=score,
        p_value=np.stack([path.p_value for path in paths], axis=1),
        is_alarm=np.stack([path.is_alarm for path in paths], axis=1),
        mu0=mean,
        phi=spread,
        has_trend=np.where(np.isnan(mean), np.nan, foreseen.known >= DAYS_A_YEAR),
    )


def _check(control: NbCusumControl, source: str) -> None:
    """Refuse a control out of range, by the names of a control file."""
    if not control.tolerance >= 1:
        raise Unreadable(Where(source, field="tolerance"), "must be at least 1", str(control.tolerance))
    if not control.ratio > control.tolerance:
        why = f"must be above the tolerance, {control.tolerance}"
        raise Unreadable(Where(source, field="ratio"), why, str(control.ratio))
    if not control.run_length_days >= 2:
        raise Unreadable(Where(source, field="runLengthDays"), "must be at least 2", str(control.run_length_days))
