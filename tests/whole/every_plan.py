"""The best mixture of a request so small that every plan there is can be written out."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog

from tests.patrol.inspect.a_case import as_bytes
from vigil.ground.arrays import FloatArray
from vigil.patrol.inspect.asked import Asked, AskedWindow
from vigil.patrol.inspect.figures import see
from vigil.patrol.inspect.present import coverage_by_plan
from vigil.patrol.inspect.read_asked import read_asked
from vigil.patrol.inspect.told import ToldPlan, ToldRound
from vigil.patrol.inspect.walk import round_faults
from vigil.patrol.inspect.way import TimedWays


@dataclass(frozen=True, slots=True)
class BestMixture:
    """The least objective of any mixture that keeps the floors, and how many plans there are; endless if none does."""

    objective: float
    plans: int


def best_mixture(request: Mapping[str, Any], *, cap: float = 1.0) -> BestMixture:
    """Give the best mixture, worked out over every plan there is."""
    asked = read_asked(as_bytes(request), "request.json")
    rounds = [every_round(asked, unit) for unit in asked.units]
    plans = [ToldPlan(0.0, combined) for combined in itertools.product(*rounds)]
    by_plan = np.unique(coverage_by_plan(asked, plans), axis=0) if cap == 1.0 else coverage_by_plan(asked, plans)
    return BestMixture(_least_objective(asked, by_plan, cap), len(plans))


def every_round(asked: Asked, unit: str) -> list[ToldRound]:
    """Give every round that a unit can make."""
    ways = TimedWays(asked.travel)
    orders = (
        order
        for count in range(len(asked.windows) + 1)
        for order in itertools.permutations(asked.windows.values(), count)
    )
    walks = (_walk(unit, order, arrive) for order in orders for arrive in _minutes(order, -math.inf))
    return [walk for walk in walks if not any(round_faults(asked, ways, walk))]


def _walk(unit: str, order: Sequence[AskedWindow], arrive: tuple[float, ...]) -> ToldRound:
    depart = tuple(minute + window.visit_minutes for minute, window in zip(arrive, order, strict=True))
    return ToldRound(unit, tuple(window.id for window in order), arrive, depart)


def _minutes(windows: Sequence[AskedWindow], after: float) -> Iterator[tuple[float, ...]]:
    """Give every way to choose minutes for windows in an order, none before the one before it has ended."""
    if not windows:
        yield ()
        return
    first = windows[0]
    for minute in range(math.ceil(max(first.opens, after)), math.floor(first.closes - first.visit_minutes) + 1):
        for rest in _minutes(windows[1:], minute + first.visit_minutes):
            yield float(minute), *rest


def _least_objective(asked: Asked, by_plan: FloatArray, cap: float) -> float:
    """Solve for the chances of the plans and the value: min value − weight × mean coverage."""
    values = see(asked, by_plan[0]).values
    if not values.sum():
        return 0.0
    shares = values / values.sum()
    least = -asked.value_of_coverage * values.max(initial=0.0) * (by_plan @ shares)
    left = [*(-values[:, None] * by_plan.T)]
    rows = [np.append(row, -1.0) for row in left]
    limits = list(-values)
    for floor in asked.floors:
        for name in asked.groups[floor.group] if floor.name == "*" else (floor.name,):
            members = [window.groups[floor.group] == name for window in asked.windows.values() for _ in window.bins]
            own = np.where(members, values, 0.0)
            if own.sum():
                rows.append(np.append(by_plan @ (floor.floor * shares - own / own.sum()), 0.0))
                limits.append(0.0)
    answer = linprog(
        np.append(least, 1.0),
        A_ub=np.array(rows),
        b_ub=np.array(limits),
        A_eq=np.append(np.ones(len(by_plan)), 0.0)[None, :],
        b_eq=[1.0],
        bounds=[*[(0.0, cap)] * len(by_plan), (0.0, None)],
        method="highs",
    )
    return math.inf if answer.fun is None else float(answer.fun)
