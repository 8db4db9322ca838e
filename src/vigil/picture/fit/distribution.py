"""Tails and quantiles of counts: negative binomial by its mean and dispersion, Poisson where the dispersion is 1."""

from typing import Final

import numpy as np
from scipy import special

from vigil.ground.arrays import FloatArray, IntArray

EXACT_UP_TO: Final = 1e12
"""Above this mean a quantile is taken from its expansion, whose error is then less than one in 10^9."""

ROUNDING: Final = 8 * 2.220446049250313e-16
"""A distribution function this close below the share wanted counts as having reached it."""


def upper_tail(counts: FloatArray, mean: FloatArray, dispersion: FloatArray) -> FloatArray:
    """Give the probability of so many or more.

    Parameters
    ----------
    counts : whole numbers at least 0, or NaN
    mean : above 0, or NaN; `dispersion` : variance over mean, at least 1, or NaN; all of one shape

    Returns
    -------
    array of that shape, in [0, 1]; NaN where any is NaN
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        size = mean / (dispersion - 1.0)
        poisson = special.gammainc(np.maximum(counts, 1.0), mean)
        negative_binomial = special.betainc(np.maximum(counts, 1.0), size, 1.0 - 1.0 / dispersion)
        tail = np.where(dispersion > 1.0, negative_binomial, poisson)
    tail = np.where(counts <= 0, 1.0, tail)
    return np.where(np.isnan(counts + mean + dispersion), np.nan, tail)


def upper_quantile(alpha: float, mean: FloatArray, dispersion: FloatArray) -> FloatArray:
    """Give the smallest count that is exceeded with a probability of at most `alpha`.

    Parameters
    ----------
    alpha : above 0 and below 1
    mean : above 0, or NaN; `dispersion` : variance over mean, at least 1, or NaN; both of one shape

    Returns
    -------
    array of that shape, whole numbers at least 0; NaN where either is NaN or the mean is infinite
    """
    share = (1.0 - alpha) * (1.0 - ROUNDING)
    guess = _expand(alpha, mean, dispersion)
    found = np.where(np.isfinite(mean + dispersion), guess, np.nan)
    exact = np.flatnonzero(np.isfinite(found) & (mean < EXACT_UP_TO))
    found.flat[exact] = _search(share, np.floor(guess.flat[exact]), mean.flat[exact], dispersion.flat[exact])
    return found


def _expand(alpha: float, mean: FloatArray, dispersion: FloatArray) -> FloatArray:
    """Give the quantile by Cornish and Fisher's expansion to the skewness, at least 0."""
    z = float(special.ndtri(1.0 - alpha))
    with np.errstate(invalid="ignore", over="ignore"):
        deviation = np.sqrt(mean * dispersion)
        skewness = (2.0 * dispersion - 1.0) / deviation
        return np.maximum(mean + deviation * (z + skewness * (z * z - 1.0) / 6.0), 0.0)


def _search(share: float, guess: FloatArray, mean: FloatArray, dispersion: FloatArray) -> FloatArray:
    """Give the smallest count whose distribution function reaches the share, near a guess."""
    reaches = _share_up_to(guess, mean, dispersion) >= share
    high, low = guess.copy(), guess - 1.0
    step = np.ones_like(guess)
    # Go on doubling until `low` falls short (or lies below nought) and `high` reaches.
    away = np.flatnonzero(~reaches)
    while len(away):
        low[away] = high[away]
        high[away] += step[away]
        step[away] *= 2.0
        away = away[_share_up_to(high[away], mean[away], dispersion[away]) < share]
    away = np.flatnonzero(reaches & (low >= 0.0))
    while len(away):
        away = away[_share_up_to(low[away], mean[away], dispersion[away]) >= share]
        high[away] = low[away]
        low[away] = np.maximum(low[away] - step[away], -1.0)
        step[away] *= 2.0
        away = away[low[away] >= 0.0]
    away = np.flatnonzero(high - low > 1.0)
    while len(away):
        middle = np.floor((low[away] + high[away]) / 2.0)
        is_reached = _share_up_to(middle, mean[away], dispersion[away]) >= share
        high[away] = np.where(is_reached, middle, high[away])
        low[away] = np.where(is_reached, low[away], middle)
        away = away[high[away] - low[away] > 1.0]
    return high


def _share_up_to(counts: FloatArray, mean: FloatArray, dispersion: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore", over="ignore"):
        size = mean / (dispersion - 1.0)
        negative_binomial = special.betainc(size, counts + 1.0, 1.0 / dispersion)
        return np.where(dispersion > 1.0, negative_binomial, special.gammaincc(counts + 1.0, mean))


def least_t(chance: float, most_freedom: int) -> FloatArray:
    """Give the |t| above which a slope is significant at `chance`, two-sided, by degrees of freedom.

    Returns
    -------
    array, shape (most_freedom + 1,); infinite at nought degrees
    """
    freedom: IntArray = np.arange(1, most_freedom + 1)
    quantiles = -special.stdtrit(freedom, min(chance, 1.0) / 2.0)
    # At a chance of 1 whatever is a slope at all will do; above 1 anything.
    return np.concatenate([[np.inf], np.maximum(quantiles, 1e-16) if chance <= 1.0 else np.full(most_freedom, -1.0)])
