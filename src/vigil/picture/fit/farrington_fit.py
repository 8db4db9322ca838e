"""The regression of Farrington's method over many series: quasi-Poisson, a level for each block, perhaps a trend.

With a level for each block the weighted least squares of every step fall apart: given the trend, each level is a mean
of its block; the trend is one quotient. So no matrix is ever formed, nothing is lost to one nearly singular, and what a
step needs are a few sums over each block. The iterates are those of the textbook's reweighted least squares.

Begin, stopping rule and last step are R's (start from count + 0.1; stop when the deviance moves by less than 1e-8 of
itself + 0.1; leverage and dispersion from the weights of the last step taken): a tighter fit would move bounds by up
to 6e-5, which is nothing, but would not be the same figure.
"""

from typing import Final, NamedTuple

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.ground.compiled import compiled
from vigil.picture.fit.farrington_batch import Batch, Fits, Rule

MOST_STEPS: Final = 25
TOLERANCE: Final = 1e-8
LEAST_MEAN: Final = 2.220446049250313e-16
NEAR_ONE: Final = 1.0 - 10 * 2.220446049250313e-16
FEWEST_YEARS: Final = 3


class _Series(NamedTuple):
    """One series and what every fit needs of it, shape (rows,) each: the powers and logarithms are taken once."""

    counts: FloatArray
    power: FloatArray  # count to the power 2/3
    log_start: FloatArray  # log(count + 0.1)
    entropy: FloatArray  # count × log(count)
    exposure: FloatArray
    log_exposure: FloatArray


class _Work(NamedTuple):
    """The rows of one fit, as in `_Series`, in stretches of one block each; and the sums over its blocks.

    `mean` is fitted; of `mean_before` the working weights of the last step were made. `sums` has the shape (blocks,
    5): working weights, these times time and time squared, residuals, these times time; `solved` is the same of the
    step taken last. `counted` has the shape (blocks, 3): weighted counts, these times time, weighted exposure. `level`
    is the logarithm of a block's mean at time nought, before and after the last step, and `middle` its mean time.
    """

    counts: FloatArray
    power: FloatArray
    log_start: FloatArray
    entropy: FloatArray
    exposure: FloatArray
    log_exposure: FloatArray
    time: FloatArray
    weight: FloatArray
    mean: FloatArray
    mean_before: FloatArray
    stretch: IntArray
    sums: FloatArray
    solved: FloatArray
    counted: FloatArray
    level: FloatArray
    level_before: FloatArray
    middle: FloatArray


class _Shape(NamedTuple):
    """How many rows and stretches a fit has, and whether a trend."""

    rows: int
    stretches: int
    has_trend: bool


class _Fit(NamedTuple):
    """What a fit gives beside the levels left in the work: the trend, what it rests on, and the dispersions."""

    has_converged: bool
    has_trend: bool
    slope: float
    spread: float  # sum of squares of time within the blocks, by working weights
    dispersion: float
    dispersion_in_r: float
    freedom: int


