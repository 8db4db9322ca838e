"""What is still to do on a day under way: where every unit is and when it is free, what it has done, what is before it.

A visit that has begun is finished. A unit on its way can still be sent elsewhere: from where it last was, as if it set
out now.
"""

import math
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from vigil.patrol.plan import Round, Stop
from vigil.patrol.request import PlanUnit, Request
from vigil.patrol.travel import travel_times
from vigil.patrol.walk import NEVER, Stay, least_driven


@dataclass(frozen=True, slots=True)
class RestOfDay:
    """What is still to do from a minute on.

    `request` asks for the rest of the day, with the units that go on, each from where it is. `done` are the visits made
    or begun by all units of the whole day, in their order; `ahead` what each unit of `request` had still to do.
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
    windows = request.window_by_id
    stops = [tuple(stop for stop in given.get(unit.id, ()) if stop.window_id in windows) for unit in request.units]
    done = [tuple(stop for stop in of_unit if stop.arrive_minute <= now) for of_unit in stops]
    goes_on = [number for number, unit in enumerate(request.units) if unit.id not in out]
    return RestOfDay(
        request=replace(request, units=tuple(_from_here(request, request.units[n], done[n], now) for n in goes_on)),
        done=tuple(Round(unit.id, made) for unit, made in zip(request.units, done, strict=True)),
        ahead=tuple(Round(request.units[n].id, stops[n][len(done[n]) :]) for n in goes_on),
    )


def _from_here(request: Request, unit: PlanUnit, done: tuple[Stop, ...], now: int) -> PlanUnit:
    """Give a unit as it is now: where it is, when it is free, and what it may still drive and must still rest."""
    if not done:
        # It is at its base, and its handover is over or still to come.
        return replace(unit, from_minute=max(unit.from_minute, now - unit.handover_minutes))
    last = next(window for window in request.windows if window.id == done[-1].window_id)
    place = next(place for place in request.places if place.id == last.place_id)
    free = max(now, done[-1].depart_minute)
    here = replace(unit, start_id=place.id, start=place.point, from_minute=free - unit.handover_minutes)
    if unit.max_drive_minutes is None and unit.rest is None:
        return here
    driven, has_rested = _so_far(request, unit, done, free)
    most = unit.max_drive_minutes
    return replace(
        here,
        max_drive_minutes=None if most is None else max(0, most - driven),
        rest=None if has_rested else unit.rest,
    )


def _so_far(request: Request, unit: PlanUnit, done: tuple[Stop, ...], free: int) -> tuple[int, bool]:
    """Give what a unit has driven, and whether it has rested: it has when there was time for it."""
    windows = request.window_by_id
    stays = [Stay(windows[stop.window_id].place_id, stop.arrive_minute, stop.depart_minute) for stop in done]
    names = {stay.place_id for stay in stays}
    place = request.place_by_id[stays[-1].place_id]
    # As if its shift ended where it is, and as soon as it is free.
    went = replace(unit, end_id=place.id, end=place.point, until_minute=free + unit.handover_minutes, rest=None)
    seen = replace(request, places=tuple(one for one in request.places if one.id in names), units=(went,))
    back = travel_times(seen).home(0, place.id)
    went = replace(went, until_minute=went.until_minute + back)
    driven = least_driven(replace(seen, units=(went,)), travel_times(seen), 0, stays) - back
    rested = replace(seen, units=(replace(went, rest=unit.rest),))
    return int(driven), least_driven(rested, travel_times(rested), 0, stays) < NEVER
