"""What is drawn: whole plans and how likely each is.

The rounds of the per-unit master are dealt out to a few hundred plans and spread so that they meet as little as can be;
then the plans are polished against the attacker's best strike, and a linear programme says how likely each should be.
Where that leaves a gap to the bound, plans are priced anew, exactly, against what they leave open, and their new rounds
are offered to all the others.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.patrol.game.chances import weigh_plans
from vigil.patrol.game.improve import Improved, improve_plan
from vigil.patrol.game.per_unit import PerUnit, Share, never_late
from vigil.patrol.game.polish import Stakes, polish, respond
from vigil.patrol.game.price_all import ONWARD_WORK
from vigil.patrol.game.problem import Problem, Visits
from vigil.patrol.game.rounding import deal_rounds, make_table, spread_rounds
from vigil.patrol.game.vary import any_plans, more_rounds, other_plans

PLANS: Final = 400
"""So many plans are enough for a few dozen units; more cost more than they bring."""
SPARE: Final = 1.25
"""So many times the plans that a cap makes necessary leave some choice of how likely each is."""
SMOOTH: Final = (0.02,) * 4 + (0.01,) * 3 + (0.005,) * 3 + (0.003, 0.003, 0.002, 0.002, 0.001, 0.001, 0.0005, 0.0005)
"""How finely each pass tells values apart, as a share of the value: from a broad view to the last bin."""
ANSWERS: Final = 200
"""So many plans, drawn by their chances, answer to new prices in every step."""
KEEP: Final = 0.8
"""How far the prices of a step keep to those of the per-unit master: those of the plans jump about."""
FRESH: Final = 4
"""So many plans at most are priced anew, exactly, in a step that does so."""
FRESH_WORK: Final = 0.2
"""They take so much at most of the work that is left."""
SLOW: Final = 0.05
"""Once a step closes less than this share of the gap, rounds that are not in the table yet are looked for."""
IDLE: Final = 0.01
ENOUGH_IDLE: Final = 6
"""After so many steps in a row of which each closes less than a hundredth of the gap there is no more to be had."""
PASSES: Final = 2
OTHERS: Final = 50
"""So many plans answer to prices that are shaken, each by itself: many plans nearly as good make an even draw."""
TRIES: Final = 3
MOST: Final = 2
"""So many times the plans first made are weighed at most, beside those that are drawn."""
POLISH_WORK: Final = 0.7
"""So much of the work at most goes into the first polish."""
STEEP: Final = 10.0
"""Missing a floor by a tenth of the mean coverage weighs as much as the whole value."""
NEVER: Final = 1e-9
"""A plan less likely than this is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointLimits:
    """When to stop: at a gap, as a share of the value; when so much work is done, after so many steps, or late."""

    gap: float = 0.005
    work: int = 10**9
    steps: int = 40
    is_late: Callable[[], bool] = never_late


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Joint:
    """A mixture of plans.

    `plans` has a round for every unit in the order of `Problem.units`, no plan twice; `chances`, shape (plans,), adds
    up to 1 with none above `cap`; `coverage`, shape (bins,), is what they cover on average. `value` and `objective` are
    over the bins that somebody can cover. `rounds` counts the rounds the plans were made of.
    """

    plans: tuple[tuple[Visits, ...], ...]
    chances: FloatArray
    cap: float
    coverage: FloatArray
    value: float
    objective: float
    rounds: int
    steps: int
    work: int

    def gap(self, bound: float) -> float:
        """How far the objective may be above the least there is, as a share of the value."""
        return (self.objective - bound) / self.value if self.value > 0 else 0.0


def solve_joint(
    problem: Problem,
    per_unit: PerUnit,
    rng: np.random.Generator,
    limits: JointLimits = JointLimits(),
    begin: Sequence[Sequence[Visits]] = (),
) -> Joint:
    """Find a mixture of plans about as good as the per-unit optimum promises.

    Parameters
    ----------
    begin : plans to begin from, beside those made of the per-unit rounds: a round for every unit
    """
    search = _Search(problem, per_unit, rng, begin)
    search.make_plans(limits)
    steps, idle, gap, looks = 0, 0, search.gap, False
    while steps < limits.steps and search.work < limits.work and gap > limits.gap:
        search.step(fresh=fresh_plans(problem, limits.work - search.work) if looks else 0)
        steps += 1
        looks = not looks and search.gap > (1 - SLOW) * gap
        idle = idle + 1 if search.gap > (1 - IDLE) * gap else 0
        gap = search.gap
        if idle >= ENOUGH_IDLE or limits.is_late():
            break
    return search.joint(steps)


def fresh_plans(problem: Problem, work: int) -> int:
    """Give how many plans may be priced anew when so much work is left: each costs as much as all its units do."""
    span = int(problem.last.max() - problem.first.min()) + 1
    each = len(problem.units) * problem.nodes * span * ONWARD_WORK
    return min(FRESH, int(FRESH_WORK * work / each))


def stakes_of(problem: Problem, per_unit: PerUnit) -> Stakes:
    """Give what mixtures of a problem are judged by: the bins that somebody can cover, and the floors in their unit."""
    total = float(problem.value.sum())
    mean = float(problem.value @ per_unit.coverage) / total if total > 0 else 0.0
    steep = STEEP * per_unit.value / mean if mean > 0 else 0.0
    return Stakes(
        value=np.where(problem.is_open, problem.value, 0.0),
        weight=problem.weight,
        floors=problem.floors.coefficient * steep,
        pinned=0.0,
        level=per_unit.value,
    )


