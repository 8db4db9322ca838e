"""EARS C1, C2 and C3: for series with too little history for anything better. They are noisy: expect many alarms.

The mean and standard deviation of the last few periods are all they know: no season, no weekday, no trend. On daily
counts of hate crime they alarm seven to thirteen times a year where nothing is known to have happened, so a reader
is told `NOISY` beside every alarm of theirs. With a year of history, use `daily` or `farrington`.

References
----------
Hutwagner, Thompson, Seeman and Treadwell (2003), The bioterrorism preparedness and response Early Aberration
Reporting System (EARS), Journal of Urban Health 80, supplement 1, i89–i96.
Fricker, Hegler and Dunfee (2008), Comparing syndromic surveillance detection methods, Statistics in Medicine 27,
3407–3429: the statistics as written here.
Checked against `earsC` of the R package surveillance 1.20.3: bounds to 1e-9, alarms exactly.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy import special

from vigil.ground.arrays import FloatArray
from vigil.ground.errors import Unreadable, Where
from vigil.picture.series.count_table import CountTable
from vigil.picture.series.detection import Detection

NOISY: Final = "judged by the last few periods alone, for want of history: expect many false alarms"

SHORTEST_BASELINE: Final = 3
LAG: Final = 2
"""C2 and C3 leave out the two periods before the one judged, so that a rise does not hide itself."""


class EarsMethod(StrEnum):
    """C1 looks at the periods just before; C2 leaves a gap of two; C3 adds up the excess of the last two under C2.

    C3 is as R has it: it puts today's count where the mean would stand in the bound, so that today's count cancels and
    an alarm follows from the two periods before alone. As published it would count today's excess too.
    """

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarsControl:
    """How to look, by the names of R's `earsC` in our spelling.

    `baseline`: how many periods the mean is taken over, at least 3. `min_sigma`: the standard deviation is never
    taken to be less, at least 0. `alpha`: the chance of an alarm, were the counts normal; None is 0.001 for C1 and
    C2, and 0.025 for C3. `rows`: the first and last row judged, counted from 0, both included; None is all that have
    enough before them.
    """

    method: EarsMethod = EarsMethod.C1
    baseline: int = 7
    min_sigma: float = 0.0
    alpha: float | None = None
    rows: tuple[int, int] | None = None

    @property
    def first_row(self) -> int:
        """The first row with enough before it."""
        lags = {EarsMethod.C1: 0, EarsMethod.C2: LAG, EarsMethod.C3: 2 * LAG}
        return self.baseline + lags[self.method]

    @property
    def quantile(self) -> float:
        """How many standard deviations above the mean an alarm begins."""
        usual = 0.025 if self.method is EarsMethod.C3 else 0.001
        return float(special.ndtri(1.0 - (usual if self.alpha is None else self.alpha)))


def detect(table: CountTable, control: EarsControl) -> Detection:
    """Judge every period of every series by the few periods before it.

    Parameters
    ----------
    table : counts, shape (periods, series), at least 0, NaN where not known
    control : what to look at, and how far a count may lie above the mean

    Returns
    -------
    Detection : `expected` the mean of the baseline; `upper_bound` as R's `upperbound`; `is_alarm` where the count is
        above it; `score` how many standard deviations the count lies above the mean (C3: the excess of the last two
        periods) over how many an alarm takes; `p_value` the normal tail of the same. Nothing is fitted, so that
        `mu0`, `phi` and `has_trend` are NaN

    Raises
    ------
    Unreadable : the control is out of range, or the table is too short for it
    """
    first, last = _find_rows(table, control)
    is_c3 = control.method is EarsMethod.C3
    before = LAG if is_c3 else 0
    mean, deviation = _summarise(table.counts, range(first - before, last + 1), control)
    observed = table.counts[first : last + 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        surprise = (table.counts[first - before : last + 1] - mean) / deviation
        mean, deviation = mean[before:], deviation[before:]
        if is_c3:
            excess = np.maximum(surprise - 1.0, 0.0)
            surprise = excess[1:-1] + excess[:-2]
            upper = np.maximum(observed + (control.quantile - surprise) * deviation, 0.0)
        else:
            upper = mean + control.quantile * deviation
        score = surprise / control.quantile
    undefined = np.full_like(mean, np.nan)
    return Detection(
        method=f"ears-{control.method.lower()}",
        rows=np.arange(first, last + 1),
        observed=observed,
        expected=mean,
        upper_bound=upper,
        score=score,
        p_value=special.ndtr(-surprise),
        is_alarm=observed > upper,
        mu0=undefined,
        phi=undefined,
        has_trend=undefined,
    )


def _summarise(counts: FloatArray, rows: range, control: EarsControl) -> tuple[FloatArray, FloatArray]:
    """Give mean and standard deviation of the baseline of each row, both of shape (rows, series)."""
    lag = 0 if control.method is EarsMethod.C1 else LAG
    start = rows.start - lag - control.baseline
    windows = sliding_window_view(counts[start : rows.stop - lag - 1], control.baseline, axis=0)
    deviation = np.std(windows, axis=-1, ddof=1)
    return np.mean(windows, axis=-1), np.maximum(deviation, control.min_sigma)


def _find_rows(table: CountTable, control: EarsControl) -> tuple[int, int]:
    """Give the first and last row to judge, having checked the control against the table."""
    _check(control, table.source)
    periods = len(table.counts)
    first, last = control.rows or (control.first_row, periods - 1)
    if control.first_row <= first <= last < periods:
        return first, last
    judges = f"EARS {control.method} with a baseline of {control.baseline} begins with period {control.first_row + 1}"
    if control.rows is None:
        raise Unreadable(Where(table.source), f"{judges}, and there are counts of {periods} periods")
    why = f"{judges}, and the counts end with period {periods}; give a range within that"
    raise Unreadable(Where(table.source, field="range"), why, f"{first + 1} to {last + 1}")


def _check(control: EarsControl, source: str) -> None:
    """Refuse a control outside its range, by the field's name in a control file."""
    if control.baseline < SHORTEST_BASELINE:
        raise Unreadable(Where(source, field="baseline"), "must be at least 3 periods", str(control.baseline))
    if not control.min_sigma >= 0:
        raise Unreadable(Where(source, field="minSigma"), "must be at least 0", str(control.min_sigma))
    if control.alpha is not None and not 0 < control.alpha < 1:
        raise Unreadable(Where(source, field="alpha"), "must lie between 0 and 1", str(control.alpha))
