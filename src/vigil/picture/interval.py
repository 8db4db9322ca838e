"""How far counting error reaches: intervals of a count, of a mean, and of one over the other."""

import math
from dataclasses import dataclass
from typing import Final

from scipy import special

from vigil.picture.expected import Expected

CONFIDENCE: Final = 0.95

_TAIL: Final = (1 - CONFIDENCE) / 2


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included; 95 % unless something else is said."""

    low: float
    high: float


def count_interval(count: int) -> Interval:
    """Give the interval of the mean of which a count is one draw, when events come singly.

    Parameters
    ----------
    count : at least 0

    References
    ----------
    Garwood (1936), Biometrika 28, 437-442 (exact Poisson limits).
    """
    low = float(special.gammaincinv(count, _TAIL)) if count > 0 else 0.0
    return Interval(low, float(special.gammaincinv(count + 1, 1 - _TAIL)))


def mean_interval(expected: Expected) -> Interval:
    """Give the interval of a mean over periods that vary as much as they did (Jeffreys, widened by the dispersion)."""
    events = expected.mean * expected.periods / expected.dispersion
    scale = expected.dispersion / expected.periods
    low = float(special.gammaincinv(events + 0.5, _TAIL)) * scale if events > 0 else 0.0
    return Interval(low, float(special.gammaincinv(events + 0.5, 1 - _TAIL)) * scale)


def ratio_interval(observed: int, expected: Expected) -> Interval | None:
    """Give the interval of a count over its mean: how many times as high the period's own level may have been.

    The two uncertainties are joined as logarithms, by squaring and adding. None when the mean is nought.

    References
    ----------
    Zou, Donner (2008), Statistics in Medicine 27, 1693-1702 (joining two intervals; here of logarithms).
    """
    if expected.mean <= 0:
        return None
    count, mean = count_interval(observed), mean_interval(expected)
    of_mean = math.log(mean.high / expected.mean), math.log(expected.mean / mean.low)
    if observed == 0:
        return Interval(0.0, count.high / expected.mean * math.exp(of_mean[1]))
    ratio = observed / expected.mean
    below = math.hypot(math.log(observed / count.low), of_mean[0])
    above = math.hypot(math.log(count.high / observed), of_mean[1])
    return Interval(ratio * math.exp(-below), ratio * math.exp(above))
