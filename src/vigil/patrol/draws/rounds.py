"""The rounds of a drawn plan, as they were sent out and as the plan file holds them, in one form to be compared."""

from vigil.patrol.local_day import LocalDay
from vigil.patrol.plan import Round, Stop
from vigil.patrol.read_json import read_json
from vigil.patrol.stored import PlanHead, StoredPlan


def sent_rounds(plan: StoredPlan) -> tuple[Round, ...]:
    """Give the rounds of a kept plan, by the ids of the units."""
    day = LocalDay(plan.head.on, plan.head.time_zone)
    rounds = (
        Round(
            walk.unit_id,
            tuple(
                Stop(visit.window_id, round(day.minute_of(visit.arrive_at)), round(day.minute_of(visit.depart_at)))
                for visit in walk.visits
            ),
        )
        for walk in plan.rounds
    )
    return tuple(sorted(rounds, key=lambda walk: walk.unit_id))


def drawn_rounds(plan_json: str, drawn: int, head: PlanHead) -> tuple[Round, ...]:
    """Give the rounds of one plan of a plan file, by the ids of the units.

    Raises
    ------
    Unreadable : the file does not hold such a plan
    """
    day = LocalDay(head.on, head.time_zone)
    plans = read_json(plan_json, "the kept plan").get("plans").items()
    rounds = (
        Round(
            walk.get("unit").text(),
            tuple(
                Stop(
                    stop.get("window").text(),
                    round(day.read(stop.get("arrive").text())),
                    round(day.read(stop.get("depart").text())),
                )
                for stop in walk.get("stops").items()
            ),
        )
        for walk in plans[drawn].get("rounds").items()
    )
    return tuple(sorted(rounds, key=lambda walk: walk.unit_id))
