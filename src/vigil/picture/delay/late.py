"""How many reports of a day are still to come."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import special

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.delay.level import Level
from vigil.picture.delay.share import Share

UNUSUAL: Final = 0.05
"""One day in twenty is thought to be out of the ordinary: what is known of it then counts for more than the level."""

NODES: Final = 64
"""At so many quantiles of the share reported the counts are worked out; more change little that is shown."""

NEGLIGIBLE: Final = 1e-9

BEYOND: Final = 1e-6
"""Numbers are looked at until so little lies beyond them."""

MANY: Final = 1000
"""With more known, what is to come at neighbouring shares is joined."""

MOST_STEPS: Final = 500
"""So many numbers are told apart; where more reports may come, several are taken together."""


@dataclass(frozen=True, slots=True, eq=False)
class Late:
    """How many more reports of a day come in.

    `probabilities`, shape (steps,), summing to 1, are those of 0 to `step` - 1 more, of `step` to 2 `step` - 1 more,
    and so on. `step` is 1 unless there may be thousands.
    """

    probabilities: FloatArray
    step: int

    @property
    def mean(self) -> float:
        """How many more come in on average."""
        return float(self.probabilities @ ((np.arange(len(self.probabilities)) + 0.5) * self.step - 0.5))

    @property
    def median(self) -> int:
        """So many more or fewer come in as often as not."""
        return int(np.searchsorted(self.probabilities.cumsum(), 0.5)) * self.step + (self.step - 1) // 2


@dataclass(frozen=True, slots=True)
class Run:
    """Whole numbers from `low` to `high` and the probability that they hold."""

    low: int
    high: int
    probability: float


def foresee_late(known: int, level: Level, share: Share) -> Late:
    """Give how many more reports of a day come in, given how many are known.

    The day's count is negative binomial about the level, reports come in independently: then what is still to come,
    given what is known, is negative binomial again. That is mixed over the share's distribution, and over an ordinary
    day and one out of the ordinary, whose level is exponentially distributed: each by how well it foretells what is
    known.

    Parameters
    ----------
    known : at least 0
    """
    to_come = _mix(known, level, _quantiles(share))
    mean = to_come.sizes * (1 - to_come.stops) / to_come.stops
    most = float(np.max(mean + 10 * np.sqrt(mean / to_come.stops) + 25 / to_come.stops))
    while most > 2 and to_come.chance_of_fewer(np.array([most / 2]))[0] > 1 - BEYOND:
        most /= 2
    step = max(1, math.ceil(most / MOST_STEPS))
    if step == 1:
        found = to_come.chance_of(np.arange(math.ceil(most)))
    else:
        fewer = to_come.chance_of_fewer(np.arange(1.0, math.ceil(most / step) + 1) * step)
        found = np.diff(fewer, prepend=0.0).clip(min=0.0)
    return Late(np.asarray(found / found.sum()), step)


def nearest_run(probabilities: FloatArray, target: float) -> Run:
    """Give the likeliest run of whole numbers whose probability lies nearest to a target.

    Counts come whole, so that a run of exactly nine tenths seldom exists: one that must hold at least so much holds a
    good deal more when counts are small, and its name would be wrong.

    Parameters
    ----------
    probabilities : of 0, 1, 2 …, with one peak, shape (numbers,)
    target : in (0, 1)
    """
    low = high = int(np.argmax(probabilities))
    held = float(probabilities[low])
    padded = np.concatenate([[0.0], probabilities, [0.0]])
    while True:
        below, above = float(padded[low]), float(padded[high + 2])
        gained = max(below, above)
        if gained == 0 or abs(held + gained - target) >= abs(held - target):
            return Run(low, high, held)
        low, high = (low - 1, high) if below > above else (low, high + 1)
        held += gained


@dataclass(frozen=True, slots=True, eq=False)
class _Mixture:
    """Negative binomial counts that are mixed: their weights, summing to 1, their sizes, their chances to stop."""

    weights: FloatArray
    sizes: FloatArray
    stops: FloatArray

    def chance_of(self, numbers: IntArray) -> FloatArray:
        """Give the probabilities of numbers, at least 0."""
        found = np.zeros(len(numbers))
        for size in np.unique(self.sizes):
            alike = self.sizes == size
            ways = special.gammaln(size + numbers) - special.gammaln(size) - special.gammaln(numbers + 1)
            stops = self.stops[alike, None]
            found += self.weights[alike] @ np.exp(ways + size * np.log(stops) + special.xlog1py(numbers, -stops))
        return found

    def chance_of_fewer(self, numbers: FloatArray) -> FloatArray:
        """Give the probabilities of fewer than each number, all above 0."""
        return np.asarray(self.weights @ special.betainc(self.sizes[:, None], numbers, self.stops[:, None]))


def _mix(known: int, level: Level, shares: FloatArray) -> _Mixture:
    """Give what is to come at each share, of ordinary days and others; what weighs nothing is left out."""
    size = np.repeat([level.size, 1.0], len(shares))
    share = np.tile(shares, 2)
    seen = size / (size + level.per_day * share)
    foretold = (
        special.gammaln(size + known) - special.gammaln(size) + size * np.log(seen) + special.xlogy(known, 1 - seen)
    )
    weights = np.repeat([1 - UNUSUAL, UNUSUAL], len(shares)) * np.exp(foretold - foretold.max())
    counts = weights > NEGLIGIBLE * weights.max()
    stops = (size + level.per_day * share) / (size + level.per_day)
    if known > MANY and len(shares) > 1:
        size, stops = _widen((size + known) * (1 - stops) / stops, stops, len(shares))
    else:
        size = size + known
    return _Mixture(weights[counts] / weights[counts].sum(), size[counts], stops[counts])


def _widen(means: FloatArray, stops: FloatArray, shares: int) -> tuple[FloatArray, FloatArray]:
    """Give sizes and chances to stop with which what is to come at one share reaches that at the next one.

    Of many known reports each share foretells nearly one number, and between those numbers none would seem possible.
    """
    apart = np.asarray(np.gradient(means.reshape(2, shares), axis=1)).ravel()
    variance = means / stops + apart**2 / 12
    return means**2 / (variance - means), means / variance


def _quantiles(share: Share) -> FloatArray:
    at = (np.arange(NODES) + 0.5) / NODES
    come, to_come = share.mean * share.concentration, (1 - share.mean) * share.concentration
    if to_come <= 0:
        return np.ones(1)
    return np.asarray(special.betaincinv(come, to_come, at).clip(1e-9, 1 - 1e-12))
