"""Pricing all classes at once: what going on is worth is worked out once for all that are alike in it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.patrol.game.onward import ThinArray, worth_onward
from vigil.patrol.game.pricing import Memory, Priced, Search, latest, nodes_of, visit_profits
from vigil.patrol.game.problem import Problem

MOST_GROUPS: Final = 6
"""Beyond so many, classes that end their shifts at different hours share what going on is worth."""

NOTHING_TO_DO: Final = Priced(0.0, (), 0)

Task = TypeVar("Task")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Classes, by number, that share what going on is worth, and the nodes that one of them may visit."""

    numbers: tuple[int, ...]
    nodes: IntArray


class Pricer:
    """Prices the classes of a problem again and again, on some threads; the answers do not depend on how many."""

    def __init__(self, problem: Problem, threads: int = 1) -> None:
        self._problem = problem
        self._threads = threads
        self._memories = tuple(Memory() for _ in problem.classes)
        self._groups = _groups(problem)

    def price_all(self, prices: FloatArray, count: int = 1) -> tuple[Priced, ...]:
        """Give for each class its best rounds, as `price` does for one."""
        problem = self._problem
        profit = visit_profits(prices, problem.share_from, problem.share_bin, problem.share)
        onward = self._map(lambda group: self._onward(group, profit), self._groups)
        searches: dict[int, Search] = {}
        for group, shared in zip(self._groups, onward, strict=True):
            for number in group.numbers:
                one = problem.classes[number]
                memory = self._memories[number]
                searches[number] = Search(problem, one, group.nodes, profit * one.effect, shared, memory)
        priced = dict(zip(searches, self._map(lambda search: search.best(count), list(searches.values())), strict=True))
        return tuple(priced.get(number, NOTHING_TO_DO) for number in range(len(problem.classes)))

    def _onward(self, group: _Group, profit: FloatArray) -> tuple[ThinArray, ThinArray]:
        problem = self._problem
        classes = [problem.classes[number] for number in group.numbers]
        last = latest(problem, classes)[group.nodes]
        return worth_onward(profit, nodes_of(problem, group.nodes), problem.least_way[classes[0].profile], last)

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
        may = np.any([problem.classes[number].may for number in numbers], axis=0)
        groups.append(_Group(tuple(numbers), np.flatnonzero(may)))
    return tuple(groups)
