"""From a request to a plan: what can be reached, who goes where in which order, when exactly, and what is left."""

from typing import Final

from vigil.ground.errors import NoPlan
from vigil.patrol.check import find_breaches
from vigil.patrol.cover import measure, visit_gain
from vigil.patrol.plan import Plan, Round
from vigil.patrol.reach import Reach, find_reach, first_start, last_start
from vigil.patrol.request import PlanWindow, Request
from vigil.patrol.route import Effort, find_orders
from vigil.patrol.time_stops import time_stops
from vigil.patrol.travel import travel_times
from vigil.patrol.uncovered import find_uncovered, tightest_limit

MOST_WINDOWS: Final = 2500
"""So many windows are weighed against each other; the search's memory grows with their square."""


def make_plan(request: Request, effort: Effort) -> Plan:
    """Make one plan: each unit's round, checked, and every window left uncovered with its reason.

    Raises
    ------
    NoPlan : no unit can reach any window; says what stands most in the way
    """
    began_s = effort.spent_s()
    if not request.units:
        raise NoPlan("there is no unit to send.")
    if not request.windows:
        raise NoPlan("no place gathers in the time asked for.")
    times = travel_times(request)
    reach = find_reach(request, times)
    if not reach.units:
        raise NoPlan(tightest_limit(reach.unreachable))
    worth = worth_of_windows(request, reach)
    orders = find_orders(request, times, worth, effort)
    rounds = tuple(
        Round(unit.id, time_stops(request, times, number, order))
        for number, (unit, order) in enumerate(zip(request.units, orders.by_unit, strict=True))
    )
    breaches = find_breaches(request, times, rounds)
    if breaches:
        raise RuntimeError(f"the planner broke its own rules: {breaches[0]}")
    return Plan(
        request=request,
        rounds=rounds,
        uncovered=find_uncovered(request, reach, worth, rounds),
        measures=measure(request, rounds),
        seed=effort.seed,
        iterations=orders.iterations,
        cpu_s=round(effort.spent_s() - began_s, 3),
    )


def worth_of_windows(request: Request, reach: Reach) -> dict[str, float]:
    """Give the value that a visit at the best minute covers, for the windows that are worth most and can be reached."""
    worth = {window.id: _best_gain(request, window) for window in request.windows if window.id in reach.units}
    return dict(sorted(worth.items(), key=lambda item: -item[1])[:MOST_WINDOWS])


def _best_gain(request: Request, window: PlanWindow) -> float:
    return max(
        visit_gain(window, minute, request.coverage) for minute in range(first_start(window), last_start(window) + 1)
    )
