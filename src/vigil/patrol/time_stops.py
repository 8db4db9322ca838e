"""Choosing the best whole minute for each stop of a round whose order is fixed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from vigil.patrol.cover import visit_gain
from vigil.patrol.plan import Stop
from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import PlanWindow, Request
from vigil.patrol.travel import TravelTimes
from vigil.patrol.walk import Call, earliest_home

FRESH: Final = 0
RESTED: Final = 1
"""A unit has its rest still to come, or has taken it; one that need not rest is rested from the start."""

NOT: Final = -math.inf


def time_stops(request: Request, times: TravelTimes, unit: int, order: Sequence[PlanWindow]) -> tuple[Stop, ...]:
    """Give the stops of a unit that visits windows in this order and covers the most value; early when equal.

    An exact search over the minutes: for each stop and minute, the best that can still be had from there on.

    Raises
    ------
    ValueError : the order cannot be kept within the windows and the shift
    """
    if not order:
        return ()
    round_ = _Round(request, times, unit, tuple(order))
    state = RESTED if request.units[unit].rest is None else FRESH
    if round_.best(0, state, request.units[unit].ready_minute) == NOT:
        raise ValueError(f"{request.units[unit].id} cannot keep this order within the windows and its shift")
    stops: list[Stop] = []
    free = request.units[unit].ready_minute
    for place, window in enumerate(order):
        state, there = round_.way(place, state, free)
        arrive = round_.begin(place, state, there)
        free = arrive + window.visit_minutes
        stops.append(Stop(window.id, arrive, free))
    return tuple(stops)


def can_keep(request: Request, times: TravelTimes, unit: int, order: Sequence[PlanWindow]) -> bool:
    """Say whether a unit may visit windows in this order, within them, its shift and its limits, with its rest.

    Minutes on the road are counted at the slowest hour.
    """
    one = request.units[unit]
    if not all(one.has_what_it_takes(window) for window in order):
        return False
    if not order or (one.max_drive_minutes is not None and _driven(times, unit, order) > one.max_drive_minutes):
        return not order
    if one.rest is None and len(times.slot_from) == 1:
        return _is_in_time(request, times, unit, order)
    calls = [Call(window.place_id, first_start(window), last_start(window), window.visit_minutes) for window in order]
    return earliest_home(request, times, unit, calls) <= one.home_by_minute


def _driven(times: TravelTimes, unit: int, order: Sequence[PlanWindow]) -> int:
    between = sum(times.way(unit, here.place_id, there.place_id) for here, there in pairwise(order))
    return times.out(unit, order[0].place_id) + between + times.home(unit, order[-1].place_id)


def _is_in_time(request: Request, times: TravelTimes, unit: int, order: Sequence[PlanWindow]) -> bool:
    """Say whether a unit that need not rest can keep an order, where all hours are alike: a quick way to know."""
    free, spot = request.units[unit].ready_minute, times.start_spot[unit]
    table = times.minutes[times.profile[unit]]
    for window in order:
        there = times.place_spot[window.place_id]
        arrive = max(free + int(table[spot, there]), first_start(window))
        if arrive > last_start(window):
            return False
        free, spot = arrive + window.visit_minutes, there
    return free + int(table[spot, times.end_spot[unit]]) <= request.units[unit].home_by_minute


@dataclass(slots=True)
class _Round:
    """A unit's order, and the most that can still be had from each stop on, by the minute it is reached."""

    request: Request
    times: TravelTimes
    unit: int
    order: tuple[PlanWindow, ...]
    found: dict[tuple[int, int], dict[int, tuple[float, int]]] = field(default_factory=dict)

    def best(self, place: int, state: int, free: int) -> float:
        """Give the most that can be had from a stop on by who is free to leave for it at a minute; NOT if too late."""
        return max(self._from(place, after, there) for after, there in self._ways(place, state, free))

    def way(self, place: int, state: int, free: int) -> tuple[int, int]:
        """Give how, and when, to be at a stop: rested or not."""
        return max(self._ways(place, state, free), key=lambda way: self._from(place, *way))

    def begin(self, place: int, state: int, there: int) -> int:
        """Give the best minute to begin a stop that is reached at a minute."""
        return self._choices(place, state)[max(there, first_start(self.order[place]))][1]

    def _from(self, place: int, state: int, there: int) -> float:
        if place == len(self.order):
            return 0.0 if state == RESTED and there <= self.request.units[self.unit].home_by_minute else NOT
        start = max(there, first_start(self.order[place]))
        return self._choices(place, state).get(start, (NOT, 0))[0]

    def _choices(self, place: int, state: int) -> dict[int, tuple[float, int]]:
        """Give for each minute from which a stop may begin the most that can still be had, and when to begin."""
        if (place, state) not in self.found:
            window, best, so_far = self.order[place], {}, (NOT, 0)
            for minute in range(last_start(window), first_start(window) - 1, -1):
                gain = visit_gain(window, minute, self.request.coverage)
                here = gain + self.best(place + 1, state, minute + window.visit_minutes)
                if here > NOT and here >= so_far[0] - 1e-9:
                    so_far = (max(here, so_far[0]), minute)
                if so_far[0] > NOT:
                    best[minute] = so_far
            self.found[place, state] = best
        return self.found[place, state]

    def _ways(self, place: int, state: int, free: int) -> list[tuple[int, int]]:
        """Give the ways to a stop, or home: whether rested then, and when there."""
        spots = (self._spot(place - 1), self._spot(place))

        def drive(leaves: int) -> int:
            return self.times.arrive(self.unit, *spots, leaves)

        rest = self.request.units[self.unit].rest
        if state == RESTED or rest is None:
            return [(state, drive(free))]
        # It rests before driving off, or on arrival.
        begins, until = math.ceil(rest.from_minute), math.floor(rest.until_minute)
        over, arrived = max(free, begins) + rest.minutes, max(drive(free), begins) + rest.minutes
        before, after = [(RESTED, drive(over))] * (over <= until), [(RESTED, arrived)] * (arrived <= until)
        return [(state, drive(free)), *before, *after]

    def _spot(self, place: int) -> int:
        if place < 0:
            return self.times.start_spot[self.unit]
        if place == len(self.order):
            return self.times.end_spot[self.unit]
        return self.times.place_spot[self.order[place].place_id]
