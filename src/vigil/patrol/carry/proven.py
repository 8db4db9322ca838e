"""Planned against proven: what a plan promised each place, community and area, and what somebody stood there for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from vigil.patrol.carry.event import KeptEvent
from vigil.patrol.carry.presence import Presence, presences
from vigil.patrol.carry.step import VisitState
from vigil.patrol.stored import StoredRound, StoredVisit


class Grouping(StrEnum):
    """By what planned and proven are set side by side."""

    PLACE = "place"
    COMMUNITY = "community"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Promise:
    """A visit of any version of a plan's rounds: whether the first version held it, and whether the latest does."""

    visit: StoredVisit
    is_first: bool
    is_latest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenLine:
    """Planned against proven for one place, community or area, up to a moment.

    `planned` are the visits of the first version of the rounds, `due` those of them whose planned end has passed.
    `kept` are the due visits at which somebody stood, `by_position` those of all proven that a position confirms,
    `added` proven visits that only a repair brought. Minutes are within the windows.
    """

    name: str
    planned: int
    due: int
    kept: int
    by_position: int
    added: int
    missed: int
    cannot: int
    due_minutes: float
    proven_minutes: float

    @property
    def share(self) -> float | None:
        """The share of the due visits that are proven; None when none is due."""
        return self.kept / self.due if self.due else None


def list_promises(versions: Mapping[int, Sequence[StoredRound]]) -> tuple[Promise, ...]:
    """Give every visit that any version of a plan's rounds held, each once, as its newest version has it."""
    first, latest = min(versions, default=1), max(versions, default=1)
    newest: dict[int, StoredVisit] = {}
    held: dict[int, set[int]] = {}
    for number, rounds in sorted(versions.items()):
        for visit in (visit for walk in rounds for visit in walk.visits):
            newest[visit.lasting_id] = visit
            held.setdefault(visit.lasting_id, set()).add(number)
    return tuple(Promise(visit, first in held[number], latest in held[number]) for number, visit in newest.items())


def set_side_by_side(
    promises: Sequence[Promise], events: Iterable[KeptEvent], grouping: Grouping, *, at: datetime
) -> tuple[ProvenLine, ...]:
    """Give planned against proven by place, community or area, in the order of their names."""
    known = presences([promise.visit for promise in promises], events, at=at)
    groups: dict[str, list[Promise]] = {}
    for promise in promises:
        groups.setdefault(_NAMES[grouping](promise.visit), []).append(promise)
    return tuple(_line(name, groups[name], known, at) for name in sorted(groups))


def add_up(promises: Sequence[Promise], events: Iterable[KeptEvent], *, at: datetime) -> ProvenLine:
    """Give planned against proven for a whole plan."""
    return _line("all", promises, presences([promise.visit for promise in promises], events, at=at), at)


_NAMES: Mapping[Grouping, Callable[[StoredVisit], str]] = {
    # Two places may bear one name; the id keeps them apart and is cut off where the name is shown.
    Grouping.PLACE: lambda visit: f"{visit.place_name}\n{visit.place_id}",
    Grouping.COMMUNITY: lambda visit: visit.community,
    Grouping.AREA: lambda visit: visit.area or "no area known",
}


def _line(name: str, promises: Sequence[Promise], known: Mapping[int, Presence], at: datetime) -> ProvenLine:
    first = [promise.visit for promise in promises if promise.is_first]
    due = [visit for visit in first if visit.depart_at <= at]
    proven = [promise for promise in promises if known[promise.visit.lasting_id].state.is_kept]

    def count(state: VisitState) -> int:
        return sum(known[visit.lasting_id].state is state for visit in first)

    return ProvenLine(
        name=name.partition("\n")[0],
        planned=len(first),
        due=len(due),
        kept=sum(known[visit.lasting_id].state.is_kept for visit in due),
        by_position=sum(known[promise.visit.lasting_id].has_position for promise in proven),
        added=sum(not promise.is_first for promise in proven),
        missed=count(VisitState.MISSED),
        cannot=count(VisitState.CANNOT),
        due_minutes=sum(((visit.depart_at - visit.arrive_at) / timedelta(minutes=1) for visit in due), 0.0),
        proven_minutes=sum((known[one.visit.lasting_id].minutes_of(one.visit, at=at) for one in proven), 0.0),
    )
