"""Walking through a round minute by minute: when a unit is home at the earliest, with its rest taken on the way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from vigil.patrol.request import PlanUnit, Request
from vigil.patrol.travel import TravelTimes

NEVER = math.inf


@dataclass(frozen=True, slots=True)
class Call:
    """A visit that is to be made: where, between which two whole minutes it may begin, and how long it takes."""

    place_id: str
    first: int
    last: int
    minutes: int


@dataclass(slots=True)
class _Clock:
    """The earliest minute a unit is where it is: with its rest still to take, and with it taken."""

    unit: PlanUnit
    before_rest: float
    after_rest: float = field(init=False)

    def __post_init__(self) -> None:
        self.after_rest = NEVER if self.unit.rest else self.before_rest

    def rest(self) -> None:
        """Take the rest here, if that is sooner than where it was taken."""
        rest = self.unit.rest
        if rest is None:
            return
        over = max(self.before_rest, math.ceil(rest.from_minute)) + rest.minutes
        if over <= min(rest.until_minute, self.unit.home_by_minute):
            self.after_rest = min(self.after_rest, over)


def earliest_home(request: Request, times: TravelTimes, number: int, calls: Sequence[Call]) -> float:
    """Give the earliest minute a unit is back from calls made in order; infinite when it cannot make them.

    It may rest before driving off, on arrival before a visit, or when it is back. The shift's end is not looked at,
    save that the rest is over by then.
    """
    unit, spot = request.units[number], times.start_spot[number]
    clock = _Clock(unit, unit.ready_minute)
    clock.rest()
    for call in calls:
        spot = _go(times, number, (spot, times.place_spot[call.place_id]), clock)
        clock.rest()
        clock.before_rest = _visited(clock.before_rest, call)
        clock.after_rest = _visited(clock.after_rest, call)
        clock.rest()
    if calls:
        _go(times, number, (spot, times.end_spot[number]), clock)
        clock.rest()
    return clock.after_rest


def minutes_driven(request: Request, times: TravelTimes, number: int, stops: Sequence[tuple[str, int]]) -> int:
    """Give the minutes a unit drives in all, from the place of each stop and the minute it leaves there."""
    spot, free = times.start_spot[number], request.units[number].ready_minute
    driven = 0
    for place_id, leaves in stops:
        there = times.place_spot[place_id]
        driven += times.driven(number, spot, there, free)
        spot, free = there, leaves
    return driven + (times.driven(number, spot, times.end_spot[number], free) if stops else 0)


def _go(times: TravelTimes, number: int, way: tuple[int, int], clock: _Clock) -> int:
    """Let the unit drive, and give where it then is."""
    clock.before_rest = _there(times, number, way, clock.before_rest)
    clock.after_rest = _there(times, number, way, clock.after_rest)
    return way[1]


def _there(times: TravelTimes, number: int, way: tuple[int, int], leaves: float) -> float:
    return NEVER if leaves == NEVER else times.arrive(number, *way, int(leaves))


def _visited(there: float, call: Call) -> float:
    begins = max(there, call.first)
    return NEVER if begins > call.last else begins + call.minutes
