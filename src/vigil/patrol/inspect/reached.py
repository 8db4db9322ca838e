"""Which windows no unit could visit, neither alone nor between others."""

import math
from collections.abc import Container, Iterable
from dataclasses import replace
from typing import Final

from vigil.patrol.inspect.asked import Asked, AskedUnit, AskedWindow
from vigil.patrol.inspect.between import Rounds
from vigil.patrol.inspect.walk import Stretch, drive_need
from vigil.patrol.inspect.way import HAIR, TimedWay, TimedWays

A_LIFETIME: Final = 1e9
"""More minutes than anybody drives, and less than the endless drive of what cannot be done at all."""


def out_of_reach(asked: Asked, ways: TimedWays) -> frozenset[str]:
    """Give the windows that no unit could visit, whatever else it did; those that were not decided are not among them.

    A unit that can visit a window between others only counts too: a matrix may know a short cut by another place.
    """
    return frozenset(name for name, can in _decide(asked, ways, asked.windows.values()).items() if can is False)


def within_reach(asked: Asked, ways: TimedWays, names: Container[str]) -> frozenset[str]:
    """Give those of some windows that some unit could surely visit."""
    some = (window for window in asked.windows.values() if window.id in names)
    return frozenset(name for name, can in _decide(asked, ways, some).items() if can)


def _decide(asked: Asked, ways: TimedWays, windows: Iterable[AskedWindow]) -> dict[str, bool | None]:
    """Say of windows whether they can be visited, or that it would take too long to find out."""
    has_matrix = asked.travel.matrix is not None
    kinds = dict.fromkeys(_nameless(unit, has_matrix=has_matrix) for unit in asked.units.values())
    rounds = Rounds(asked, ways)
    decided: dict[str, bool | None] = {}
    for window in windows:
        if any(_can_visit(unit, window, ways) for unit in kinds):
            decided[window.id] = True
            continue
        found = [rounds.can_have(unit, window) for unit in kinds]
        decided[window.id] = True if True in found else None if None in found else False
    return decided


def fewest_plans(asked: Asked, ways: TimedWays) -> int:
    """Give a number of plans worth telling apart that there are at least: each unit stays in or makes one visit.

    Visits that protect nothing are not counted, since nobody need be kept from foreseeing them.
    """
    worthy = [window for window in asked.windows.values() if any(part.value > 0 for part in window.bins)]
    return math.prod(
        1 + sum(unit.effect > 0 and _can_visit(unit, window, ways) for window in worthy)
        for unit in asked.units.values()
    )


def _nameless(unit: AskedUnit, *, has_matrix: bool) -> AskedUnit:
    """Give the unit without its names, so that equal units are looked at once; a matrix needs those of its stations."""
    if has_matrix:
        return replace(unit, id="")
    return replace(unit, id="", start=replace(unit.start, id=""), end=replace(unit.end, id=""))


def _can_visit(unit: AskedUnit, window: AskedWindow, ways: TimedWays) -> bool:
    out = ways.between(unit.start, window.station, unit.speed_kmh)
    home = ways.between(window.station, unit.end, unit.speed_kmh)
    first = math.ceil(max(out.arrives(unit.leaves), window.opens) - HAIR)
    last = math.floor(window.closes - window.visit_minutes + HAIR)
    is_back = home.arrives(first + window.visit_minutes) <= unit.back + HAIR
    if not (unit.may_visit(window) and is_back and first <= last):
        return False
    # The earliest visit is the best, unless a rest or a limit on driving asks for a later one.
    if unit.rest is None and unit.max_drive == math.inf:
        return True
    return any(_is_within_limits(unit, window, (out, home), minute) for minute in range(first, last + 1))


def _is_within_limits(unit: AskedUnit, window: AskedWindow, ways: tuple[TimedWay, TimedWay], minute: int) -> bool:
    out, home = ways
    stretches = (Stretch(out, unit.leaves, minute), Stretch(home, minute + window.visit_minutes, unit.back))
    return drive_need(stretches, unit.rest).rested <= min(unit.max_drive + HAIR, A_LIFETIME)
