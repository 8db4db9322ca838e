"""Writing a mixture: the plans, how likely each is, and everything a checker can work out from them again."""

import json

from vigil.patrol.mixture import LikelyPlan, Mixture
from vigil.patrol.plan import UNREACHABLE, Stop, commitment
from vigil.patrol.request import Request
from vigil.patrol.uncovered import peak_value


def mixture_as_json(mixture: Mixture) -> dict[str, object]:
    """Give a mixture as the JSON object that `vigil patrol plan` writes."""
    request, measures = mixture.request, mixture.measures
    windows = request.window_by_id
    return {
        "kind": "game",
        "date": request.day.on.isoformat(),
        "time_zone": request.day.time_zone,
        "value": measures.value,
        "objective": measures.objective,
        "bound": mixture.bound,
        "gap": mixture.gap,
        "gap_of_range": mixture.gap_of_range,
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
        "unreachable": [left.window_id for left in mixture.uncovered if left.reason in UNREACHABLE],
        "uncovered": [
            {
                "window": left.window_id,
                "value": peak_value(windows[left.window_id]),
                "reason": left.reason.value,
                "says": left.says,
            }
            for left in mixture.uncovered
        ],
        "plans": [_plan(request, plan) for plan in mixture.plans],
        "drawn": mixture.drawn,
        "commitment": commitment(mixture.seed, request.day.on),
        "seed": mixture.seed,
        "tail_value": mixture.tail_value,
        "entropy_bits": mixture.entropy_bits,
        "baselines": [{"name": b.name, "says": b.says, "value": b.value} for b in mixture.baselines],
        "floor_costs": [{"group": c.group, "name": c.name, "value": c.value} for c in mixture.floor_costs],
        "iterations": mixture.iterations,
        "columns": mixture.columns,
        "cpu_s": mixture.cpu_s,
        "stopped": mixture.stopped,
    }


def write_mixture(mixture: Mixture) -> str:
    """Write a mixture as JSON text, without white space: it holds hundreds of plans."""
    return json.dumps(mixture_as_json(mixture), ensure_ascii=False, separators=(",", ":")) + "\n"


def _plan(request: Request, plan: LikelyPlan) -> dict[str, object]:
    return {
        "probability": plan.probability,
        "rounds": [
            {"unit": walk.unit_id, "stops": [_stop(request, stop) for stop in walk.stops]} for walk in plan.rounds
        ],
    }


def _stop(request: Request, stop: Stop) -> dict[str, object]:
    return {
        "window": stop.window_id,
        "arrive": request.day.write(stop.arrive_minute),
        "depart": request.day.write(stop.depart_minute),
    }
