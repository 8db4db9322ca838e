"""One series fitted: penalised maximum likelihood by projected Fisher scoring with the exact gradient."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.special import gammaln

from vigil.ground.arrays import BoolArray, FloatArray, IntArray
from vigil.picture.contagion.terms import FAINTEST_RATE, DayData, log_likelihood_of, rates_of, terms_of

MOST_STEPS: Final = 60
HALVINGS: Final = 25
SIZE_STEPS: Final = 8
ENOUGH: Final = 1e-7
CLOSE: Final = 0.02
RIDGE: Final = 1e-6
CALENDAR_SPREAD: Final = 1.0
SMALLEST_SIZE: Final = 0.05
LARGEST_SIZE: Final = 1e4


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What is fitted: the data, how many knots, how freely the level moves (`level_step`), and the days' `size`.

    `closed` marks sources, shape (sources,), whose effect is held at the value it starts from; `own` is the place among
    them of the series itself.
    """

    data: DayData
    knots: int
    level_step: float
    size: float
    closed: BoolArray
    own: int = 0

    @property
    def sources_at(self) -> int:
        """Place of the first source among the parameters."""
        return self.knots + int(self.data.calendar.shape[1])

    @property
    def shocks_at(self) -> int:
        """Place of the first shock among the parameters."""
        return self.sources_at + int(self.data.past.shape[2])

    @property
    def width(self) -> int:
        """How many parameters."""
        return self.shocks_at + int(self.data.shocks.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A model at its best parameters: shape (parameters,), as laid out in `terms.terms_of`.

    `evidence` is the log-likelihood less its penalty, integrated over the level by Laplace's approximation: settings
    and effects are compared by it, because at its best fit a level that moves freely takes a part of what incidents set
    off for its own. What is known of the level is that of the mean less what the series itself set off: incidents that
    set off one another say less of their level; of a series that another moves the level is known as well as ever.
    `covariance` has zeros where a parameter stands at its bound or is held.
    """

    model: Model
    parameters: FloatArray
    evidence: float
    covariance: FloatArray

    @property
    def rates(self) -> FloatArray:
        """Mean count of every day, shape (days,)."""
        return rates_of(self.model.data, self.parameters, self.model.knots)

    @property
    def children(self) -> FloatArray:
        """Further incidents an incident of each source sets off on later bins, shape (sources,)."""
        return self.parameters[self.model.sources_at : self.model.shocks_at]

    @property
    def sizes(self) -> FloatArray:
        """What each shock adds on its first day, shape (shocks,)."""
        return self.parameters[self.model.shocks_at :]


def start_of(model: Model) -> FloatArray:
    """Give parameters to start from: the mean level, no calendar, a tenth of a child, no shock."""
    start = np.zeros(model.width)
    known = model.data.counts.sum(axis=1)[model.data.is_known]
    start[: model.knots] = np.log(max(float(known.mean()) if known.size else 0.0, 1e-3))
    start[model.sources_at : model.shocks_at][~model.closed] = 0.1 / max(1, model.data.past.shape[2])
    return start


def fit(model: Model, start: FloatArray) -> Fit:
    """Fit one series; effects and shocks stay at or above nought.

    Parameters
    ----------
    model : what is fitted
    start : array, shape (parameters,), effects and shocks at least 0

    Returns
    -------
    the fit; its gradient is nought, or points below a bound
    """
    penalty = _penalty(model)
    here = np.maximum(start, _lowest(model))
    value = _objective(model, here, penalty)
    for _ in range(MOST_STEPS):
        step = _step(model, here, penalty)
        there, reached = _walk(model, here, step, penalty)
        gain = reached - value
        here, value = there, reached
        if gain < ENOUGH:
            break
    return _finish(model, here, penalty)


def with_size(model: Model, start: FloatArray) -> Fit:
    """Fit a series together with the size of its days' gamma variable and the hours of what no incident set off."""
    found = fit(model, start)
    for _ in range(SIZE_STEPS):
        size, profile = best_size(found), best_profile(found)
        moved = float(np.abs(profile - found.model.data.profile).max()) * profile.size
        if abs(np.log(size / found.model.size)) < CLOSE and moved < CLOSE:
            break
        found = fit(replace(model, size=size, data=model.data._replace(profile=profile)), found.parameters)
    return found


def best_profile(found: Fit) -> FloatArray:
    """Give how the day's events that no incident set off spread over its bins, as if each bin had held one more.

    Each event counts with the chance that none set it off (Dempster, Laird and Rubin's step of expectation): what
    incidents set off is spread more evenly than what they are set off by, and would flatten the hours.
    """
    data = found.model.data
    set_off = data.past @ found.children
    own = (found.rates - set_off.sum(axis=1))[:, np.newaxis] * data.profile
    expected = (data.counts * own / np.maximum(own + set_off, FAINTEST_RATE))[data.is_known]
    by_bin = expected.sum(axis=0) + 1.0
    return np.asarray(by_bin / by_bin.sum(), dtype=np.float64)


def best_size(found: Fit, *, without: BoolArray | None = None) -> float:
    """Give the size under which the fitted days are likeliest; `without` marks days to leave out, shape (days,)."""
    used = found.model.data.is_known if without is None else found.model.data.is_known & ~without
    counted, rates = found.model.data.counts.sum(axis=1)[used], found.rates[used]
    values, many = np.unique(counted, return_counts=True)
    low, high = np.log(SMALLEST_SIZE), np.log(LARGEST_SIZE)
    for _ in range(4):
        grid = np.linspace(low, high, 17)
        likely = [_of_size(values, many, float(size)) - _of_rates(counted, rates, float(size)) for size in np.exp(grid)]
        best = int(np.argmax(likely))
        low, high = float(grid[max(0, best - 1)]), float(grid[min(16, best + 1)])
    return float(np.exp((low + high) / 2))


def _of_size(values: FloatArray, many: IntArray, size: float) -> float:
    """Give the terms of counts and size alone, from each count and how many days had it."""
    return float(many @ (gammaln(values + size) - gammaln(size) + size * np.log(size)))


def _of_rates(counted: FloatArray, rates: FloatArray, size: float) -> float:
    return float((size + counted) @ np.log(size + rates))


def _lowest(model: Model) -> FloatArray:
    lowest = np.full(model.width, -np.inf)
    lowest[model.sources_at :] = 0.0
    return lowest


def _penalty(model: Model) -> FloatArray:
    """Give the precision of what is held likely before the data: a level that walks, effects of the calendar small."""
    penalty = np.zeros((model.width, model.width))
    steps = np.diff(np.eye(model.knots), axis=0)
    penalty[: model.knots, : model.knots] = steps.T @ steps / model.level_step**2 + RIDGE * np.eye(model.knots)
    calendar = np.arange(model.knots, model.sources_at)
    penalty[calendar, calendar] = 1.0 / CALENDAR_SPREAD**2
    return penalty


def _objective(model: Model, here: FloatArray, penalty: FloatArray) -> float:
    likelihood = log_likelihood_of(model.data, here, model.knots, model.size)
    return likelihood - 0.5 * float(here @ penalty @ here)


def _step(model: Model, here: FloatArray, penalty: FloatArray) -> FloatArray:
    """Give the scoring step of the parameters that are free to move."""
    terms = terms_of(model.data, here, model.knots, model.size)
    gradient = terms.gradient - penalty @ here
    free = ~_held(model, here, gradient)
    step = np.zeros(model.width)
    information = (terms.information + penalty)[np.ix_(free, free)]
    information[np.diag_indices_from(information)] += RIDGE
    step[free] = np.linalg.solve(information, gradient[free])
    return step


def _held(model: Model, here: FloatArray, gradient: FloatArray) -> BoolArray:
    held = (here <= 0.0) & (gradient <= 0.0)
    held[: model.sources_at] = False
    held[model.sources_at : model.shocks_at] |= model.closed
    return np.asarray(held, dtype=np.bool_)


def _walk(model: Model, here: FloatArray, step: FloatArray, penalty: FloatArray) -> tuple[FloatArray, float]:
    """Walk along a step, projected on what is allowed, as far as it gains."""
    value, lowest, share = _objective(model, here, penalty), _lowest(model), 1.0
    for _ in range(HALVINGS):
        there = np.maximum(here + share * step, lowest)
        reached = _objective(model, there, penalty)
        if reached >= value:
            return there, reached
        share /= 2
    return here, value


def _finish(model: Model, here: FloatArray, penalty: FloatArray) -> Fit:
    terms = terms_of(model.data, here, model.knots, model.size)
    free = ~_held(model, here, terms.gradient - penalty @ here)
    information = terms.information + penalty
    information[np.diag_indices_from(information)] += RIDGE
    covariance = np.zeros((model.width, model.width))
    covariance[np.ix_(free, free)] = np.linalg.inv(information[np.ix_(free, free)])
    values, many = np.unique(model.data.counts.sum(axis=1)[model.data.is_known], return_counts=True)
    # `terms` holds size · log(size) already, day by day; what is added here must not hold it twice.
    constant = float(many @ (gammaln(values + model.size) - gammaln(model.size)))
    walked = -(model.knots - 1) * float(np.log(model.level_step))
    integrated = 0.5 * float(np.linalg.slogdet(_known_of_level(model, here) + penalty[: model.knots, : model.knots])[1])
    penalised = terms.log_likelihood + constant - 0.5 * float(here @ penalty @ here)
    return Fit(model, here, penalised + walked - integrated, covariance)


def _known_of_level(model: Model, here: FloatArray) -> FloatArray:
    """Give the information on the level at the knots, all else held, shape (knots, knots)."""
    data = model.data
    rates = rates_of(data, here, model.knots)
    moved = rates - here[model.sources_at + model.own] * data.past[:, :, model.own].sum(axis=1)
    known = np.where(data.is_known, moved**2 / (rates * (1.0 + rates / model.size)), 0.0)
    left, right = 1.0 - data.weight, data.weight
    information = np.zeros((model.knots, model.knots))
    for row, column, share in ((0, 0, left**2), (0, 1, left * right), (1, 0, left * right), (1, 1, right**2)):
        np.add.at(information, (data.knot + row, data.knot + column), known * share)
    return information
