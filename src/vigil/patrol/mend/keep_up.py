"""What units had still to do, as far as they can still do it: rounds that stand as they are, and the rest of others."""

from collections.abc import Sequence

from vigil.patrol.fill import Order
from vigil.patrol.plan import Round
from vigil.patrol.request import Request
from vigil.patrol.time_stops import can_keep, time_stops
from vigil.patrol.travel import TravelTimes, travel_times
from vigil.patrol.walk import NEVER, Stay, least_driven


def keep_rounds_up(request: Request, before: Sequence[Round]) -> tuple[Round, ...]:
    """Give of what units had still to do what they can still do; `before` holds a round for each unit, in their order.

    A round that can be kept to the minute stays. Of any other, what can no longer be kept is left out, and what is left
    is done at the best minutes for it.
    """
    times = travel_times(request)
    return tuple(
        walk if _stands(request, times, number, walk) else _kept(request, times, number, walk)
        for number, walk in enumerate(before)
    )


def _stands(request: Request, times: TravelTimes, number: int, walk: Round) -> bool:
    """Say whether a unit can make all its visits at the very minutes it was told."""
    unit, windows = request.units[number], request.window_by_id
    stops = [(stop, windows[stop.window_id]) for stop in walk.stops]
    fits = all(
        unit.has_what_it_takes(window)
        and window.opens_minute <= stop.arrive_minute
        and stop.depart_minute <= window.closes_minute
        and stop.depart_minute - stop.arrive_minute == window.visit_minutes
        for stop, window in stops
    )
    if not fits or not stops:
        return fits
    stays = [Stay(window.place_id, stop.arrive_minute, stop.depart_minute) for stop, window in stops]
    most = unit.max_drive_minutes
    driven = least_driven(request, times, number, stays)
    return driven < NEVER and (most is None or driven <= most)


def _kept(request: Request, times: TravelTimes, number: int, walk: Round) -> Round:
    windows = request.window_by_id
    order: Order = ()
    for stop in walk.stops:
        longer = (*order, windows[stop.window_id])
        if can_keep(request, times, number, longer):
            order = longer
    return Round(walk.unit_id, time_stops(request, times, number, order))
