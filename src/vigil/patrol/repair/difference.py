"""What new rounds change: which visits are dropped, moved, made by somebody else, or new; in sentences too."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vigil.patrol.local_day import LocalDay
from vigil.patrol.plan import Round, Stop
from vigil.patrol.request import Request


class ChangeKind(StrEnum):
    """What becomes of a visit."""

    DROPPED = "dropped"
    TAKEN_OVER = "taken over"
    MOVED = "moved"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class VisitChange:
    """One visit that changes: whose it was and when, whose it is and when; and the sentence that says so."""

    kind: ChangeKind
    window_id: str
    before_unit: str | None
    before: Stop | None
    after_unit: str | None
    after: Stop | None
    says: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All visits that change, what is dropped first."""

    changes: tuple[VisitChange, ...]

    def of(self, kind: ChangeKind) -> tuple[VisitChange, ...]:
        """Give the changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)


def find_difference(request: Request, before: Sequence[Round], after: Sequence[Round]) -> Difference:
    """Find what becomes of every visit."""
    old, new = _by_window(before), _by_window(after)
    places = {window.id: window.place_id for window in request.windows}
    changes = [
        change
        for window_id in sorted({*old, *new})
        for change in _changes(
            request.day, (window_id, places.get(window_id, window_id)), old.get(window_id, {}), new.get(window_id, {})
        )
    ]
    rank = {kind: number for number, kind in enumerate(ChangeKind)}
    return Difference(tuple(sorted(changes, key=lambda change: (rank[change.kind], _minute(change)))))


def _by_window(rounds: Sequence[Round]) -> dict[str, dict[str, Stop]]:
    found: defaultdict[str, dict[str, Stop]] = defaultdict(dict)
    for walk in rounds:
        for stop in walk.stops:
            found[stop.window_id][walk.unit_id] = stop
    return dict(found)


def _changes(day: LocalDay, door: tuple[str, str], old: dict[str, Stop], new: dict[str, Stop]) -> list[VisitChange]:
    window_id, place = door
    where = f"{place} ({window_id})" if place != window_id else place
    changes = [
        _change(ChangeKind.MOVED, window_id, (unit, stop), (unit, new[unit]), _says_moved(day, where, unit, new[unit]))
        for unit, stop in old.items()
        if unit in new and new[unit] != stop
    ]
    gone = [(unit, stop) for unit, stop in old.items() if unit not in new]
    come = [(unit, stop) for unit, stop in new.items() if unit not in old]
    for was, now in zip(gone, come, strict=False):
        says = f"{now[0]} goes to {where} for {was[0]}, {_span(day, now[1])}."
        changes.append(_change(ChangeKind.TAKEN_OVER, window_id, was, now, says))
    for was in gone[len(come) :]:
        says = f"{was[0]} no longer goes to {where}, {_span(day, was[1])}."
        changes.append(_change(ChangeKind.DROPPED, window_id, was, None, says))
    for now in come[len(gone) :]:
        says = f"{now[0]} also goes to {where}, {_span(day, now[1])}."
        changes.append(_change(ChangeKind.NEW, window_id, None, now, says))
    return changes


def _says_moved(day: LocalDay, where: str, unit: str, stop: Stop) -> str:
    return f"{unit} is at {where} at another time: {_span(day, stop)}."


def _change(
    kind: ChangeKind, window_id: str, was: tuple[str, Stop] | None, now: tuple[str, Stop] | None, says: str
) -> VisitChange:
    before_unit, before = was or (None, None)
    after_unit, after = now or (None, None)
    return VisitChange(kind, window_id, before_unit, before, after_unit, after, says)


def _span(day: LocalDay, stop: Stop) -> str:
    return f"{day.write(stop.arrive_minute)} to {day.write(stop.depart_minute)}"


def _minute(change: VisitChange) -> tuple[int, str]:
    stop = change.after or change.before
    return (stop.arrive_minute if stop else 0), change.window_id
