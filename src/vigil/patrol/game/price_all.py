"""Pricing all classes at once: what going on is worth is worked out once for all that are alike in it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray, IntArray
from vigil.patrol.game.lie import Lie
from vigil.patrol.game.onward import ThinArray, lie_of, worth_onward
from vigil.patrol.game.pricing import Memory, Priced, Search, latest, nodes_of, search_among, visit_profits
from vigil.patrol.game.problem import Problem

MOST_GROUPS: Final = 6
"""Beyond so many, classes that end their shifts at different hours share what going on is worth."""

GOOD: Final = 0.75
"""A round worth this share of what no round is worth more than is good enough where the best is not asked for."""

ONWARD_WORK: Final = 6
"""What going on is worth counts as so many steps for each node and minute."""
NOTHING_TO_DO: Final = Priced(0.0, (), 0)

Task = TypeVar("Task")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Classes, by number, that share what going on is worth, and the nodes that one of them may visit."""

    numbers: tuple[int, ...]
    nodes: IntArray
    lie: Lie


class Pricer:
    """Prices the classes of a problem again and again, on some threads; the answers do not depend on how many."""

    def __init__(self, problem: Problem, threads: int = 1) -> None:
        self._problem = problem
        self._threads = threads
        self._memories = tuple(Memory() for _ in problem.classes)
        self._groups = _groups(problem)

    def price_all(self, prices: FloatArray, count: int = 1) -> tuple[Priced, ...]:
        """Give for each class its best rounds, as `price` does for one."""
        return self._all(prices, lambda search: search.best(count))

    def glance(self, prices: FloatArray, count: int = 1) -> tuple[Priced, ...]:
        """Give for each class rounds that may not be the best and a bound that may be too high, in little time."""
        return self._all(prices, lambda search: search.follow(count))

    def _all(self, prices: FloatArray, look: Callable[[Search], Priced]) -> tuple[Priced, ...]:
        problem = self._problem
        profit = visit_profits(prices, problem.share_from, problem.share_bin, problem.share)
        onward = self._map(lambda group: self._onward(group, profit), self._groups)
        searches: dict[int, Search] = {}
        for group, shared in zip(self._groups, onward, strict=True):
            for number in group.numbers:
                one = problem.classes[number]
                memory = self._memories[number]
                searches[number] = Search(problem, one, group.nodes, profit * one.effect, shared, memory)
        priced = dict(zip(searches, self._map(look, list(searches.values())), strict=True))
        for group, shared in zip(self._groups, onward, strict=True):
            priced[group.numbers[0]] = _more_work(priced[group.numbers[0]], ONWARD_WORK * shared[0].size)
        return tuple(priced.get(number, NOTHING_TO_DO) for number in range(len(problem.classes)))

    def good_round(self, number: int, prices: FloatArray, among: BoolArray) -> Priced:
        """Give a good round of a class among some nodes, shape (nodes,), the best where a good one is hard to find."""
        problem, one = self._problem, self._problem.classes[number]
        chosen = np.flatnonzero(one.may & among)
        if not len(chosen):
            return NOTHING_TO_DO
        search = search_among(problem, one, chosen, prices, self._memories[number])
        good = _more_work(search.follow(), ONWARD_WORK * search.onward[0].size + len(search.profit))
        if good.rounds and good.rounds[0].value >= GOOD * good.bound:
            return good
        best = search.best(1)
        return _more_work(best, good.work)

    def _onward(self, group: _Group, profit: FloatArray) -> tuple[ThinArray, ThinArray]:
        problem = self._problem
        classes = [problem.classes[number] for number in group.numbers]
        last = latest(problem, classes)[group.nodes]
        way = problem.least_way[classes[0].profile]
        return worth_onward(profit, nodes_of(problem, group.nodes), way, last, group.lie)

    def _map(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> list[Done]:
        if self._threads == 1 or len(tasks) < 2:
            return [function(task) for task in tasks]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(function, tasks))


def _groups(problem: Problem) -> tuple[_Group, ...]:
    """Put classes together by their way of travelling, what they may visit and when they must be back."""
    for keys in (("profile", "may", "home_by"), ("profile", "may"), ("profile",)):
        found: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for number, one in enumerate(problem.classes):
            whole = {"profile": one.profile, "may": one.may.tobytes(), "home_by": one.home_by}
            if one.may.any():
                found[tuple(whole[key] for key in keys)].append(number)
        if len(found) <= MOST_GROUPS:
            break
    groups = []
    for numbers in found.values():
        nodes = np.flatnonzero(np.any([problem.classes[number].may for number in numbers], axis=0))
        way = problem.least_way[problem.classes[numbers[0]].profile]
        groups.append(_Group(tuple(numbers), nodes, lie_of(nodes_of(problem, nodes), way)))
    return tuple(groups)


def _more_work(priced: Priced, work: int) -> Priced:
    """Count work that was done before the search, such as finding out what going on is worth."""
    return replace(priced, work=priced.work + work)
