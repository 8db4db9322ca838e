"""How seldom chance alone brings forth so strong a cluster."""

import math
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray

FEWEST_FOR_GUMBEL: Final = 19
"""A distribution is not fitted to fewer replications than make a p-value of 0.05."""

SAME: Final = 1e-10
"""A maximum that is lower by less, relatively, is the same: sums made in another order differ by rounding."""

_LARGEST_EXPONENT: Final = 700.0


def count_exceedances(log_likelihood_ratio: float, maxima: FloatArray) -> int:
    """Give how many replications reached a ratio; equal ones did, whatever rounding made of them."""
    return int(np.count_nonzero(maxima >= log_likelihood_ratio * (1 - SAME)))


def rank_probability(log_likelihood_ratio: float, maxima: FloatArray, *, is_stopped: bool = False) -> float:
    """Give the chance, under no cluster at all, of a maximum at least as high: its rank among the replications.

    Parameters
    ----------
    log_likelihood_ratio : of the cluster
    maxima : array, shape (replications,), the largest log-likelihood ratio of each replication
    is_stopped : the last replication is the one at which so many had reached the most likely cluster that the rest
        was left out

    Returns
    -------
    in (0, 1]: (1 + replications that reach it) / (1 + replications); when stopped, those that reach it / replications

    References
    ----------
    Dwass (1957), Annals of Mathematical Statistics 28, 181-187; as in SaTScan. Besag & Clifford (1991), Biometrika 78,
    301-304: when stopped.
    """
    reached = count_exceedances(log_likelihood_ratio, maxima)
    return reached / maxima.size if is_stopped else (1 + reached) / (1 + maxima.size)


def gumbel_probability(log_likelihood_ratio: float, maxima: FloatArray) -> float | None:
    """Give the chance of a maximum at least as high by a Gumbel distribution with the replications' mean and variance.

    It reaches below the smallest rank probability; from 999 replications it is conservative (about 2e-4 where the
    truth is 1e-4).

    Parameters
    ----------
    log_likelihood_ratio : of the cluster
    maxima : array, shape (replications,), the largest log-likelihood ratio of each replication

    Returns
    -------
    in (0, 1], or None with fewer than 19 replications or when all are equal

    References
    ----------
    Abrams, Kulldorff & Kleinman (2010), International Journal of Health Geographics 9:61 (method of moments).
    """
    if maxima.size < FEWEST_FOR_GUMBEL:
        return None
    scale = float(np.std(maxima, ddof=1)) * math.sqrt(6) / math.pi
    if scale <= 0:
        return None
    location = float(np.mean(maxima)) - float(np.euler_gamma) * scale
    exponent = max(-_LARGEST_EXPONENT, min(_LARGEST_EXPONENT, (location - log_likelihood_ratio) / scale))
    return -math.expm1(-math.exp(exponent))


def recurrence(probability: float) -> float:
    """Give in how many scans so strong a cluster comes once by chance, when no cluster is there: 1 / probability.

    Raises
    ------
    ValueError : the probability is not above 0, or above 1

    References
    ----------
    Kleinman, Lazarus & Platt (2004), American Journal of Epidemiology 159, 217-224.
    """
    if not 0 < probability <= 1:
        raise ValueError(f"{probability} is not a probability above 0")
    return 1 / probability
