"""Units that are alike in all that matters to the game: where they can be when, what they may do, what they protect."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigil.patrol.request import PlanUnit, PlanWindow, Request, Rest
from vigil.patrol.travel import TravelTimes

IntArray = NDArray[np.int64]
ShortArray = NDArray[np.int16]
BoolArray = NDArray[np.bool_]

FAR: Final = 30_000
"""Minutes that no plan has: whatever takes longer is as good as never."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class UnitClass:
    """Units that are alike.

    `members` are their numbers in the request. They may set out at minute `ready` and are back by `home_by`. `profile`
    says which table of `Problem.way` they travel by. `out` and `home` are minutes from where they start to each place
    and from each place to where they end, shape (slots, places); `least_out` and `least_home`, shape (places,), are the
    least at any hour, home by any way. `may` says which nodes they may visit, shape (nodes,).
    """

    members: tuple[int, ...]
    effect: float
    profile: int
    ready: int
    home_by: int
    out: ShortArray
    home: ShortArray
    least_out: ShortArray
    least_home: ShortArray
    may: BoolArray
    max_drive: int | None
    rest: Rest | None

    @property
    def count(self) -> int:
        """How many units it has."""
        return len(self.members)


def find_classes(
    request: Request, times: TravelTimes, spots: IntArray, windows: tuple[PlanWindow, ...]
) -> tuple[UnitClass, ...]:
    """Give the classes of a request's units, in an order that does not depend on names.

    Parameters
    ----------
    spots : where the game's places are in `times`, shape (places,)
    windows : the window of each node
    """
    likes = dict(zip(_abilities(request), request.units, strict=True))
    may = {who: _may(unit, windows) for who, unit in likes.items()}
    ways = [short(table[:, spots[:, None], spots[None, :]]) for table in times.slot_minutes]
    names = [way.tobytes() for way in ways]
    found: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    shared: dict[tuple[object, ...], UnitClass] = {}
    for number, (unit, ability) in enumerate(zip(request.units, _abilities(request), strict=True)):
        table = times.slot_minutes[times.profile[number]]
        out = short(table[:, times.start_spot[number], spots])
        home = short(table[:, spots, times.end_spot[number]])
        hours = (unit.ready_minute, unit.home_by_minute, -unit.effect)
        key = (
            *hours,
            out.tobytes(),
            home.tobytes(),
            names[times.profile[number]],
            may[ability].tobytes(),
            *_care(unit),
        )
        found[key].append(number)
        if key in shared:
            continue
        shared[key] = UnitClass(
            members=(),
            effect=unit.effect,
            profile=times.profile[number],
            ready=unit.ready_minute,
            home_by=unit.home_by_minute,
            out=out,
            home=home,
            least_out=out.min(axis=0),
            least_home=_least_home(ways[times.profile[number]], home.min(axis=0)),
            may=may[ability],
            max_drive=unit.max_drive_minutes,
            rest=unit.rest,
        )
    return tuple(replace(shared[key], members=tuple(found[key])) for key in sorted(found))


def short(minutes: IntArray) -> ShortArray:
    """Give minutes as small numbers; what is too far stays too far."""
    return np.ascontiguousarray(np.minimum(minutes, FAR).astype(np.int16))


def _abilities(request: Request) -> list[tuple[int, frozenset[str]]]:
    return [(unit.persons, frozenset(unit.skills)) for unit in request.units]


def _may(unit: PlanUnit, windows: tuple[PlanWindow, ...]) -> BoolArray:
    return np.array([unit.has_what_it_takes(window) for window in windows], dtype=np.bool_)


def _care(unit: PlanUnit) -> tuple[float, ...]:
    """Give a unit's drive and rest as plain numbers that can be compared."""
    drive = -1.0 if unit.max_drive_minutes is None else float(unit.max_drive_minutes)
    rest = (-1.0,) if unit.rest is None else (float(unit.rest.minutes), unit.rest.from_minute, unit.rest.until_minute)
    return (drive, *rest)


def _least_home(way: ShortArray, home: ShortArray) -> ShortArray:
    """Give the least minutes home by any way: a table of road times may know a quicker one by another place."""
    least = way.min(axis=0).astype(np.int32)
    while True:
        shorter = np.minimum(home, (least + home[None, :]).min(axis=1, initial=FAR))
        if (shorter == home).all():
            return home
        home = shorter.astype(np.int16)
