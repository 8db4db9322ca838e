"""The best that units could do if each drew its round by itself and none got in another's way, and its bound.

No mixture of plans does better, for in a mixture too every unit makes rounds with some frequency, and a plan covers no
more than its rounds together. It is found by offering the master the rounds worth most at its prices until there is
nothing left to gain; the bound is proved anew at every step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray
from vigil.patrol.game.bound import Duals, lower_bound
from vigil.patrol.game.master import Master, MasterAnswer, Offer
from vigil.patrol.game.price_all import Pricer
from vigil.patrol.game.pricing import visit_profits
from vigil.patrol.game.problem import Problem, Visits, column_of

FIRST_PASSES: Final = 12
FIRST_WORK: Final = 0.25
"""The most of the work that goes into rounds to begin from."""
LEVELS: Final = (0.25, 0.5, 0.7, 0.85, 0.95)
"""Prices to begin from: every bin worth more than this share of all bins are is as dear as any other."""
UNITS_A_PASS: Final = 150
"""So many units at most are given rounds that go together at a time."""
FAINT: Final = 0.02
"""A node that earns less than this share of the dearest is not looked at for rounds that go together."""
CLOSE: Final = 250
"""Of more nodes than so many, those around one are looked at: the likelier the more it earns and the closer it is."""
CLOSE_MINUTES: Final = 20.0
MISSED: Final = 1e-7
ENOUGH: Final = 0.1
BOUND_WORK: Final = 0.6
"""Where there are floors, so much of the work goes into the bound, and the rest into rounds that keep them."""
STALLED: Final = 5
"""Rounds read off are enough as long as so many steps close this share of the gap; then they are searched for."""
MOST_SEARCHED: Final = 200_000
"""With more pairs of a class and a node rounds are never searched for: it costs more than it brings."""
STEADIER: Final = 0.6
LEAST_STEP: Final = 0.05
NEAR: Final = 20
"""Floors are asked for in earnest once the gap is so many times what is wanted."""
TOWARDS: Final = (0.2, 0.5, 1.0)
"""How far prices go from those of the best bound so far to the master's own, which jump about."""
ROUNDS_EACH: Final = 5
ROUNDS_TOGETHER: Final = 100
"""Rounds are read off for so many starts in all: a master that is offered more is slower than it is better."""


@dataclass(frozen=True, slots=True)
class Share:
    """A round that units of a class make, and how many of them on average."""

    number: int
    visits: Visits
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PerUnit:
    """The per-unit optimum as far as it was worked out.

    `bound` is proved: no mixture that keeps the floors has a lower objective. `objective` and `value` are what the
    rounds in `shares` would reach, floors kept, if coverage simply added up; `coverage`, shape (bins,), is that sum, at
    most 1. `missed`, shape (floors,), is by how much each floor could not be kept. `rounds` are all rounds that were
    offered, by class, to begin from the next time.
    """

    bound: float
    objective: float
    value: float
    coverage: FloatArray
    shares: tuple[Share, ...]
    missed: FloatArray
    duals: Duals
    best_duals: Duals
    rounds: tuple[tuple[int, Visits], ...]
    iterations: int
    work: int

    @property
    def gap(self) -> float:
        """How far the objective may be above the least there is, as a share of the value."""
        return (self.objective - self.bound) / self.value if self.value > 0 else 0.0


def never_late() -> bool:
    """Say that there is time."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class PerUnitLimits:
    """When to stop: at a gap, as a share of the value; when so much work is done; when it has become far too late."""

    gap: float = 0.001
    work: int = 10**10
    iterations: int = 1000
    threads: int = 1
    is_late: Callable[[], bool] = never_late


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What the optimum is asked for: a value no lower than one, and floors eased by so much each, shape (floors,).

    `begin` are prices known to prove something, to go on from. `proves_only` says that only the bound is wanted.
    """

    least_value: float = 0.0
    eased: FloatArray | None = None
    begin: Duals | None = None
    proves_only: bool = False


def solve_per_unit(
    problem: Problem,
    rng: np.random.Generator,
    limits: PerUnitLimits = PerUnitLimits(),
    warm: Sequence[tuple[int, Visits]] = (),
    terms: Terms = Terms(),
) -> PerUnit:
    """Work out the per-unit optimum; `warm` are rounds, with the number of their class, to begin from."""
    run = _Run(problem, rng, limits.threads, terms)
    run.offer(warm)
    run.begin()
    if not warm:
        run.cover_all(limits)
    return run.until(limits)


