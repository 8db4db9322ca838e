"""What each fairness floor costs, and how high one that cannot be kept could be at most."""

from dataclasses import replace
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.game.fair import Floors
from vigil.patrol.game.per_unit import PerUnit, PerUnitLimits, solve_per_unit
from vigil.patrol.game.problem import Problem
from vigil.patrol.mixture import FloorCost

SEED: Final = 0
REACHED: Final = 0.1
"""A gap of the per-unit optimum up to which a difference of two says something."""
MOST: Final = 10


def floor_costs(problem: Problem, per_unit: PerUnit, limits: PerUnitLimits) -> tuple[FloorCost, ...]:
    """Give by how much the value falls without each floor, the others kept: 0 for one that costs nothing.

    The floors that cost something share the work of `limits`; of more than ten, those with the highest prices are
    worked out and the others left out. Where the optimum itself was not reached nothing is said of what floors cost.
    """
    if per_unit.gap > REACHED:
        return ()
    costs = []
    prices = np.maximum(per_unit.best_duals.floors, per_unit.duals.floors)
    dearest = set(np.argsort(-prices, kind="stable")[:MOST].tolist())
    limits = replace(limits, work=limits.work // max(1, min(MOST, int((prices > 0).sum()))))
    for number, (group, name) in enumerate(problem.floors.names):
        if prices[number] <= 0:
            costs.append(FloorCost(group, name, 0.0))
        if prices[number] <= 0 or number not in dearest:
            continue
        without = replace(problem, floors=_without(problem.floors, number))
        rng = np.random.Generator(np.random.Philox(key=SEED))
        free = solve_per_unit(without, rng, limits, warm=per_unit.rounds)
        costs.append(FloorCost(group, name, max(0.0, per_unit.value - free.value)))
    return tuple(costs)


def tightest_floors(problem: Problem, coverage: FloatArray) -> FloatArray:
    """Give for each floor the share of everybody's mean that a coverage gives the group, shape (floors,).

    Of the coverage that misses the floors as little as can be, that is the tightest floor which could be kept.
    """
    floors = problem.floors
    total = float(problem.value.sum())
    mean = float(problem.value @ coverage) / total if total > 0 else 0.0
    over = floors.coefficient @ coverage
    return floors.floor + (over / mean if mean > 0 else np.zeros(floors.count))


def _without(floors: Floors, number: int) -> Floors:
    return Floors(
        floors.names[:number] + floors.names[number + 1 :],
        np.delete(floors.floor, number),
        np.delete(floors.coefficient, number, axis=0),
    )
