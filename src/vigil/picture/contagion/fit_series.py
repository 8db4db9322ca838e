"""One series fitted: penalised maximum likelihood by projected Fisher scoring with the exact gradient."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.special import gammaln

from vigil.ground.arrays import BoolArray, FloatArray
from vigil.picture.contagion.terms import DayData, log_likelihood_of, rates_of, terms_of

MOST_STEPS: Final = 60
HALVINGS: Final = 25
SIZE_STEPS: Final = 8
ENOUGH: Final = 1e-7
RIDGE: Final = 1e-6
CALENDAR_SPREAD: Final = 1.0
SMALLEST_SIZE: Final = 0.05
LARGEST_SIZE: Final = 1e4


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What is fitted: the data, how many knots, how freely the level moves (`level_step`), and the days' `size`.

    `closed` marks sources, shape (sources,), whose effect is held at the value it starts from.
    """

    data: DayData
    knots: int
    level_step: float
    size: float
    closed: BoolArray

    @property
    def sources_at(self) -> int:
        """Place of the first source among the parameters."""
        return self.knots + self.data.calendar.shape[1]

    @property
    def shocks_at(self) -> int:
        """Place of the first shock among the parameters."""
        return self.sources_at + self.data.past.shape[2]

    @property
    def width(self) -> int:
        """How many parameters."""
        return self.shocks_at + self.data.shocks.shape[1]


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A model at its best parameters: shape (parameters,), as laid out in `terms.terms_of`.

    `log_likelihood` is complete; `penalised` is less its penalty; `evidence` is Laplace's approximation to its
    integral over all parameters that are free, by which settings are compared. `covariance` has zeros where a
    parameter stands at its bound or is held.
    """

    model: Model
    parameters: FloatArray
    log_likelihood: float
    penalised: float
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
        step, held = _step(model, here, penalty)
        there, reached = _walk(model, here, step, penalty)
        gain = reached - value
        here, value = there, reached
        if gain < ENOUGH:
            break
    return _finish(model, here, penalty)


def with_size(model: Model, start: FloatArray) -> Fit:
    """Fit a series together with the size of its days' gamma variable."""
    found = fit(model, start)
    for _ in range(SIZE_STEPS):
        size = best_size(found)
        if abs(np.log(size / found.model.size)) < 0.02:
            break
        found = fit(replace(model, size=size), found.parameters)
        model = found.model
    return found


def best_size(found: Fit, *, without: BoolArray | None = None) -> float:
    """Give the size under which the fitted days are likeliest; `without` marks days to leave out, shape (days,)."""
    used = found.model.data.is_known if without is None else found.model.data.is_known & ~without
    counted, rates = found.model.data.counts.sum(axis=1)[used], found.rates[used]
    low, high = np.log(SMALLEST_SIZE), np.log(LARGEST_SIZE)
    for _ in range(4):
        grid = np.linspace(low, high, 17)
        best = int(np.argmax([_size_likelihood(counted, rates, float(np.exp(one))) for one in grid]))
        low, high = float(grid[max(0, best - 1)]), float(grid[min(16, best + 1)])
    return float(np.exp((low + high) / 2))


def _size_likelihood(counted: FloatArray, rates: FloatArray, size: float) -> float:
    terms = gammaln(counted + size) - gammaln(size) + size * np.log(size) - (size + counted) * np.log(size + rates)
    return float(terms.sum())


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


def _step(model: Model, here: FloatArray, penalty: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Give the scoring step of the parameters that are free to move, and which are not."""
    terms = terms_of(model.data, here, model.knots, model.size)
    gradient = terms.gradient - penalty @ here
    held = _held(model, here, gradient)
    free = ~held
    step = np.zeros(model.width)
    information = (terms.information + penalty)[np.ix_(free, free)]
    information[np.diag_indices_from(information)] += RIDGE
    step[free] = np.linalg.solve(information, gradient[free])
    return step, held


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
    information = (terms.information + penalty)[np.ix_(free, free)]
    information[np.diag_indices_from(information)] += RIDGE
    covariance = np.zeros((model.width, model.width))
    covariance[np.ix_(free, free)] = np.linalg.inv(information)
    counted = model.data.counts.sum(axis=1)[model.data.is_known]
    constant = float((gammaln(counted + model.size) - gammaln(model.size)).sum())
    likelihood = terms.log_likelihood + constant
    penalised = likelihood - 0.5 * float(here @ penalty @ here)
    walked = -(model.knots - 1) * float(np.log(model.level_step))
    evidence = penalised + walked - 0.5 * float(np.linalg.slogdet(information)[1])
    return Fit(model, here, likelihood, penalised, evidence, covariance)
