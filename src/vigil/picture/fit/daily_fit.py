"""The daily model's fit: a weighted, penalised quasi-Poisson regression on the calendar, compiled.

One day's row of the design has dense columns (intercept, trend, harmonics of the year) and marks: the columns that
are 1 on it (its weekday, the first of a month, New Year, every series break before it). Marks are added up one by
one, which is what makes a fit over five years of days cost a third of a millisecond.
"""

from typing import Final, NamedTuple

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.ground.compiled import compiled

SPANS_DAYS: Final = (1, 3, 7)
"""The spells a day is judged by: itself, and the three and the seven days that end with it."""

_ROUNDS: Final = 3
_ITERATIONS: Final = 50
_CLOSE: Final = 1e-4
_ROUGHLY: Final = 0.03
_FARTHEST: Final = 30.0


class DailyDesign(NamedTuple):
    """What the calendar says of every day.

    `dense` : intercept, trend and harmonics, shape (days, dense columns)
    `marks` : numbers of the columns that are 1 on a day, the first ones filled and -1 after; shape (days, most marks)
    `precision` : how strongly a column is held to nought, one over the variance of its normal prior; shape (columns,)
    `since` : the first day recorded like this one, which is the last series break up to it, or 0; shape (days,)
    """

    dense: FloatArray
    marks: IntArray
    precision: FloatArray
    since: IntArray


class DailyRule(NamedTuple):
    """How a fit is made: days looked back, days left out, days needed, and from which residual a day weighs less."""

    window_days: int
    gap_days: int
    least_days: int
    weights_threshold: float


class Prediction(NamedTuple):
    """What is expected of each row: `mean` and `spread` of its spells, shape (rows, spells); the rest shape (rows,).

    `spread` is variance over mean of a spell's count, the uncertainty of the fit included; `phi` the dispersion of a
    day; `known` how many days were known in the window, since the last series break. NaN where there were too few.
    """

    mean: FloatArray
    spread: FloatArray
    phi: FloatArray
    known: IntArray


class _Work(NamedTuple):
    """What a fit writes upon: counts, weights, means and their logarithms; matrix, right side, coefficients."""

    y: FloatArray
    weight: FloatArray
    mu: FloatArray
    eta: FloatArray
    pull: FloatArray
    scaled: FloatArray
    matrix: FloatArray
    right: FloatArray
    beta: FloatArray


@compiled
def predict(counts: FloatArray, design: DailyDesign, rule: DailyRule, rows: IntArray, out: Prediction) -> None:
    """Fit one series as of each row, on days at least `gap_days` before it, and write what is expected of the row.

    Parameters
    ----------
    counts : shape (days,), at least 0, NaN where not known
    design : the calendar of the same days
    rule : how to fit
    rows : shape (rows,), days to judge
    out : written to, NaN where fewer than `least_days` days are known
    """
    columns = len(design.precision)
    work = _Work(
        np.empty(rule.window_days),
        np.empty(rule.window_days),
        np.empty(rule.window_days),
        np.empty(rule.window_days),
        np.empty(rule.window_days),
        np.empty((rule.window_days, design.dense.shape[1])),
        np.empty((columns, columns)),
        np.empty(columns),
        np.empty(columns),
    )
    for number in range(len(rows)):
        stop = max(rows[number] - rule.gap_days + 1, 0)
        start = max(stop - rule.window_days, 0)
        known = _count_known(counts, start, stop)
        out.known[number] = _count_known(counts, max(start, design.since[rows[number]]), stop)
        if out.known[number] < rule.least_days:
            continue
        window = (start, stop, known)
        _begin(counts, window, work)
        out.phi[number] = _fit(design, window, rule.weights_threshold, work)
        _look_ahead(design, rows[number], work, (out.phi[number], out.mean[number], out.spread[number]))


@compiled
def _count_known(counts: FloatArray, start: int, stop: int) -> int:
    known = 0
    for day in range(start, stop):
        known += not np.isnan(counts[day])
    return known


