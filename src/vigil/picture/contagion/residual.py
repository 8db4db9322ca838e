"""What the fit leaves unexplained: dispersion, uniformity and independence of its residuals."""

from typing import Final

import numpy as np
from scipy.special import betainc, gammaincc, kolmogorov

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.fit_series import Fit
from vigil.picture.contagion.found import ResidualCheck

LAGS: Final = 14


def check_residuals(found: Fit, rng: np.random.Generator) -> ResidualCheck:
    """Check one fitted series.

    References
    ----------
    Czado, Gneiting and Held 2009, Biometrics 65, 1254-1261 (randomised probabilities of counts);
    Ljung and Box 1978, Biometrika 65, 297-303.
    """
    known = found.model.data.is_known
    counted, rates, size = found.model.data.counts.sum(axis=1)[known], found.rates[known], found.model.size
    pearson = (counted - rates) / np.sqrt(rates + rates**2 / size)
    below = np.where(counted > 0, _at_most(counted - 1, rates, size), 0.0)
    uniform = below + rng.random(counted.size) * (_at_most(counted, rates, size) - below)
    correlations = np.array([_correlation(pearson, lag) for lag in range(1, LAGS + 1)])
    days = pearson.size
    portmanteau = days * (days + 2) * float((correlations**2 / (days - np.arange(1, LAGS + 1))).sum())
    return ResidualCheck(
        dispersion=float((pearson**2).mean()),
        uniform_p=_uniform_p(uniform),
        correlation_1=float(correlations[0]),
        correlation_7=float(correlations[6]),
        independence_p=float(gammaincc(LAGS / 2, portmanteau / 2)),
    )


def _at_most(counted: FloatArray, rates: FloatArray, size: float) -> FloatArray:
    return np.asarray(betainc(size, np.maximum(counted, 0.0) + 1.0, size / (size + rates)))


def _correlation(values: FloatArray, lag: int) -> float:
    centred = values - values.mean()
    return float(centred[lag:] @ centred[:-lag] / (centred @ centred))


def _uniform_p(values: FloatArray) -> float:
    """Give Kolmogorov and Smirnov's p-value that the values are uniform between 0 and 1."""
    ordered, days = np.sort(values), values.size
    ranks = np.arange(days + 1) / days
    distance = max(float((ranks[1:] - ordered).max()), float((ordered - ranks[:-1]).max()))
    return float(kolmogorov(distance * np.sqrt(days)))
