"""Which windows which units can reach at all; what nobody can reach is said first, because it hides the rest."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from vigil.ground.arrays import BoolArray, IntArray
from vigil.patrol.detour import Outing, RoundSearch, knows_no_detour
from vigil.patrol.plan import Reason, Uncovered
from vigil.patrol.request import PlanUnit, PlanWindow, Request
from vigil.patrol.travel import TravelTimes
from vigil.patrol.walk import Stay, least_driven


@dataclass(frozen=True, slots=True)
class Reach:
    """For each window the units (by number) that could make a visit, and the windows nobody can reach.

    Named are the units that could visit it and do nothing else; if there are none, those that could between others.
    """

    units: Mapping[str, tuple[int, ...]]
    unreachable: tuple[Uncovered, ...]


def first_start(window: PlanWindow) -> int:
    """Give the first whole minute at which a visit may begin."""
    return math.ceil(window.opens_minute)


def last_start(window: PlanWindow) -> int:
    """Give the last whole minute at which a visit may begin; before `first_start` when it does not fit."""
    return math.floor(window.closes_minute) - window.visit_minutes


def find_reach(request: Request, times: TravelTimes) -> Reach:
    """Find for every window the units that could visit it, alone or by way of other visits."""
    units: dict[str, tuple[int, ...]] = {}
    unreachable = []
    kinds = {(window.min_persons, window.skills): window for window in request.windows}
    kind = {asked: number for number, asked in enumerate(kinds)}
    hours = _Hours(
        first=np.array([first_start(window) for window in request.windows], dtype=np.int64),
        last=np.array([last_start(window) for window in request.windows], dtype=np.int64),
        minutes=np.array([window.visit_minutes for window in request.windows], dtype=np.int64),
        spot=np.array([times.place_spot[window.place_id] for window in request.windows], dtype=np.int64),
        asks=np.array([kind[window.min_persons, window.skills] for window in request.windows], dtype=np.int64),
        kinds=tuple(kinds.values()),
    )
    groups = alike(request, times)
    can = [_can(request, times, members[0], hours) for members in groups]
    nobody = ~np.any(can, axis=0) if can else np.ones(len(request.windows), dtype=np.bool_)
    if nobody.any():
        search = RoundSearch()
        asked = hours, nobody, search
        can = [
            which | _can_by_way_of_others(request, times, members[0], asked)
            for which, members in zip(can, groups, strict=True)
        ]
    for number, window in enumerate(request.windows):
        able = [members for members, which in zip(groups, can, strict=True) if which[number]]
        if able:
            units[window.id] = tuple(sorted(unit for members in able for unit in members))
        else:
            unreachable.append(_why(request, times, window))
    return Reach(units, tuple(unreachable))


def alike(request: Request, times: TravelTimes) -> tuple[tuple[int, ...], ...]:
    """Give the units, by number, in groups that differ in nothing that decides where they can be when."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, unit in enumerate(request.units):
        spots = (times.start_spot[number], times.end_spot[number], times.profile[number])
        hours = (unit.ready_minute, unit.home_by_minute, unit.max_drive_minutes, unit.rest)
        groups[*spots, *hours, unit.persons, frozenset(unit.skills)].append(number)
    return tuple(tuple(members) for members in groups.values())


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Hours:
    """First and last start, minutes of a visit, and spot of each window, shape (windows,).

    What window n asks of a unit is what `kinds[asks[n]]` does.
    """

    first: IntArray
    last: IntArray
    minutes: IntArray
    spot: IntArray
    asks: IntArray
    kinds: tuple[PlanWindow, ...]


def _can(request: Request, times: TravelTimes, number: int, hours: _Hours) -> BoolArray:
    """Say which windows a unit could visit if it did nothing else, shape (windows,)."""
    unit = request.units[number]
    if unit.rest is not None or len(times.slot_from) > 1:
        outing = _outing(request, times, number, hours)
        out, home = outing.out[:, hours.spot], outing.home[:, hours.spot]
        alone: BoolArray = outing.alone & (out.min(axis=0) + home.min(axis=0) <= _most_driven(unit))
        # Only where the hour decides how long it drives is every minute looked at.
        for which in np.flatnonzero(alone & (out.max(axis=0) + home.max(axis=0) > _most_driven(unit))).tolist():
            alone[which] = _drives_little(request, times, number, request.windows[which])
        return alone
    table = times.minutes[times.profile[number]]
    out, home = table[times.start_spot[number], hours.spot], table[hours.spot, times.end_spot[number]]
    earliest = np.maximum(hours.first, unit.ready_minute + out)
    latest = np.minimum(hours.last, unit.home_by_minute - home - hours.minutes)
    can: BoolArray = _able(unit, hours) & (earliest <= latest) & (out + home <= _most_driven(unit))
    return can


