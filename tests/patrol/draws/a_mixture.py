"""A mixture for tests: of the Friday in `a_day`, one plan with all visits and one in which everybody stays at home."""

from dataclasses import replace

from tests.patrol.a_day import a_draft
from tests.patrol.a_request import some_effort
from vigil.patrol.make import make_plan
from vigil.patrol.mixture import Baseline, FloorCost, LikelyPlan, Mixture
from vigil.patrol.plan import FloorKept, Round


def a_mixture(draft=None, **changes) -> Mixture:
    """Two plans, the busy one three times as likely."""
    plan = make_plan((draft or a_draft()).request, some_effort())
    idle = tuple(Round(walk.unit_id, ()) for walk in plan.rounds)
    kept = FloorKept("community", "muslim", 0.9, 0.8, is_met=True)
    mixture = Mixture(
        request=plan.request,
        plans=(LikelyPlan(0.75, plan.rounds), LikelyPlan(0.25, idle)),
        drawn=0,
        seed=7,
        measures=replace(plan.measures, floors=(kept,)),
        uncovered=plan.uncovered,
        bound=plan.measures.objective - 0.5,
        tail_value=plan.measures.value + 1,
        entropy_bits=0.811,
        baselines=(Baseline("repeated", "The best plan, every day.", 40.0),),
        floor_costs=(FloorCost("community", "muslim", 0.1),),
        iterations=3,
        columns=9,
        cpu_s=0.1,
        stopped="gap",
    )
    return replace(mixture, **changes)
