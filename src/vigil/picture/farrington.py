"""Farrington flexible: whether a count is more than the same time of earlier years leads one to expect.

For each period a quasi-Poisson regression is fitted to the counts around the same time of earlier years and, with
`no_periods` above 1, to the seasons between; past surges are weighed down; a trend is kept where it is significant.
An upper bound follows from the fit, and a count above it is an alarm.

Five years of weeks around 20 cases, and 60 in the last one:

>>> from datetime import date
>>> import numpy as np
>>> from vigil.picture import farrington
>>> counts = np.random.default_rng(1).poisson(20, size=270)
>>> counts[-1] = 60
>>> table = farrington.make_table(counts, begins=date(2015, 1, 5), every="week")
>>> control = farrington.FarringtonControl(b=4, no_periods=10, past_weeks_not_included=26, alpha=0.005)
>>> found = farrington.detect(table, control)
>>> [table.label(row) for row in found.rows[found.is_alarm[:, 0]]]
['2020-03-02']
>>> print(f"{found.observed[-1, 0]:.0f} against {found.expected[-1, 0]:.1f}, bound {found.upper_bound[-1, 0]:.1f}")
60 against 19.5, bound 32.2

What differs from R unless `Compat.R` is asked for, and why
-----------------------------------------------------------
1. Dispersion of reweighted fits. R's function overwrites the working weights of the fitted model with the residual
   weights, so that the standard errors it then asks for rest on a dispersion without the means. Here they rest on
   Pearson's dispersion of the same fit.
2. Where the first reference count is not known, R reckons the time of the reference rows and of the row judged from
   different days. Here from the same day.
3. `score` compares count, expectation and bound as counts. With the methods nbPlugin and muan, R compares them with
   the logarithm of the expectation; with a bound below the expectation that can make an alarm of nothing.
4. `mu0` is the upper quantile of the fitted mean for delta and muan. For delta R exponentiates it once more.
5. Series breaks are respected: `breaks` of `detect`.
6. Where no fit is possible nothing is expected; R leaves an expectation of nought.

And whatever is asked for: rows that are not named begin where every reference row is in the table (R begins `b` times
`frequency` plus `w` rows in, and stops where that is too early); months lie twelve rows apart, so that they may begin
with any day; and R stops where all blocks but one are empty, or nothing is left to estimate a dispersion from.

References
----------
Farrington, Andrews, Beale and Catchpole (1996), A statistical algorithm for the early detection of outbreaks of
infectious disease, JRSS A 159, 547–563: the 2/3 power bound, equation (3).
Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett (2013), An improved algorithm for outbreak detection in
multiple surveillance systems, Statistics in Medicine 32, 1206–1222: weights, trend, seasons, negative-binomial bound.
Salmon, Schumacher and Höhle (2016), Monitoring count time series in R, Journal of Statistical Software 70(10): the
control settings.
Checked against `farringtonFlexible` of the R package surveillance 1.20.3: tests/golden/farrington.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray, IntArray
from vigil.ground.errors import Unreadable, Where
from vigil.picture.fit.distribution import least_t
from vigil.picture.fit.farrington_batch import Batch, Fits, Rule
from vigil.picture.fit.farrington_bound import BoundRule, PowerTransform, ThresholdMethod, set_bound
from vigil.picture.fit.farrington_design import Stretches, Windows, find_anchors, first_workable, lay_out
from vigil.picture.fit.farrington_fit import fit_batch
from vigil.picture.series.count_table import CountTable
from vigil.picture.series.detection import Detection
from vigil.picture.series.make_table import make_table
from vigil.picture.series.series_break import SeriesBreak

__all__ = [
    "Compat",
    "CountTable",
    "Detection",
    "FarringtonControl",
    "PowerTransform",
    "SeriesBreak",
    "ThresholdMethod",
    "detect",
    "make_table",
]


class Compat(StrEnum):
    """Whose figures to give: our own, or R's with all that is peculiar to it."""

    NONE = "none"
    R = "R"


@dataclass(frozen=True, slots=True, kw_only=True)
class FarringtonControl:
    """How to look, by the names of R's `farringtonFlexible` in our spelling, and with its defaults.

    Parameters
    ----------
    frequency : periods a year; with dates 52 (weeks), 12 (months) or 365 (days)
    b : how many earlier years to look at, at least 1
    w : how many periods either side of the same time, at least 0
    no_periods : into how many seasons a year is cut, at least 1; with 1 only the periods around the same time count
    past_weeks_not_included : how many of the latest periods are left out of the fit; None is `w`
    trend : whether a trend is tried; it is kept with three years or more, a p-value below `p_threshold_trend`, and
        an expectation not above the highest count it rests on
    reweight, weights_threshold : whether counts whose standardised Anscombe residual is above the threshold weigh less
    alpha : the chance of an alarm without a surge, above 0 and below 1
    threshold_method, powertrans : how the bound follows from the fit; the power is for delta alone
    limit54 : no bound unless there were at least so many events (first) in the last so many periods (second)
    population_offset : whether counts are modelled as rates of `CountTable.population`
    rows : the first and last row judged, counted from 0, both included; None is all that have enough before them
    """

    frequency: int = 52
    b: int = 5
    w: int = 3
    no_periods: int = 1
    past_weeks_not_included: int | None = None
    trend: bool = True
    p_threshold_trend: float = 0.05
    reweight: bool = True
    weights_threshold: float = 2.58
    alpha: float = 0.05
    threshold_method: ThresholdMethod = ThresholdMethod.DELTA
    powertrans: PowerTransform = PowerTransform.TWO_THIRDS
    limit54: tuple[int, int] = (5, 4)
    population_offset: bool = False
    rows: tuple[int, int] | None = None

    @property
    def windows(self) -> Windows:
        """How the reference rows lie."""
        left_out = self.w if self.past_weeks_not_included is None else self.past_weeks_not_included
        return Windows(
            frequency=self.frequency,
            years=self.b,
            half_width=self.w,
            blocks=self.no_periods,
            recent_left_out=left_out,
        )