@compiled
def fit_batch(batch: Batch, rule: Rule, fits: Fits, jobs: tuple[int, int]) -> None:
    """Fit the jobs from the first to before the last; job j is the period j % judged of the series j // judged."""
    judged = len(batch.judged)
    work = _make_work(batch, rule.blocks)
    series = _look_at(batch, jobs[0] // judged)
    for job in range(jobs[0], jobs[1]):
        if job > jobs[0] and job % judged == 0:
            series = _look_at(batch, job // judged)
        _judge(batch, rule, fits, (work, series), (job // judged, job % judged))


@compiled
def _make_work(batch: Batch, blocks: int) -> _Work:
    rows = stretches = 1
    for one in range(len(batch.judged)):
        rows = max(rows, batch.judged[one] + 1 - batch.stretch[batch.begins[one], 0])
        stretches = max(stretches, batch.begins[one + 1] - batch.begins[one])
    row, block = np.zeros((10, rows)), np.zeros((3, blocks))
    return _Work(
        row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9],
        np.zeros((stretches, 3), np.int64), np.zeros((blocks, 5)), np.zeros((blocks, 5)), np.zeros((blocks, 3)),
        block[0], block[1], block[2],
    )  # fmt: skip


@compiled
def _look_at(batch: Batch, which: int) -> _Series:
    count, exposure = batch.counts[which], batch.exposure[which]
    entropy = np.where(count > 0, count * np.log(np.maximum(count, 1e-300)), 0.0)
    return _Series(count, np.cbrt(count * count), np.log(count + 0.1), entropy, exposure, np.log(exposure))


@compiled
def _judge(batch: Batch, rule: Rule, fits: Fits, given: tuple[_Work, _Series], job: tuple[int, int]) -> None:
    """Fit one period of one series: with a trend first, and again without where the trend is not kept."""
    (work, series), (which, judged) = given, job
    row, last, years = batch.judged[judged], rule.blocks - 1, batch.years[which, judged]
    shape = _gather(batch, given, job)
    if years == 0 or shape.rows == 0:
        return
    time = batch.row_time[row] - batch.row_time[batch.stretch[batch.begins[judged], 0]]
    now = (time - work.time[0] if rule.r_time else time, series.log_exposure[row])
    fit = _Fit(False, False, 0.0, 1.0, 1.0, 1.0, 0)
    if rule.has_trend and years >= FEWEST_YEARS:
        fit = _fit_robustly(work, rule, _Shape(shape.rows, shape.stretches, True))
    if not (fit.has_converged and _keeps_trend(work, rule, shape, fit, now)):
        fit = _fit_robustly(work, rule, shape)
    if fit.has_converged and fit.freedom > 0 and work.solved[last, 0] > 0:
        dispersion = fit.dispersion_in_r if rule.r_dispersion else fit.dispersion
        fits.predicted[which, judged] = work.level[last] + fit.slope * now[0] + now[1]
        fits.standard_error[which, judged] = np.sqrt(dispersion * _variance(work, fit, last, now[0]))
        fits.dispersion[which, judged] = max(fit.dispersion, 1.0)
        fits.has_trend[which, judged] = 1.0 if fit.has_trend else 0.0


@compiled
def _gather(batch: Batch, given: tuple[_Work, _Series], job: tuple[int, int]) -> _Shape:
    """Copy the rows of a fit whose counts are known."""
    (work, series), (which, judged) = given, job
    used = stretches = 0
    origin = batch.row_time[batch.stretch[batch.begins[judged], 0]]
    for one in range(batch.begins[judged], batch.begins[judged + 1]):
        begin = used
        for row in range(max(batch.stretch[one, 0], batch.earliest[which, judged]), batch.stretch[one, 1]):
            if not np.isnan(series.counts[row]):
                work.counts[used], work.power[used] = series.counts[row], series.power[row]
                work.log_start[used], work.entropy[used] = series.log_start[row], series.entropy[row]
                work.exposure[used], work.log_exposure[used] = series.exposure[row], series.log_exposure[row]
                work.time[used] = batch.row_time[row] - origin
                used += 1
        if used > begin:
            work.stretch[stretches] = (begin, used, batch.stretch[one, 2])
            stretches += 1
    return _Shape(used, stretches, False)


@compiled
def _fit_robustly(work: _Work, rule: Rule, shape: _Shape) -> _Fit:
    """Fit, weigh down what lies far above the fit, and fit again. Without convergence at first nothing is weighed."""
    work.weight[: shape.rows] = 1.0
    fit = _fit(work, shape)
    if fit.has_converged and fit.freedom > 0 and rule.has_weights:
        _weigh(work, shape, fit, rule.weights_threshold)
        again = _fit(work, shape)
        # R does not ask whether the second fit converged.
        return _Fit(
            True, again.has_trend, again.slope, again.spread, again.dispersion, again.dispersion_in_r, again.freedom
        )
    return _Fit(fit.has_converged, fit.has_trend, fit.slope, fit.spread, fit.dispersion, fit.dispersion, fit.freedom)


@compiled
def _fit(work: _Work, shape: _Shape) -> _Fit:
    """Iterate from count + 0.1 until the deviance stands still."""
    deviance, constant = _begin(work, shape)
    slope, spread, steps, has_converged = 0.0, 1.0, 0, False
    while steps < MOST_STEPS and not has_converged and np.isfinite(deviance):
        steps += 1
        step, spread = _solve(work, shape)
        slope += step
        before = deviance
        deviance = 2.0 * (constant + (_renew_rows(work, shape, slope) if shape.has_trend else _renew_levels(work)))
        has_converged = abs(deviance - before) / (abs(deviance) + 0.1) < TOLERANCE
    if not shape.has_trend:
        _spell_out(work, shape, steps)
    return _measure(work, shape, _Fit(has_converged, shape.has_trend, slope, spread, 1.0, 1.0, 0))


@compiled
def _begin(work: _Work, shape: _Shape) -> tuple[float, float]:
    """Take count + 0.1 as the mean and sum up; give the deviance, and the part of it that stays the same."""
    for block in range(len(work.level)):
        work.level[block] = work.middle[block] = 0.0
        for one in range(5):
            work.sums[block, one] = 0.0
        for one in range(3):
            work.counted[block, one] = 0.0
    deviance = constant = 0.0
    for one in range(shape.stretches):
        block = work.stretch[one, 2]
        for row in range(work.stretch[one, 0], work.stretch[one, 1]):
            weight, count, time = work.weight[row], work.counts[row], work.time[row]
            mean = count + 0.1
            residual = weight * (mean * (work.log_start[row] - work.log_exposure[row]) - 0.1)
            work.mean[row] = work.mean_before[row] = mean
            work.sums[block, 0] += weight * mean
            work.sums[block, 1] += weight * mean * time
            work.sums[block, 2] += weight * mean * time * time
            work.sums[block, 3] += residual
            work.sums[block, 4] += residual * time
            work.counted[block, 0] += weight * count
            work.counted[block, 1] += weight * count * time
            work.counted[block, 2] += weight * work.exposure[row]
            constant += weight * (work.entropy[row] - count - count * work.log_exposure[row])
            deviance += weight * (work.entropy[row] - count * work.log_start[row] + 0.1)
    return 2.0 * deviance, constant


@compiled
def _solve(work: _Work, shape: _Shape) -> tuple[float, float]:
    """Take one step: move every level; give how much the trend moves, and the sum of squares it rests on."""
    step, spread, top = 0.0, 0.0, 0.0
    sums, middle = work.sums, work.middle
    for block in range(len(middle)):
        work.level_before[block] = work.level[block]
        for one in range(5):
            work.solved[block, one] = sums[block, one]
    if shape.has_trend:
        for block in range(len(middle)):
            if sums[block, 0] > 0:
                middle[block] = sums[block, 1] / sums[block, 0]
                spread += sums[block, 2] - sums[block, 1] * middle[block]
                top += sums[block, 4] - sums[block, 3] * middle[block]
        step = top / spread
    for block in range(len(middle)):
        if sums[block, 0] > 0:
            work.level[block] += sums[block, 3] / sums[block, 0] - step * middle[block]
    return step, spread


@compiled
def _renew_rows(work: _Work, shape: _Shape, slope: float) -> float:
    """Renew means and sums where there is a trend; give the part of half the deviance that changes."""
    part, growth = 0.0, np.exp(slope)
    sums, counted = work.sums, work.counted
    for block in range(len(sums)):
        for one in range(5):
            sums[block, one] = 0.0
    for one in range(shape.stretches):
        level, begin = work.level[work.stretch[one, 2]], work.stretch[one, 0]
        weights = times = squares = rate = 0.0
        for row in range(begin, work.stretch[one, 1]):
            time = work.time[row]
            # From one period to the next the rate grows by the same factor, which spares most exponentials.
            is_next = row > begin and time - work.time[row - 1] == 1.0
            rate = rate * growth if is_next else np.exp(level + slope * time)
            mean = max(rate * work.exposure[row], LEAST_MEAN)
            work.mean_before[row] = work.mean[row]
            work.mean[row] = mean
            weight = work.weight[row] * mean
            weights += weight
            times += weight * time
            squares += weight * time * time
        block = work.stretch[one, 2]
        sums[block, 0] += weights
        sums[block, 1] += times
        sums[block, 2] += squares
    for block in range(len(sums)):
        sums[block, 3] = counted[block, 0] - sums[block, 0]
        sums[block, 4] = counted[block, 1] - sums[block, 1]
        part += sums[block, 0] - work.level[block] * counted[block, 0] - slope * counted[block, 1]
    return part


@compiled
def _renew_levels(work: _Work) -> float:
    """Renew the sums where there is no trend: one mean a block; give the part of half the deviance that changes."""
    part = 0.0
    sums, counted = work.sums, work.counted
    for block in range(len(sums)):
        sums[block, 0] = np.exp(work.level[block]) * counted[block, 2]
        sums[block, 3] = counted[block, 0] - sums[block, 0]
        part += sums[block, 0] - work.level[block] * counted[block, 0]
    return part


@compiled
def _spell_out(work: _Work, shape: _Shape, steps: int) -> None:
    """Write out the means of the rows where there is no trend."""
    for one in range(shape.stretches):
        block = work.stretch[one, 2]
        mean, mean_before = np.exp(work.level[block]), np.exp(work.level_before[block])
        for row in range(work.stretch[one, 0], work.stretch[one, 1]):
            work.mean[row] = mean * work.exposure[row]
            if steps > 1:
                work.mean_before[row] = mean_before * work.exposure[row]


@compiled
def _measure(work: _Work, shape: _Shape, fit: _Fit) -> _Fit:
    """Add to a fit its dispersion: Pearson's over the degrees of freedom, and R's, which forgets the means."""
    squares = squares_in_r = 0.0
    freedom = -1 if shape.has_trend else 0
    for row in range(shape.rows):
        residual = (work.counts[row] - work.mean[row]) / work.mean[row]
        squares += work.weight[row] * work.mean_before[row] * residual * residual
        squares_in_r += work.weight[row] * residual * residual
        freedom += 1 if work.weight[row] > 0 else 0
    for block in range(len(work.level)):
        freedom -= 1 if work.solved[block, 0] > 0 else 0
    over = max(freedom, 1)
    return _Fit(fit.has_converged, fit.has_trend, fit.slope, fit.spread, squares / over, squares_in_r / over, freedom)


@compiled
def _weigh(work: _Work, shape: _Shape, fit: _Fit, threshold: float) -> None:
    """Give the rows whose standardised Anscombe residual s is above the threshold the weight 1/s², then scale."""
    total, dispersion = 0.0, max(fit.dispersion, 1.0)
    precision = 1.0 / fit.spread if fit.has_trend else 0.0
    for one in range(shape.stretches):
        block = work.stretch[one, 2]
        level, middle, variance = work.level[block], work.middle[block], 1.0 / work.solved[block, 0]
        for row in range(work.stretch[one, 0], work.stretch[one, 1]):
            weight, mean, time = 1.0, work.mean[row], work.time[row]
            if work.counts[row] > mean:
                leverage = work.mean_before[row] * (variance + (time - middle) ** 2 * precision)
                # A row alone in its block is fitted exactly: what is left of it is rounding, and no reason to doubt it.
                allowed = dispersion * (1.0 - leverage if leverage < NEAR_ONE else 0.0)
                root = np.exp((level + fit.slope * time + work.log_exposure[row]) / -6.0)
                residual = 1.5 * (work.power[row] * root - np.sqrt(mean))
                is_far = allowed > 0 and residual * residual > threshold * threshold * allowed
                weight = allowed / (residual * residual) if is_far else 1.0
            work.weight[row] = weight
            total += weight
    scale = shape.rows / total
    for row in range(shape.rows):
        work.weight[row] *= scale


@compiled
def _variance(work: _Work, fit: _Fit, block: int, time: float) -> float:
    """Give the variance of a fitted logarithm for a dispersion of 1."""
    variance: float = 1.0 / work.solved[block, 0]
    if fit.has_trend:
        variance += (time - work.middle[block]) ** 2 / fit.spread
    return variance


@compiled
def _keeps_trend(work: _Work, rule: Rule, shape: _Shape, fit: _Fit, now: tuple[float, float]) -> bool:
    """Say whether a trend is significant and foresees no more than the highest count it rests on."""
    last = rule.blocks - 1
    dispersion = fit.dispersion_in_r if rule.r_dispersion else fit.dispersion
    foreseen = np.exp(work.level[last] + fit.slope * now[0] + now[1])
    is_significant = abs(fit.slope) / np.sqrt(dispersion / fit.spread) > rule.least_t[max(fit.freedom, 0)]
    return bool(fit.has_trend and is_significant and foreseen <= np.max(work.counts[: shape.rows]))