@compiled
def _begin(counts: FloatArray, window: tuple[int, int, int], work: _Work) -> None:
    """Take the counts of the window, a day that is not known without weight, and means to begin with."""
    start, stop, known = window
    total = 0.0
    for row in range(stop - start):
        if not np.isnan(counts[start + row]):
            total += counts[start + row]
    # Half an event is spread over the window, so that a series without any has a mean above nought.
    extra = 0.5 / known
    for row in range(stop - start):
        is_known = not np.isnan(counts[start + row])
        work.y[row] = counts[start + row] + extra if is_known else 0.0
        work.weight[row] = 1.0 if is_known else 0.0
        work.mu[row] = total / known + extra
        work.eta[row] = np.log(work.mu[row])
    work.beta[:] = 0.0


@compiled
def _fit(design: DailyDesign, window: tuple[int, int, int], threshold: float, work: _Work) -> float:
    """Fit, weigh past surges less, and fit again; give the dispersion, leave coefficients and factor in `work`.

    Weights are given before the first fit as well. Without that a great surge makes itself a season, a trend and a
    wide dispersion, and for months a second one like it would be nothing out of the ordinary.
    """
    start, stop, known = window
    free = max(known - _count_columns(design, start, stop), 1)
    _doubt_highest(stop - start, known, threshold, work)
    for _ in range(_ROUNDS - 1):
        _iterate(design, start, stop, _ROUGHLY, work)
        _weigh(stop - start, known, threshold * np.sqrt(_disperse(stop - start, free, work)), work)
    _iterate(design, start, stop, _CLOSE, work)
    return _disperse(stop - start, free, work)


