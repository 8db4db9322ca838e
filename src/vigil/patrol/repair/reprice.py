"""New rounds for a few units: whoever wins most by it goes where its presence is worth most, given what others cover.

First every unit keeps what it can. Then rounds change by exact pricing, the one that wins most first, as long as a
change wins enough to be worth telling. Then, while there is work left to spend, some units at once are taken off their
rounds and priced anew in another order: only those that change anyway, where changes are to be few.
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
WORK_OF_ASKING: Final = 300
"""Every pricing costs at least so much, in steps, however small what it looks at is."""
SHAKEN_IN_VAIN: Final = 6
"""After so many shakes in a row that won nothing there is little left to win."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """What rounds are judged by.

    `prices`, shape (bins,), says what covering each bin wholly is worth; `covered`, shape (bins,), what others cover
    already; `barred` names for each unit the windows it has visited already. A round that can stay as it is changes
    only for at least `clear` more and, where some are named, to go to one of the windows in `sought` or to one that
    another unit has given up meanwhile. `work` limits the search at random, in steps of pricing.
    """

    prices: FloatArray
    covered: FloatArray
    barred: Sequence[frozenset[str]]
    seed: int
    work: int
    clear: float = 0.0
    sought: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Offer:
    """A better round for a unit, and what it adds to what everybody covers."""

    gain: float
    visits: Visits
    column: Column


def reprice(problem: Problem, rounds: Sequence[Round], stakes: Stakes) -> tuple[Visits, ...]:
    """Give better rounds for the units of a problem, in its order; `rounds` are those of its request, in theirs."""
    search = _Search(problem, stakes)
    members = [member for one in problem.classes for member in one.members]
    search.begin([rounds[member] for member in members], [stakes.barred[member] for member in members])
    for _ in range(PASSES):
        if not search.settle():
            break
    rng = np.random.Generator(np.random.Philox(key=stakes.seed % 2**64))
    movable = sorted(search.changed) if stakes.clear > 0 else list(range(len(members)))
    in_vain = 0
    while search.work < stakes.work and len(movable) > 1 and in_vain < SHAKEN_IN_VAIN:
        is_better = search.shake(rng.permutation(movable)[:AT_ONCE].tolist())
        in_vain = 0 if is_better else in_vain + 1
    search.put_back()
    return tuple(search.rounds)


class _Search:
    """Rounds while they are being changed; `changed` are the units whose round is no longer what it was."""

    def __init__(self, problem: Problem, stakes: Stakes) -> None:
        self._problem = problem
        self._prices = stakes.prices
        self._clear = stakes.clear
        self._names = stakes.sought
        self._sought: set[int] = set()
        self._covered = stakes.covered.copy()
        self._columns: list[Column] = []
        self._among: list[BoolArray] = []
        self._first: list[tuple[Visits, Column]] = []
        self._bound_to: set[int] = set()
        self._asked: dict[tuple[int, Visits, bytes, bytes], _Offer] = {}
        self.rounds: list[Visits] = []
        self.changed: set[int] = set()
        self.work = 0

    def begin(self, rounds: Sequence[Round], barred: Sequence[frozenset[str]]) -> None:
        """Keep of everybody's round what can still be kept; who cannot keep all of it changes anyway."""
        names = [self._problem.request.windows[number].id for number in self._problem.windows]
        node = {name: number for number, name in enumerate(names)}
        self._sought = {node[name] for name in self._names if name in node}
        for unit, (walk, past) in enumerate(zip(rounds, barred, strict=True)):
            self._among.append(np.array([name not in past for name in names], dtype=np.bool_))
            kept = self._kept(unit, walk, node)
            self.rounds.append(kept)
            self._columns.append(self._column(unit, kept))
            self._first.append((kept, self._columns[unit]))
            if len(kept) < len(walk.stops):
                self._bound_to.add(unit)
            self._add(unit, 1.0)
        self.changed |= self._bound_to

    def settle(self) -> bool:
        """Let units have better rounds, whoever wins most first, while that is worth it; say whether any has one."""
        offers = {unit: self._offer(unit) for unit in range(len(self.rounds))}
        # An offer holds until somebody else's round changes.
        fresh, is_better = set(offers), False
        while offers:
            unit = max(offers, key=lambda one: (offers[one].gain, -one))
            if not self._is_worth_it(unit, offers[unit]):
                del offers[unit]
            elif unit in fresh:
                self._take(unit, offers.pop(unit))
                fresh, is_better = set(), True
            else:
                offers[unit] = self._offer(unit)
                fresh.add(unit)
        return is_better

    def shake(self, units: Sequence[int]) -> bool:
        """Take units off their rounds and price them anew in this order; undone unless it is better together."""
        before = (self.total(), self.rounds.copy(), self._columns.copy(), self._covered.copy(), self.changed.copy())
        for unit in units:
            self._put(unit, (), self._column(unit, ()))
        for unit in units:
            self._take(unit, self._offer(unit))
        is_better = self.total() >= before[0] + LEAST_GAIN
        if not is_better:
            _, self.rounds, self._columns, self._covered, self.changed = before
        return is_better

    def put_back(self) -> None:
        """Give units their first round back where the new one, given all others, no longer wins enough."""
        for unit in sorted(self.changed):
            self._add(unit, -1.0)
            left = np.clip(1.0 - self._covered, 0.0, 1.0)
            visits, column = self._first[unit]
            wins = self._worth(self._columns[unit], left) - self._worth(column, left)
            if wins < (0.0 if unit in self._bound_to else self._clear):
                self.rounds[unit], self._columns[unit] = visits, column
            self._add(unit, 1.0)

    def _offer(self, unit: int) -> _Offer:
        """Give the best round for a unit, given all others; its own when there is no better one."""
        self._add(unit, -1.0)
        left = np.clip(1.0 - self._covered, 0.0, 1.0)
        among = self._open_to(unit) & self._problem.classes[self._problem.units[unit]].may
        near = left[: self._problem.bin_from[-1]][np.repeat(among, np.diff(self._problem.bin_from))]
        # Whatever others do elsewhere changes nothing for this unit.
        asked = (unit, self.rounds[unit], among.tobytes(), near.tobytes())
        self.work += WORK_OF_ASKING
        if asked not in self._asked:
            self._asked[asked] = self._best(unit, left, among)
        self._add(unit, 1.0)
        return self._asked[asked]

    def _best(self, unit: int, left: FloatArray, among: BoolArray) -> _Offer:
        one = self._problem.classes[self._problem.units[unit]]
        priced = price(self._problem, one, self._prices * left, ROUNDS_EACH, among)
        self.work += priced.work
        now = self._worth(self._columns[unit], left)
        best = _Offer(0.0, self.rounds[unit], self._columns[unit])
        for other in priced.rounds:
            column = self._column(unit, other.visits)
            gain = self._worth(column, left) - now
            if gain > max(best.gain, now * STEADY) + LEAST_GAIN:
                best = _Offer(gain, other.visits, column)
        return best

    def _is_worth_it(self, unit: int, offer: _Offer) -> bool:
        if offer.gain <= LEAST_GAIN or unit in self.changed:
            return offer.gain > LEAST_GAIN
        finds = self._nodes(offer.visits) - self._nodes(self.rounds[unit])
        return offer.gain >= self._clear and (not self._names or not finds.isdisjoint(self._sought))

    def _open_to(self, unit: int) -> BoolArray:
        """Say which nodes a unit may go to: all but those visited before, or of these its own and what is sought."""
        if not self._names:
            return self._among[unit]
        wanted = np.zeros(self._problem.nodes, dtype=np.bool_)
        wanted[list(self._sought | self._nodes(self._first[unit][0]) | self._nodes(self.rounds[unit]))] = True
        return wanted & self._among[unit]

    def _nodes(self, visits: Visits) -> set[int]:
        return set(self._problem.visit_node[list(visits)].tolist() if visits else ())

    def _take(self, unit: int, offer: _Offer) -> None:
        self._sought |= self._nodes(self.rounds[unit]) - self._nodes(offer.visits)
        self._put(unit, offer.visits, offer.column)
        self.changed.add(unit)

    def _put(self, unit: int, visits: Visits, column: Column) -> None:
        self._add(unit, -1.0)
        self.rounds[unit], self._columns[unit] = visits, column
        self._add(unit, 1.0)

    def total(self) -> float:
        """Give what everybody covers together is worth."""
        return float(self._prices @ np.minimum(1.0, self._covered))

    def _kept(self, unit: int, walk: Round, node: Mapping[str, int]) -> Visits:
        problem, one = self._problem, self._problem.classes[self._problem.units[unit]]
        most = min(1e9, np.inf if one.max_drive is None else one.max_drive)
        visits = []
        for stop in walk.stops:
            number = node.get(stop.window_id)
            if number is None or not problem.first[number] <= stop.arrive_minute <= problem.last[number]:
                continue
            if self._among[unit][number] and one.may[number]:
                visits.append(int(problem.visit_from[number] + stop.arrive_minute - problem.first[number]))
        if least_drive(problem, one, tuple(visits)) <= most:
            return tuple(visits)
        kept: Visits = ()
        for visit in visits:
            kept = (*kept, visit) if least_drive(problem, one, (*kept, visit)) <= most else kept
        return kept

    def _column(self, unit: int, visits: Visits) -> Column:
        return column_of(self._problem, self._problem.classes[self._problem.units[unit]], visits)

    def _add(self, unit: int, sign: float) -> None:
        column = self._columns[unit]
        self._covered[column.bins] += sign * column.shares

    def _worth(self, column: Column, left: FloatArray) -> float:
        return float(self._prices[column.bins] @ np.minimum(column.shares, left[column.bins]))
