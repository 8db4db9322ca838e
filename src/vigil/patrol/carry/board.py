"""The board of a plan: how far every visit is, what is late, and what needs somebody to decide."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from vigil.patrol.carry.event import EventKind, KeptEvent
from vigil.patrol.carry.presence import Presence, presences
from vigil.patrol.carry.step import VisitState
from vigil.patrol.stored import StoredPlan, StoredRound, StoredVisit

LATE_AFTER: Final = timedelta(minutes=3)
LONG_AFTER: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardVisit:
    """A visit on the board: what is known of it, by how much it is late, whether it needs somebody to decide."""

    visit: StoredVisit
    presence: Presence
    late_minutes: int
    needs_help: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRound:
    """A unit on the board: its visits in order, and when any of its phones was last heard of."""

    walk: StoredRound
    visits: tuple[BoardVisit, ...]
    heard_at: datetime | None

    @property
    def needs_help(self) -> bool:
        """True when one of its visits does."""
        return any(one.needs_help for one in self.visits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """Something a unit saw, with the place it was at, if it said so."""

    at: datetime
    unit_name: str
    place_id: str
    place_name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """How a plan stands at a moment: unit by unit, how many visits are in each state, what was seen, newest first."""

    at: datetime
    rounds: tuple[BoardRound, ...]
    tally: Mapping[VisitState, int]
    observed: tuple[Observed, ...]
    dropped_positions: int

    @property
    def troubles(self) -> tuple[BoardVisit, ...]:
        """The visits that need somebody to decide, in the order of their times."""
        found = [one for walk in self.rounds for one in walk.visits if one.needs_help]
        return tuple(sorted(found, key=lambda one: (one.visit.arrive_at, one.visit.lasting_id)))


def draw_board(
    plan: StoredPlan, events: Iterable[KeptEvent], *, at: datetime, before: Iterable[StoredVisit] = ()
) -> Board:
    """Give the board of a plan at a moment; `before` are visits that only earlier versions of its rounds held."""
    said = tuple(events)
    known = presences([visit for walk in plan.rounds for visit in walk.visits], said, at=at)
    heard: dict[str, datetime] = {}
    for event in said:
        heard[event.unit_id] = max(event.received_at, heard.get(event.unit_id, event.received_at))
    rounds = tuple(
        BoardRound(
            walk=walk,
            visits=tuple(_visit(visit, known[visit.lasting_id], at) for visit in walk.visits),
            heard_at=heard.get(walk.unit_id),
        )
        for walk in plan.rounds
    )
    tally = Counter(one.presence.state for walk in rounds for one in walk.visits)
    return Board(
        at=at,
        rounds=rounds,
        tally={state: tally[state] for state in VisitState},
        observed=_observed(plan, said, before),
        dropped_positions=sum(1 for event in said if event.dropped),
    )


def _visit(visit: StoredVisit, known: Presence, at: datetime) -> BoardVisit:
    late = _late(visit, known, at)
    is_open = at < visit.closes_at
    is_closing = is_open and visit.closes_at - at < visit.depart_at - visit.arrive_at
    waits = known.state in (VisitState.PLANNED, VisitState.ON_WAY)
    needs_help = known.state in (VisitState.MISSED, VisitState.CANNOT) or (waits and is_closing)
    return BoardVisit(
        visit=visit,
        presence=known,
        late_minutes=int(late / timedelta(minutes=1)),
        needs_help=needs_help,
        says=_says(known, late, is_closing=waits and is_closing),
    )


def _late(visit: StoredVisit, known: Presence, at: datetime) -> timedelta:
    """Give by how much a visit is late at a moment: in coming, or in going on to the next."""
    if known.state in (VisitState.PLANNED, VisitState.ON_WAY):
        late = at - visit.arrive_at
        return late if late >= LATE_AFTER else timedelta(0)
    if known.state is VisitState.PRESENT:
        late = at - visit.depart_at
        return late if late >= LONG_AFTER else timedelta(0)
    return timedelta(0)


def _says(known: Presence, late: timedelta, *, is_closing: bool) -> str:
    minutes = int(late / timedelta(minutes=1))
    if known.state is VisitState.MISSED:
        return "Nobody was there while people came or went."
    if known.state is VisitState.CANNOT:
        return "The unit cannot go there."
    if is_closing:
        return "Nobody is there, and too little is left of the window for a whole visit."
    if known.state is VisitState.PRESENT and minutes:
        return f"Still there {minutes} min after the planned end."
    return f"{minutes} min late." if minutes else ""


def _observed(plan: StoredPlan, events: Iterable[KeptEvent], before: Iterable[StoredVisit]) -> tuple[Observed, ...]:
    names = {walk.unit_id: walk.unit_name for walk in plan.rounds}
    visits = {visit.lasting_id: visit for visit in before}
    visits |= {visit.lasting_id: visit for walk in plan.rounds for visit in walk.visits}
    found = []
    for event in events:
        if event.kind is EventKind.OBSERVATION:
            visit = visits.get(event.visit_id or 0)
            found.append(
                Observed(
                    at=event.at,
                    unit_name=names.get(event.unit_id, event.unit_id),
                    place_id=visit.place_id if visit else "",
                    place_name=visit.place_name if visit else "",
                    text=event.text,
                )
            )
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))
