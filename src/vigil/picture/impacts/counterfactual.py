"""What would have been without an event: a quasi-Poisson regression on the calendar, of what came before it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.impacts.calendar_columns import Columns, columns_of
from vigil.picture.impacts.timeline import Timeline

PAST_SURGE: Final = 2.58
"""Periods above this Anscombe residual weigh less, so that an earlier surge does not stand for what is usual."""

SHADOW_DAYS: Final = 28
"""So many days from another event that is asked about are not taken for usual."""

_FARTHEST: Final = 30.0
"""No logarithm of a mean is taken to lie farther from nought: e^30 is more than ten million million."""

_ROUNDS: Final = 3
_CLOSE: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Which periods before an event tell what is usual.

    `window_days` is how far back they reach; one `half_life_days` ago weighs half, because recording and level change.
    `breaks` are days from which the series is recorded differently. `shadows` are other events: the 28 days from each
    are left out.
    """

    window_days: int
    half_life_days: float
    breaks: tuple[date, ...] = ()
    shadows: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counterfactual:
    """What is expected of the periods from an event on, had it not been.

    `means` has the shape (periods,), the event's own first; `columns` the shape (periods, coefficients) and
    `covariance` (coefficients, coefficients) at a dispersion of 1. `residuals` and `fitted` are those of the history,
    shape (history,), oldest first; `weights`, in (0, 1], is what each weighed.
    """

    history_from: date
    means: FloatArray
    columns: FloatArray
    covariance: FloatArray
    residuals: FloatArray
    fitted: FloatArray
    weights: FloatArray


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of counts that is foreseen: its mean and variance, both above 0."""

    mean: float
    variance: float


def fit_before(timeline: Timeline, event: int, *, history: History, periods: int) -> Counterfactual:
    """Fit what came before an event and carry it on; nothing of the event's period or later is looked at.

    Parameters
    ----------
    event : the event's period
    periods : for how many periods, the event's own being the first

    Raises
    ------
    ValueError : no period before the event can be used
    """
    before = rows_before(timeline, event, history)
    if len(before) == 0:
        raise ValueError("nothing is known from before the event")
    ahead = np.arange(event, min(event + periods, timeline.periods))
    first_on, event_on = timeline.first_days[before[0]], timeline.first_days[event]
    columns = columns_of(
        timeline,
        np.concatenate([before, ahead]),
        event=event,
        breaks=tuple(day for day in history.breaks if first_on < day <= event_on),
    )
    known, foreseen = columns.values[: len(before)], columns.values[len(before) :]
    counts = timeline.counts[before]
    ages_days = np.array([(event_on - timeline.first_days[row]).days for row in before])
    beta, weights = _fit(counts, Columns(known, columns.precisions), 0.5 ** (ages_days / history.half_life_days))
    fitted = _means(known, beta)
    return Counterfactual(
        history_from=first_on,
        means=_means(foreseen, beta),
        columns=foreseen,
        covariance=_covariance(Columns(known, columns.precisions), weights, fitted),
        residuals=counts - fitted,
        fitted=fitted,
        weights=weights,
    )


def rows_before(timeline: Timeline, event: int, history: History) -> IntArray:
    """Give the periods before an event that tell what is usual: known, near enough, and in no other event's shadow."""
    event_on = timeline.first_days[event]

    def is_usual(row: int) -> bool:
        first, after = timeline.first_days[row], timeline.first_days[row + 1]
        is_near = (event_on - first).days <= history.window_days
        is_shaded = any(other < after and (first - other).days < SHADOW_DAYS for other in history.shadows)
        return is_near and not is_shaded and not np.isnan(timeline.counts[row])

    return np.array([row for row in range(event) if is_usual(row)], dtype=np.int64)


def total_expected(foreseen: Counterfactual, periods: int) -> Total:
    """Give what so many periods from the event on would have come to together.

    The variance is that of the counts and that of the fit. How much sums of so many periods vary is taken from the
    history itself: days that follow each other are more alike than chance, so that a month varies more than its days.
    """
    means = foreseen.means[:periods]
    gradient = means @ foreseen.columns[:periods]
    of_fit = float(gradient @ foreseen.covariance @ gradient) * dispersion_of(foreseen, len(foreseen.means))
    mean = float(means.sum())
    return Total(mean, dispersion_of(foreseen, periods) * mean + of_fit)


