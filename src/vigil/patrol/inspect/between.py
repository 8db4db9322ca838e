"""Whether a window that a unit cannot visit alone can be visited between others: looked for round by round.

A stop on the way helps where a matrix knows a short cut by it, where ways grow quicker while the unit stops, and where
it is the place to rest. By straight lines at one speed, without a rest, it never does.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.inspect.asked import Asked, AskedUnit, AskedWindow, Station
from vigil.patrol.inspect.spot import ENDLESS
from vigil.patrol.inspect.way import HAIR, TimedWay, TimedWays

MOST_TRIES: Final = 200_000
"""So many stops are tried for a whole request; what is then not decided stays open."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit after a stop: free from a minute on, so long at the wheel, rested or still to rest."""

    free: float
    driven: float
    rested: bool


@dataclass(slots=True)
class Rounds:
    """All rounds that units could make, looked through for one that has a window in it."""

    asked: Asked
    ways: TimedWays
    tries: int = MOST_TRIES
    _ends: dict[tuple[float | None, Station], dict[str, float]] = field(default_factory=dict)

    def can_have(self, unit: AskedUnit, window: AskedWindow) -> bool | None:
        """Say whether some round of a unit visits a window; None when it would take too long to find out."""
        travel = self.asked.travel
        if not unit.may_visit(window) or (travel.matrix is None and not travel.factors and unit.rest is None):
            return False
        if not self._is_in_time(unit, window, Standing(unit.leaves, 0.0, rested=True), unit.start):
            return False
        windows = [one for one in self.asked.windows.values() if unit.may_visit(one) and _last(one) >= _first(one)]
        begin = Standing(unit.leaves, 0.0, rested=unit.rest is None)
        found = any(self._rounds(unit, window, windows, [(unit.start, [begin])]))
        return None if not found and self.tries <= 0 else found

    def _rounds(
        self,
        unit: AskedUnit,
        window: AskedWindow,
        left: Sequence[AskedWindow],
        stops: list[tuple[Station, list[Standing]]],
    ) -> Iterator[bool]:
        """Give True for each way on from the last of some stops that has the window, whether before or to come."""
        here, standings = stops[-1]
        has_window = window not in left
        if has_window and any(_is_home(unit, one) for one in _go(unit, self._way(unit, here, unit.end), standings)):
            yield True
        for following in left:
            self.tries -= 1
            if self.tries <= 0:
                return
            there = _go(unit, self._way(unit, here, following.station), standings)
            after = [one for one in _stop(following, there) if self._is_home_in_time(unit, following.station, one)]
            if not has_window and following is not window:
                after = [one for one in after if self._is_in_time(unit, window, one, following.station)]
            if after:
                rest = [one for one in left if one is not following]
                yield from self._rounds(unit, window, rest, [*stops, (following.station, after)])

    def _way(self, unit: AskedUnit, begin: Station, end: Station) -> TimedWay:
        return self.ways.between(begin, end, unit.speed_kmh)

    def _is_in_time(self, unit: AskedUnit, window: AskedWindow, one: Standing, here: Station) -> bool:
        """Say whether a unit may still make a visit and be home, by the shortest of all ways."""
        way = self._least(unit, here, window.station)
        begins = max(one.free + way, _first(window))
        then = Standing(begins + window.visit_minutes, one.driven + way, one.rested)
        return begins <= _last(window) + HAIR and self._is_home_in_time(unit, window.station, then)

    def _is_home_in_time(self, unit: AskedUnit, here: Station, one: Standing) -> bool:
        way = self._least(unit, here, unit.end)
        return one.free + way <= unit.back + HAIR and one.driven + way <= unit.max_drive + HAIR

    def _least(self, unit: AskedUnit, begin: Station, end: Station) -> float:
        """Give the least minutes of any way between two stations, at the quickest hour and by way of any places."""
        if self.asked.travel.matrix is None:
            return min(pace.minutes for pace in self._way(unit, begin, end).paces)
        known = self._ends.get((unit.speed_kmh, end))
        if known is None:
            known = self._ends[unit.speed_kmh, end] = self._shortest(unit, end)
        return known[begin.id]

    def _shortest(self, unit: AskedUnit, end: Station) -> dict[str, float]:
        names = list(dict.fromkeys(station.id for station in self._stations()))
        table = self._table(unit.speed_kmh, names)
        least = table[:, names.index(end.id)]
        while True:
            shorter = np.minimum(least, (table + least[None, :]).min(axis=1))
            if (shorter == least).all():
                return dict(zip(names, least.tolist(), strict=True))
            least = shorter

    def _table(self, speed_kmh: float | None, names: Sequence[str]) -> FloatArray:
        travel = self.asked.travel
        matrix = travel.matrix if speed_kmh is None else travel.slower.get(speed_kmh, travel.matrix)
        factor = min((1.0, *(one.factor for one in travel.factors)))
        rows = [[(matrix or {})[begin, end] for end in names] for begin in names]
        table = np.ceil(np.array(rows) * factor - abs(self.ways.hair))
        np.fill_diagonal(table, 0.0)
        return table

    def _stations(self) -> Iterable[Station]:
        yield from (window.station for window in self.asked.windows.values())
        for unit in self.asked.units.values():
            yield from (unit.start, unit.end)


def _first(window: AskedWindow) -> int:
    return math.ceil(window.opens - HAIR)


def _last(window: AskedWindow) -> int:
    return math.floor(window.closes - window.visit_minutes + HAIR)


def _go(unit: AskedUnit, way: TimedWay, standings: Iterable[Standing]) -> list[Standing]:
    """Give how a unit may stand at the end of a way, resting before it, after it or not at all."""
    before = [ready for one in standings for ready in _with_rest(unit, one)]
    there = [
        Standing(leaves + pace.minutes, one.driven + pace.minutes, one.rested)
        for one in before
        for pace in way.paces
        if (leaves := max(one.free, pace.begins)) < pace.ends
    ]
    return [ready for one in there if one.driven < ENDLESS for ready in _with_rest(unit, one)]


def _with_rest(unit: AskedUnit, one: Standing) -> Iterator[Standing]:
    yield one
    if unit.rest is not None and not one.rested:
        over = max(one.free, unit.rest.begins) + unit.rest.minutes
        if over <= min(unit.rest.ends, unit.back) + HAIR:
            yield Standing(over, one.driven, rested=True)


def _stop(window: AskedWindow, there: Iterable[Standing]) -> list[Standing]:
    """Give how a unit may stand after a visit, without what is in no respect better than another."""
    after: list[Standing] = []
    for one in sorted(there, key=lambda one: (one.free, one.driven, not one.rested)):
        begins = max(_first(window), math.ceil(one.free - HAIR))
        new = Standing(float(begins + window.visit_minutes), one.driven, one.rested)
        if begins <= _last(window) and not any(
            other.driven <= new.driven and other.rested >= new.rested for other in after
        ):
            after.append(new)
    return after


def _is_home(unit: AskedUnit, one: Standing) -> bool:
    return one.rested and one.free <= unit.back + HAIR and one.driven <= unit.max_drive + HAIR
