"""Writing a plan, with all that is known of it now; what only the game can say is null."""

import json

from vigil.patrol.plan import UNREACHABLE, Plan, Round, Stop, commitment
from vigil.patrol.uncovered import peak_value


def plan_as_json(plan: Plan) -> dict[str, object]:
    """Give a plan as the JSON object that `vigil patrol plan` writes."""
    measures = plan.measures
    windows = plan.request.window_by_id
    return {
        "kind": "single",
        "date": plan.request.day.on.isoformat(),
        "time_zone": plan.request.day.time_zone,
        "value": measures.value,
        "objective": measures.objective,
        "bound": None,
        "gap": None,
        "gap_of_range": None,
        "max_value": measures.max_value,
        "mean_coverage": measures.mean_coverage,
        "coverage": dict(measures.coverage),
        "fairness": [
            {"group": f.group, "name": f.name, "share": f.share, "floor": f.floor, "met": f.is_met}
            for f in measures.floors
        ],
        "shares": [
            {"group": s.group, "name": s.name, "coverage": s.coverage, "share": s.share} for s in measures.shares
        ],
        "unreachable": [left.window_id for left in plan.uncovered if left.reason in UNREACHABLE],
        "uncovered": [
            {
                "window": left.window_id,
                "value": peak_value(windows[left.window_id]),
                "reason": left.reason.value,
                "says": left.says,
            }
            for left in plan.uncovered
        ],
        "plans": [{"probability": 1.0, "rounds": [_round(plan, walk) for walk in plan.rounds]}],
        "drawn": 0,
        "commitment": commitment(plan.seed, plan.request.day.on),
        "seed": plan.seed,
        "tail_value": None,
        "entropy_bits": 0.0,
        "iterations": plan.iterations,
        "columns": None,
        "cpu_s": plan.cpu_s,
    }


def write_plan(plan: Plan) -> str:
    """Write a plan as JSON text."""
    return json.dumps(plan_as_json(plan), ensure_ascii=False, indent=1) + "\n"


def _round(plan: Plan, walk: Round) -> dict[str, object]:
    return {"unit": walk.unit_id, "stops": [_stop(plan, stop) for stop in walk.stops]}


def _stop(plan: Plan, stop: Stop) -> dict[str, object]:
    day = plan.request.day
    return {
        "window": stop.window_id,
        "arrive": day.write(stop.arrive_minute),
        "depart": day.write(stop.depart_minute),
    }