def _can_by_way_of_others(
    request: Request, times: TravelTimes, number: int, asked: tuple[_Hours, BoolArray, RoundSearch]
) -> BoolArray:
    """Say which of the windows that nobody can visit alone a unit could visit between others, shape (windows,)."""
    hours, nobody, search = asked
    unit = request.units[number]
    can = np.zeros(len(nobody), dtype=np.bool_)
    earliest = np.maximum(hours.first, unit.ready_minute)
    in_hours = earliest <= np.minimum(hours.last, unit.home_by_minute - hours.minutes)
    left = nobody & in_hours & _able(unit, hours)
    if not left.any() or (unit.rest is None and knows_no_detour(request.travel)):
        return can
    outing = _outing(request, times, number, hours)
    # Where no stop is a short cut, a stop on the way can only help who is in time but for the rest.
    left &= replace(outing, rest=None).alone if knows_no_detour(request.travel) else outing.may_be_near
    if left.any():
        for target in np.flatnonzero(left & outing.may_reach).tolist():
            can[target] = search.can_visit(outing, target)
    return can


def _outing(request: Request, times: TravelTimes, number: int, hours: _Hours) -> Outing:
    unit, table = request.units[number], times.slot_minutes[times.profile[number]]
    return Outing(
        ready=unit.ready_minute,
        home_by=unit.home_by_minute,
        rest=unit.rest,
        max_drive=_most_driven(unit),
        place=hours.spot,
        first=hours.first,
        last=np.where(_able(unit, hours), hours.last, hours.first - 1),
        minutes=hours.minutes,
        slot_from=times.slot_from,
        way=table,
        out=table[:, times.start_spot[number]],
        home=table[:, :, times.end_spot[number]],
    )


def _able(unit: PlanUnit, hours: _Hours) -> BoolArray:
    """Say at which windows a unit has what they ask for, shape (windows,)."""
    able: BoolArray = np.array([unit.has_what_it_takes(one) for one in hours.kinds], dtype=np.bool_)[hours.asks]
    return able


def _drives_little(request: Request, times: TravelTimes, number: int, window: PlanWindow) -> bool:
    """Say whether a unit can visit a window alone within its limit on driving, at some minute."""
    starts = range(first_start(window), last_start(window) + 1)
    stays = (Stay(window.place_id, start, start + window.visit_minutes) for start in starts)
    return any(least_driven(request, times, number, (stay,)) <= _most_driven(request.units[number]) for stay in stays)


def _most_driven(unit: PlanUnit) -> float:
    return math.inf if unit.max_drive_minutes is None else unit.max_drive_minutes


def _why(request: Request, times: TravelTimes, window: PlanWindow) -> Uncovered:
    if last_start(window) < first_start(window):
        length = window.closes_minute - window.opens_minute
        says = f"It is open for {length:.0f} minutes, and a visit takes {window.visit_minutes}."
        return Uncovered(window.id, Reason.TOO_SHORT, says)
    on_shift = [
        number
        for number, unit in enumerate(request.units)
        if max(unit.ready_minute, first_start(window))
        <= min(unit.home_by_minute - window.visit_minutes, last_start(window))
    ]
    if not on_shift:
        return Uncovered(window.id, Reason.NOBODY_ON_SHIFT, "No unit's shift has room for a visit while it is open.")
    able = [number for number in on_shift if request.units[number].has_what_it_takes(window)]
    if not able:
        says = f"It asks for {_asked(window)}. No unit on shift then has that: {len(on_shift)} were looked at."
        return Uncovered(window.id, Reason.NOBODY_ABLE, says)
    nearest = min(able, key=lambda number: times.out(number, window.place_id))
    says = (
        f"Of {len(able)} units on shift the nearest, {request.units[nearest].id}, needs "
        f"{times.out(nearest, window.place_id)} minutes to get there and {times.home(nearest, window.place_id)} back, "
        f"which {_limits(request.units[nearest])} does not allow."
    )
    return Uncovered(window.id, Reason.TOO_FAR, says)


def _asked(window: PlanWindow) -> str:
    """Say what a window asks of a unit."""
    persons = (f"{window.min_persons} people",) if window.min_persons > 1 else ()
    return ", ".join((*persons, *window.skills))


def _limits(unit: PlanUnit) -> str:
    """Name what may stand in the way of a unit."""
    drive = () if unit.max_drive_minutes is None else (f"its limit of {unit.max_drive_minutes} minutes on the road",)
    rest = () if unit.rest is None else (f"its rest of {unit.rest.minutes} minutes",)
    return " or ".join(("its shift", *rest, *drive, "the window"))
