"""What is left of a day: its request with every unit where it is, without what was visited and who was withdrawn."""

import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from vigil.patrol.mend.whereabouts import Whereabouts
from vigil.patrol.plan import Round, Stop
from vigil.patrol.request import PlanUnit, Request
from vigil.patrol.stored import StoredPlan, StoredVisit


def remaining_request(
    request: Request, whereabouts: Mapping[str, Whereabouts], *, withdrawn: Container[str]
) -> Request:
    """Give the request for the rest of a day; `request` is what would be asked for now if nothing had been done."""
    done = {visit.window_id for found in whereabouts.values() for visit in found.done}
    units = (unit for unit in request.units if unit.id not in withdrawn)
    return replace(
        request,
        windows=tuple(window for window in request.windows if window.id not in done),
        units=tuple(_from_here(request, unit, whereabouts.get(unit.id)) for unit in units),
    )


def remaining_rounds(request: Request, whereabouts: Mapping[str, Whereabouts]) -> tuple[Round, ...]:
    """Give what each unit of the request for the rest of a day had still to do, at the minutes it was to be done."""
    windows, day = request.window_by_id, request.day

    def stop(visit: StoredVisit) -> Stop:
        return Stop(visit.window_id, round(day.minute_of(visit.arrive_at)), round(day.minute_of(visit.depart_at)))

    return tuple(
        Round(unit.id, tuple(stop(visit) for visit in whereabouts[unit.id].left if visit.window_id in windows))
        if unit.id in whereabouts
        else Round(unit.id, ())
        for unit in request.units
    )


def lost_and_new(request: Request, plan: StoredPlan, ahead: Sequence[Round]) -> frozenset[str]:
    """Give the windows of the rest of a day that somebody was to visit and no longer does, and those nobody knew."""
    planned = {visit.window_id for walk in plan.rounds for visit in walk.visits}
    known = planned | {left.window_id for left in plan.uncovered}
    still = {stop.window_id for walk in ahead for stop in walk.stops}
    return frozenset(
        window.id
        for window in request.windows
        if window.id not in still and (window.id in planned or window.id not in known)
    )


def _from_here(request: Request, unit: PlanUnit, found: Whereabouts | None) -> PlanUnit:
    if found is None or not found.done:
        return unit  # it leaves its base as if the day began now
    free = math.ceil(request.day.minute_of(found.free_at))
    return replace(
        unit,
        start_id=found.spot_id,
        start=found.point,
        # Its shift was handed over long ago: it is ready the minute it is free.
        from_minute=free - unit.handover_minutes,
    )