class _Run:
    """One run of column generation."""

    def __init__(self, problem: Problem, rng: np.random.Generator, threads: int, terms: Terms) -> None:
        self.problem = problem
        self.rng = rng
        self.terms = terms
        self.master = Master(problem, terms.least_value, terms.eased)
        self.pricer = Pricer(problem, threads)
        self.known: dict[tuple[int, Visits], None] = {}
        self.work = 0
        self.bound = -np.inf
        self.is_exact = False
        self.gaps: list[float] = []
        self.rounds_each = max(1, ROUNDS_TOGETHER // len(problem.classes))
        self.share = TOWARDS[0]
        self.centre: Duals | None = None

    def offer(self, rounds: Sequence[tuple[int, Visits]]) -> int:
        """Offer rounds to the master that it does not know yet; give how many."""
        fresh = [key for key in dict.fromkeys(rounds) if key not in self.known and key[1]]
        self.known.update(dict.fromkeys(fresh))
        classes = self.problem.classes
        self.master.offer([Offer(k, column_of(self.problem, classes[k], visits)) for k, visits in fresh])
        return len(fresh)

    def begin(self) -> None:
        """Find prices that prove something, before the master has any; those given, or even ones."""
        if self.terms.begin is not None:
            self.offer(self._priced(self.terms.begin))
            return
        value, floors = self.problem.value, self.problem.floors.count
        for level in LEVELS if self.problem.is_open.any() else ():
            least = np.quantile(value[self.problem.is_open], level)
            attack = np.where(self.problem.is_open & (value >= least), 1 / np.maximum(value, 1e-9), 0.0)
            attack /= max(float(attack.sum()), 1e-300)
            prices = self.problem.weight + value * attack
            self.offer(self._priced(Duals(attack, prices, np.zeros(floors))))

    def cover_all(self, limits: PerUnitLimits) -> None:
        """Offer rounds that come by every door worth more than what is proved: one that is missing is the value."""
        value, left = np.where(self.problem.is_open, self.problem.value, 0.0), np.ones(self.problem.bins)
        least = max(0.0, self.bound)
        for _ in range(FIRST_PASSES):
            prices = np.maximum(0.0, value - least) + value * (value > least)
            enough = self.work >= FIRST_WORK * limits.work or limits.is_late()
            if enough or (value * left).max(initial=0.0) <= least:
                break
            self.offer(self.one_after_the_other(prices, left))

    def one_after_the_other(self, prices: FloatArray, left: FloatArray | None = None) -> list[tuple[int, Visits]]:
        """Give rounds for some units, each good for what those before it leave: rounds that go together.

        Parameters
        ----------
        left : how much of each bin is to cover, shape (bins,), all when not given; what they cover is taken off it
        """
        problem = self.problem
        left = np.ones(problem.bins) if left is None else left
        found = []
        for number in self.rng.permutation(problem.units)[:UNITS_A_PASS]:
            profit = visit_profits(prices * left, problem.share_from, problem.share_bin, problem.share)
            most = np.maximum.reduceat(profit, problem.visit_from[:-1])
            priced = self.pricer.good_round(int(number), prices * left, self._close_by(int(number), most))
            self.work += priced.work
            for best in priced.rounds:
                column = column_of(problem, problem.classes[number], best.visits)
                left[column.bins] = np.maximum(0.0, left[column.bins] - column.shares)
                found.append((int(number), best.visits))
        return found

    def _close_by(self, number: int, most: FloatArray) -> BoolArray:
        """Say which nodes a round is looked for among: those that earn something, around one of them if they are many.

        Parameters
        ----------
        most : what a visit to each node earns at most, shape (nodes,)
        """
        problem, one = self.problem, self.problem.classes[number]
        among: BoolArray = one.may & (most > FAINT * most.max(initial=0.0))
        chosen = np.flatnonzero(among)
        if len(chosen) > CLOSE:
            likely = most[chosen] * np.exp(-one.least_out[problem.place[chosen]] / CLOSE_MINUTES)
            middle = problem.place[self.rng.choice(chosen, p=likely / likely.sum())]
            way = problem.least_way[one.profile][middle, problem.place[chosen]]
            among[chosen[np.argsort(way, kind="stable")[CLOSE:]]] = False
        return among

    def until(self, limits: PerUnitLimits) -> PerUnit:
        """Go on until the gap is small enough, nothing is left to gain, or the work is done."""
        iterations = 0
        while True:
            answer = self.master.solve()
            iterations += 1
            before, was_exact = self.bound, self.is_exact
            added = self._step(answer)
            self._learn(self.bound - before, answer)
            spent = self.work + answer.work
            gap = (answer.objective - self.bound) / max(answer.value, 1e-12)
            added += not was_exact
            done = spent >= self._share(limits) or iterations >= limits.iterations or limits.is_late()
            misses = bool((answer.missed > MISSED).any())
            if misses and not done and (not added or gap <= NEAR * limits.gap) and self.master.ask_more():
                self.gaps.clear()
                continue
            if done or (answer.is_whole and (not added or gap <= limits.gap)):
                return self._result(self._last(answer, limits), iterations)

    def _share(self, limits: PerUnitLimits) -> float:
        """Give the work that goes into the bound; what is left goes into reaching floors with coverage as it is."""
        return limits.work * (BOUND_WORK if self.problem.floors.count and not self.terms.proves_only else 1.0)

    def _learn(self, risen: float, answer: MasterAnswer) -> None:
        """Go less far from the best prices after a step that proved nothing new, and look closely when little moves."""
        self.share = max(LEAST_STEP, STEADIER * self.share) if risen <= 0 else min(TOWARDS[0], self.share / STEADIER)
        self.gaps.append(answer.objective - self.bound)
        is_small = len(self.problem.classes) * self.problem.nodes <= MOST_SEARCHED
        if is_small and len(self.gaps) > STALLED and self.gaps[-1] > (1 - ENOUGH) * self.gaps[-1 - STALLED]:
            self.is_exact = True
        if self.is_exact:
            self.share = TOWARDS[0]

    def _last(self, answer: MasterAnswer, limits: PerUnitLimits) -> MasterAnswer:
        """Solve the master once more, wholly, with floors that may be missed only when they cannot be kept."""
        last = self.master.solve(wholly=True)
        while (last.missed > MISSED).any() and self.master.ask_more():
            last = self.master.solve(wholly=True)
        if self.problem.floors.count and not self.terms.proves_only:
            last = self._keep_all(last, limits)
        # What rounds that are not known yet would have kept makes prices that mean nothing.
        return replace(last, duals=answer.duals)

    def _keep_all(self, answer: MasterAnswer, limits: PerUnitLimits) -> MasterAnswer:
        """Reach the floors with coverage as it is, and look for rounds that do so with less that is out of place."""
        answer = self.master.settle(answer)
        objectives = [answer.objective]
        while self.work + answer.work < limits.work and not limits.is_late():
            added = self.offer(self.one_after_the_other(answer.earned))
            found = self.pricer.glance(answer.earned, self.rounds_each)
            self.work += sum(priced.work for priced in found)
            added += self.offer([(number, one.visits) for number, priced in enumerate(found) for one in priced.rounds])
            answer = self.master.settle(self.master.solve(wholly=True))
            objectives.append(answer.objective)
            before = objectives[max(0, len(objectives) - 1 - STALLED)]
            is_slow = before - answer.objective < ENOUGH * (answer.objective - self.bound)
            if not added or (len(objectives) > STALLED and is_slow):
                break
        return answer

    def _step(self, answer: MasterAnswer) -> int:
        """Price at prices near the best bound's and, if that offers nothing new, nearer to the master's own."""
        added = self.offer(self.one_after_the_other(self._towards(answer, self.share).prices))
        for share in (self.share, *TOWARDS[1:]):
            added += self.offer(self._priced(self._towards(answer, share), answer))
            if added:
                break
        return added

    def _towards(self, answer: MasterAnswer, share: float) -> Duals:
        return answer.duals if self.centre is None else self.centre.towards(answer.duals, share)

    def _priced(self, duals: Duals, answer: MasterAnswer | None = None) -> list[tuple[int, Visits]]:
        """Prove a bound at prices; give the rounds of each class worth most, those that improve on the master's."""
        best, rounds = [], []
        prices = duals.prices
        found_all = (
            self.pricer.price_all(prices, ROUNDS_EACH)
            if self.is_exact
            else self.pricer.glance(prices, self.rounds_each)
        )
        for number, priced in enumerate(found_all):
            one = self.problem.classes[number]
            self.work += priced.work
            best.append(priced.bound)
            for found in priced.rounds:
                column = column_of(self.problem, one, found.visits)
                worth = 0.0 if answer is None else float(answer.duals.prices[column.bins] @ column.shares)
                if answer is None or worth > answer.homes[number] * (1 + 1e-9):
                    rounds.append((number, found.visits))
        bound = lower_bound(self.problem, duals, best, self.terms.least_value)
        if self.terms.eased is not None:
            bound -= float(duals.floors @ self.terms.eased)
        if bound > self.bound:
            self.bound, self.centre = bound, duals
        return rounds

    def _result(self, answer: MasterAnswer, iterations: int) -> PerUnit:
        shares = [
            Share(number, visits, float(weight))
            for (number, visits), weight in zip(self.known, answer.weights, strict=True)
            if weight > 1e-9
        ]
        return PerUnit(
            bound=self.bound,
            objective=answer.objective,
            value=answer.value,
            coverage=answer.coverage,
            shares=tuple(shares),
            missed=answer.missed,
            duals=answer.duals,
            best_duals=answer.duals if self.centre is None else self.centre,
            rounds=tuple(self.known),
            iterations=iterations,
            work=self.work + answer.work,
        )
