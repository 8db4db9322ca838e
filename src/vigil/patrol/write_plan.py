"""Writing a plan, with all that is known of it now; what only the game can say is null."""

import json

from vigil.patrol.plan import Plan, commitment
from vigil.patrol.write_measures import measures_as_json, rounds_as_json


def plan_as_json(plan: Plan) -> dict[str, object]:
    """Give a plan as the JSON object that `vigil patrol plan` writes."""
    day = plan.request.day
    return {
        "kind": "single",
        **measures_as_json(plan),
        "bound": None,
        "gap": None,
        "gap_of_range": None,
        "plans": [{"probability": 1.0, "rounds": rounds_as_json(plan.rounds, day)}],
        "drawn": 0,
        "commitment": commitment(plan.seed, day.on),
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
