"""Writing a repaired plan: as any plan of one set of rounds, with what was repaired and what changes."""

import json

from vigil.patrol.cover import measure
from vigil.patrol.plan import Plan
from vigil.patrol.reach import find_reach
from vigil.patrol.repair.difference import VisitChange
from vigil.patrol.repair.repair import Repaired, RepairRule
from vigil.patrol.request import Request
from vigil.patrol.travel import travel_times
from vigil.patrol.uncovered import find_uncovered, peak_value
from vigil.patrol.write_plan import plan_as_json


def write_repair(request: Request, repaired: Repaired, rule: RepairRule, cpu_s: float) -> str:
    """Write it as JSON text; the seed is that of the plan that was repaired."""
    reach = find_reach(request, travel_times(request))
    # All that is in reach was weighed; what a visit there is worth matters here only as something or nothing.
    worth = {window.id: peak_value(window) for window in request.windows if window.id in reach.units}
    plan = Plan(
        request=request,
        rounds=repaired.rounds,
        uncovered=find_uncovered(request, reach, worth, repaired.rounds),
        measures=measure(request, repaired.rounds),
        seed=rule.seed,
        iterations=0,
        cpu_s=round(cpu_s, 3),
    )
    said = plan_as_json(plan) | {
        "kind": "repair",
        "at": request.day.write(rule.at_minute),
        "without": sorted(rule.out),
        "changes": [_change(change) for change in repaired.difference.changes],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _change(change: VisitChange) -> dict[str, str | None]:
    return {
        "kind": change.kind.value,
        "window": change.window_id,
        "before": change.before_unit,
        "after": change.after_unit,
        "says": change.says,
    }
