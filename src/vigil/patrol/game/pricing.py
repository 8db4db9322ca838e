"""The rounds of a class worth most when every bin has a price: exact, and a bound on every round there is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import BoolArray, FloatArray, IntArray
from vigil.ground.compiled import compiled
from vigil.patrol.game.follow import follow
from vigil.patrol.game.lie import bare_lie
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.onward import Nodes, ThinArray, worth_onward
from vigil.patrol.game.problem import Problem, Visits, arrivals
from vigil.patrol.game.search import NEVER, Aims, Ends, find_labels, pick_walks
from vigil.patrol.game.unit_class import UnitClass

NumberArray = NDArray[np.int32]

NEAR: Final = 0.98
"""Rounds worth less than this share of the best are not looked for."""
JUST_BEST: Final = 1 - 1e-9
"""The same when only one is wanted."""
FALLS: Final = (0.004, 0.02, 0.08, 0.3, 1.0)
"""By which share the aim is below what no walk is worth more than, when no round was worth a higher one."""
MOST_LABELS: Final = 100_000
MOST_STEPS: Final = 20_000_000
"""Where a label may go on to many nodes, fewer are made: beyond so many steps the search costs more than it brings."""
MOST_BITS: Final = 62
TRIES: Final = 40
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


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """The nodes that walks of a class came back to in earlier searches; remembered at once, they save a second one."""

    nodes: dict[int, None] = field(default_factory=dict)


def price(
    problem: Problem, one: UnitClass, prices: FloatArray, count: int = 1, among: BoolArray | None = None
) -> Priced:
    """Give the rounds of a class worth most; staying at home is always among what it may do, and worth 0.

    Parameters
    ----------
    prices : what covering each bin wholly is worth, shape (bins,), at least 0
    count : how many rounds to give at most; they end at different nodes
    among : the nodes to look at, shape (nodes,); all when not given. `bound` then holds for rounds among them only.
    """
    chosen = np.flatnonzero(one.may if among is None else one.may & among)
    if not len(chosen):
        return Priced(0.0, (), 0)
    return search_among(problem, one, chosen, prices, Memory()).best(count)


def search_among(problem: Problem, one: UnitClass, chosen: IntArray, prices: FloatArray, memory: Memory) -> "Search":
    """Give a search for one class alone among chosen nodes, by their numbers; at least one."""
    profit = visit_profits(prices, problem.share_from, problem.share_bin, problem.share)
    places, place = np.unique(problem.place[chosen], return_inverse=True)
    way = problem.least_way[one.profile][np.ix_(places, places)]
    nodes = (place.astype(np.int32), *nodes_of(problem, chosen)[1:])
    onward = worth_onward(profit, nodes, way, latest(problem, [one])[chosen], bare_lie(way, nodes[0]))
    return Search(problem, one, chosen, profit * one.effect, onward, memory)


@compiled
def visit_profits(prices: FloatArray, share_from: NumberArray, share_bin: NumberArray, share: FloatArray) -> FloatArray:
    """Give what each visit of full effect earns at prices of shape (bins,): shape (visits,)."""
    profit = np.zeros(len(share_from) - 1)
    for visit in range(len(profit)):
        for number in range(share_from[visit], share_from[visit + 1]):
            profit[visit] += prices[share_bin[number]] * share[number]
    return profit


def nodes_of(problem: Problem, chosen: IntArray) -> Nodes:
    """Give the arrays of chosen nodes, by their numbers."""
    return (
        problem.place[chosen],
        problem.first[chosen],
        problem.last[chosen],
        problem.minutes[chosen],
        problem.visit_from[chosen],
    )


def latest(problem: Problem, classes: Sequence[UnitClass]) -> NumberArray:
    """Give the last minute at which some unit may begin a visit to each node and still be home in time, (nodes,)."""
    back = np.max([one.home_by - one.least_home for one in classes], axis=0)
    last: NumberArray = np.minimum(problem.last, back[problem.place] - problem.minutes).astype(np.int32)
    return last


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """Everything a search for one class needs; `profit` is with its effect, `onward` without."""

    problem: Problem
    one: UnitClass
    chosen: IntArray
    profit: FloatArray
    onward: tuple[ThinArray, ThinArray]
    memory: Memory

    def best(self, count: int) -> Priced:
        """Give the best rounds and the bound."""
        if self.one.max_drive is None:
            return self.at(0.0, count)
        return _within_drive(self, self.one.max_drive, count)

    def follow(self, count: int = 1) -> Priced:
        """Give rounds read off what going on is worth, where they are sure to be rounds; `bound` is on all rounds.

        Parameters
        ----------
        count : how many rounds to give at most; they begin at different nodes
        """
        problem, one = self.problem, self.one
        ends = self._ends()
        bound = self._at_most(ends)
        if one.rest is not None or one.max_drive is not None or len(problem.slot_from) > 1:
            return Priced(bound, (), 0)
        nodes = nodes_of(problem, self.chosen)
        trip = (ends[0], problem.least_way[one.profile], one.home[0], one.home_by, one.may[self.chosen])
        begins = np.ones(len(self.chosen), dtype=np.bool_)
        rounds, work = dict[Visits, float](), 0
        for _ in range(count):
            walk = follow(nodes, self.onward, trip, begins)
            work += len(self.chosen) * (len(walk) + 1)
            if not len(walk):
                break
            begins[self.chosen == problem.visit_node[walk[0]]] = False
            rounds |= self._rounds(walk[None, :].astype(np.int64))
        return Priced(bound, _ordered(rounds), work)

    def at(self, toll: float, count: int) -> Priced:
        """Give a bound, the best rounds and the work when a minute on the way costs a toll."""
        ends = self._ends()
        most = self._at_most(ends)
        drive = 0.0 if self.one.max_drive is None else toll * self.one.max_drive
        falls = list(FALLS if count == 1 else FALLS[1:])
        near = JUST_BEST if count == 1 else NEAR
        labels_at_most = min(MOST_LABELS, max(1000, MOST_STEPS // len(self.chosen)))
        work, rounds, bound = 0, dict[Visits, float](), most
        for _ in range(TRIES):
            labels, worth, left, steps = self._labels(ends, (most * (1 - falls[0]), near, toll, labels_at_most))
            work += steps + len(labels)
            walks, last = pick_walks(labels, worth, self.problem.visit_node, count)
            if left == np.inf:
                return Priced(most + drive, _ordered(rounds | self._rounds(walks)), work)
            rounds |= self._rounds(walks)
            best = float(worth[last[0], 1]) if len(walks) else 0.0
            # The beginnings of what is pruned get home as well: only who is worth the aim is the best.
            if best <= left and len(falls) > 1:
                falls.pop(0)
                continue
            bound = best
            if not len(walks) or not self._remember(walks[0]):
                break
        return Priced(max(0.0, bound + drive), _ordered(rounds)[:count], work)

    def _labels(self, ends: Ends, aims: Aims) -> tuple[IntArray, FloatArray, float, int]:
        bits = np.zeros(len(self.problem.place), dtype=np.int64)
        remembered = list(self.memory.nodes)[:MOST_BITS]
        bits[remembered] = 1 << np.arange(len(remembered), dtype=np.int64)
        ways = (self.problem.way[self.one.profile], self.problem.least_way[self.one.profile], self.problem.slot_from)
        may = np.ones(len(self.chosen), dtype=np.bool_) & self.one.may[self.chosen]
        rules = (_hours(self.one), may, bits[self.chosen])
        given = (
            nodes_of(self.problem, self.chosen),
            ways,
            ends,
            rules,
            (*self.onward, self.one.effect, int(self.problem.first[self.chosen].min())),
        )
        return find_labels(self.profit, given, aims)

    def _remember(self, walk: IntArray) -> bool:
        """Remember the nodes that a walk comes by twice, if there are any and there is room; say whether there were."""
        seen: dict[int, None] = {}
        more = False
        for visit in walk[walk >= 0]:
            node = int(self.problem.visit_node[visit])
            if node in seen and node not in self.memory.nodes and len(self.memory.nodes) < MOST_BITS:
                self.memory.nodes[node] = None
                more = True
            seen[node] = None
        return more

    def _rounds(self, walks: IntArray) -> dict[Visits, float]:
        rounds = {}
        for walk in walks:
            visits = tuple(int(visit) for visit in walk[walk >= 0])
            nodes = {int(self.problem.visit_node[visit]) for visit in visits}
            worth = float(self.profit[list(visits)].sum())
            if worth > 0 and len(nodes) == len(visits):
                rounds[visits] = worth
        return rounds

    def _at_most(self, ends: Ends) -> float:
        """Give what no walk is worth more than, before any is looked at."""
        first = self.problem.first[self.chosen]
        there = np.maximum(first, ends[0][self.problem.place[self.chosen]])
        in_time = (there <= self.problem.last[self.chosen]) & self.one.may[self.chosen]
        worth = self.onward[0][there[in_time] - first.min(), np.flatnonzero(in_time)]
        return float(worth.max(initial=0.0)) * self.one.effect * 1.0001

    def _ends(self) -> Ends:
        problem, one = self.problem, self.one
        hours = _hours(one)
        there = arrivals(problem, np.full(one.out.shape[1], one.ready, dtype=np.int64), one.out)
        rested = np.full(one.out.shape[1], NEVER, dtype=np.int64)
        over = max(one.ready, int(hours[2])) + int(hours[1])
        if one.rest is not None and over <= min(one.home_by, int(hours[3])):
            rested = arrivals(problem, np.full(one.out.shape[1], over, dtype=np.int64), one.out)
        return there, rested, one.least_out, one.home, one.least_home


def _hours(one: UnitClass) -> IntArray:
    if one.rest is None:
        return np.array([one.home_by, 0, 0, 0], dtype=np.int64)
    begins, until = int(np.ceil(one.rest.from_minute)), int(np.floor(one.rest.until_minute))
    return np.array([one.home_by, one.rest.minutes, begins, until], dtype=np.int64)


def _ordered(rounds: dict[Visits, float]) -> tuple[PricedRound, ...]:
    best = sorted(rounds.items(), key=lambda item: (-item[1], item[0]))
    return tuple(PricedRound(worth, visits) for visits, worth in best)


def _within_drive(search: Search, most: int, count: int) -> Priced:
    """Give rounds that stay within the minutes on the way, and the least bound that a toll on them gives."""
    priced = search.at(0.0, count)
    bound, work = priced.bound, priced.work
    fit = _fitting(search, priced, most)
    low, high = 0.0, bound / max(1, most)
    for _ in range(TOLL_STEPS):
        if fit and max(fit.values()) >= bound * (1 - 1e-9):
            break
        toll = (low + high) / 2
        priced = search.at(toll, count)
        bound, work = min(bound, priced.bound), work + priced.work
        within = _fitting(search, priced, most)
        fit |= within
        low, high = (low, toll) if within else (toll, high)
    return Priced(bound, _ordered(fit)[:count], work)


def _fitting(search: Search, priced: Priced, most: int) -> dict[Visits, float]:
    return {
        found.visits: found.value
        for found in priced.rounds
        if least_drive(search.problem, search.one, found.visits) <= most
    }
