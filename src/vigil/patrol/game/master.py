"""The per-unit master: how often each class makes each round it is offered, so that the attacker is left least.

Minimise value - Σ weight × coverage, where value ≥ worth × (1 - coverage) for every bin. Coverage is what the rounds
add up to. That is written out only where it matters: a row for a bin only when an attacker might strike there, and a
coverage of its own (at most 1, and less than the rounds add up to where that serves a floor) only when asked for. Every
fairness floor may be missed at a price so high that it is missed only when it cannot be kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import BoolArray, FloatArray, IntArray
from vigil.patrol.game.bound import Duals
from vigil.patrol.game.problem import Column, Problem
from vigil.patrol.game.shares import Shares
from vigil.patrol.game.solver import Simplex, accept, new_solver

MISSED: Final = (0.3, 3.0, 100.0)
"""What missing a floor by the whole of everybody's mean costs, in units of the largest value: little as long as the
rounds that would keep it are not known yet, and more than anything at last."""
EXACTLY: Final = 1e-7
"""How far a bin may be from what a row for it would ask, as a share of the largest value."""
NEARLY: Final = 1.01
"""A bin that is left out of a large programme may be left so many times the value."""
LARGE: Final = 10_000
"""After so many steps of the simplex method for one answer the programme is solved from its inside from then on."""
AWAKE: Final = 4.0
"""Of a large programme only so many times as many rounds as rows may be chosen at a time, those nearest to worth it."""
KEEPING: Final = 20
"""So often at most in a row what was left out of account is taken back."""
KEPT: Final = 1e-7
INSIDE_WORK: Final = 1000
"""A step from the inside counts as so much work for each row."""
ROWS_A_TIME: Final = 50
"""So many bins at most are written out before the programme is solved again: each lowers what others ask for."""


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """A round that a class, by its number, may make, as the master sees it."""

    number: int
    column: Column


@dataclass(frozen=True, slots=True, eq=False)
class MasterAnswer:
    """What the master finds best among the rounds it knows.

    `objective` and `value` are in the request's units; `is_whole` says that no bin and no round was left out.
    `weights`, shape (offers,), says how many units of its class make each round; `sums`, shape (bins,), is what they
    add up to; `missed`, shape (floors,), by how much each floor is missed. `homes`, shape (classes,), is what a round
    must be worth at the prices to improve on this; `earned`, shape (bins,), what covering each bin is worth, below 0
    where that puts a floor out of reach.
    """

    objective: float
    value: float
    is_whole: bool
    weights: FloatArray
    sums: FloatArray
    missed: FloatArray
    homes: FloatArray
    duals: Duals
    earned: FloatArray
    work: int

    @property
    def coverage(self) -> FloatArray:
        """What the rounds cover of each bin on average, at most all of it: shape (bins,)."""
        coverage: FloatArray = np.minimum(1.0, self.sums)
        return coverage


class Master:
    """The linear programme, solved again from where it was whenever rounds are offered.

    Its columns are the value, what each floor is missed by, staying at home for each class, and then offers and
    coverages as they come; its rows the classes, the floors, and then attacks and coverages as they come.
    """

    def __init__(self, problem: Problem, least_value: float = 0.0, eased: FloatArray | None = None) -> None:
        self._problem = problem
        self._scale = max(float(problem.value.max(initial=0.0)), 1e-300)
        self._value = problem.value / self._scale
        self._weight = problem.weight / self._scale
        self._attack_row = np.full(problem.bins, -1, dtype=np.int64)
        self._cover_row = np.full(problem.bins, -1, dtype=np.int64)
        self._over_column = np.full(problem.bins, -1, dtype=np.int64)
        self._offer_column = np.zeros(0, dtype=np.int64)
        self._offer_number = np.zeros(0, dtype=np.int64)
        self._is_awake = np.zeros(0, dtype=np.bool_)
        self._shares = Shares()
        self._work = 0
        self._steps = 0
        self._found = 0.0
        self._is_large = False
        self._keeps_all = False
        self._costs = list(MISSED)
        self._highs = new_solver(Simplex.PRIMAL)
        self._eased = np.zeros(problem.floors.count) if eased is None else eased
        self._begin(least_value / self._scale)

    @property
    def rows(self) -> int:
        """How many rows it has by now."""
        return int(self._highs.getNumRow())

    @property
    def offers(self) -> int:
        """How many rounds it has been offered."""
        return len(self._offer_column)

    def ask_more(self) -> bool:
        """Let missing a floor cost more than so far; say whether it could."""
        if len(self._costs) == 1:
            return False
        self._costs.pop(0)
        for floor in range(self._problem.floors.count):
            self._highs.changeColCost(1 + floor, self._costs[0])
        return True

    def let_go(self, floor: int, *, gone: bool = True) -> None:
        """Do without a floor, by its number, or ask for it again."""
        low = -highspy.kHighsInf if gone else -float(self._eased[floor])
        self._highs.changeRowBounds(self._floor_row(floor), low, highspy.kHighsInf)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Let it choose from more rounds."""
        if not offers:
            return
        number = np.arange(len(offers))
        bins = np.concatenate([offer.column.bins for offer in offers]).astype(np.int64)
        shares = np.concatenate([offer.column.shares for offer in offers])
        mine = np.repeat(number, [len(offer.column.bins) for offer in offers])
        lines = [
            _Lines(number, np.array([offer.number for offer in offers]), np.ones(len(offers))),
            _Lines(mine, self._attack_row[bins], self._value[bins] * shares).written(),
            _Lines(mine, self._cover_row[bins], shares).written(),
        ]
        for floor, row in enumerate(self._problem.floors.coefficient):
            sums = _sums(mine, row[bins] * shares, len(offers))
            lines.append(_Lines(number, np.full(len(offers), self._floor_row(floor)), sums))
        cost = -_sums(mine, self._weight[bins] * shares, len(offers))
        columns = self._add_columns(cost, lines)
        self._offer_column = np.concatenate([self._offer_column, columns])
        self._offer_number = np.concatenate([self._offer_number, [offer.number for offer in offers]])
        self._is_awake = np.concatenate([self._is_awake, np.ones(len(offers), dtype=np.bool_)])
        self._shares.add(columns[mine], bins, shares)

    def solve(self, *, wholly: bool = False) -> MasterAnswer:
        """Find the best mixture of what it has been offered, writing out more bins until nothing is missing.

        Parameters
        ----------
        wholly : whether a large programme is solved again as well; it takes long, and bins that are missing are written
            out for the next time
        """
        self._steps = 0
        while True:
            self._run()
            solution = self._highs.getSolution()
            x = np.array(solution.col_value)
            covered = self._shares.sums(x, self._problem.bins)
            attack, floors, earned = self._prices(np.array(solution.row_dual))
            left = np.where(self._problem.is_open, self._value * (1.0 - covered), 0.0)
            attacked = _worst(left - x[0], self._attack_row < 0, every=self._is_large)
            wrong = covered > 1.0 + EXACTLY
            if not self._keeps_all:
                wrong |= (covered > EXACTLY) & (earned < -EXACTLY)
            covers = wrong & (self._cover_row < 0)
            self._write_attacks(attacked)
            self._write_covers(np.flatnonzero(covers))
            value = max(float(x[0]), float(left.max(initial=0.0)))
            woken = self._wake(earned, -np.array(solution.row_dual), lets_rest=not wholly) if self._is_large else 0
            is_whole = not len(attacked) and not covers.any() and not woken
            if is_whole or (self._is_large and not wholly and value <= NEARLY * x[0]):
                break
        classes, count = len(self._problem.classes), self._problem.floors.count
        return MasterAnswer(
            objective=self._scale * self._objective(covered, value - float(x[0])),
            value=self._scale * value,
            is_whole=is_whole,
            weights=x[self._offer_column],
            sums=covered,
            missed=x[1 : 1 + count],
            homes=-self._scale * np.array(solution.row_dual)[:classes],
            duals=Duals(attack, self._scale * np.maximum(0.0, earned), self._scale * floors),
            earned=self._scale * earned,
            work=self._work,
        )

    def _run(self) -> None:
        if self._steps >= LARGE:
            self._is_large = True
            self._highs.setOptionValue("solver", "ipm")
        if self._is_large:
            self._highs.clearSolver()
        self._highs.run()
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the per-unit master ended as {status.name}, not with a best mixture")
        info = self._highs.getInfo()
        # HiGHS forgets what it found as soon as more is written out, or rounds rest or wake.
        self._found = float(info.objective_function_value)
        self._steps += max(0, int(info.simplex_iteration_count))
        self._work += max(0, int(info.simplex_iteration_count)) * (self.rows + 50)
        self._work += max(0, int(info.ipm_iteration_count)) * INSIDE_WORK * self.rows

    def _objective(self, covered: FloatArray, more: float) -> float:
        """Give the objective, scaled, with what bins that are not written out leave more, or are covered too much."""
        twice = np.where(self._cover_row < 0, np.maximum(0.0, covered - 1.0), 0.0)
        return self._found + more + float(self._weight @ twice)

    def keep_all(self, sums: FloatArray) -> float:
        """Leave no more of a bin's coverage out of account than its rounds add up to beyond the whole of it now.

        To reach a floor, which is a share of everybody's mean, the programme may leave coverage out of account. No plan
        can. Gives the most by which that matters to a floor; from now on covering a bin may be worth less than nothing.

        Parameters
        ----------
        sums : what its rounds add up to in each bin, shape (bins,), more than 1 where they meet
        """
        self._keeps_all = True
        over = self._over_column >= 0
        columns = self._over_column[over].astype(np.int32)
        high = np.maximum(0.0, sums[over] - 1.0)
        self._highs.changeColsBounds(len(columns), columns, np.zeros(len(columns)), high)
        kept = self._problem.floors.coefficient @ np.minimum(1.0, sums)
        return float(np.maximum(0.0, -kept).max(initial=0.0))

    def settle(self, answer: MasterAnswer) -> MasterAnswer:
        """Solve it again until what it leaves out of account makes no floor."""
        for _ in range(KEEPING):
            if self.keep_all(answer.sums) <= KEPT:
                break
            answer = self.solve(wholly=True)
        return answer

    def _wake(self, prices: FloatArray, homes: FloatArray, *, lets_rest: bool) -> int:
        """Wake the rounds that are worth it, and let others rest that are far from it; give how many more are worth it.

        Parameters
        ----------
        prices : of shape (bins,), scaled
        homes : what a round of each class must be worth, the first of shape (rows,)
        lets_rest : whether any may rest; where the whole answer is wanted, none that was woken may fall asleep again
        """
        columns, number = self._offer_column, self._offer_number
        worth = prices if self._keeps_all else np.maximum(0.0, prices)
        short = homes[number] - self._shares.earned(worth, int(columns[-1]) + 1)[columns]
        enough = max(int(AWAKE * self.rows), 1)
        least = np.sort(short)[min(enough, len(short)) - 1]
        awake = (short <= max(least, 0.0)) | (self._is_awake & (not lets_rest))
        missing = int(((short < -EXACTLY) & ~self._is_awake).sum())
        changed = np.flatnonzero(awake != self._is_awake)
        self._is_awake = awake
        high = np.where(awake[changed], highspy.kHighsInf, 0.0)
        where = columns[changed].astype(np.int32)
        self._highs.changeColsBounds(len(changed), where, np.zeros(len(changed)), high)
        return missing

    def _prices(self, row_dual: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Give how likely each bin is attacked, what floors cost, and what covering bins is worth, scaled."""
        attack, held = np.zeros(self._problem.bins), np.zeros(self._problem.bins)
        written, covers = self._attack_row >= 0, self._cover_row >= 0
        attack[written] = np.maximum(0.0, row_dual[self._attack_row[written]])
        held[covers] = row_dual[self._cover_row[covers]]
        floors = np.maximum(0.0, row_dual[self._floor_row(0) : self._floor_row(self._problem.floors.count)])
        earned = self._weight + self._value * attack + floors @ self._problem.floors.coefficient + held
        return attack, floors, earned

    def _begin(self, least_value: float) -> None:
        classes, floors = len(self._problem.classes), self._problem.floors.count
        counts = np.array([one.count for one in self._problem.classes], dtype=np.float64)
        self._highs.addVar(least_value, highspy.kHighsInf)
        self._highs.changeColCost(0, 1.0)
        low = np.concatenate([counts, -self._eased])
        high = np.concatenate([counts, np.full(floors, highspy.kHighsInf)])
        self._add_rows(low, high, [])
        number = np.arange(floors)
        self._add_columns(np.full(floors, self._costs[0]), [_Lines(number, classes + number, np.ones(floors))])
        number = np.arange(classes)
        self._add_columns(np.zeros(classes), [_Lines(number, number, np.ones(classes))])

    def _floor_row(self, floor: int) -> int:
        return len(self._problem.classes) + floor

    def _write_attacks(self, bins: IntArray) -> None:
        """Write out that the value is at least what an attacker gets at each of these bins."""
        number, values = np.arange(len(bins)), self._value[bins]
        columns, mine, shares = self._shares.of(bins)
        over = np.flatnonzero(self._over_column[bins] >= 0)
        lines = [
            _Lines(number, np.zeros(len(bins), dtype=np.int64), np.ones(len(bins))),
            _Lines(mine, columns, values[mine] * shares),
            _Lines(over, self._over_column[bins[over]], -values[over]),
        ]
        self._attack_row[bins] = self._add_rows(values, np.full(len(bins), highspy.kHighsInf), lines)

    def _write_covers(self, bins: IntArray) -> None:
        """Let the rounds cover each of these bins by more than counts: the coverage that counts is from 0 to 1."""
        number = np.arange(len(bins))
        lines = [_Lines(number, self._attack_row[bins], -self._value[bins]).written()]
        for floor, row in enumerate(self._problem.floors.coefficient):
            lines.append(_Lines(number, np.full(len(bins), self._floor_row(floor)), -row[bins]))
        self._over_column[bins] = over = self._add_columns(self._weight[bins], lines)
        columns, mine, shares = self._shares.of(bins)
        lines = [_Lines(number, over, -np.ones(len(bins))), _Lines(mine, columns, shares)]
        self._cover_row[bins] = self._add_rows(np.zeros(len(bins)), np.ones(len(bins)), lines)

    def _add_columns(self, cost: FloatArray, lines: "Sequence[_Lines]") -> IntArray:
        begins = int(self._highs.getNumCol())
        starts, index, value = _packed(lines, len(cost))
        low, high = np.zeros(len(cost)), np.full(len(cost), highspy.kHighsInf)
        accept(self._highs.addCols(len(cost), cost, low, high, len(index), starts, index, value), "more columns")
        return np.arange(begins, begins + len(cost))

    def _add_rows(self, low: FloatArray, high: FloatArray, lines: "Sequence[_Lines]") -> IntArray:
        begins = self.rows
        starts, index, value = _packed(lines, len(low))
        accept(self._highs.addRows(len(low), low, high, len(index), starts, index, value), "more rows")
        return np.arange(begins, begins + len(low))


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """Entries of a matrix: for each the line it stands in, where along it, and what it is."""

    line: IntArray
    along: IntArray
    value: FloatArray

    def written(self) -> "_Lines":
        """Give those that stand somewhere."""
        there = self.along >= 0
        return _Lines(self.line[there], self.along[there], self.value[there])


def _packed(parts: Sequence[_Lines], count: int) -> tuple[NDArray[np.int32], NDArray[np.int32], FloatArray]:
    """Give entries line by line, as HiGHS takes them: where each line starts, places along it, and values."""
    line = np.concatenate([np.zeros(0, dtype=np.int64), *(part.line for part in parts)])
    along = np.concatenate([np.zeros(0, dtype=np.int64), *(part.along for part in parts)])
    value = np.concatenate([np.zeros(0), *(part.value for part in parts)])
    order = np.lexsort((along, line))
    starts = np.searchsorted(line[order], np.arange(count))
    return starts.astype(np.int32), along[order].astype(np.int32), value[order]


def _sums(mine: IntArray, amounts: FloatArray, count: int) -> FloatArray:
    """Add up amounts by whose they are, shape (count,)."""
    return np.bincount(mine, amounts, minlength=count).astype(np.float64)


def _worst(too_much: FloatArray, candidates: BoolArray, *, every: bool) -> IntArray:
    """Give the bins, ascending, that ask for a row most, or all that do."""
    bins = np.flatnonzero(candidates & (too_much > EXACTLY))
    most = np.argsort(-too_much[bins], kind="stable")[: len(bins) if every else max(ROWS_A_TIME, len(bins) // 8)]
    return np.sort(bins[most])
