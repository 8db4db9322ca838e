"""New rounds for what a plan leaves open: each unit of a plan in turn goes where its presence is worth most.

The per-unit master knows rounds that are worth most by themselves. Where two of them meet at a door, what is missing is
a round that is nearly as good and goes elsewhere; exact pricing against what the rest of the plan covers finds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.game.pricing import price
from vigil.patrol.game.problem import Column, Problem, Visits, column_of

ROUNDS_EACH = 3


@dataclass(frozen=True, slots=True)
class Improved:
    """A plan with better rounds, a round for every unit; all rounds found on the way, and the work done."""

    rounds: tuple[Visits, ...]
    found: tuple[tuple[int, Visits], ...]
    work: int


def improve_plan(problem: Problem, rounds: Sequence[Visits], prices: FloatArray, order: Sequence[int]) -> Improved:
    """Price the units of a plan anew, in an order, against what the others cover; never makes it worth less.

    Parameters
    ----------
    prices : what covering each bin wholly is worth, shape (bins,), at least 0
    """
    better = list(rounds)
    columns = [
        column_of(problem, problem.classes[number], visits)
        for number, visits in zip(problem.units, rounds, strict=True)
    ]
    covered = np.zeros(problem.bins)
    for column in columns:
        covered[column.bins] += column.shares
    found, work = [], 0
    for unit in order:
        number = problem.units[unit]
        one = problem.classes[number]
        covered[columns[unit].bins] -= columns[unit].shares
        left = np.clip(1.0 - covered, 0.0, 1.0)
        priced = price(problem, one, prices * left, ROUNDS_EACH)
        work += priced.work
        best = worth(columns[unit], prices, left)
        for other in priced.rounds:
            column = column_of(problem, one, other.visits)
            found.append((number, other.visits))
            if worth(column, prices, left) > best * (1 + 1e-9):
                best = worth(column, prices, left)
                better[unit], columns[unit] = other.visits, column
        covered[columns[unit].bins] += columns[unit].shares
    return Improved(tuple(better), tuple(dict.fromkeys(found)), work)


def worth(column: Column, prices: FloatArray, left: FloatArray) -> float:
    """Give what a round adds, in prices, where a share `left` (0 to 1) of each bin is still to cover."""
    return float(prices[column.bins] @ np.minimum(column.shares, left[column.bins]))