def clean_chances(chances: FloatArray, cap: float) -> FloatArray:
    """Give chances without the tiny ones, adding up to 1 and none above a cap (at least 1 / how many are left)."""
    clean: FloatArray = np.where(chances < NEVER, 0.0, chances)
    cap = max(cap, 1 / max(1, int((clean > 0).sum())))
    clean = np.minimum(clean / clean.sum(), cap)
    for _ in range(50):
        short = 1.0 - math.fsum(clean)
        room = np.where(clean > 0, cap - clean, 0.0)
        if abs(short) < 1e-15 or room.sum() <= 0:
            break
        clean = np.minimum(clean + short * room / room.sum() if short > 0 else clean * (1 + short), cap)
    return clean


class _Search:
    """Plans, and how likely each is, made better step by step."""

    def __init__(
        self, problem: Problem, per_unit: PerUnit, rng: np.random.Generator, begin: Sequence[Sequence[Visits]]
    ) -> None:
        self._problem = problem
        self._rng = rng
        self._bound = per_unit.bound
        self._steady = per_unit.duals.prices
        self._prices = self._steady
        self._stakes = stakes_of(problem, per_unit)
        self._smooth = max(per_unit.value, 1e-6 * float(problem.value.max(initial=1.0)))
        self._count = max(PLANS, math.ceil(SPARE / problem.request.plan_cap))
        known = [Share(k, visits, 0.0) for plan in begin for k, visits in zip(problem.units, plan, strict=True)]
        more = [Share(k, visits, 0.0) for k, visits in more_rounds(problem, per_unit)]
        self._table = make_table(problem, [*per_unit.shares, *known, *more])
        self._begin = self._table.picks(begin)
        self._picks = self._begin
        self._chances: FloatArray = np.zeros(0)
        self.work = 0

    def make_plans(self, limits: JointLimits) -> None:
        """Make plans of the per-unit rounds, polish them as long as there is time, and weigh them."""
        picks = deal_rounds(self._table, self._count, self._rng)
        picks = spread_rounds(self._table, picks, self._prices, self._rng)
        even = np.full(self._count, 1 / self._count)
        for share in SMOOTH:
            if limits.is_late() or self.work > POLISH_WORK * limits.work:
                break
            turns = (self._rng.permutation(self._count), share * self._smooth)
            polished = polish(self._table, self._stakes, picks, even, turns)
            picks, self.work = polished.picks, self.work + polished.work
        self._weigh(self._enough(np.concatenate([self._begin, picks])))

    def step(self, fresh: int) -> None:
        """Let plans answer to the attacker's prices, with rounds found by pricing some of them anew, and weigh all."""
        prices = KEEP * self._steady + (1 - KEEP) * self._prices
        better = [self._improve(plan, prices) for plan in self._rng.choice(len(self._picks), fresh, p=self._chances)]
        if better:
            old = [self._table.plan(picks) for picks in self._picks]
            self._table = self._table.with_rounds(self._problem, [one for plan in better for one in plan.found])
            self._picks = self._table.picks(old)
        answers = self._picks[self._rng.choice(len(self._picks), ANSWERS, p=self._chances)]
        answers, work = respond(self._table, answers, prices, PASSES)
        self.work += 2 * work
        others = other_plans(self._table, answers[:OTHERS], prices, self._rng)
        self._weigh(np.concatenate([self._picks, self._table.picks([plan.rounds for plan in better]), answers, others]))

    @property
    def gap(self) -> float:
        """How far the objective may be above the least there is, as a share of the value."""
        return self.joint(0).gap(self._bound)

    def joint(self, steps: int) -> Joint:
        """Give the mixture as it is now."""
        drawn = np.flatnonzero(self._chances > 0)
        chances = self._chances[drawn]
        coverage = chances @ self._table.covers(self._picks[drawn], self._problem.bins)
        value = float((self._stakes.value * (1.0 - coverage)).max(initial=0.0))
        return Joint(
            plans=tuple(self._table.plan(picks) for picks in self._picks[drawn]),
            chances=chances,
            cap=max(self._problem.request.plan_cap, 1 / len(drawn)),
            coverage=coverage,
            value=value,
            objective=value - float(self._problem.weight @ coverage),
            rounds=len(self._table.rounds),
            steps=steps,
            work=self.work,
        )

    def _enough(self, picks: IntArray) -> IntArray:
        """Give plans that are all different, with others in the place of those that came twice."""
        picks = _different(picks)
        missing = self._count - len(picks)
        for _ in range(TRIES):
            if missing <= 0:
                break
            some = picks[self._rng.integers(0, len(picks), missing)]
            others = other_plans(self._table, some, self._prices, self._rng)
            picks = _different(np.concatenate([picks, others]))
            missing = self._count - len(picks)
        by_chance = any_plans(self._table, max(0, missing), self._rng)
        return _different(np.concatenate([picks, by_chance]))

    def _improve(self, plan: int, prices: FloatArray) -> Improved:
        order = self._rng.permutation(len(self._table.units)).tolist()
        better = improve_plan(self._problem, self._table.plan(self._picks[plan]), prices, order)
        self.work += better.work
        return better

    def _weigh(self, picks: IntArray) -> None:
        """Find how likely plans should be; of those never drawn only the newest are kept."""
        picks = _different(picks)
        answer = weigh_plans(
            self._stakes, self._table.covers(picks, self._problem.bins), self._problem.request.plan_cap
        )
        self.work += answer.work
        self._prices = answer.prices
        kept = np.flatnonzero((answer.chances > NEVER) | (np.arange(len(picks)) >= len(picks) - MOST * self._count))
        self._picks = picks[kept]
        self._chances = clean_chances(answer.chances[kept], self._problem.request.plan_cap)


def _different(picks: IntArray) -> IntArray:
    """Give plans without those that came before."""
    return picks[np.sort(np.unique(picks, axis=0, return_index=True)[1])]
