"""How fast a shock fades: what its own days say, read together over the series, in the light of earlier shocks."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.settle import Settled, weigh_slot
from vigil.picture.contagion.slot import (
    SHAPES,
    USUAL_HALF_LIFE_DAYS,
    USUAL_SPREAD,
    Peers,
    shape_weights,
    size_weights,
)

FLAT: Final = np.full(len(SHAPES), 1.0 / len(SHAPES))
"""Every shape as likely as any other."""

DIFFERENT: Final = 0.9
"""How far shocks differ from one another in the logarithm of their half-lives (standard deviation)."""

LEVEL_DAYS: Final = 28
"""How many days before a shock say what an ordinary day was."""


@dataclass(frozen=True, slots=True, eq=False)
class Decay:
    """How likely each shape of a shock is, shape (shapes,), and for each series of a group each size given it.

    `size_weights` holds an array of shape (shapes, sizes) for each series; `sizes` the sizes weighed in each.
    """

    slot: int
    group: tuple[int, ...]
    weights: FloatArray
    size_weights: tuple[FloatArray, ...]
    sizes: tuple[FloatArray, ...]


def usual_decay(settled: Settled, *, before: int) -> FloatArray:
    """Give how likely each shape is of a new shock, from the published one and from the shocks before a day.

    Logarithms of half-lives are taken as normal: each earlier shock speaks with what its own counts leave open plus
    what shocks differ by. Nothing later than `before` is looked at.
    """
    steps = np.log([shape.half_life_days for shape in SHAPES])
    precision = 1.0 / USUAL_SPREAD**2
    total = precision * np.log(USUAL_HALF_LIFE_DAYS)
    for slot, opened in enumerate(settled.slots):
        movers = tuple(place for place, state in enumerate(settled.series) if slot in state.slots)
        if opened.first_day >= before or not movers:
            continue
        weights = decay_of(settled, slot, movers, FLAT).weights
        centre = float(weights @ steps)
        share = 1.0 / (float(weights @ (steps - centre) ** 2) + DIFFERENT**2)
        precision, total = precision + share, total + share * centre
    return shape_weights(float(np.exp(total / precision)), float(np.sqrt(1.0 / precision + DIFFERENT**2)))


def decay_of(settled: Settled, slot: int, group: tuple[int, ...], usual: FloatArray) -> Decay:
    """Weigh the shapes of one shock by all series of a group, and the sizes in each."""
    together = np.log(usual)
    tables: list[FloatArray] = []
    sizes: list[FloatArray] = []
    for target in group:
        weighed = weigh_slot(settled, target, slot)
        level = level_before(settled, target, slot)
        likely = weighed.log_likelihood + np.log(size_weights(weighed.sizes, level, peers_of(settled, target, slot)))
        highest = likely.max(axis=1, keepdims=True)
        table = np.exp(likely - highest)
        together = together + (highest[:, 0] + np.log(table.sum(axis=1)))
        tables.append(table / table.sum(axis=1, keepdims=True))
        sizes.append(weighed.sizes)
    weights = np.exp(together - together.max())
    return Decay(slot, group, weights / weights.sum(), tuple(tables), tuple(sizes))


def peers_of(settled: Settled, target: int, slot: int) -> Peers:
    """Say what a shock did to the series other than the target."""
    multiples: list[float] = []
    for place, state in enumerate(settled.series):
        if place != target and slot in state.slots:
            multiples.append(float(state.fitted.sizes[state.slots.index(slot)]) / level_before(settled, place, slot))
    moved = [np.log(multiple) for multiple in multiples if multiple > 0]
    share = (1.0 + len(moved)) / (1.0 + len(settled.series))
    return Peers(share, float(np.mean(moved)) if moved else None)


def level_before(settled: Settled, target: int, slot: int) -> float:
    """Give the mean count of a day of a series in the weeks before a shock, without any shock.

    Years of other levels are no measure of what a shock of today multiplies.
    """
    fitted = settled.series[target].fitted
    without = fitted.rates - fitted.model.data.shocks @ fitted.sizes
    first = settled.slots[slot].first_day
    return max(float(np.mean(without[max(0, first - LEVEL_DAYS) : first + 1])), 1e-3)


def weights_of_sizes(decay: Decay, place: int) -> FloatArray:
    """Give how likely each size on the first day is for a series of the group, whatever the shape; shape (sizes,)."""
    return np.asarray(decay.weights @ decay.size_weights[place])


def quantile(values: FloatArray, weights: FloatArray, share: float) -> float:
    """Give the smallest value at or below which at least this share of the weight lies."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) >= share * weights.sum()
    return float(values[order][int(np.argmax(reached))])
