"""The rounds of a class worth most when every bin has a price: exact, and a bound on every round there is."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigil.ground.compiled import compiled
from vigil.patrol.game.longest import NEVER, Walks, longest_walks
from vigil.patrol.game.mend import least_drive, mend_round
from vigil.patrol.game.problem import Problem, Visits, arrivals
from vigil.patrol.game.unit_class import UnitClass

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
NumberArray = NDArray[np.int32]
BoolArray = NDArray[np.bool_]

TOLL_STEPS: Final = 8
"""So often the price of a minute on the way is narrowed down for units that may not drive for ever."""


@dataclass(frozen=True, slots=True)
class PricedRound:
    """A round a unit can make, and what it is worth at the prices asked about."""

    value: float
    visits: Visits


@dataclass(frozen=True, slots=True)
class Priced:
    """The best rounds found, best first and none twice; no round of the class is worth more than `bound`.

    `work` counts the steps of the search: the same on every machine.
    """

    bound: float
    rounds: tuple[PricedRound, ...]
    work: int


def price(
    problem: Problem, one: UnitClass, prices: FloatArray, count: int = 1, among: BoolArray | None = None
) -> Priced:
    """Give the rounds of a class worth most; staying at home is always among what it may do, and worth 0.

    Parameters
    ----------
    prices : what covering each bin wholly is worth, shape (bins,), at least 0
    count : how many rounds to give at most
    among : the nodes to look at, shape (nodes,); all when not given. `bound` then holds for rounds among them only.
    """
    profit = visit_profits(prices, problem.share_from, problem.share_bin, problem.share) * one.effect
    search = _Search(problem, one, profit, one.may if among is None else one.may & among)
    if one.max_drive is None:
        bound, rounds, work = search.at(0.0, count)
        return Priced(bound, rounds, work)
    return _within_drive(search, one.max_drive, count)


@compiled
def visit_profits(prices: FloatArray, share_from: NumberArray, share_bin: NumberArray, share: FloatArray) -> FloatArray:
    """Give what each visit of full effect earns at prices of shape (bins,): shape (visits,)."""
    profit = np.zeros(len(share_from) - 1)
    for visit in range(len(profit)):
        for number in range(share_from[visit], share_from[visit + 1]):
            profit[visit] += prices[share_bin[number]] * share[number]
    return profit


@dataclass(frozen=True, slots=True)
class _Search:
    """Everything a search for one class needs."""

    problem: Problem
    one: UnitClass
    profit: FloatArray
    may: BoolArray

    def at(self, toll: float, count: int) -> tuple[float, tuple[PricedRound, ...], int]:
        """Give a bound, the best rounds and the work when a minute on the way costs a toll."""
        problem, one = self.problem, self.one
        nodes = (problem.place, problem.first, problem.last, problem.minutes, problem.visit_from)
        ways = (problem.way[one.profile], problem.least_way[one.profile], problem.slot_from)
        walks = longest_walks(self.profit, nodes, ways, self._ends(), (self._hours(), self.may, toll))
        values = walks[0]
        drive = 0.0 if one.max_drive is None else toll * one.max_drive
        return max(0.0, float(values.max(initial=0.0)) + drive), self._best(walks, count), walks[3]

    def _best(self, walks: Walks, count: int) -> tuple[PricedRound, ...]:
        values, final, before, _ = walks
        rounds: dict[Visits, float] = {}
        for node in np.argsort(-values, kind="stable")[:count]:
            if final[node] < 0:
                break
            visits = mend_round(self.problem, self.one, self._trace(int(final[node]), before), self.profit)
            worth = float(self.profit[list(visits)].sum())
            if worth > 0:
                rounds[visits] = worth
        return tuple(PricedRound(worth, visits) for visits, worth in sorted(rounds.items(), key=lambda item: -item[1]))

    def _trace(self, state: int, before: IntArray) -> Visits:
        visits = []
        while state >= 0:
            visits.append(state % len(self.profit))
            state = int(before[state])
        return tuple(reversed(visits))

    def _hours(self) -> IntArray:
        rest = self.one.rest
        if rest is None:
            return np.array([self.one.home_by, 0, 0, 0], dtype=np.int64)
        begins, until = int(np.ceil(rest.from_minute)), int(np.floor(rest.until_minute))
        return np.array([self.one.home_by, rest.minutes, begins, until], dtype=np.int64)

    def _ends(self) -> tuple[IntArray, IntArray, NDArray[np.int16], NDArray[np.int16], NDArray[np.int16]]:
        problem, one = self.problem, self.one
        hours = self._hours()
        there = arrivals(problem, np.full(one.out.shape[1], one.ready, dtype=np.int64), one.out)
        rested = np.full(one.out.shape[1], NEVER, dtype=np.int64)
        over = max(one.ready, int(hours[2])) + int(hours[1])
        if one.rest is not None and over <= min(one.home_by, int(hours[3])):
            rested = arrivals(problem, np.full(one.out.shape[1], over, dtype=np.int64), one.out)
        return there, rested, one.out.min(axis=0), one.home, one.home.min(axis=0)


def _within_drive(search: _Search, most: int, count: int) -> Priced:
    """Give rounds that stay within the minutes on the way, and the least bound that a toll on them gives."""
    problem, one = search.problem, search.one
    bound, rounds, work = search.at(0.0, count)
    fit = {found.visits: found for found in rounds if least_drive(problem, one, found.visits) <= most}
    low, high = 0.0, bound / max(1, most)
    for _ in range(TOLL_STEPS):
        if fit and max(found.value for found in fit.values()) >= bound * (1 - 1e-9):
            break
        toll = (low + high) / 2
        at_toll, rounds, steps = search.at(toll, count)
        bound, work = min(bound, at_toll), work + steps
        within = [found for found in rounds if least_drive(problem, one, found.visits) <= most]
        fit |= {found.visits: found for found in within}
        low, high = (low, toll) if rounds[:1] == tuple(within[:1]) else (toll, high)
    best = sorted(fit.values(), key=lambda found: (-found.value, found.visits))
    return Priced(bound, tuple(best[:count]), work)
