"""More rounds and more plans than the best, where there are too few of those for a draw that nobody foresees.

A plan may be drawn no more often than the cap says, so that there must be many. With a handful of units the per-unit
master names few rounds; those that are nearly as good are what it was offered beside, and the same rounds some minutes
earlier or later.
"""

import math
from collections.abc import Iterator
from itertools import chain

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.per_unit import PerUnit
from vigil.patrol.game.polish import respond
from vigil.patrol.game.problem import Problem, Visits, column_of, visits_alone
from vigil.patrol.game.rounding import RoundTable

ROUNDS_TOGETHER = 240
"""With so many rounds for all units together there are plans enough; one unit alone has them all."""
SHIFTS = (-1, 1, -2, 2, -3, 3, -5, 5)
NOISE = 0.3
"""How far prices are shaken for a plan that is to be another, as a share of them."""


def more_rounds(problem: Problem, per_unit: PerUnit) -> list[tuple[int, Visits]]:
    """Give further rounds for classes that have few, the likest to those of the per-unit optimum first."""
    least = -(-ROUNDS_TOGETHER // max(1, len(problem.units)))
    found: list[tuple[int, Visits]] = []
    for number in range(len(problem.classes)):
        known = dict.fromkeys(share.visits for share in per_unit.shares if share.number == number)
        have = len(known)
        for visits in _candidates(problem, per_unit, number, known):
            if len(known) >= max(least, have):
                break
            known.setdefault(visits)
        found.extend((number, visits) for visits in list(known)[have:])
    return found


def other_plans(table: RoundTable, picks: IntArray, prices: FloatArray, rng: np.random.Generator) -> IntArray:
    """Give plans of which each is the best for prices a little different from those given."""
    others = [respond(table, picks[n : n + 1], shaken(prices, rng), 1)[0] for n in range(len(picks))]
    return np.concatenate([picks[:0], *others])


def any_plans(table: RoundTable, count: int, rng: np.random.Generator) -> IntArray:
    """Give plans of rounds taken from the table by chance, shape (count, units)."""
    first, end = table.class_from[table.units], table.class_from[table.units + 1]
    return rng.integers(first, end, (count, len(table.units)))


def shaken(prices: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Give prices that differ from those given by chance."""
    return prices * rng.uniform(1 - NOISE, 1 + NOISE, len(prices))


def _candidates(problem: Problem, per_unit: PerUnit, number: int, known: dict[Visits, None]) -> Iterator[Visits]:
    """Give rounds of a class: those once offered, best first; those drawn at other minutes; those with one visit."""
    one = problem.classes[number]
    prices = per_unit.duals.prices

    def worth(visits: Visits) -> float:
        column = column_of(problem, one, visits)
        return float(prices[column.bins] @ column.shares)

    drawn = list(known)
    yield from sorted((visits for mine, visits in per_unit.rounds if mine == number), key=lambda v: (-worth(v), v))
    moved = (visits for shift in SHIFTS for before in drawn for visits in _moved(problem, before, shift))
    alone = ((visit,) for visit in np.flatnonzero(visits_alone(problem, one)).tolist())
    most = math.inf if one.max_drive is None else one.max_drive
    for visits in chain(moved, alone):
        drive = least_drive(problem, one, visits)
        if drive < math.inf and drive <= most:
            yield visits


def _moved(problem: Problem, visits: Visits, shift: int) -> Iterator[Visits]:
    """Give a round with each of its visits in turn some minutes later."""
    for place, visit in enumerate(visits):
        node = problem.visit_node[visit]
        if problem.visit_from[node] <= visit + shift < problem.visit_from[node + 1]:
            yield (*visits[:place], visit + shift, *visits[place + 1 :])
