"""How many reports of a day are still to come."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import special

from vigil.ground.arrays import FloatArray
from vigil.picture.delay.level import Level
from vigil.picture.delay.share import Share

UNUSUAL: Final = 0.05
"""One day in twenty is thought to be out of the ordinary: what is known of it then counts for more than the level."""

NODES: Final = 24
"""At so many quantiles of the share reported the counts are worked out; more change nothing that is shown."""

NEGLIGIBLE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Run:
    """Whole numbers from `low` to `high` and the probability that they hold."""

    low: int
    high: int
    probability: float


def late_probabilities(known: int, level: Level, share: Share) -> FloatArray:
    """Give the probabilities that 0, 1, 2 … more reports of a day come in, given how many are known.

    The day's count is negative binomial about the level, reports come in independently: then what is still to come,
    given what is known, is negative binomial again. That is mixed over the share's distribution, and over an ordinary
    day and one out of the ordinary, whose level is exponentially distributed: each by how well it foretells what is
    known.

    Parameters
    ----------
    known : at least 0

    Returns
    -------
    array, shape (reports to come,), summing to 1; what lies beyond it is below a millionth
    """
    shares = _quantiles(share)
    parts = [_mixed(known, level.per_day, size, shares) for size in (level.size, 1.0)]
    best = max(part.log_weights.max() for part in parts)
    weights = np.concatenate(
        [prior * np.exp(part.log_weights - best) for part, prior in zip(parts, (1 - UNUSUAL, UNUSUAL), strict=True)]
    )
    counts = weights > NEGLIGIBLE * weights.max()
    size = np.concatenate([part.sizes for part in parts])[counts, None]
    stop = np.concatenate([part.stops for part in parts])[counts, None]
    mean = size * (1 - stop) / stop
    late = np.arange(int(np.max(mean + 10 * np.sqrt(mean / stop) + 25 / stop)))
    upto = weights[counts] @ special.betainc(size, late + 1.0, stop)
    found = np.diff(upto, prepend=0.0).clip(min=0.0)
    return np.asarray(found / found.sum())


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
class _Mixed:
    """At each share: how well it foretells what is known, and what is to come as negative binomial."""

    log_weights: FloatArray
    sizes: FloatArray
    stops: FloatArray


def _mixed(known: int, per_day: float, size: float, shares: FloatArray) -> _Mixed:
    seen = size / (size + per_day * shares)
    log_weights = (
        special.gammaln(size + known) - special.gammaln(size) + size * np.log(seen) + special.xlogy(known, 1 - seen)
    )
    stops = (size + per_day * shares) / (size + per_day)
    return _Mixed(np.asarray(log_weights), np.full(len(shares), size + known), np.asarray(stops))


def _quantiles(share: Share) -> FloatArray:
    at = (np.arange(NODES) + 0.5) / NODES
    come, to_come = share.mean * share.concentration, (1 - share.mean) * share.concentration
    if to_come <= 0:
        return np.ones(1)
    return np.asarray(special.betaincinv(come, to_come, at).clip(1e-9, 1 - 1e-12))
