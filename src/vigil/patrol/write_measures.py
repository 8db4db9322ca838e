"""What a plan and a mixture are written with alike: the day, what they are worth, and the rounds of their plans."""

from collections.abc import Iterable

from vigil.patrol.local_day import LocalDay
from vigil.patrol.mixture import Mixture
from vigil.patrol.plan import UNREACHABLE, Plan, Round, Stop
from vigil.patrol.uncovered import peak_value


def measures_as_json(made: Plan | Mixture) -> dict[str, object]:
    """Give the day, what a plan or mixture is worth, how fair it is and what it leaves uncovered, as JSON."""
    request, measures = made.request, made.measures
    windows = request.window_by_id
    return {
        "date": request.day.on.isoformat(),
        "time_zone": request.day.time_zone,
        "value": measures.value,
        "objective": measures.objective,
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
        "unreachable": [left.window_id for left in made.uncovered if left.reason in UNREACHABLE],
        "uncovered": [
            {
                "window": left.window_id,
                "value": peak_value(windows[left.window_id]),
                "reason": left.reason.value,
                "says": left.says,
            }
            for left in made.uncovered
        ],
    }


def rounds_as_json(rounds: Iterable[Round], day: LocalDay) -> list[dict[str, object]]:
    """Give the rounds of one plan as JSON, moments by the day's clock."""
    return [{"unit": walk.unit_id, "stops": [_stop(stop, day) for stop in walk.stops]} for walk in rounds]


def _stop(stop: Stop, day: LocalDay) -> dict[str, object]:
    return {"window": stop.window_id, "arrive": day.write(stop.arrive_minute), "depart": day.write(stop.depart_minute)}
