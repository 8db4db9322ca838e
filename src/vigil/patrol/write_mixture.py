"""Writing a mixture: the plans, how likely each is, and everything a checker can work out from them again."""

import json

from vigil.patrol.mixture import Mixture
from vigil.patrol.plan import commitment
from vigil.patrol.write_measures import measures_as_json, rounds_as_json


def mixture_as_json(mixture: Mixture) -> dict[str, object]:
    """Give a mixture as the JSON object that `vigil patrol plan` writes."""
    day = mixture.request.day
    return {
        "kind": "game",
        **measures_as_json(mixture),
        "bound": mixture.bound,
        "gap": mixture.gap,
        "gap_of_range": mixture.gap_of_range,
        "plans": [
            {"probability": plan.probability, "rounds": rounds_as_json(plan.rounds, day)} for plan in mixture.plans
        ],
        "drawn": mixture.drawn,
        "commitment": commitment(mixture.seed, day.on),
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
