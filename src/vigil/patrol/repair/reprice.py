"""New rounds for a few units: each in turn goes where its presence is worth most, given what the others cover.

First every unit keeps what it can; then a few passes of exact pricing, unit by unit; then, while there is work left to
spend, some units at once are taken off their rounds and priced anew in another order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.pricing import price
from vigil.patrol.game.problem import Column, Problem, Visits, column_of
from vigil.patrol.plan import Round

PASSES: Final = 3
LEAST_GAIN: Final = 1e-9
STEADY: Final = 0.03
"""A unit leaves its round only for one that adds so much more, as a share: every change is one more to tell."""
ROUNDS_EACH: Final = 2
AT_ONCE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """What rounds are judged by.

    `prices`, shape (bins,), says what covering each bin wholly is worth; `covered`, shape (bins,), what others cover
    already; `barred` names for each unit the windows it has visited already. `work` limits the search at random, in
    steps of pricing.
    """

    prices: FloatArray
    covered: FloatArray
    barred: Sequence[frozenset[str]]
    seed: int
    work: int


def reprice(problem: Problem, rounds: Sequence[Round], stakes: Stakes) -> tuple[Visits, ...]:
    """Give better rounds for the units of a problem, in its order; `rounds` are those of its request, in theirs."""
    search = _Search(problem, stakes)
    members = [member for one in problem.classes for member in one.members]
    search.begin([rounds[member] for member in members], [stakes.barred[member] for member in members])
    for _ in range(PASSES):
        if not search.improve(range(len(members))):
            break
    rng = np.random.Generator(np.random.Philox(key=stakes.seed % 2**64))
    while search.work < stakes.work and len(members) > 1:
        search.shake(rng.permutation(len(members))[:AT_ONCE].tolist())
    return tuple(search.rounds)


class _Search:
    """Rounds while they are being changed."""

    def __init__(self, problem: Problem, stakes: Stakes) -> None:
        self._problem = problem
        self._prices = stakes.prices
        self._covered = stakes.covered.copy()
        self._columns: list[Column] = []
        self._among: list[BoolArray] = []
        self.rounds: list[Visits] = []
        self.work = 0

    def begin(self, rounds: Sequence[Round], barred: Sequence[frozenset[str]]) -> None:
        """Keep of everybody's round what can still be kept."""
        names = [self._problem.request.windows[number].id for number in self._problem.windows]
        node = {name: number for number, name in enumerate(names)}
        for unit, (walk, past) in enumerate(zip(rounds, barred, strict=True)):
            self._among.append(np.array([name not in past for name in names], dtype=np.bool_))
            self.rounds.append(self._kept(unit, walk, node))
            self._columns.append(self._column(unit, self.rounds[unit]))
            self._add(unit, 1.0)

    def improve(self, order: Sequence[int]) -> bool:
        """Price units anew, one after the other; say whether any has a better round."""
        is_better = False
        for unit in order:
            self._add(unit, -1.0)
            left = np.clip(1.0 - self._covered, 0.0, 1.0)
            one = self._problem.classes[self._problem.units[unit]]
            priced = price(self._problem, one, self._prices * left, ROUNDS_EACH, self._among[unit] & one.may)
            self.work += priced.work + 1
            for other in priced.rounds:
                column = self._column(unit, other.visits)
                now = self._worth(self._columns[unit], left)
                if self._worth(column, left) > now * (1 + STEADY) + LEAST_GAIN:
                    self.rounds[unit], self._columns[unit], is_better = other.visits, column, True
            self._add(unit, 1.0)
        return is_better

    def shake(self, units: Sequence[int]) -> None:
        """Take units off their rounds and price them anew in this order; undone unless it is better together."""
        before = (self.total(), self.rounds.copy(), self._columns.copy(), self._covered.copy())
        for unit in units:
            self._add(unit, -1.0)
            self.rounds[unit], self._columns[unit] = (), self._column(unit, ())
        self.improve(units)
        if self.total() < before[0] + LEAST_GAIN:
            _, self.rounds, self._columns, self._covered = before

    def total(self) -> float:
        """Give what everybody covers together is worth."""
        return float(self._prices @ np.minimum(1.0, self._covered))

    def _kept(self, unit: int, walk: Round, node: Mapping[str, int]) -> Visits:
        problem, one = self._problem, self._problem.classes[self._problem.units[unit]]
        kept: Visits = ()
        for stop in walk.stops:
            number = node.get(stop.window_id)
            if number is None or not problem.first[number] <= stop.arrive_minute <= problem.last[number]:
                continue
            longer = (*kept, int(problem.visit_from[number] + stop.arrive_minute - problem.first[number]))
            most = np.inf if one.max_drive is None else one.max_drive
            if self._among[unit][number] and one.may[number] and least_drive(problem, one, longer) <= min(most, 1e9):
                kept = longer
        return kept

    def _column(self, unit: int, visits: Visits) -> Column:
        return column_of(self._problem, self._problem.classes[self._problem.units[unit]], visits)

    def _add(self, unit: int, sign: float) -> None:
        column = self._columns[unit]
        self._covered[column.bins] += sign * column.shares

    def _worth(self, column: Column, left: FloatArray) -> float:
        return float(self._prices[column.bins] @ np.minimum(column.shares, left[column.bins]))
