"""How fast what an event set off dies away: the days after which half of it is left."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import special

from vigil.ground.arrays import FloatArray

SHORTEST_DAYS: Final = 0.25
LONGEST_DAYS: Final = 180.0
STEPS: Final = 160
"""Half-lives are tried from the shortest to the longest at so many steps of equal ratio."""

CONFIDENCE: Final = 0.95

BISECTIONS: Final = 60

WIDEST: Final = 1.0
"""A level that may be off by more than that tells nothing either way."""

LEAST_FREE: Final = 5
"""With fewer periods beyond the two that the decline itself takes, how far they keep from it cannot be told."""


@dataclass(frozen=True, slots=True)
class HalfLife:
    """Days after which half of an excess is left, with a 95 % interval.

    `is_open` says that the counts cannot tell it from the longest that is tried: the excess did not die away.
    """

    days: float
    low: float
    high: float
    is_open: bool


@dataclass(frozen=True, slots=True, eq=False)
class Decline:
    """The periods from an event on: when each begins and ends, in days after it began, what was seen and expected.

    All have the shape (periods,); `begins` and `ends` at least 0, `expected` above 0.
    """

    begins: FloatArray
    ends: FloatArray
    observed: FloatArray
    expected: FloatArray


def find_half_life(decline: Decline, *, dispersion: float, level_spread: float = 0.0) -> HalfLife:
    """Fit an excess that begins with the event and halves every so many days.

    The counts are quasi-Poisson with mean expected + A × the part of the decline that falls into the period. For each
    half-life A is the best one, at least nought; the interval holds those whose likelihood, at the dispersion, is not
    worse than the best by more than chance explains (profile likelihood). Where the counts keep farther from the best
    decline than days differed before, it is their distance that counts: few things die away quite evenly. What was
    expected may be too high or too low throughout: a level that seems raised afterwards is not all of the event's.

    Parameters
    ----------
    dispersion : variance over mean, at least 1
    level_spread : how far the level expected of all periods together may be off, as a share of it (standard deviation)
    """
    tried = np.geomspace(SHORTEST_DAYS, LONGEST_DAYS, STEPS)
    means = _best_means(decline, tried)
    best = int(_likelihoods(decline, means).argmax())
    differ = max(dispersion, _distance(decline, means[best]))
    fits = _likelihoods(decline, means) / differ
    for off in (-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0) if level_spread else ():
        moved = replace(decline, expected=decline.expected * np.exp(off * min(level_spread, WIDEST)))
        fits = np.maximum(fits, _likelihoods(decline, _best_means(moved, tried)) / differ - off**2 / 2)
    best = int(fits.argmax())
    inside = np.flatnonzero(fits >= fits[best] - float(special.chdtri(1, 1 - CONFIDENCE)) / 2)
    return HalfLife(
        float(tried[best]), float(tried[inside[0]]), float(tried[inside[-1]]), is_open=int(inside[-1]) == STEPS - 1
    )


def _likelihoods(decline: Decline, means: FloatArray) -> FloatArray:
    return np.asarray(np.log(means) @ decline.observed - means.sum(axis=1))


def _distance(decline: Decline, means: FloatArray) -> float:
    """Give Pearson's statistic over its degrees of freedom; 0 of too few periods to tell."""
    free = len(means) - 2
    return float(((decline.observed - means) ** 2 / means).sum()) / free if free >= LEAST_FREE else 0.0


def _best_means(decline: Decline, half_lives: FloatArray) -> FloatArray:
    """Give the means at each half-life's best amplitude, shape (half-lives, periods).

    The likelihood is concave in the amplitude, so that its slope is halved upon.
    """
    rates = np.log(2) / half_lives[:, None]
    falls = (np.exp(-rates * decline.begins) - np.exp(-rates * decline.ends)) / rates
    low = np.zeros(len(half_lives))
    high = np.maximum(1.0, decline.observed.sum() / falls.sum(axis=1))
    for middle in ((low + high) / 2 for _ in range(BISECTIONS)):
        slope = (falls * (decline.observed / (decline.expected + middle[:, None] * falls) - 1)).sum(axis=1)
        low, high = np.where(slope > 0, middle, low), np.where(slope > 0, high, middle)
    return np.asarray(decline.expected + low[:, None] * falls)
