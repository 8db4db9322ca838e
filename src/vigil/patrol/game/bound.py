"""The certificate: no mixture of plans does better than this, whatever the prices it is worked out from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.game.problem import Problem


@dataclass(frozen=True, slots=True, eq=False)
class Duals:
    """Prices to prove a bound with.

    `attack`, shape (bins,), is how likely the attacker strikes at each bin: at least 0, at most 1 in all; the rest goes
    to the bin that nobody can cover, if there is one. `prices`, shape (bins,), at least 0, is what covering each bin
    wholly is worth to a unit. `floors`, shape (floors,), at least 0, is what each fairness floor costs.
    """

    attack: FloatArray
    prices: FloatArray
    floors: FloatArray

    def towards(self, other: "Duals", share: float) -> "Duals":
        """Give the prices that lie a share (0 to 1) of the way to others."""
        return Duals(
            self.attack + share * (other.attack - self.attack),
            self.prices + share * (other.prices - self.prices),
            self.floors + share * (other.floors - self.floors),
        )


def lower_bound(problem: Problem, duals: Duals, best: Sequence[float], pinned: float = 0.0) -> float:
    """Give a number that no mixture's objective is below if it keeps the floors, by weak duality.

    For any mixture, its value is at least Σ attack × value × (1 - coverage), the floors add nothing below 0, and each
    unit earns no more at `prices` than the best round there is. Where covering a bin pays more than its price, all of
    it is granted.

    Parameters
    ----------
    best : for each class, at least what its best round is worth at `prices`
    pinned : a value that no mixture gets below; it takes what `attack` leaves over
    """
    attack = duals.attack / max(1.0, float(duals.attack.sum()))
    earned = problem.weight + problem.value * attack + duals.floors @ problem.floors.coefficient
    granted = np.maximum(0.0, earned - duals.prices)[problem.is_open].sum()
    rounds = sum(one.count * worth for one, worth in zip(problem.classes, best, strict=True))
    left = 1.0 - float(attack.sum())
    return float(problem.value @ attack - granted - rounds + pinned * left)


def prices_of(problem: Problem, attack: FloatArray, floors: FloatArray) -> FloatArray:
    """Give what covering each bin wholly is worth where covering it more than wholly is worth as much: (bins,)."""
    return np.maximum(0.0, problem.weight + problem.value * attack + floors @ problem.floors.coefficient)
