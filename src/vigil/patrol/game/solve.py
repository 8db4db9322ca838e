"""From a request to a mixture: arrays, the per-unit bound, whole plans, and what they are worth to whom."""

from dataclasses import replace
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.ground.errors import NoPlan
from vigil.patrol.cover import measure_mixture
from vigil.patrol.draw import draw
from vigil.patrol.game.allocate import AllocationLimits, allocate
from vigil.patrol.game.baseline import find_baselines
from vigil.patrol.game.effort import LONGEST, GameEffort
from vigil.patrol.game.entropy import entropy_bits
from vigil.patrol.game.floors import floor_costs
from vigil.patrol.game.joint import Joint, JointLimits, solve_joint
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.per_unit import PerUnit, PerUnitLimits, Terms, solve_per_unit
from vigil.patrol.game.pricing import visit_profits
from vigil.patrol.game.problem import Problem, Visits, make_problem, rounds_for_request
from vigil.patrol.game.tail import tail_value
from vigil.patrol.mixture import LikelyPlan, Mixture
from vigil.patrol.plan import Measures
from vigil.patrol.request import Request
from vigil.patrol.uncovered import find_uncovered, tightest_limit

PER_UNIT_GAP: Final = 0.1
"""The bound is worked out to this share of the gap that is asked for."""
PER_UNIT_WORK: Final = 0.75
"""The most of the work that goes into the bound."""
CELLS_WORK: Final = 0.25
"""The most of the work that goes into cells, where a force is large."""
AGAIN_WORK: Final = 0.1
"""The most of it that goes into proving it anew for what nobody can cover, or for floors that cannot be kept."""
MISSED: Final = 1e-9
"""A floor missed by less is kept."""


def solve_game(request: Request, effort: GameEffort) -> Mixture:
    """Find the best mixture of plans there is, or nearly, and prove how near.

    Raises
    ------
    NoPlan : no unit can reach any window; says what stands most in the way
    """
    began_s = effort.spent_s()
    problem = _problem_of(request, effort)
    rng = np.random.Generator(np.random.Philox(key=effort.seed))
    warm, cells_work = _begin(problem, effort)
    watch = _Watch(effort, began_s)
    limits = PerUnitLimits(
        gap=effort.gap * PER_UNIT_GAP,
        work=int(effort.work * PER_UNIT_WORK),
        threads=effort.threads,
        is_late=watch.is_late,
    )
    watch.says(0.2 if warm else 0.02, "proving how well anybody could do")
    per_unit = solve_per_unit(problem, rng, limits, warm)
    watch.says(0.7, "putting plans together")
    left = effort.work - cells_work - per_unit.work
    joint = solve_joint(problem, per_unit, rng, JointLimits(gap=effort.gap, work=left, is_late=watch.is_late))
    _check_rounds(problem, joint)
    watch.says(0.95, "looking at what was found")
    plans = tuple(
        LikelyPlan(float(chance), rounds_for_request(problem, rounds))
        for rounds, chance in zip(joint.plans, joint.chances, strict=True)
    )
    measures = measure_mixture(request, plans)
    bound = _bound(problem, per_unit, measures, replace(limits, work=int(effort.work * AGAIN_WORK)))
    chances = [plan.probability for plan in plans]
    mixture = Mixture(
        request=request,
        plans=plans,
        drawn=draw(chances, effort.seed, request.day.on),
        seed=effort.seed,
        measures=measures,
        uncovered=find_uncovered(
            request, problem.reach, _worth(problem), [walk for plan in plans for walk in plan.rounds]
        ),
        bound=bound,
        tail_value=tail_value(problem, joint.plans, joint.chances),
        entropy_bits=entropy_bits(chances),
        baselines=find_baselines(problem, per_unit, rng, watch.is_late),
        floor_costs=floor_costs(problem, per_unit, watch.is_late),
        iterations=per_unit.iterations + joint.steps,
        columns=len(per_unit.rounds) + joint.rounds,
        cpu_s=round(effort.spent_s() - began_s, 3),
        stopped="work",
    )
    if mixture.gap <= effort.gap:
        return replace(mixture, stopped="gap")
    return replace(mixture, stopped="time") if watch.is_late() else mixture


