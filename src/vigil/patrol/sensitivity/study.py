"""Working out what would change if an assumption were wrong: the units' best rounds, found anew from those of today."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.patrol.cover import measure_mixture
from vigil.patrol.game.per_unit import PerUnit, PerUnitLimits, solve_per_unit
from vigil.patrol.game.problem import Problem, Visits, make_problem
from vigil.patrol.mixture import LikelyPlan
from vigil.patrol.request import Request
from vigil.patrol.sensitivity.assumption import Assumption, list_assumptions

WRONG_BY: Final = (0.7, 1.3)
LEAST_SHIFT: Final = 0.1
"""A window whose mean number of visits moves by less than this is not told of."""

PlacedRound = tuple[int, tuple[tuple[str, int], ...]]
"""A round apart from any problem: the number of a unit that can make it, and its windows with the minutes."""


@dataclass(frozen=True, slots=True)
class VisitShift:
    """A window, and how many visits it has on average as planned and if the assumption were wrong."""

    window_id: str
    planned: float
    changed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """One assumption, wrong by a factor `share`.

    `value` is what the mixture as planned would then leave to strike at, `best` what units planned with the right
    assumption could leave if none got in another's way. `shifts` are the windows that would be visited more or less,
    the most first.
    """

    key: str
    says: str
    share: float
    value: float
    best: float
    shifts: tuple[VisitShift, ...]


@dataclass(frozen=True, slots=True)
class SensitivityEffort:
    """How much work each variation may take, and who hears how many are done."""

    work: int
    tell: Callable[[float, str], None]
    gap: float = 0.005


def study_sensitivity(
    request: Request, plans: Sequence[LikelyPlan], rng: np.random.Generator, effort: SensitivityEffort
) -> tuple[Variation, ...]:
    """Work out for each assumption, 30 % less and 30 % more, what would change.

    Raises
    ------
    NoPlan : nothing can be reached
    """
    limits = PerUnitLimits(gap=effort.gap, work=effort.work)
    problem = make_problem(request)
    found = solve_per_unit(problem, rng, limits)
    known = _Known(_placed(problem, found), _visits(problem, found))
    assumptions = list_assumptions(request)
    tasks = [(assumption, share) for assumption in assumptions for share in WRONG_BY]
    variations = []
    for number, (assumption, share) in enumerate(tasks):
        effort.tell(number / len(tasks), f"what if {assumption.says} were {share - 1:+.0%}")
        variations.append(_vary(assumption, share, plans, (known, rng, limits)))
    return tuple(variations)


@dataclass(frozen=True, slots=True)
class _Known:
    """The rounds that are known to be good, and how often each window is visited as planned."""

    rounds: tuple[PlacedRound, ...]
    visits: Mapping[str, float]


def _vary(
    assumption: Assumption,
    share: float,
    plans: Sequence[LikelyPlan],
    given: tuple[_Known, np.random.Generator, PerUnitLimits],
) -> Variation:
    known, rng, limits = given
    request = assumption.vary(share)
    problem = make_problem(request)
    found = solve_per_unit(problem, rng, limits, tuple(_replaced(problem, known.rounds)))
    changed = _visits(problem, found)
    shifts = (VisitShift(window_id, known.visits[window_id], after) for window_id, after in changed.items())
    told = [shift for shift in shifts if abs(shift.changed - shift.planned) >= LEAST_SHIFT]
    measures = measure_mixture(request, plans)
    return Variation(
        key=assumption.key,
        says=assumption.says,
        share=share,
        value=measures.value,
        best=found.value,
        shifts=tuple(sorted(told, key=lambda one: (-abs(one.changed - one.planned), one.window_id))),
    )


def _visits(problem: Problem, found: PerUnit) -> dict[str, float]:
    """Give for each window how many visits it has on average."""
    visits = {window.id: 0.0 for window in problem.request.windows}
    for share in found.shares:
        for visit in share.visits:
            visits[_window_id(problem, visit)] += share.weight
    return visits


def _placed(problem: Problem, found: PerUnit) -> tuple[PlacedRound, ...]:
    return tuple(
        (
            problem.classes[number].members[0],
            tuple((_window_id(problem, visit), int(problem.visit_minute[visit])) for visit in visits),
        )
        for number, visits in found.rounds
    )


def _replaced(problem: Problem, rounds: Sequence[PlacedRound]) -> Iterator[tuple[int, Visits]]:
    """Give rounds as another problem of the same day numbers them."""
    number_of = {member: number for number, one in enumerate(problem.classes) for member in one.members}
    node_of = {problem.request.windows[window].id: node for node, window in enumerate(problem.windows)}
    for member, stops in rounds:
        yield (
            number_of[member],
            tuple(
                int(problem.visit_from[node_of[window_id]] + minute - problem.first[node_of[window_id]])
                for window_id, minute in stops
            ),
        )


def _window_id(problem: Problem, visit: int) -> str:
    return problem.request.windows[int(problem.windows[problem.visit_node[visit]])].id
