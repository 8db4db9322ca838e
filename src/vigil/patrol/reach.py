"""Which windows which units can reach at all; what nobody can reach is said first, because it hides the rest."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from vigil.patrol.plan import Reason, Uncovered
from vigil.patrol.request import PlanWindow, Request
from vigil.patrol.travel import TravelTimes


@dataclass(frozen=True, slots=True)
class Reach:
    """For each window the units (by number) that could make a visit, and the windows nobody can reach."""

    units: Mapping[str, tuple[int, ...]]
    unreachable: tuple[Uncovered, ...]


def first_start(window: PlanWindow) -> int:
    """Give the first whole minute at which a visit may begin."""
    return math.ceil(window.opens_minute)


def last_start(window: PlanWindow) -> int:
    """Give the last whole minute at which a visit may begin; before `first_start` when it does not fit."""
    return math.floor(window.closes_minute) - window.visit_minutes


def find_reach(request: Request, times: TravelTimes) -> Reach:
    """Find for every window the units that could visit it if they did nothing else."""
    units: dict[str, tuple[int, ...]] = {}
    unreachable = []
    for window in request.windows:
        able = tuple(unit for unit in range(len(request.units)) if _can(request, times, unit, window))
        if able:
            units[window.id] = able
        else:
            unreachable.append(_why(request, times, window))
    return Reach(units, tuple(unreachable))


def _can(request: Request, times: TravelTimes, number: int, window: PlanWindow) -> bool:
    unit = request.units[number]
    earliest = max(first_start(window), math.ceil(unit.from_minute) + times.out(number, window.place_id))
    home_by = math.floor(unit.until_minute) - times.home(number, window.place_id) - window.visit_minutes
    return earliest <= min(last_start(window), home_by)


def _why(request: Request, times: TravelTimes, window: PlanWindow) -> Uncovered:
    if last_start(window) < first_start(window):
        length = window.closes_minute - window.opens_minute
        says = f"It is open for {length:.0f} minutes, and a visit takes {window.visit_minutes}."
        return Uncovered(window.id, Reason.TOO_SHORT, says)
    on_shift = [
        number
        for number, unit in enumerate(request.units)
        if max(math.ceil(unit.from_minute), first_start(window))
        <= min(math.floor(unit.until_minute) - window.visit_minutes, last_start(window))
    ]
    if not on_shift:
        return Uncovered(window.id, Reason.NOBODY_ON_SHIFT, "No unit's shift has room for a visit while it is open.")
    nearest = min(on_shift, key=lambda number: times.out(number, window.place_id))
    says = (
        f"Of {len(on_shift)} units on shift the nearest, {request.units[nearest].id}, needs "
        f"{times.out(nearest, window.place_id)} minutes to get there and {times.home(nearest, window.place_id)} back, "
        "which its shift or the window does not allow."
    )
    return Uncovered(window.id, Reason.TOO_FAR, says)
