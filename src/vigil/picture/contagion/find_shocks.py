"""Days whose counts are beyond what baseline and excitation allow."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import betainc

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.fit_series import Fit, best_size

WINDOWS_DAYS: Final = (1, 3, 7)
FEWEST: Final = 4
APART_DAYS: Final = 14
ORDINARY: Final = 0.98
LATEST_DAYS: Final = 3
EASIER: Final = 10.0


@dataclass(frozen=True, slots=True)
class Beyond:
    """A stretch that is beyond what was foreseen: the place of its first day, its days, and the chance of so many."""

    first_day: int
    days: int
    p_value: float


def tail(counted: FloatArray, rates: FloatArray, size: FloatArray) -> FloatArray:
    """Give the probability of so many or more, negative binomial with these means and sizes; elementwise."""
    probability = betainc(np.maximum(counted, 1.0), size, rates / (rates + size))
    return np.where(counted > 0, probability, 1.0)


def beyond(found: Fit, *, below: float) -> tuple[Beyond, ...]:
    """Give the stretches of 1, 3 or 7 days that come by chance less often than `below`, two weeks apart, surest first.

    Of what ends on one of the last three days ten times that chance is enough: a forecast would rather weigh a shock
    that may not be one than miss the beginning of one. The size of the days' gamma variable is that of the ordinary
    days, all but the 2 % furthest out: an outbreak must not make itself look usual.
    """
    counted = np.where(found.model.data.is_known, found.model.data.counts.sum(axis=1), 0.0)
    rates = found.rates
    far = (counted - rates) / np.sqrt(rates + rates**2 / found.model.size)
    size = best_size(found, without=far > np.quantile(far, ORDINARY))
    rows = [_windows(counted, rates, size, days) for days in WINDOWS_DAYS if days <= counted.size]
    stretches = sorted(
        (one for row in rows for one in row if one.p_value < _limit(one, below / len(rows), counted.size)),
        key=_by_chance,
    )
    kept: list[Beyond] = []
    for one in stretches:
        if all(abs(one.first_day - other.first_day) >= APART_DAYS for other in kept):
            kept.append(one)
    return tuple(kept)


def _limit(one: Beyond, below: float, days: int) -> float:
    return below * (EASIER if one.first_day + one.days > days - LATEST_DAYS else 1.0)


def _by_chance(one: Beyond) -> tuple[float, int]:
    return one.p_value, one.first_day


def _windows(counted: FloatArray, rates: FloatArray, size: float, days: int) -> list[Beyond]:
    window = np.ones(days)
    many = np.convolve(counted, window, "valid")
    mean = np.convolve(rates, window, "valid")
    varied = np.convolve(rates**2, window, "valid")
    chance = tail(many, mean, size * mean**2 / varied)
    return [Beyond(int(day), days, float(chance[day])) for day in np.flatnonzero((many >= FEWEST) & (many > mean))]
