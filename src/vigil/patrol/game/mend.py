"""Making a round of a walk: no node twice, home in time, no longer on the way than a unit may be."""

from vigil.patrol.game.problem import FloatArray, Problem, Visits
from vigil.patrol.game.unit_class import UnitClass
from vigil.patrol.walk import Call, earliest_home, minutes_driven


def mend_round(problem: Problem, one: UnitClass, visits: Visits, profit: FloatArray) -> Visits:
    """Give a walk's visits without those that come back to a node; of two it keeps the one that earns more."""
    best: dict[int, int] = {}
    for visit in visits:
        node = int(problem.visit_node[visit])
        if node not in best or profit[visit] > profit[best[node]]:
            best[node] = visit
    if len(best) == len(visits):
        return visits
    kept = tuple(visit for visit in visits if best[int(problem.visit_node[visit])] == visit)
    while kept and not keeps_time(problem, one, kept):
        # Leaving out a stop may make a way longer where a table of road times knows no short cut.
        kept = kept[:-1]
    return kept


def keeps_time(problem: Problem, one: UnitClass, visits: Visits) -> bool:
    """Say whether a unit of a class can make visits at their minutes, in order, and end its shift in time."""
    unit = one.members[0]
    return (
        earliest_home(problem.request, problem.times, unit, [_call(problem, visit) for visit in visits]) <= one.home_by
    )


def minutes_on_the_way(problem: Problem, one: UnitClass, visits: Visits) -> int:
    """Give the minutes a unit of a class drives in a round."""
    calls = [_call(problem, visit) for visit in visits]
    stops = [(call.place_id, call.first + call.minutes) for call in calls]
    return minutes_driven(problem.request, problem.times, one.members[0], stops)


def _call(problem: Problem, visit: int) -> Call:
    node = problem.visit_node[visit]
    window = problem.request.windows[problem.windows[node]]
    minute = int(problem.visit_minute[visit])
    return Call(window.place_id, minute, minute, window.visit_minutes)
