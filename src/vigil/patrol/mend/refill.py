"""New rounds for the rest of a day: what units had still to do as far as they can, and what then still fits."""

from collections.abc import Sequence

from vigil.patrol.fill import Order, fill_orders
from vigil.patrol.make import worth_of_windows
from vigil.patrol.plan import Round
from vigil.patrol.reach import find_reach
from vigil.patrol.request import Request
from vigil.patrol.time_stops import can_keep, time_stops
from vigil.patrol.travel import TravelTimes, travel_times


def refill_rounds(request: Request, before: Sequence[Round]) -> tuple[Round, ...]:
    """Give new rounds for a request, one for each unit, that begin with what its units had still to do.

    Of that, what can no longer be kept is left out, the latest first to go; then every window of worth is added that
    still fits, the most valuable first, by a unit near it.
    """
    times = travel_times(request)
    worth = worth_of_windows(request, find_reach(request, times))
    kept = [_kept(request, times, number, walk) for number, walk in enumerate(before)]
    return tuple(
        # A unit with nothing to do may be late home already; that is no reason to give up.
        Round(unit.id, time_stops(request, times, number, order) if order else ())
        for number, (unit, order) in enumerate(
            zip(request.units, fill_orders(request, times, worth, kept), strict=True)
        )
    )


def keep_rounds_up(request: Request, before: Sequence[Round]) -> tuple[Round, ...]:
    """Give of what units had still to do what they can still do, at the best minutes for it."""
    times = travel_times(request)
    orders = [_kept(request, times, number, walk) for number, walk in enumerate(before)]
    return tuple(
        Round(walk.unit_id, time_stops(request, times, number, order) if order else ())
        for number, (walk, order) in enumerate(zip(before, orders, strict=True))
    )


def _kept(request: Request, times: TravelTimes, number: int, walk: Round) -> Order:
    windows = request.window_by_id
    order: Order = ()
    for stop in walk.stops:
        longer = (*order, windows[stop.window_id])
        if can_keep(request, times, number, longer):
            order = longer
    return order
