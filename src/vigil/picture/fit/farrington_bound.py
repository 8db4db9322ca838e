"""From a fit to a bound: above which count it is an alarm, and how likely so high a count is by chance."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import special

from vigil.ground.arrays import FloatArray
from vigil.picture.fit.distribution import upper_quantile, upper_tail
from vigil.picture.fit.farrington_batch import Fits
from vigil.picture.fit.farrington_fit import LEAST_MEAN


class ThresholdMethod(StrEnum):
    """How the bound follows from the fit.

    DELTA: normal on the scale of a power of the count, with the error of the fit by the delta method. NB_PLUGIN: the
    negative binomial's quantile with the fitted mean as if it were known. MUAN: the same with the fitted mean's upper
    quantile in its place.
    """

    DELTA = "delta"
    NB_PLUGIN = "nbPlugin"
    MUAN = "muan"


class PowerTransform(StrEnum):
    """The power of a count that DELTA takes to be normal."""

    NONE = "none"
    HALF = "1/2"
    TWO_THIRDS = "2/3"

    @property
    def exponent(self) -> float:
        """The power as a number."""
        return {PowerTransform.NONE: 1.0, PowerTransform.HALF: 1 / 2, PowerTransform.TWO_THIRDS: 2 / 3}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRule:
    """How to set the bound: the chance of an alarm, the method and its power, and whether score and mu0 are R's."""

    alpha: float
    method: ThresholdMethod
    power: PowerTransform
    is_as_in_r: bool


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """What follows from the fits, in their shape; NaN where not defined. The names are those of `Detection`."""

    expected: FloatArray
    upper: FloatArray
    score: FloatArray
    p_value: FloatArray
    mu0: FloatArray


def set_bound(fits: Fits, observed: FloatArray, rule: BoundRule) -> Bound:
    """Give the bound of every fit.

    Parameters
    ----------
    fits : shape (series, judged)
    observed : counts of the periods judged, the same shape, at least 0, or NaN
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        return (
            _by_power(fits, observed, rule) if rule.method is ThresholdMethod.DELTA else _by_tail(fits, observed, rule)
        )


def _by_power(fits: Fits, observed: FloatArray, rule: BoundRule) -> Bound:
    z = float(special.ndtri(1.0 - rule.alpha))
    power = rule.power.exponent
    mean = np.maximum(np.exp(fits.predicted), LEAST_MEAN)
    error = fits.standard_error * mean
    deviation = power * np.sqrt(mean ** (2.0 * power - 1.0) * (fits.dispersion + error**2 / mean))
    # For alpha above one half the other end of the interval is the upper one.
    ends = [(mean**power + side * z * deviation) ** (1.0 / power) for side in (1.0, -1.0)]
    upper = np.fmax(*ends)
    mu0 = np.exp(mean + z * error) if rule.is_as_in_r else np.exp(fits.predicted + z * fits.standard_error)
    p_value = special.ndtr((mean**power - observed**power) / deviation)
    return Bound(mean, upper, (observed - mean) / (upper - mean), p_value, mu0)


def _by_tail(fits: Fits, observed: FloatArray, rule: BoundRule) -> Bound:
    z = float(special.ndtri(1.0 - rule.alpha))
    is_muan = rule.method is ThresholdMethod.MUAN
    mean = np.exp(fits.predicted)
    mu0 = np.exp(fits.predicted + z * fits.standard_error) if is_muan else mean
    known = np.where(np.isinf(mu0), np.nan, mu0)
    upper = upper_quantile(rule.alpha, known, fits.dispersion)
    foreseen = fits.predicted if rule.is_as_in_r else mean
    p_value = upper_tail(observed, known, fits.dispersion)
    expected = np.where(np.isnan(upper), np.nan, mean)
    return Bound(expected, upper, (observed - foreseen) / (upper - foreseen), p_value, mu0)
