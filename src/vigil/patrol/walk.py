"""Walking through a round minute by minute: when a unit is home at the earliest, with its rest taken on the way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from vigil.patrol.request import PlanUnit, Request, Rest
from vigil.patrol.travel import TravelTimes

NEVER = math.inf


@dataclass(frozen=True, slots=True)
class Call:
    """A visit that is to be made: where, between which two whole minutes it may begin, and how long it takes."""

    place_id: str
    first: int
    last: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit as it is made: where, and from which to which whole minute."""

    place_id: str
    arrive_minute: int
    depart_minute: int


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
    """Give the minutes a unit drives if it always drives off as soon as it can, from where and when each visit ends.

    Never less than `least_driven` for a unit without a rest, and the same where no hour is slower than another.
    """
    spot, free = times.start_spot[number], request.units[number].ready_minute
    driven = 0
    for place_id, leaves in stops:
        there = times.place_spot[place_id]
        driven += times.driven(number, spot, there, free)
        spot, free = there, leaves
    return driven + (times.driven(number, spot, times.end_spot[number], free) if stops else 0)


def least_driven(request: Request, times: TravelTimes, number: int, stays: Sequence[Stay]) -> float:
    """Give the least minutes a unit drives to make its visits when they are made, with its rest taken.

    Infinite when it cannot be in time at one of them, or back, or has no room for its rest. Nothing for no visits.
    """
    unit = request.units[number]
    stretches = _stretches(times, unit, number, stays)
    plain = [_least(times, number, stretch, stretch.leaves, stretch.arrives) for stretch in stretches]
    total = sum(plain)
    rest = unit.rest
    if rest is None or not stays or total == NEVER:
        return total
    rested = [_least_with_rest(times, number, stretch, rest) for stretch in stretches]
    return min(total - without + with_rest for without, with_rest in zip(plain, rested, strict=True))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From one stop to the next: which way, from when on it may be driven, and when it must be over."""

    from_spot: int
    to_spot: int
    leaves: int
    arrives: int


def _stretches(times: TravelTimes, unit: PlanUnit, number: int, stays: Sequence[Stay]) -> list[_Stretch]:
    if not stays:
        return []
    spots = [times.place_spot[stay.place_id] for stay in stays]
    return [
        _Stretch(*ends)
        for ends in zip(
            (times.start_spot[number], *spots),
            (*spots, times.end_spot[number]),
            (unit.ready_minute, *(stay.depart_minute for stay in stays)),
            (*(stay.arrive_minute for stay in stays), unit.home_by_minute),
            strict=True,
        )
    ]


def _least(times: TravelTimes, number: int, stretch: _Stretch, leaves: int, arrives: int) -> float:
    """Give the least minutes on a way that begins and ends between two minutes; infinite when there are too few."""
    table = times.slot_minutes[times.profile[number]][:, stretch.from_spot, stretch.to_spot]
    first = times.slot_at(leaves)
    begins = [leaves, *(int(minute) for minute in times.slot_from[first + 1 :])]
    ways = (int(way) for way in table[first:])
    return min((way for begin, way in zip(begins, ways, strict=True) if begin + way <= arrives), default=NEVER)


def _least_with_rest(times: TravelTimes, number: int, stretch: _Stretch, rest: Rest) -> float:
    """Give the same when the rest is taken before the way or after it."""
    begins, until = math.ceil(rest.from_minute), math.floor(rest.until_minute)
    over = max(stretch.leaves, begins) + rest.minutes
    before = _least(times, number, stretch, over, stretch.arrives) if over <= until else NEVER
    must_begin = min(stretch.arrives, until) - rest.minutes
    after = _least(times, number, stretch, stretch.leaves, must_begin) if begins <= must_begin else NEVER
    return min(before, after)


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
