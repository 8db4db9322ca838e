"""What each fairness floor costs, and how high one that cannot be kept could be at most."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.game.master import Master, Offer
from vigil.patrol.game.per_unit import PerUnit, never_late
from vigil.patrol.game.problem import Problem, column_of
from vigil.patrol.mixture import FloorCost

REACHED: Final = 0.1
"""A gap of the per-unit optimum up to which a difference of two says something."""
MOST: Final = 10
LAST: Final = 1000
"""So many of the rounds that were found last are chosen from."""


def floor_costs(problem: Problem, per_unit: PerUnit, is_late: Callable[[], bool] = never_late) -> tuple[FloorCost, ...]:
    """Give by how much the value falls without each floor, the others kept: 0 for one that costs nothing.

    It is worked out with the rounds found last, so that a floor may cost a little more than it says. Of more than ten
    that cost something, those with the highest prices are worked out and the others left out, as are those for which no
    time is left. Where the optimum itself was not reached nothing is said of what floors cost.
    """
    if per_unit.gap > REACHED:
        return ()
    prices = np.maximum(per_unit.best_duals.floors, per_unit.duals.floors)
    dearest = set(np.argsort(-prices, kind="stable")[:MOST].tolist())
    costly = [number for number in range(len(prices)) if prices[number] > 0 and number in dearest]
    found = dict(zip(costly, _falls(problem, per_unit, costly, is_late), strict=False))
    return tuple(
        FloorCost(group, name, found.get(number, 0.0))
        for number, (group, name) in enumerate(problem.floors.names)
        if prices[number] <= 0 or number in found
    )


def _falls(problem: Problem, per_unit: PerUnit, floors: Sequence[int], is_late: Callable[[], bool]) -> list[float]:
    """Give by how much the value falls without each of some floors, as long as there is time."""
    if not floors:
        return []
    master = Master(problem)
    drawn = [(share.number, share.visits) for share in per_unit.shares if share.visits]
    rounds = dict.fromkeys([*drawn, *per_unit.rounds[-LAST:]])
    master.offer([Offer(number, column_of(problem, problem.classes[number], visits)) for number, visits in rounds])
    while master.ask_more():
        pass
    answer = master.settle(master.solve(wholly=True))
    falls = []
    for number in floors:
        if is_late():
            break
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
