"""Choosing the best whole minute for each stop of a round whose order is fixed."""

import math
from collections.abc import Sequence

from vigil.patrol.cover import visit_gain
from vigil.patrol.plan import Stop
from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import PlanWindow, Request
from vigil.patrol.travel import TravelTimes


def time_stops(request: Request, times: TravelTimes, unit: int, order: Sequence[PlanWindow]) -> tuple[Stop, ...]:
    """Give the stops of a unit that visits windows in this order and covers the most value; early when equal.

    An exact search over the minutes: for each stop and minute, the best that can still be had from there on.

    Raises
    ------
    ValueError : the order cannot be kept within the windows and the shift
    """
    latest = _latest_starts(request, times, unit, order)
    if any(last < first_start(window) for last, window in zip(latest, order, strict=True)):
        raise ValueError(f"{request.units[unit].id} cannot keep this order within the windows and its shift")
    best: dict[int, tuple[float, int]] = {}
    choices: list[dict[int, tuple[float, int]]] = []
    for place, window in reversed(list(enumerate(order))):
        follow = None if place + 1 == len(order) else order[place + 1]
        ready = 0 if follow is None else window.visit_minutes + times.way(unit, window.place_id, follow.place_id)
        best = _best_by_start(request, window, latest[place], follow=best if follow else None, ready=ready)
        choices.append(best)
    choices.reverse()
    stops: list[Stop] = []
    earliest = math.ceil(request.units[unit].from_minute)
    for place, window in enumerate(order):
        before = order[place - 1].place_id if place else None
        way = times.out(unit, window.place_id) if before is None else times.way(unit, before, window.place_id)
        start = max(earliest + way, first_start(window))
        if start not in choices[place]:
            raise ValueError(f"{request.units[unit].id} cannot be at {window.id} in time")
        arrive = choices[place][start][1]
        stops.append(Stop(window.id, arrive, arrive + window.visit_minutes))
        earliest = arrive + window.visit_minutes
    return tuple(stops)


def can_keep(request: Request, times: TravelTimes, unit: int, order: Sequence[PlanWindow]) -> bool:
    """Say whether a unit can visit windows in this order within them and its shift."""
    free, here = math.ceil(request.units[unit].from_minute), ""
    for window in order:
        way = times.way(unit, here, window.place_id) if here else times.out(unit, window.place_id)
        arrive = max(free + way, first_start(window))
        if arrive > last_start(window):
            return False
        free, here = arrive + window.visit_minutes, window.place_id
    return not here or free + times.home(unit, here) <= request.units[unit].until_minute


def _latest_starts(request: Request, times: TravelTimes, unit: int, order: Sequence[PlanWindow]) -> tuple[int, ...]:
    """Give for each stop the latest minute to begin so that all that follows is still in time."""
    latest: list[int] = []
    must_leave = math.floor(request.units[unit].until_minute)
    following: PlanWindow | None = None
    for window in reversed(order):
        way = (
            times.home(unit, window.place_id)
            if following is None
            else times.way(unit, window.place_id, following.place_id)
        )
        must_leave = min(must_leave - way - window.visit_minutes, last_start(window))
        latest.append(must_leave)
        following = window
    return tuple(reversed(latest))


def _best_by_start(
    request: Request,
    window: PlanWindow,
    latest: int,
    *,
    follow: dict[int, tuple[float, int]] | None,
    ready: int,
) -> dict[int, tuple[float, int]]:
    """Give for each minute from which the visit may begin the best value still to be had, and when to begin."""
    best: dict[int, tuple[float, int]] = {}
    opens = min(follow) if follow else 0
    so_far = (-math.inf, 0)
    for minute in range(latest, first_start(window) - 1, -1):
        rest = follow[max(minute + ready, opens)][0] if follow else 0.0
        here = visit_gain(window, minute, request.coverage) + rest
        if here >= so_far[0] - 1e-9:
            so_far = (max(here, so_far[0]), minute)
        best[minute] = so_far
    return best
