"""What each fairness floor costs, and how high one that cannot be kept could be at most."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.game.master import Master, Offer
from vigil.patrol.game.per_unit import PerUnit
from vigil.patrol.game.problem import Problem, column_of
from vigil.patrol.mixture import FloorCost

REACHED: Final = 0.1
"""A gap of the per-unit optimum up to which a difference of two says something."""
MOST: Final = 10
KEEPING: Final = 20
"""So often at most what the programme left out of account is taken back."""
KEPT: Final = 1e-7


def floor_costs(problem: Problem, per_unit: PerUnit) -> tuple[FloorCost, ...]:
    """Give by how much the value falls without each floor, the others kept: 0 for one that costs nothing.

    It is worked out with the rounds that are known, so that a floor may cost a little more than it says. Of more than
    ten that cost something, those with the highest prices are worked out and the others left out. Where the optimum
    itself was not reached nothing is said of what floors cost.
    """
    if per_unit.gap > REACHED:
        return ()
    prices = np.maximum(per_unit.best_duals.floors, per_unit.duals.floors)
    dearest = set(np.argsort(-prices, kind="stable")[:MOST].tolist())
    costly = [number for number in range(len(prices)) if prices[number] > 0 and number in dearest]
    found = dict(zip(costly, _falls(problem, per_unit, costly), strict=True))
    return tuple(
        FloorCost(group, name, found.get(number, 0.0))
        for number, (group, name) in enumerate(problem.floors.names)
        if prices[number] <= 0 or number in found
    )


def _falls(problem: Problem, per_unit: PerUnit, floors: Sequence[int]) -> list[float]:
    """Give by how much the value falls without each of some floors."""
    if not floors:
        return []
    master = Master(problem)
    master.offer([Offer(n, column_of(problem, problem.classes[n], visits)) for n, visits in per_unit.rounds if visits])
    while master.ask_more():
        pass
    answer = master.solve(wholly=True)
    for _ in range(KEEPING):
        if master.keep_all(answer.sums) <= KEPT:
            break
        answer = master.solve(wholly=True)
    falls = []
    for number in floors:
        master.let_go(number)
        falls.append(max(0.0, answer.value - master.solve(wholly=True).value))
        master.let_go(number, gone=False)
    return falls


def tightest_floors(problem: Problem, coverage: FloatArray) -> FloatArray:
    """Give for each floor the share of everybody's mean that a coverage gives the group, shape (floors,).

    Of the coverage that misses the floors as little as can be, that is the tightest floor which could be kept.
    """
    floors = problem.floors
    total = float(problem.value.sum())
    mean = float(problem.value @ coverage) / total if total > 0 else 0.0
    over = floors.coefficient @ coverage
    return floors.floor + (over / mean if mean > 0 else np.zeros(floors.count))