def dispersion_of(foreseen: Counterfactual, periods: int) -> float:
    """Give variance over mean of sums of so many periods in the history, never less than that of single ones or 1."""
    weighed = float(foreseen.weights.sum() ** 2 / (foreseen.weights**2).sum())
    free = weighed / max(1.0, weighed - foreseen.columns.shape[1])
    found = 1.0
    for length in {1, periods} if periods * 4 <= len(foreseen.fitted) else {1}:
        run = np.ones(length)
        weights = np.convolve(foreseen.weights, run, mode="valid")
        residuals = np.convolve(foreseen.residuals, run, mode="valid")
        fitted = np.convolve(foreseen.fitted, run, mode="valid")
        found = max(found, free * float(weights @ (residuals**2 / fitted)) / float(weights.sum()))
    return found


def _fit(counts: FloatArray, columns: Columns, recent: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give coefficients and weights: fit, weigh past surges less, and fit again."""
    # Half an event is spread over the history, so that a series without any has a mean above nought.
    lifted = counts + 0.5 / len(counts)
    beta = np.zeros(columns.values.shape[1])
    beta[0] = np.log(lifted.mean())
    weights = recent
    for _ in range(_ROUNDS):
        beta = _solve(lifted, columns, weights, beta)
        weights = recent * _weigh(lifted, _means(columns.values, beta))
    return _solve(lifted, columns, weights, beta), weights


def _solve(counts: FloatArray, columns: Columns, weights: FloatArray, beta: FloatArray) -> FloatArray:
    """Give the coefficients that fit best: Newton's steps, halved as long as they lead uphill."""
    best, gained = _objective(counts, columns, weights, beta), np.inf
    while gained > _CLOSE * (1 + abs(best)):
        means = _means(columns.values, beta)
        slope = columns.values.T @ (weights * (counts - means)) - columns.precisions * beta
        step = np.linalg.solve(_information(columns, weights * means), slope)
        found, length = np.inf, 2.0
        while found > best and length > _CLOSE:
            length /= 2
            found = _objective(counts, columns, weights, beta + length * step)
        beta = beta + length * step
        best, gained = found, best - found
    return beta


def _means(values: FloatArray, beta: FloatArray) -> FloatArray:
    return np.asarray(np.exp(np.clip(values @ beta, -_FARTHEST, _FARTHEST)))


def _objective(counts: FloatArray, columns: Columns, weights: FloatArray, beta: FloatArray) -> float:
    """Give the negative logarithm of a Poisson likelihood with normal priors, but for a constant."""
    linear = np.clip(columns.values @ beta, -_FARTHEST, _FARTHEST)
    return float(weights @ (np.exp(linear) - counts * linear) + 0.5 * columns.precisions @ beta**2)


def _covariance(columns: Columns, weights: FloatArray, means: FloatArray) -> FloatArray:
    """Give the coefficients' covariance at a dispersion of 1, the weights being of our choice (sandwich)."""
    bread = np.linalg.inv(_information(columns, weights * means))
    return np.asarray(bread @ _information(columns, weights**2 * means) @ bread)


def _information(columns: Columns, means: FloatArray) -> FloatArray:
    return np.asarray(columns.values.T @ (columns.values * means[:, None]) + np.diag(columns.precisions))


def _weigh(counts: FloatArray, means: FloatArray) -> FloatArray:
    """Give periods above their mean beyond chance less weight (Noufaily et al. 2013, section 3.3), at most 1."""
    residuals = 1.5 * (counts ** (2 / 3) * means ** (-1 / 6) - np.sqrt(means))
    spread = max(1.0, float(np.median(residuals**2)) / 0.4549)
    scaled = residuals / np.sqrt(spread)
    return np.asarray((PAST_SURGE / np.maximum(scaled, PAST_SURGE)) ** 2)