def detect(
    table: CountTable,
    control: FarringtonControl,
    *,
    compat: Compat = Compat.NONE,
    breaks: tuple[SeriesBreak, ...] = (),
    threads: int = 1,
) -> Detection:
    """Judge periods of every series by the same time of earlier years.

    Parameters
    ----------
    table : counts, shape (periods, series), whole numbers at least 0, NaN where not known
    control : how to look
    compat : whose figures to give; with `Compat.R` they equal those of R to 1e-9
    breaks : days from which a series is recorded differently. Reference rows before the last break that precedes the
        period judged are left out; a trend then needs three whole reference years behind the break, and with not one
        whole nothing is said
    threads : how many threads share the fits; the figures do not depend on it

    Returns
    -------
    Detection : arrays of the shape (rows judged, series); NaN and no alarm where a fit is impossible

    Raises
    ------
    Unreadable : a setting is out of range, the table too short for it, or a population is missing
    """
    _check(control, table)
    rows = _find_rows(table, control)
    anchors = find_anchors(table, rows, control.windows)
    stretches = lay_out(anchors, rows, control.windows, table.source)
    earliest = _find_earliest(table, rows, breaks)
    fits = _fit(table, control, _Ask(rows, stretches, earliest, compat, threads))
    observed = table.counts[rows].T
    rule = BoundRule(
        alpha=control.alpha,
        method=control.threshold_method,
        power=control.powertrans,
        is_as_in_r=compat is Compat.R,
    )
    bound = set_bound(fits, observed, rule)
    enough = _has_enough(table.counts, rows, control.limit54).T
    above = bound.score > 1.0 if compat is Compat.R else observed > bound.upper
    expected = np.where(enough, bound.expected, np.nan)
    if compat is Compat.R:
        expected[np.isnan(fits.predicted)] = 0.0
    return Detection(
        method="farrington",
        rows=rows,
        observed=observed.T,
        expected=expected.T,
        upper_bound=np.where(enough, bound.upper, np.nan).T,
        score=bound.score.T,
        p_value=bound.p_value.T,
        is_alarm=(enough & above & (observed != 0)).T,
        mu0=bound.mu0.T,
        phi=fits.dispersion.T,
        has_trend=fits.has_trend.T,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Ask:
    """What is asked of the fit beside the table and the control."""

    rows: IntArray
    stretches: Stretches
    earliest: IntArray
    compat: Compat
    threads: int


def _fit(table: CountTable, control: FarringtonControl, ask: _Ask) -> Fits:
    counts = np.ascontiguousarray(table.counts.T)
    exposure = np.ones_like(counts)
    if control.population_offset and table.population is not None:
        exposure = np.ascontiguousarray(table.population.T)
    whole = (ask.stretches.anchors[:, 1:] - control.w >= ask.earliest[..., None]).sum(axis=-1)
    batch = Batch(
        counts=counts,
        exposure=exposure,
        row_time=_reckon_time(table),
        stretch=ask.stretches.stretch,
        begins=ask.stretches.begins,
        judged=ask.rows,
        earliest=ask.earliest,
        years=np.where(ask.earliest > 0, whole, control.b),
    )
    is_r = ask.compat is Compat.R
    rule = Rule(
        blocks=control.no_periods,
        has_trend=control.trend,
        has_weights=control.reweight,
        weights_threshold=control.weights_threshold,
        least_t=least_t(control.p_threshold_trend, len(table.counts)),
        r_dispersion=is_r,
        r_time=is_r and bool(table.first_days),
    )
    shape = (counts.shape[0], len(ask.rows))
    fits = Fits(np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape, np.nan))
    edges = np.linspace(0, shape[0] * shape[1], ask.threads * (1 if ask.threads == 1 else 4) + 1).astype(int)
    with ThreadPoolExecutor(ask.threads) as pool:
        list(pool.map(lambda first, last: fit_batch(batch, rule, fits, (first, last)), edges[:-1], edges[1:]))
    return fits


