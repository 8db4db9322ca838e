"""The attacker who follows one unit to its first stop, tells from that which plans it may be, and then strikes."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.game.problem import Problem, Visits, coverage_of_rounds

LEAD_MINUTES: Final = 30
"""So long after the unit's first stop has begun the attacker strikes at the earliest."""


def tail_value(problem: Problem, plans: Sequence[Sequence[Visits]], chances: FloatArray) -> float:
    """Give what an attacker who follows the unit that tells most gets on average.

    A unit without a stop tells that the plan is one of those in which it has none; then any bin may be struck at.

    Parameters
    ----------
    plans : for each plan a round for every unit, in the order of `Problem.units`
    chances : how likely each plan is, shape (plans,), 1 in all
    """
    covers = np.array([coverage_of_rounds(problem, plan) for plan in plans])
    begins = _begins(problem)
    worst = 0.0
    for unit in range(len(problem.units)):
        seen: defaultdict[int, list[int]] = defaultdict(list)
        for number, plan in enumerate(plans):
            seen[plan[unit][0] if plan[unit] else -1].append(number)
        got = 0.0
        for visit, numbers in seen.items():
            left = problem.value * (chances[numbers].sum() - chances[numbers] @ covers[numbers])
            earliest = -np.inf if visit < 0 else problem.visit_minute[visit] + LEAD_MINUTES
            got += float(left[begins >= earliest].max(initial=0.0))
        worst = max(worst, got)
    return worst


def _begins(problem: Problem) -> FloatArray:
    """Give the minute that each bin begins at, shape (bins,)."""
    minute = {part.id: part.from_minute for window in problem.request.windows for part in window.bins}
    return np.array([minute[name] for name in problem.bin_ids], dtype=np.float64)
