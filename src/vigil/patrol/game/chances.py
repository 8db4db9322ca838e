"""How likely each of some plans should be drawn: the linear programme over whole plans.

Minimise value - Σ weight × coverage, where value ≥ worth × (1 - coverage) for every bin, coverage is that of the plans
times how likely they are, and no plan is likelier than a cap. A row for a bin is written out only when an attacker
might strike there. A fairness floor may be missed at a price so high that it is missed only when it cannot be kept.
"""

from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.patrol.game.polish import Stakes
from vigil.patrol.game.solver import Simplex, new_solver

MISSED: Final = 100.0
"""What missing a floor costs, in units of value for each by which it is missed."""
NEARLY: Final = 0.95
"""Bins that leave at least so much of the largest are written out from the beginning."""
EXACTLY: Final = 1e-8
"""How far a bin may be from what a row for it would ask, as a share of the largest value."""
MARGIN: Final = 1e-7
"""By so much, as a share of the largest value, floors are asked to be more than kept: the solver is that inexact."""
STEP_WORK: Final = 20
"""A step of the simplex method counts as so much work for each row."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Chances:
    """How likely each plan is, shape (plans,), adding up to 1, and what tells whether another would be worth having.

    `attack`, shape (bins,), is how likely an attacker strikes where; `floors`, shape (floors,), what it costs to keep
    each floor a little more; `prices`, shape (bins,), what covering each bin wholly is worth by both and by itself.
    """

    chances: FloatArray
    attack: FloatArray
    floors: FloatArray
    prices: FloatArray
    work: int


def weigh_plans(stakes: Stakes, covers: FloatArray, cap: float) -> Chances:
    """Find how likely each plan should be, no likelier than a cap, or than all alike if the cap is less than that.

    Parameters
    ----------
    covers : what each plan covers of each bin, shape (plans, bins), 0 to 1
    """
    programme = _Programme(stakes, covers, max(cap, 1 / len(covers)))
    even = stakes.value * (1.0 - covers.mean(axis=0))
    rows = np.flatnonzero((even >= NEARLY * even.max(initial=0.0)) & (even > 0))
    while True:
        programme.write(rows)
        programme.solve()
        left = stakes.value * (1.0 - programme.chances @ covers)
        over = left > programme.value + EXACTLY * float(stakes.value.max(initial=0.0))
        rows = np.setdiff1d(np.flatnonzero(over), programme.written)
        if not len(rows):
            return programme.answer()


class _Programme:
    """The linear programme; its columns are the value, what floors are missed by, and the plans."""

    def __init__(self, stakes: Stakes, covers: FloatArray, cap: float) -> None:
        self._stakes = stakes
        self._covers = covers
        self._scale = max(float(stakes.value.max(initial=0.0)), 1e-300)
        self._steps = 0
        self._highs = new_solver(Simplex.DUAL)
        self._highs.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self.written: IntArray = np.zeros(0, dtype=np.int64)
        self._begin(cap)

    def _begin(self, cap: float) -> None:
        plans, floors = len(self._covers), len(self._stakes.floors)
        none, many = np.zeros(0, dtype=np.int32), highspy.kHighsInf
        cost = np.concatenate([[1.0], np.full(floors, MISSED), -(self._covers @ self._stakes.weight) / self._scale])
        low = np.concatenate([[self._stakes.pinned / self._scale], np.zeros(floors + plans)])
        high = np.concatenate([np.full(1 + floors, many), np.full(plans, cap)])
        count = 1 + floors + plans
        self._highs.addCols(count, cost, low, high, 0, np.zeros(count, dtype=np.int32), none, np.zeros(0))
        ones = np.concatenate([np.zeros(1 + floors), np.ones(plans)])
        self._add_rows(np.ones(1), np.ones(1), ones[None, :])
        kept = (self._covers @ self._stakes.floors.T).T / self._scale
        rows = np.concatenate([np.zeros((floors, 1)), np.eye(floors), kept], axis=1)
        self._add_rows(np.full(floors, MARGIN), np.full(floors, many), rows)

    def write(self, bins: IntArray) -> None:
        """Write out that the value is at least what an attacker gets at these bins."""
        value = self._stakes.value[bins] / self._scale
        rows = (self._covers[:, bins] * value).T
        floors = np.zeros((len(bins), len(self._stakes.floors)))
        rows = np.concatenate([np.ones((len(bins), 1)), floors, rows], axis=1)
        self._add_rows(value, np.full(len(bins), highspy.kHighsInf), rows)
        self.written = np.concatenate([self.written, bins])

    def solve(self) -> None:
        """Solve it from where it was.

        Raises
        ------
        RuntimeError : the solver gives no answer, though there always is one
        """
        self._highs.run()
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the chances of plans could not be worked out: {status.name}")
        self._steps += max(0, self._highs.getInfo().simplex_iteration_count) * (1 + len(self.written))

    @property
    def value(self) -> float:
        """What is left to the attacker at the bins that are written out."""
        return float(self._highs.getSolution().col_value[0]) * self._scale

    @property
    def chances(self) -> FloatArray:
        """How likely each plan is."""
        x: FloatArray = np.array(self._highs.getSolution().col_value)[1 + len(self._stakes.floors) :]
        return np.maximum(0.0, x)

    def answer(self) -> Chances:
        """Give the answer in the request's units."""
        stakes = self._stakes
        prices = np.maximum(0.0, np.array(self._highs.getSolution().row_dual))
        attack = np.zeros(len(stakes.value))
        attack[self.written] = prices[1 + len(stakes.floors) :]
        floors = prices[1 : 1 + len(stakes.floors)]
        return Chances(
            chances=self.chances,
            attack=attack,
            floors=floors,
            prices=np.maximum(0.0, stakes.weight + stakes.value * attack + floors @ stakes.floors),
            work=self._steps * STEP_WORK,
        )

    def _add_rows(self, low: FloatArray, high: FloatArray, rows: FloatArray) -> None:
        where, which = np.nonzero(rows)
        begins = np.searchsorted(where, np.arange(len(rows))).astype(np.int32)
        self._highs.addRows(len(rows), low, high, len(which), begins, which.astype(np.int32), rows[where, which])
