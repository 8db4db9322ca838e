"""How many a day come to in the end: a smooth level and how much single days differ from it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray

LEAST_SPREAD: Final = 0.02
"""Days differ at least so much (variance over squared mean, beyond chance): no level is as steady as that."""


@dataclass(frozen=True, slots=True)
class Level:
    """How many a day: the mean, and the size of the negative binomial around it (the smaller, the wider)."""

    per_day: float
    size: float


def fit_level(known: IntArray, shares: FloatArray, *, half_life_days: float) -> Level:
    """Give the level of the latest days, late reports allowed for, and how much single days differ from it.

    Parameters
    ----------
    known : counts as known, oldest first, shape (days,)
    shares : how much of each has come in, in (0, 1], shape (days,)
    half_life_days : a day so long ago weighs half
    """
    weights = 0.5 ** (np.arange(len(known))[::-1] / half_life_days)
    events = float(weights @ known)
    per_day = (events + 0.5) / float(weights @ shares)
    means = per_day * shares
    spread = float(weights @ ((known - means) ** 2 - means)) / float(weights @ means**2)
    # What the level itself is worth in events: the uncertainty of a mean of so many.
    worth = events**2 / float(weights**2 @ known) if events else 0.0
    return Level(per_day, 1 / (max(spread, LEAST_SPREAD) + 1 / (worth + 0.5)))
