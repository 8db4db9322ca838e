"""The best that units could do if each drew its round by itself and none got in another's way, and its bound.

No mixture of plans does better, for in a mixture too every unit makes rounds with some frequency, and a plan covers no
more than its rounds together. It is found by offering the master the rounds worth most at its prices until there is
nothing left to gain; the bound is proved anew at every step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.game.bound import Duals, lower_bound
from vigil.patrol.game.master import Master, MasterAnswer, Offer
from vigil.patrol.game.price_all import Pricer
from vigil.patrol.game.pricing import price
from vigil.patrol.game.problem import Problem, Visits, column_of

FIRST_PASSES: Final = 3
SMOOTH: Final = 0.8
"""How far prices keep to those of the best bound so far: the master's own jump about."""
ROUNDS_EACH: Final = 5


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
    rounds in `shares` would reach if coverage simply added up; `coverage`, shape (bins,), is that sum, at most 1.
    `missed`, shape (floors,), is by how much each floor could not be kept. `rounds` are all rounds that were offered,
    by class, to begin from the next time.
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
    """What the optimum is asked for: a value no lower than one, and floors eased by so much each, shape (floors,)."""

    least_value: float = 0.0
    eased: FloatArray | None = None


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
    if not warm:
        for part in range(FIRST_PASSES):
            floor = np.quantile(problem.value[problem.is_open], 0.5 + 0.1 * part) if problem.is_open.any() else 0.0
            run.offer(
                run.one_after_the_other(np.maximum(0.0, problem.value - floor) * rng.uniform(0.5, 1.0, problem.bins))
            )
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
        self.centre: Duals | None = None

    def offer(self, rounds: Sequence[tuple[int, Visits]]) -> int:
        """Offer rounds to the master that it does not know yet; give how many."""
        fresh = [key for key in dict.fromkeys(rounds) if key not in self.known and key[1]]
        self.known.update(dict.fromkeys(fresh))
        classes = self.problem.classes
        self.master.offer([Offer(k, column_of(self.problem, classes[k], visits)) for k, visits in fresh])
        return len(fresh)

    def one_after_the_other(self, prices: FloatArray) -> list[tuple[int, Visits]]:
        """Give a round for every unit, each the best for what those before it leave: rounds that go together."""
        left = np.ones(self.problem.bins)
        found = []
        for number in self.rng.permutation(self.problem.units):
            one = self.problem.classes[number]
            priced = price(self.problem, one, prices * left)
            self.work += priced.work
            for best in priced.rounds:
                column = column_of(self.problem, one, best.visits)
                left[column.bins] = np.maximum(0.0, left[column.bins] - column.shares)
                found.append((int(number), best.visits))
        return found

    def until(self, limits: PerUnitLimits) -> PerUnit:
        """Go on until the gap is small enough, nothing is left to gain, or the work is done."""
        iterations = 0
        while True:
            answer = self.master.solve()
            iterations += 1
            added = self._step(answer)
            spent = self.work + answer.work
            close = answer.objective - self.bound <= limits.gap * max(answer.value, 1e-12)
            if close or not added or spent >= limits.work or iterations >= limits.iterations or limits.is_late():
                return self._result(self.master.solve() if added else answer, iterations)

    def _step(self, answer: MasterAnswer) -> int:
        """Price at prices near the best bound's and, if that offers nothing new, at the master's own."""
        centre = answer.duals if self.centre is None else self.centre
        added = self.offer(self.one_after_the_other(centre.towards(answer.duals, 1 - SMOOTH).prices))
        for share in (1 - SMOOTH, 1.0):
            duals = centre.towards(answer.duals, share)
            offered = self._price_all(duals, answer)
            if added + offered:
                return added + offered
        return 0

    def _price_all(self, duals: Duals, answer: MasterAnswer) -> int:
        best, rounds = [], []
        for number, priced in enumerate(self.pricer.price_all(duals.prices, ROUNDS_EACH)):
            one = self.problem.classes[number]
            self.work += priced.work
            best.append(priced.bound)
            for found in priced.rounds:
                column = column_of(self.problem, one, found.visits)
                if float(answer.duals.prices[column.bins] @ column.shares) > answer.homes[number] * (1 + 1e-9):
                    rounds.append((number, found.visits))
        bound = lower_bound(self.problem, duals, best, self.terms.least_value)
        if self.terms.eased is not None:
            bound -= float(duals.floors @ self.terms.eased)
        if bound > self.bound:
            self.bound, self.centre = bound, duals
        return self.offer(rounds)

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