def _problem_of(request: Request, effort: GameEffort) -> Problem:
    if not request.units:
        raise NoPlan("there is no unit to send.")
    if not request.windows:
        raise NoPlan("no place gathers in the time asked for.")
    effort.tell(0.0, "seeing what can be reached")
    problem = make_problem(request)
    if not problem.nodes:
        raise NoPlan(tightest_limit(problem.reach.unreachable))
    return problem


def _begin(problem: Problem, effort: GameEffort) -> tuple[tuple[tuple[int, Visits], ...], int]:
    """Give rounds to begin from, and the work they took: those of its cells when a force is large, none otherwise."""
    if len(problem.units) <= effort.undivided:
        return (), 0
    effort.tell(0.02, "working out the force in cells")
    limits = AllocationLimits(seed=effort.seed, work=int(effort.work * CELLS_WORK), units_a_cell=effort.units_a_cell)
    allocation = allocate(problem, limits, effort.executor)
    effort.tell(0.15, f"{len(allocation.values)} cells; {allocation.moved} times a unit was moved to another")
    return allocation.rounds, allocation.work


class _Watch:
    """Says again and again what is being done, so that whoever waits knows that it goes on, and when it is too late."""

    def __init__(self, effort: GameEffort, began_s: float) -> None:
        self._effort = effort
        self._began_s = began_s
        self._now = (0.0, "")

    def says(self, share: float, what: str) -> None:
        """Say how far the search is, and what it does."""
        self._now = (share, what)
        self._effort.tell(share, what)

    def is_late(self) -> bool:
        """Say whether the search takes far too long; it was asked, and so it goes on."""
        self._effort.tell(*self._now)
        return self._effort.spent_s() - self._began_s > LONGEST * self._effort.seconds


def _bound(problem: Problem, per_unit: PerUnit, measures: Measures, limits: PerUnitLimits) -> float:
    """Give the bound on what the mixture is measured by: over all bins, and among those that keep floors as well.

    What nobody can cover pins the value, and then covering more is all that is left; floors that cannot be kept are
    asked for no more than the mixture keeps them.
    """
    coverage = np.array([measures.coverage[name] for name in problem.bin_ids])
    missed: FloatArray = np.maximum(0.0, -(problem.floors.coefficient @ coverage))
    eased = np.where(missed > MISSED, missed, 0.0)
    # A floor missed by a hair is a matter of rounding, and so is what it costs.
    bound = per_unit.bound - float(per_unit.best_duals.floors @ missed)
    if problem.pinned <= per_unit.value and not eased.any():
        return bound
    terms = Terms(least_value=problem.pinned, eased=eased, begin=per_unit.best_duals, proves_only=True)
    rng = np.random.Generator(np.random.Philox(key=0))
    again = solve_per_unit(problem, rng, limits, warm=per_unit.rounds, terms=terms)
    return max(bound, again.bound)


def _check_rounds(problem: Problem, joint: Joint) -> None:
    """Look once more that every round can be made, before anybody relies on it."""
    for number, visits in {pair for plan in joint.plans for pair in zip(problem.units, plan, strict=True)}:
        one = problem.classes[number]
        drive = least_drive(problem, one, visits)
        nodes = {int(problem.visit_node[visit]) for visit in visits}
        if drive > (np.inf if one.max_drive is None else one.max_drive) or drive == np.inf or len(nodes) < len(visits):
            raise RuntimeError(f"the planner broke its own rules: a round of {one.members} cannot be made")


def _worth(problem: Problem) -> dict[str, float]:
    """Give the value that a visit of full effect at the best minute covers, for every window that can be reached."""
    profit = visit_profits(problem.value, problem.share_from, problem.share_bin, problem.share)
    best = np.maximum.reduceat(profit, problem.visit_from[:-1])
    windows = problem.request.windows
    return {windows[number].id: float(worth) for number, worth in zip(problem.windows, best, strict=True)}
