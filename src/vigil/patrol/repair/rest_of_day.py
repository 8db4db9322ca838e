"""What is still to do on a day under way: where every unit is and when it is free, what it has done, what is before it.

A visit that has begun is finished. So is one that a unit is on its way to: it must have set out by now to be there in
time, and it is not turned round on the road.
"""

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from vigil.patrol.plan import Round, Stop
from vigil.patrol.request import PlanPlace, PlanUnit, PlanWindow, Request
from vigil.patrol.travel import travel_times
from vigil.patrol.walk import NEVER, Stay, least_driven


@dataclass(frozen=True, slots=True)
class RestOfDay:
    """What is still to do from a minute on.

    `request` asks for the rest of the day, with the units that go on, each from where it is. `done` are the visits made
    or begun by all units of the whole day, in their order, and those that they are driving to; `ahead` what each unit
    of `request` had still to do.
    """

    request: Request
    done: tuple[Round, ...]
    ahead: tuple[Round, ...]


def find_rest_of_day(
    request: Request, rounds: tuple[Round, ...], at_minute: float, out: AbstractSet[str] = frozenset()
) -> RestOfDay:
    """Find what is left of a day at a minute, without the units that are out.

    `request` is what is asked of the whole day now; its rounds may name windows and units that it no longer has.
    """
    now = math.ceil(at_minute)
    given = {walk.unit_id: walk.stops for walk in rounds}
    doors = _Doors(request, request.window_by_id, request.place_by_id)
    stops = [
        tuple(stop for stop in given.get(unit.id, ()) if stop.window_id in doors.windows) for unit in request.units
    ]
    done = [tuple(stop for stop in of_unit if stop.arrive_minute <= now) for of_unit in stops]
    goes_on = [number for number, unit in enumerate(request.units) if unit.id not in out]
    for number in goes_on:
        following = stops[number][: len(done[number]) + 1]
        if len(following) > len(done[number]) and _is_driving(doors, request.units[number], following, now):
            done[number] = following
    return RestOfDay(
        request=replace(request, units=tuple(_from_here(doors, request.units[n], done[n], now) for n in goes_on)),
        done=tuple(Round(unit.id, made) for unit, made in zip(request.units, done, strict=True)),
        ahead=tuple(Round(request.units[n].id, stops[n][len(done[n]) :]) for n in goes_on),
    )


@dataclass(frozen=True, slots=True)
class _Doors:
    """A request with its windows and places by their ids, listed once for all units."""

    request: Request
    windows: Mapping[str, PlanWindow]
    places: Mapping[str, PlanPlace]

    def stays(self, stops: Sequence[Stop]) -> list[Stay]:
        """Give visits with where they are."""
        return [Stay(self.windows[stop.window_id].place_id, stop.arrive_minute, stop.depart_minute) for stop in stops]

    def seen_by(self, unit: PlanUnit, stays: Sequence[Stay]) -> Request:
        """Give what one unit sees of the request that makes some stays: the ways between few places are soon known."""
        names = dict.fromkeys(stay.place_id for stay in stays)
        return replace(self.request, places=tuple(self.places[name] for name in names), windows=(), units=(unit,))


def _is_driving(doors: _Doors, unit: PlanUnit, stops: tuple[Stop, ...], now: int) -> bool:
    """Say whether a unit is on its way to the last of some stops, or must set out this minute, and can make it."""
    *before, stop = stops
    window, free = doors.windows[stop.window_id], before[-1].depart_minute if before else unit.ready_minute
    is_open = window.opens_minute <= stop.arrive_minute and stop.depart_minute <= window.closes_minute
    if free > now or not is_open or not unit.has_what_it_takes(window):
        return False
    stays = doors.stays(stops)
    seen = doors.seen_by(unit, stays)
    times = travel_times(seen)
    here = times.place_spot[stays[-2].place_id] if before else times.start_spot[0]
    if times.arrive(0, here, times.place_spot[stays[-1].place_id], now + 1) <= stop.arrive_minute:
        return False
    most = NEVER if unit.max_drive_minutes is None else unit.max_drive_minutes
    driven = least_driven(seen, times, 0, stays)
    return driven < NEVER and driven <= most


def _from_here(doors: _Doors, unit: PlanUnit, done: tuple[Stop, ...], now: int) -> PlanUnit:
    """Give a unit as it is now: where it is, when it is free, and what it may still drive and must still rest."""
    if not done:
        # It is at its base, and its handover is over or still to come.
        return replace(unit, from_minute=max(unit.from_minute, now - unit.handover_minutes))
    place = doors.places[doors.windows[done[-1].window_id].place_id]
    free = max(now, done[-1].depart_minute)
    here = replace(unit, start_id=place.id, start=place.point, from_minute=free - unit.handover_minutes)
    if unit.max_drive_minutes is None and unit.rest is None:
        return here
    driven, has_rested = _so_far(doors, unit, done, free)
    most = unit.max_drive_minutes
    return replace(
        here,
        max_drive_minutes=None if most is None else max(0, most - driven),
        rest=None if has_rested else unit.rest,
    )


def _so_far(doors: _Doors, unit: PlanUnit, done: tuple[Stop, ...], free: int) -> tuple[int, bool]:
    """Give what a unit has driven, and whether it has rested: it has when there was time for it."""
    stays = doors.stays(done)
    place = doors.places[stays[-1].place_id]
    # As if its shift ended where it is, and as soon as it is free.
    went = replace(unit, end_id=place.id, end=place.point, until_minute=free + unit.handover_minutes, rest=None)
    seen = doors.seen_by(went, stays)
    back = travel_times(seen).home(0, place.id)
    went = replace(went, until_minute=went.until_minute + back)
    driven = least_driven(replace(seen, units=(went,)), travel_times(seen), 0, stays) - back
    rested = replace(seen, units=(replace(went, rest=unit.rest),))
    return int(driven), least_driven(rested, travel_times(rested), 0, stays) < NEVER
