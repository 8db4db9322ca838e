"""What other ways of patrolling would leave to an attacker who knows them, so that people see what the game buys."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.game.improve import improve_plan
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.per_unit import PerUnit, never_late
from vigil.patrol.game.price_all import Pricer
from vigil.patrol.game.problem import Problem, Visits, column_of, coverage_of_rounds
from vigil.patrol.game.rounding import deal_rounds, make_table
from vigil.patrol.game.unit_class import UnitClass
from vigil.patrol.mixture import Baseline

PASSES: Final = 2
MANY: Final = 40
"""More units than so many do not think again."""
PLANS: Final = 200
"""So many plans stand for what units draw each by itself."""
DAYS: Final = 50
"""So many days of visits at random stand for all; more cost a second."""


def find_baselines(
    problem: Problem, per_unit: PerUnit, rng: np.random.Generator, is_late: Callable[[], bool] = never_late
) -> tuple[Baseline, ...]:
    """Work out what is left over the bins that somebody can cover, by the best plan repeated and by chance."""
    worth = np.where(problem.is_open, problem.value, 0.0)
    return tuple(
        Baseline(name, says, value)
        for name, says, value in (
            ("repeated", "the best single plan, driven every day", _left(problem, _repeated(problem, worth, is_late))),
            ("random", "visits chosen at random", _left(problem, _at_random(problem, np.ones(problem.bins), rng))),
            (
                "by-value",
                "visits at random, the more valuable the likelier",
                _left(problem, _at_random(problem, worth, rng)),
            ),
            ("each-alone", "every unit draws its round by itself", _left(problem, _each_alone(problem, per_unit, rng))),
            ("no-travel", "what would be left if units were everywhere at once", _no_travel(problem, worth)),
        )
    )


def water_level(values: FloatArray, budget: float) -> float:
    """Give the least that can be left of the largest value when coverage of so many whole bins is shared out freely."""
    ranked = np.sort(values[values > 0])[::-1]
    count = np.arange(1, len(ranked) + 1)
    # With the first n bins brought down to one level, Σ (1 - level / value) = budget.
    levels = np.maximum(0.0, count - budget) / np.cumsum(1 / ranked) if len(ranked) else np.zeros(0)
    return float(levels.max(initial=0.0))


def _left(problem: Problem, coverage: FloatArray) -> float:
    return float((problem.value * (1.0 - coverage))[problem.is_open].max(initial=0.0))


def _repeated(problem: Problem, worth: FloatArray, is_late: Callable[[], bool]) -> FloatArray:
    """Give what one plan covers whose units in turn go where most value is left, and think again if there is time."""
    rounds: tuple[Visits, ...] = tuple(() for _ in problem.units)
    for turn in range(PASSES):
        for unit in range(len(rounds)):
            # Asked before every unit, for asking also says that the work goes on.
            late = is_late()
            if turn > 0 and (late or len(rounds) > MANY):
                break
            rounds = improve_plan(problem, rounds, worth, [unit]).rounds
    return coverage_of_rounds(problem, rounds)


def _each_alone(problem: Problem, per_unit: PerUnit, rng: np.random.Generator) -> FloatArray:
    """Give what the rounds of the per-unit optimum cover when every unit draws its own."""
    table = make_table(problem, per_unit.shares)
    covered: FloatArray = table.covers(deal_rounds(table, PLANS, rng), problem.bins).mean(axis=0)
    return covered


def _no_travel(problem: Problem, worth: FloatArray) -> float:
    """Give what is left if each unit could share out freely the most coverage that it can give in a round."""
    ones = np.where(worth > 0, 1.0, 0.0)
    most = Pricer(problem).glance(ones)
    return water_level(worth, sum(one.count * priced.bound for one, priced in zip(problem.classes, most, strict=True)))


def _at_random(problem: Problem, likely: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Give what plans cover on average whose units go on to windows by chance, as likely as their likeliest bin."""
    peak = np.zeros(problem.nodes)
    for node in range(problem.nodes):
        peak[node] = likely[problem.bin_from[node] : problem.bin_from[node + 1]].max(initial=0.0)
    covered = np.zeros((DAYS, problem.bins))
    for one in problem.classes:
        for _ in one.members:
            for day in range(DAYS):
                column = column_of(problem, one, _stroll(problem, one, peak, rng))
                covered[day, column.bins] += column.shares
    mean: FloatArray = np.minimum(1.0, covered).mean(axis=0)
    return mean


def _stroll(problem: Problem, one: UnitClass, peak: FloatArray, rng: np.random.Generator) -> Visits:
    """Give a round that goes on to a window by chance as long as it gets home; a rest or a limit may cut it short."""
    visits = tuple(_steps(problem, one, peak, rng))
    most = np.inf if one.max_drive is None else one.max_drive
    while visits and not least_drive(problem, one, visits) <= min(most, 1e9):
        visits = visits[:-1]
    return visits


def _steps(problem: Problem, one: UnitClass, peak: FloatArray, rng: np.random.Generator) -> Iterator[int]:
    likely = np.where(one.may, peak, 0.0)
    there = one.ready + one.out[0].astype(np.int64)[problem.place]
    home = one.home[0].astype(np.int64)[problem.place]
    while True:
        begins = np.maximum(there, problem.first)
        fits = (begins <= problem.last) & (begins + problem.minutes + home <= one.home_by)
        chance = np.where(fits, likely, 0.0)
        if chance.sum() <= 0:
            return
        node = int(rng.choice(len(chance), p=chance / chance.sum()))
        yield int(problem.visit_from[node] + begins[node] - problem.first[node])
        likely[node] = 0.0
        leaves = int(begins[node]) + int(problem.minutes[node])
        there = leaves + problem.way[one.profile][0, problem.place[node]].astype(np.int64)[problem.place]