def _reckon_time(table: CountTable) -> FloatArray:
    """Give the time of every row in periods; days are counted by the length of the first period."""
    if not table.first_days:
        return np.arange(len(table.counts), dtype=np.float64)
    days = np.array([day.toordinal() for day in table.first_days], dtype=np.float64)
    time: FloatArray = (days - days[0]) / (days[1] - days[0])
    return time


def _has_enough(counts: FloatArray, rows: IntArray, limit54: tuple[int, int]) -> BoolArray:
    """Say whether there were enough events in the periods that end with each row; not where one is not known."""
    fewest, periods = limit54
    first = np.maximum(rows + 1 - periods, 0)
    known = np.vstack([np.zeros((1, counts.shape[1])), np.cumsum(np.nan_to_num(counts), axis=0)])
    gaps = np.vstack([np.zeros((1, counts.shape[1])), np.cumsum(np.isnan(counts), axis=0)])
    has_all: BoolArray = gaps[rows + 1] == gaps[first]
    return has_all & (known[rows + 1] - known[first] >= fewest)


def _find_earliest(table: CountTable, rows: IntArray, breaks: tuple[SeriesBreak, ...]) -> IntArray:
    """Give the first row that may be used for each series and row judged, shape (series, rows)."""
    earliest = np.zeros((len(table.names), len(rows)), dtype=np.int64)
    for one in breaks:
        row = int(np.searchsorted(np.array(table.first_days, dtype="datetime64[D]"), np.datetime64(one.on)))
        for series, name in enumerate(table.names):
            if one.series in {"", name}:
                earliest[series] = np.where(rows >= row, np.maximum(earliest[series], row), earliest[series])
    return earliest


def _find_rows(table: CountTable, control: FarringtonControl) -> IntArray:
    """Give the rows judged, having made sure that all they rest on is in the file."""
    periods, windows = len(table.counts), control.windows
    begin = control.frequency * control.b + control.w
    first, last = control.rows or (begin, periods - 1)
    if not 0 <= first <= last < periods:
        why = f"there are counts of {periods} periods; " + (
            "give a first and a last within them"
            if control.rows
            else f"b = {control.b} years back with w = {control.w} either side need more than {begin}; take a smaller b"
        )
        raise Unreadable(Where(table.source, field="range"), why, f"{first + 1} to {last + 1}" if control.rows else "")
    rows = np.arange(first, last + 1)
    workable = first_workable(find_anchors(table, rows, windows), rows, windows)
    if workable is not None:
        workable = max(workable, control.limit54[1] - 2)
    if workable == first:
        return rows
    if workable is None or workable > last:
        raise Unreadable(
            Where(table.source, field="range"),
            f"no period up to {last + 1} has {control.b} earlier years with {control.w} periods either side, and "
            f"{control.limit54[1]} periods to count, before it; take a smaller b or w, or more periods",
        )
    if control.rows is None:
        return np.arange(workable, periods)
    raise Unreadable(
        Where(table.source, field="range"),
        f"some reference periods lie before the first counted; begin with period {workable + 1}, or take a smaller b",
        f"{first + 1} to {last + 1}",
    )


def _check(control: FarringtonControl, table: CountTable) -> None:
    """Refuse a setting that is out of range, by its name in a control file."""
    left_out = control.past_weeks_not_included or 0
    cases, periods = control.limit54
    rules = (
        ("frequency", control.frequency >= 1, "must be at least 1 period a year", control.frequency),
        ("b", control.b >= 1, "must be at least 1 year", control.b),
        ("w", control.w >= 0, "must be at least 0 periods", control.w),
        ("noPeriods", control.no_periods >= 1, "must be at least 1 season", control.no_periods),
        ("pastWeeksNotIncluded", left_out >= 0, "must be at least 0 periods, or null for w", left_out),
        ("pThresholdTrend", control.p_threshold_trend > 0, "must be above 0", control.p_threshold_trend),
        ("weightsThreshold", control.weights_threshold >= 0, "must be at least 0", control.weights_threshold),
        ("alpha", 0 < control.alpha < 1, "must lie between 0 and 1", control.alpha),
        ("limit54", cases >= 0 and periods >= 1, "must be cases at least 0 and periods at least 1", control.limit54),
    )
    for name, is_right, why, value in rules:
        if not is_right:
            raise Unreadable(Where(table.source, field=name), why, str(value))
    usual = table.periods_a_year
    if usual is not None and control.frequency != usual:
        why = f"the dates of the counts make {usual} periods a year; for another one number the periods 1, 2, 3 …"
        raise Unreadable(Where(table.source, field="frequency"), why, str(control.frequency))
    if control.population_offset:
        _check_population(table)


def _check_population(table: CountTable) -> None:
    if table.population is None:
        why = "populationOffset needs the column population in the file of counts"
        raise Unreadable(Where(table.source, field="population"), why)
    for series, name in enumerate(table.names):
        wrong = np.flatnonzero(~(table.population[:, series] > 0))
        if len(wrong):
            why = f"populationOffset needs a population above 0 in every period; not so in period {wrong[0] + 1}"
            raise Unreadable(Where(table.source, field="population"), f"{why} of “{name}”")
