"""What a unit can reach when it may stop elsewhere on its way: earliest and latest starts, and a round that does it.

By straight lines and at one speed nothing is sooner reached by way of another stop. A table of road times may know
a short cut by one, an hour at which ways are quicker may begin while a unit stops, and a stop is where it may rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import BoolArray, IntArray
from vigil.ground.compiled import compiled
from vigil.patrol.request import Rest, TravelMatrix, TravelRule

WayArray = NDArray[np.int64] | NDArray[np.int16]

NEVER: Final = 1 << 40
MOST_STEPS: Final = 20_000
"""So many stops are tried in a search for a round; what is then not decided counts as within reach."""


def knows_no_detour(travel: TravelRule | TravelMatrix) -> bool:
    """Say whether nobody can be sooner anywhere by stopping elsewhere before, save for a rest."""
    return isinstance(travel, TravelRule) and not travel.factors


@dataclass(frozen=True, eq=False, kw_only=True)
class Outing:
    """A unit's shift and the windows it may visit.

    It sets out at minute `ready`, is back by `home_by`, drives `max_drive` minutes at most and takes its `rest`.
    `place`, `first`, `last`, `minutes`, shape (windows,): where each window is, between which minutes a visit may begin
    and how long it takes. Ways in minutes begin in slots from minute `slot_from`, shape (slots,): `way`, shape (slots,
    places, places), `out` and `home`, shape (slots, places), from its start and to its end.
    """

    ready: int
    home_by: int
    rest: Rest | None
    max_drive: float
    place: IntArray
    first: IntArray
    last: IntArray
    minutes: IntArray
    slot_from: IntArray
    way: WayArray
    out: IntArray
    home: IntArray

    @property
    def slots(self) -> Iterator[tuple[int, int]]:
        """The first and the last minute of each slot."""
        ends = [*(int(minute) - 1 for minute in self.slot_from[1:]), NEVER]
        return zip((int(minute) for minute in self.slot_from), ends, strict=True)

    @property
    def alone(self) -> BoolArray:
        """Say which windows it can visit in time if it visits no other; its limit on driving is not looked at."""
        there, leaves = self._there_at_once(), self._leaves_for_good()
        in_time = [self._starts(there[n]) <= self._ends(leaves[n]) for n in (0, 1)]
        return in_time[0] | in_time[1]

    @property
    def may_be_near(self) -> BoolArray:
        """Say which windows it can perhaps visit by the minutes of ways and stops alone: quick, and no too rarely."""
        stop = self._by_place(np.minimum, np.where(self.first <= self.last, self.minutes, NEVER), NEVER)
        out, home = self._shortest(stop)
        start = np.maximum(self.first, self.ready + out[self.place])
        near: BoolArray = start <= np.minimum(self.last, self.home_by - home[self.place] - self.minutes)
        return near & self.may_drive_to

    @cached_property
    def earliest(self) -> tuple[IntArray, IntArray]:
        """The earliest start of a visit to each window with the rest still to take, and with it taken; or `NEVER`."""
        before, after = self._there_at_once()
        while True:
            starts = self._starts(before), self._starts(after)
            leaves = [self._by_place(np.minimum, start + self.minutes, NEVER) for start in starts]
            sooner = np.minimum(before, self._arrive(leaves[0]))
            rested = np.minimum(self._arrive(np.minimum(leaves[1], self._rested(leaves[0]))), self._rested(sooner))
            rested = np.minimum(after, rested)
            if (sooner == before).all() and (rested == after).all():
                return starts
            before, after = sooner, rested

    @cached_property
    def latest(self) -> tuple[IntArray, IntArray]:
        """The latest start of a visit to each window from which it is still home in time; or less than nothing."""
        before, after = self._leaves_for_good()
        while True:
            ends = self._ends(before), self._ends(after)
            by = [self._by_place(np.maximum, end, -NEVER) for end in ends]
            later = np.maximum(after, self._leave(by[1]))
            unrested = np.maximum(self._leave(np.maximum(by[0], self._must_rest(by[1]))), self._must_rest(later))
            unrested = np.maximum(before, unrested)
            if (later == after).all() and (unrested == before).all():
                return ends
            before, after = unrested, later

    @cached_property
    def least_drive(self) -> tuple[IntArray, IntArray]:
        """The least minutes on the way from the start to each place and home from it, by way of any stops."""
        stop = np.full(self.out.shape[1], NEVER, dtype=np.int64)
        stop[self.place[self.first <= self.last]] = 0
        return self._shortest(stop)

    @property
    def may_reach(self) -> BoolArray:
        """Say which windows it can perhaps visit: surely none else, but some rounds may have to pass a door twice."""
        in_time = [self.earliest[n] <= self.latest[n] for n in (0, 1)]
        return (in_time[0] | in_time[1]) & self.may_drive_to

    @property
    def may_drive_to(self) -> BoolArray:
        """Say which windows are not too far for its limit on driving."""
        if self.max_drive == np.inf:
            return np.ones(len(self.place), dtype=np.bool_)
        out, home = self.least_drive
        near: BoolArray = (out + home)[self.place] <= self.max_drive
        return near

    def _there_at_once(self) -> tuple[IntArray, IntArray]:
        """Give the earliest arrival at each place of who goes there first, with the rest still to take and taken."""
        before = self._out_from(self.ready if self.rest else NEVER)
        after = self._out_from(int(self._rested(self.ready)) if self.rest else self.ready)
        return before, np.minimum(after, self._rested(before))

    def _leaves_for_good(self) -> tuple[IntArray, IntArray]:
        """Give the latest minute to leave each place for home, with the rest still to take and taken."""
        after = self._home_by(self.home_by)
        return np.maximum(self._home_by(int(self._must_rest(self.home_by))), self._must_rest(after)), after

    def _out_from(self, ready: int) -> IntArray:
        best = np.full(self.out.shape[1], NEVER, dtype=np.int64)
        for way, (begins, ends) in zip(self.out, self.slots, strict=True):
            off = max(ready, begins)
            best = np.minimum(best, off + way) if off <= ends else best
        return best

    def _home_by(self, minute: int) -> IntArray:
        best = np.full(self.home.shape[1], -NEVER, dtype=np.int64)
        for way, (begins, ends) in zip(self.home, self.slots, strict=True):
            off = np.minimum(minute - way, ends)
            best = np.maximum(best, np.where(off >= begins, off, -NEVER))
        return best

    def _shortest(self, stop: IntArray) -> tuple[IntArray, IntArray]:
        """Give the least minutes out to each place and home from it, when a stop at a place takes so many."""
        least = self.way[0] if len(self.way) == 1 else self.way.min(axis=0)
        out, home = self.out.min(axis=0), self.home.min(axis=0)
        return _shorten(out, least, stop), _shorten(home, np.ascontiguousarray(least.T), stop)

    def _starts(self, there: IntArray) -> IntArray:
        start = np.maximum(self.first, there[self.place])
        return np.where(start <= self.last, start, NEVER)

    def _ends(self, leaves: IntArray) -> IntArray:
        end = np.minimum(self.last, leaves[self.place] - self.minutes)
        return np.where(end >= self.first, end, -NEVER)

    def _by_place(self, best: np.ufunc, minutes: IntArray, otherwise: int) -> IntArray:
        found = np.full(self.out.shape[1], otherwise, dtype=np.int64)
        best.at(found, self.place, minutes)
        return found

    def _rested(self, minute: IntArray | int) -> IntArray:
        """Give when a rest is over that may begin from a minute on."""
        if self.rest is None:
            return np.full(np.shape(minute), NEVER, dtype=np.int64)
        over = np.maximum(minute, int(np.ceil(self.rest.from_minute))) + self.rest.minutes
        return np.where(over <= min(self.rest.until_minute, self.home_by), over, NEVER)

    def _must_rest(self, minute: IntArray | int) -> IntArray:
        """Give the latest minute from which a rest can be over by a minute."""
        if self.rest is None:
            return np.full(np.shape(minute), -NEVER, dtype=np.int64)
        begins = np.minimum(minute, min(int(np.floor(self.rest.until_minute)), self.home_by)) - self.rest.minutes
        return np.where(begins >= self.rest.from_minute, begins, -NEVER)

    def _arrive(self, leaves: IntArray) -> IntArray:
        """Give the earliest arrival at each place of who may leave places from minutes on."""
        best = np.full(len(leaves), NEVER, dtype=np.int64)
        for way, (begins, ends) in zip(self.way, self.slots, strict=True):
            off = np.maximum(leaves, begins)
            best = np.minimum(best, least_sum(np.where(off <= ends, off, NEVER), way))
        return best

    def _leave(self, by: IntArray) -> IntArray:
        """Give the latest minute from which who leaves each place can be at one by its minute."""
        best = np.full(len(by), -NEVER, dtype=np.int64)
        if by.max(initial=-NEVER) == -NEVER:
            return best
        for way, (begins, ends) in zip(self.way, self.slots, strict=True):
            off = np.minimum(most_left(by, way), ends)
            best = np.maximum(best, np.where(off >= begins, off, -NEVER))
        return best


def _shorten(minutes: IntArray, way: WayArray, stop: IntArray) -> IntArray:
    while True:
        shorter = np.minimum(minutes, least_sum(np.minimum(minutes + stop, NEVER), way))
        if (shorter == minutes).all():
            return minutes
        minutes = shorter


@compiled
def least_sum(off: IntArray, way: WayArray) -> IntArray:
    """Give the least of off[a] + way[a, b] over all a, for each b; `NEVER` where there is none."""
    best = np.full(way.shape[1], NEVER, dtype=np.int64)
    for begin in range(len(off)):
        if off[begin] < NEVER:
            for end in range(way.shape[1]):
                best[end] = min(best[end], off[begin] + way[begin, end])
    return best


@compiled
def most_left(by: IntArray, way: WayArray) -> IntArray:
    """Give the most of by[b] - way[a, b] over all b, for each a; `-NEVER` where there is none."""
    best = np.full(way.shape[0], -NEVER, dtype=np.int64)
    for begin in range(way.shape[0]):
        for end in range(len(by)):
            best[begin] = max(best[begin], by[end] - way[begin, end])
    return best


class _Label(NamedTuple):
    """A unit after some stops: free from a minute on, so many minutes driven, its rest taken or not."""

    free: int
    driven: int
    is_rested: bool


@dataclass(slots=True)
class RoundSearch:
    """Looks for rounds that visit a window; `steps` are left to all searches together."""

    steps: int = MOST_STEPS
    _met: set[int] = field(default_factory=set)

    def can_visit(self, outing: Outing, target: int) -> bool:
        """Say whether some round visits a window, no window twice; true as well when the steps do not suffice."""
        self._met.clear()
        begin = [_Label(outing.ready, 0, outing.rest is None)]
        return self._goes_on(outing, target, begin, outing.out)

    def _goes_on(self, outing: Outing, target: int, labels: Sequence[_Label], ways: WayArray) -> bool:
        """Go on by ways of shape (slots, places)."""
        labels = _or_rested(outing, labels)
        for number in (target, *np.flatnonzero(outing.first <= outing.last).tolist()):
            if number in self._met:
                continue
            if self.steps <= 0:
                return True
            self.steps -= 1
            if self._stops_at(outing, target, number, _drive(outing, labels, ways[:, outing.place[number]])):
                return True
        return False

    def _stops_at(self, outing: Outing, target: int, number: int, there: Sequence[_Label]) -> bool:
        visited, place = _visit(outing, there, number), int(outing.place[number])
        has_met = number == target or target in self._met
        if has_met and _gets_home(outing, visited, place):
            return True
        if not visited or (not has_met and visited[0].free > outing.last[target]):
            return False
        self._met.add(number)
        found = self._goes_on(outing, target, visited, outing.way[:, place])
        self._met.remove(number)
        return found


def _visit(outing: Outing, there: Sequence[_Label], number: int) -> list[_Label]:
    """Give what becomes of who is at a window by a visit to it, if it can still be home in time then."""
    minutes, far = int(outing.minutes[number]), outing.least_drive[1][outing.place[number]]
    visited = []
    for label in _or_rested(outing, there):
        start = max(label.free, int(outing.first[number]))
        if start <= outing.latest[label.is_rested][number] and label.driven + far <= outing.max_drive:
            visited.append(_Label(start + minutes, label.driven, label.is_rested))
    return _best(visited)


def _gets_home(outing: Outing, labels: Sequence[_Label], place: int) -> bool:
    back = _or_rested(outing, _drive(outing, _or_rested(outing, labels), outing.home[:, place]))
    return any(label.is_rested and label.free <= outing.home_by and label.driven <= outing.max_drive for label in back)


def _drive(outing: Outing, labels: Sequence[_Label], ways: WayArray) -> list[_Label]:
    return [
        _Label(max(label.free, begins) + int(way), label.driven + int(way), label.is_rested)
        for label in labels
        for way, (begins, ends) in zip(ways, outing.slots, strict=True)
        if max(label.free, begins) <= ends
    ]


def _or_rested(outing: Outing, labels: Sequence[_Label]) -> list[_Label]:
    rested = [
        _Label(int(outing._rested(label.free)), label.driven, True)  # noqa: SLF001 - of this file
        for label in labels
        if not label.is_rested
    ]
    return [*labels, *(label for label in rested if label.free < NEVER)]


def _best(labels: Sequence[_Label]) -> list[_Label]:
    """Give the labels that no other is as good as in every respect."""
    kept: list[_Label] = []
    for label in sorted(labels, key=lambda label: (label.free, label.driven, not label.is_rested)):
        if not any(other.driven <= label.driven and other.is_rested >= label.is_rested for other in kept):
            kept.append(label)
    return kept
