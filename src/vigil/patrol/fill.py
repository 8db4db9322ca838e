"""Adding to rounds what still fits: the most valuable window again and again, given to a unit near it.

From empty rounds it is a first answer, found in a moment; after the search it takes up what the search left lying.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import PlanWindow, Request
from vigil.patrol.time_stops import can_keep
from vigil.patrol.travel import TravelTimes

Order = tuple[PlanWindow, ...]
"""The windows a unit visits, in order."""


def fill_orders(
    request: Request, times: TravelTimes, worth: Mapping[str, float], orders: Sequence[Order]
) -> tuple[Order, ...]:
    """Give the orders, one for each unit, with every window of worth that still fits added to one of them."""
    filled = list(orders)
    visited = {window.id for order in filled for window in order}
    visits = Counter(window.place_id for order in filled for window in order)
    most = request.max_visits_per_place
    left = [window for window in request.windows if worth.get(window.id, 0.0) > 0 and window.id not in visited]
    for window in sorted(left, key=lambda window: (-worth[window.id], window.id)):
        if most is not None and visits[window.place_id] >= most:
            continue
        for unit in _nearest_first(request, times, filled, window):
            order = _inserted(filled[unit], window)
            if can_keep(request, times, unit, order):
                filled[unit] = order
                visits[window.place_id] += 1
                break
    return tuple(filled)


def _nearest_first(request: Request, times: TravelTimes, orders: Sequence[Order], window: PlanWindow) -> list[int]:
    """Give the units, by number, in the order of how far they are from a window when it opens."""

    def minutes(unit: int) -> tuple[int, int]:
        before = [one for one in orders[unit] if last_start(one) <= first_start(window)]
        way = times.way(unit, before[-1].place_id, window.place_id) if before else times.out(unit, window.place_id)
        return way, len(orders[unit])

    return sorted(range(len(request.units)), key=minutes)


def _inserted(order: Order, window: PlanWindow) -> Order:
    """Give the order with one more window: before the first that closes later."""
    place = next((n for n, one in enumerate(order) if one.closes_minute > window.closes_minute), len(order))
    return (*order[:place], window, *order[place:])
