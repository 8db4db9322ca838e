"""What is left of a day: its request with every unit where it is, without what was visited and who was withdrawn."""

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from vigil.patrol.cover import measure
from vigil.patrol.local_day import LocalDay
from vigil.patrol.mend.rearrange import Focus
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
    windows = request.window_by_id
    return tuple(
        _round(request.day, unit.id, (visit for visit in whereabouts[unit.id].left if visit.window_id in windows))
        if unit.id in whereabouts
        else Round(unit.id, ())
        for unit in request.units
    )


def worth_as_planned(request: Request, everybody: Sequence[PlanUnit], meant: Mapping[str, Whereabouts]) -> float:
    """Give the share of what is still at stake that is covered if everybody goes on as planned.

    `request` is that for the rest of a day, `meant` says where units are if nobody was withdrawn.
    """
    windows = request.window_by_id
    known = [unit for unit in everybody if unit.id in meant]
    rounds = [
        _round(
            request.day,
            unit.id,
            (visit for visit in (*meant[unit.id].done, *meant[unit.id].left) if visit.window_id in windows),
        )
        for unit in known
    ]
    return measure(replace(request, units=tuple(known)), rounds).mean_coverage


def _round(day: LocalDay, unit_id: str, visits: Iterable[StoredVisit]) -> Round:
    return Round(
        unit_id,
        tuple(
            Stop(visit.window_id, round(day.minute_of(visit.arrive_at)), round(day.minute_of(visit.depart_at)))
            for visit in visits
        ),
    )


def find_focus(request: Request, plan: StoredPlan, ahead: Sequence[Round], levels: Mapping[str, str]) -> Focus:
    """Give what a repair of the rest of a day is about.

    Windows nobody goes to any more, or that the plan did not know, or that it left at another level than they are at
    now (`levels`, by window); and units that have no round in the plan.
    """
    planned = {visit.window_id for walk in plan.rounds for visit in walk.visits}
    left = {one.window_id: one.level for one in plan.uncovered}
    still = {stop.window_id for walk in ahead for stop in walk.stops}
    sent = {walk.unit_id for walk in plan.rounds}
    return Focus(
        windows=frozenset(
            window.id
            for window in request.windows
            if window.id not in still and (window.id in planned or left.get(window.id) != levels.get(window.id))
        ),
        units=frozenset(unit.id for unit in request.units if unit.id not in sent),
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
