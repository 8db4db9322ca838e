"""What the events of a unit prove: the state of each visit, from when until when somebody stood there, how we know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from vigil.patrol.carry.event import EventKind, KeptEvent
from vigil.patrol.carry.step import Clock, VisitState, step
from vigil.patrol.stored import StoredVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What is known of a visit: its state, from when until when somebody was there, and what it rests on.

    `has_position` says that a phone at the door said where it was; `doubts` are what cannot be right about times;
    `words` is what was written, the oldest first.
    """

    state: VisitState
    arrived_at: datetime | None = None
    departed_at: datetime | None = None
    has_position: bool = False
    doubts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def minutes_of(self, visit: StoredVisit, *, at: datetime) -> float:
        """Give how many minutes of a visit's window somebody is proven to have been there, up to a moment.

        Whoever did not say that they left counts until the planned end; whoever said only that they left, not at all.
        """
        if self.arrived_at is None:
            return 0.0
        left_at = min(self.departed_at or visit.depart_at, visit.closes_at, at)
        return max(timedelta(0), left_at - max(self.arrived_at, visit.opens_at)) / timedelta(minutes=1)


NOTHING_YET = Presence(state=VisitState.PLANNED)


def in_order(events: Iterable[KeptEvent]) -> tuple[KeptEvent, ...]:
    """Give events of several phones in one order: each phone's as it numbered them, between phones by time.

    A phone whose clock jumped back has not gone back in time: its later events come no earlier than those before.
    """
    placed: list[tuple[datetime, str, int, str, KeptEvent]] = []
    latest: dict[str, datetime] = {}
    for event in sorted(events, key=lambda one: (one.device, one.seq, one.id)):
        not_before = max(event.at, latest.get(event.device, event.at))
        latest[event.device] = not_before
        placed.append((not_before, event.device, event.seq, event.id, event))
    return tuple(event for *_, event in sorted(placed, key=lambda one: one[:4]))


def find_presence(visit: StoredVisit, events: Iterable[KeptEvent], *, at: datetime) -> Presence:
    """Give what is known of a visit at a moment from the events that mean it."""
    found = NOTHING_YET
    for event in in_order(events):
        found = _after(found, event)
    if at >= visit.closes_at:
        found = replace(found, state=step(found.state, Clock.WINDOW_CLOSES))
    return found


def presences(visits: Sequence[StoredVisit], events: Iterable[KeptEvent], *, at: datetime) -> Mapping[int, Presence]:
    """Give what is known of each visit, by its lasting number."""
    meant: dict[int, list[KeptEvent]] = {}
    for event in events:
        if event.visit_id is not None:
            meant.setdefault(event.visit_id, []).append(event)
    return {visit.lasting_id: find_presence(visit, meant.get(visit.lasting_id, ()), at=at) for visit in visits}


def _after(found: Presence, event: KeptEvent) -> Presence:
    arrived_at, departed_at = found.arrived_at, found.departed_at
    if event.kind is EventKind.ARRIVED:
        arrived_at = min(event.at, arrived_at or event.at)
    if event.kind is EventKind.DEPARTED:
        departed_at = max(event.at, departed_at or event.at)
    return Presence(
        state=step(found.state, event.kind),
        arrived_at=arrived_at,
        departed_at=departed_at,
        has_position=found.has_position or event.position is not None,
        doubts=(*found.doubts, event.doubt) if event.doubt else found.doubts,
        words=(*found.words, event.text) if event.text else found.words,
    )
