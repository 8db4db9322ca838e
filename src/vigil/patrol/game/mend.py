"""Making a round of a walk: no node twice, home in time, no longer on the way than a unit may be."""

import math

from vigil.patrol.game.problem import FloatArray, Problem, Visits
from vigil.patrol.game.unit_class import UnitClass
from vigil.patrol.walk import Stay, least_driven


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
    """Say whether a unit of a class can make visits at their minutes, in order, rest, and be back in time."""
    return least_drive(problem, one, visits) < math.inf


def least_drive(problem: Problem, one: UnitClass, visits: Visits) -> float:
    """Give the least minutes that a unit of a class drives in a round; infinite when it cannot make it."""
    stays = []
    for visit in visits:
        window = problem.request.windows[problem.windows[problem.visit_node[visit]]]
        minute = int(problem.visit_minute[visit])
        stays.append(Stay(window.place_id, minute, minute + window.visit_minutes))
    return least_driven(problem.request, problem.times, one.members[0], stays)