@compiled
def _doubt_highest(days: int, known: int, threshold: float, work: _Work) -> None:
    """Weigh the highest days less before the first fit, so that no surge is taken for season or trend.

    Mean and dispersion are those of the days left when the highest twentieth is put aside.
    """
    ordered = np.sort(work.y[:days][work.weight[:days] > 0.0])
    usual = ordered[: max(len(ordered) - len(ordered) // 20, 1)]
    mean = float(np.mean(usual))
    dispersion = max(float(np.var(usual) / mean), 1.0)
    work.mu[:days] = mean
    work.eta[:days] = np.log(mean)
    _weigh(days, known, threshold * np.sqrt(dispersion), work)


@compiled
def _count_columns(design: DailyDesign, start: int, stop: int) -> int:
    """Give how many columns the window pays for: up to the last that any of its days has, not breaks still to come."""
    last = design.dense.shape[1] - 1
    for day in range(start, stop):
        for number in range(design.marks.shape[1]):
            last = max(last, design.marks[day, number])
    return int(last) + 1


@compiled
def _iterate(design: DailyDesign, start: int, stop: int, close: float, work: _Work) -> None:
    """Solve by iterated weighted least squares, beginning from the means in `work`.

    A step is Newton's: what is left after it is about its square, so that the last one is known a hundred times better
    than `close`.
    """
    before = work.beta.copy()
    for _ in range(_ITERATIONS):
        _gather(design, start, stop, work)
        _solve(work)
        _apply(design, start, stop, work)
        change = np.max(np.abs(work.beta - before))
        before[:] = work.beta
        if change < close:
            break


@compiled
def _gather(design: DailyDesign, start: int, stop: int, work: _Work) -> None:
    """Add up the lower half of the normal equations."""
    marks, matrix, right = design.marks, work.matrix, work.right
    dense, scaled = design.dense[start:stop], work.scaled[: stop - start]
    columns = dense.shape[1]
    for row in range(stop - start):
        weight = work.weight[row] * work.mu[row]
        work.pull[row] = weight * work.eta[row] + work.weight[row] * (work.y[row] - work.mu[row])
        for a in range(columns):
            scaled[row, a] = weight * dense[row, a]
    matrix[:] = np.diag(design.precision)
    matrix[:columns, :columns] += np.dot(scaled.T, dense)
    right[:] = 0.0
    right[:columns] = np.dot(dense.T, work.pull[: stop - start])
    for row in range(stop - start):
        for number in range(marks.shape[1]):
            mark = marks[start + row, number]
            if mark < 0:
                break
            right[mark] += work.pull[row]
            for b in range(columns):
                matrix[mark, b] += scaled[row, b]
            for other in range(number + 1):
                # The first dense column is the intercept: what stands there is the weight itself.
                matrix[mark, marks[start + row, other]] += scaled[row, 0]


@compiled
def _solve(work: _Work) -> None:
    """Factor the matrix in place (Cholesky, lower half) and solve; the precision of the columns keeps it positive."""
    matrix, right, solution = work.matrix, work.right, work.beta
    for a in range(len(right)):
        for b in range(a + 1):
            total = matrix[a, b]
            for c in range(b):
                total -= matrix[a, c] * matrix[b, c]
            matrix[a, b] = np.sqrt(total) if a == b else total / matrix[b, b]
        total = right[a]
        for c in range(a):
            total -= matrix[a, c] * solution[c]
        solution[a] = total / matrix[a, a]
    for a in range(len(right) - 1, -1, -1):
        total = solution[a]
        for c in range(a + 1, len(right)):
            total -= matrix[c, a] * solution[c]
        solution[a] = total / matrix[a, a]


@compiled
def _apply(design: DailyDesign, start: int, stop: int, work: _Work) -> None:
    """Write the mean of every day of the window, its logarithm kept from running away where a level is nought."""
    marks, beta, mu, eta = design.marks, work.beta, work.mu, work.eta
    days, columns = stop - start, design.dense.shape[1]
    eta[:days] = np.dot(design.dense[start:stop], beta[:columns])
    for row in range(days):
        for number in range(marks.shape[1]):
            if marks[start + row, number] < 0:
                break
            eta[row] += beta[marks[start + row, number]]
    for row in range(days):
        eta[row] = min(max(eta[row], -_FARTHEST), _FARTHEST)
        mu[row] = np.exp(eta[row])


@compiled
def _disperse(days: int, free: int, work: _Work) -> float:
    """Give variance over mean: weighted Pearson residuals by what is left when the columns are paid for, at least 1."""
    total = 0.0
    for row in range(days):
        off = work.y[row] - work.mu[row]
        total += work.weight[row] * off * off / work.mu[row]
    return max(total / free, 1.0)


@compiled
def _weigh(days: int, known: int, threshold: float, work: _Work) -> None:
    """Weigh a day whose Anscombe residual is above the threshold less: by the square of threshold over residual."""
    total = 0.0
    for row in range(days):
        if work.weight[row] == 0.0:
            continue
        y, mu = work.y[row], work.mu[row]
        root = np.sqrt(mu)
        limit = root + threshold / 1.5
        work.weight[row] = 1.0
        # The same as residual > threshold, without a cube root for the many days that are not.
        if y * y > root * limit * limit * limit:
            residual = 1.5 * (np.cbrt(y * y) / np.cbrt(root) - root)
            work.weight[row] = min(1.0, (threshold / residual) ** 2)
        total += work.weight[row]
    for row in range(days):
        work.weight[row] *= known / total


@compiled
def _look_ahead(design: DailyDesign, row: int, work: _Work, out: tuple[float, FloatArray, FloatArray]) -> None:
    """Write mean and spread of the spells that end with a row, from the coefficients and factor of the last solve."""
    phi, means, spreads = out
    slope = np.zeros(len(work.beta))
    mean, span = 0.0, 0
    for back in range(SPANS_DAYS[-1]):
        mean += _foresee(design, row - back, work.beta, slope)
        if back + 1 == SPANS_DAYS[span]:
            means[span] = mean
            spreads[span] = phi * (1.0 + _vary(work.matrix, slope) / mean)
            span += 1


@compiled
def _foresee(design: DailyDesign, day: int, beta: FloatArray, slope: FloatArray) -> float:
    """Give a day's mean and add its derivatives by the coefficients to `slope`."""
    eta = 0.0
    columns = design.dense.shape[1]
    for a in range(columns):
        eta += design.dense[day, a] * beta[a]
    for number in range(design.marks.shape[1]):
        if design.marks[day, number] < 0:
            break
        eta += beta[design.marks[day, number]]
    mu: float = np.exp(min(max(eta, -_FARTHEST), _FARTHEST))
    for a in range(columns):
        slope[a] += mu * design.dense[day, a]
    for number in range(design.marks.shape[1]):
        if design.marks[day, number] < 0:
            break
        slope[design.marks[day, number]] += mu
    return mu


@compiled
def _vary(factor: FloatArray, slope: FloatArray) -> float:
    """Give slope' (factor factor')^-1 slope: the variance of a sum of means, but for the dispersion."""
    half = np.empty(len(slope))
    variance = 0.0
    for a in range(len(slope)):
        total = slope[a]
        for c in range(a):
            total -= factor[a, c] * half[c]
        half[a] = total / factor[a, a]
        variance += half[a] * half[a]
    return variance
