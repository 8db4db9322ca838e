"""Shocks: when each begins, the shape of its fading, how likely each size and shape is given the counts."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray


@dataclass(frozen=True, slots=True)
class Shape:
    """How a shock goes on: at its height for some days, then half of it gone in every half-life."""

    height_days: int
    half_life_days: float

    @property
    def half_gone_days(self) -> float:
        """After how many days half of the first day's size is left."""
        return self.height_days + self.half_life_days

    def left(self, since: FloatArray) -> FloatArray:
        """Give what is left after so many days, 1 on the first."""
        return np.asarray(0.5 ** (np.maximum(since - self.height_days, 0.0) / self.half_life_days))


HALF_LIVES_DAYS: Final = (1.0, 1.5, 2.25, 3.5, 5.0, 7.5, 11.0, 16.0, 24.0)
HEIGHTS: Final = ((0, 0.55), (4, 0.2), (8, 0.15), (14, 0.1))
"""Days at the height, and how likely each is before the counts: most shocks fade from their first day."""

SHAPES: Final = tuple(Shape(days, half_life) for days, _ in HEIGHTS for half_life in HALF_LIVES_DAYS)

USUAL_HALF_LIFE_DAYS: Final = 7.0
USUAL_SPREAD: Final = 0.7
"""Before any shock of one's own: after ten attacks hate crime stayed raised about three weeks (Ivandić, Kirchmaier and
Machin 2019), when an eighth is left of a half-life of seven days; two in three between 3.5 and 14."""

USUAL_SHAPE: Final = Shape(0, USUAL_HALF_LIFE_DAYS)
LIKE_PEERS: Final = 0.8
"""How far the multiples of one shock differ between series (standard deviation of the logarithm)."""

FADED: Final = 1e-3
LONGEST_DAYS: Final = 90
SIZES: Final = 28


@dataclass(frozen=True, slots=True)
class Slot:
    """A shock that may have moved any series: from which day on (its place), its shape, and its name.

    `later_days` is how long after the day that was told it began to move counts.
    """

    name: str
    first_day: int
    shape: Shape
    was_given: bool
    later_days: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """How well each shape (rows) and each size on the first day (columns) goes with the counts of one series.

    `log_likelihood` has the shape (shapes, sizes); `sizes` (sizes,) begins with 0, no effect.
    """

    sizes: FloatArray
    log_likelihood: FloatArray


@dataclass(frozen=True, slots=True)
class Peers:
    """What a shock did to the other series: the share that it moved, and the mean logarithm of the multiples it added.

    `log_multiple` is None where it moved none.
    """

    moved: float
    log_multiple: float | None


def fading(first_day: int, shape: Shape, days: int) -> FloatArray:
    """Give how much of a shock is left on each day, 1 on its first; shape (days,)."""
    left = np.zeros(days)
    left[first_day:] = shape.left(np.arange(days - first_day, dtype=np.float64))
    left[left < FADED] = 0.0
    left[first_day + LONGEST_DAYS :] = 0.0
    return left


def weigh(counted: FloatArray, others: FloatArray, size: float) -> Weighed:
    """Weigh shapes and sizes of one shock against the counts since its first day.

    Parameters
    ----------
    counted : array, shape (days,), counts since the first day of the shock; NaN where not known
    others : array, shape (days,), the mean count without this shock, above 0
    size : shape of the days' gamma variable

    Returns
    -------
    log-likelihoods, shape (shapes, sizes), up to a constant
    """
    counted, others = counted[:LONGEST_DAYS], others[:LONGEST_DAYS]
    known = np.isfinite(counted)
    highest = 3.0 * float(np.max(counted[known][:7], initial=1.0)) + 2.0
    sizes = np.concatenate([[0.0], np.geomspace(highest / 300.0, highest, SIZES - 1)])
    since = np.arange(counted.size, dtype=np.float64)
    left = np.array([shape.left(since) for shape in SHAPES])[:, np.newaxis, known]
    rates = others[known] + sizes[np.newaxis, :, np.newaxis] * left
    seen = counted[known]
    terms = seen * np.log(rates) - (size + seen) * np.log(size + rates)
    return Weighed(sizes, np.asarray(terms.sum(axis=2)))


def size_weights(sizes: FloatArray, usual: float, peers: Peers) -> FloatArray:
    """Give how likely each size is before the counts of the series itself; sums to 1.

    A multiple r of what is usual has the density 1/(1 + r)²: half of all shocks more than double it, one in a hundred
    makes a hundred of it. Where the shock moved other series, half the weight goes to multiples like theirs. No effect
    is as likely as it is among the others, of which one that was moved and one that was not are taken as known.
    """
    steps = np.log(sizes[1:] / usual)
    some = np.exp(steps) / (1.0 + np.exp(steps)) ** 2
    some = some / some.sum()
    if peers.log_multiple is not None:
        like = np.exp(-0.5 * ((steps - peers.log_multiple) / LIKE_PEERS) ** 2) + 1e-300
        some = 0.5 * some + 0.5 * like / like.sum()
    return np.concatenate([[1.0 - peers.moved], peers.moved * some])


def shape_weights(half_life_days: float, spread: float) -> FloatArray:
    """Give how likely each shape is before the counts, shape (shapes,): half-lives log-normal around a centre."""
    away = np.log(np.array(HALF_LIVES_DAYS) / half_life_days) / spread
    lives = np.exp(-0.5 * away**2)
    weights = np.concatenate([share * lives / lives.sum() for _, share in HEIGHTS])
    return np.asarray(weights)
