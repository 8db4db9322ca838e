"""Rounds for tests: what a request's units do when everything of worth that fits is given to one near it."""

from vigil.patrol.fill import fill_orders
from vigil.patrol.make import worth_of_windows
from vigil.patrol.plan import Round
from vigil.patrol.reach import find_reach
from vigil.patrol.time_stops import time_stops
from vigil.patrol.travel import travel_times


def fill_rounds(request):
    """Give a round for each unit."""
    times = travel_times(request)
    orders = fill_orders(
        request, times, worth_of_windows(request, find_reach(request, times)), [()] * len(request.units)
    )
    return tuple(
        Round(unit.id, time_stops(request, times, number, order))
        for number, (unit, order) in enumerate(zip(request.units, orders, strict=True))
    )
