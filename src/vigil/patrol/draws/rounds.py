"""The rounds of a drawn plan, as they were sent out and as the plan file holds them, in one form to be compared."""

from collections.abc import Iterable

from vigil.patrol.local_day import LocalDay
from vigil.patrol.plan import Round, Stop
from vigil.patrol.read_plans import read_plans
from vigil.patrol.stored import PlanHead, StoredPlan


def sent_rounds(plan: StoredPlan) -> tuple[Round, ...]:
    """Give the rounds of a kept plan, by the ids of the units."""
    day = LocalDay(plan.head.on, plan.head.time_zone)
    return _by_unit(
        Round(
            walk.unit_id,
            tuple(
                Stop(visit.window_id, round(day.minute_of(visit.arrive_at)), round(day.minute_of(visit.depart_at)))
                for visit in walk.visits
            ),
        )
        for walk in plan.rounds
    )


def drawn_rounds(plan_json: str, drawn: int, head: PlanHead) -> tuple[Round, ...]:
    """Give the rounds of one plan of a plan file, by the ids of the units.

    Raises
    ------
    Unreadable : the file does not hold plans
    """
    plans = read_plans(plan_json, f"plan {head.id}", LocalDay(head.on, head.time_zone))
    return _by_unit(plans[drawn].rounds)


def _by_unit(rounds: Iterable[Round]) -> tuple[Round, ...]:
    return tuple(sorted(rounds, key=lambda walk: walk.unit_id))
