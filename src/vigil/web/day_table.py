"""The day in rows: who gathers for what, when, at how many places, how many people, and how sure that is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vigil.register.place import Community
from vigil.register.query import Gathering
from vigil.register.worship.session import Session, Sureness


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One kind of gathering of one community: from the first place's beginning to the last place's end."""

    community: Community
    name: str
    first_at: datetime
    last_start_at: datetime
    until_at: datetime
    places: int
    people: int
    low: int
    high: int
    sureness: tuple[Sureness, ...]
    notes: tuple[str, ...]


def list_rows(gatherings: Iterable[Gathering]) -> tuple[DayRow, ...]:
    """Give the kinds of gathering of a day, in the order in which they begin."""
    members: defaultdict[tuple[Community, str], list[Session]] = defaultdict(list)
    for gathering in gatherings:
        for session in gathering.sessions:
            members[gathering.place.community, session.kind].append(session)
    rows = (_row(community, sessions) for (community, _kind), sessions in members.items())
    return tuple(sorted(rows, key=lambda row: (row.first_at, row.community, row.name)))


def next_main(rows: Iterable[DayRow], *, at: datetime) -> DayRow | None:
    """Give the kind of gathering still to come at which most people are expected; None when there is none."""
    coming = [row for row in rows if row.last_start_at > at]
    return max(coming, key=lambda row: (row.people, row.name), default=None)


def _row(community: Community, sessions: list[Session]) -> DayRow:
    return DayRow(
        community=community,
        name=sessions[0].name,
        first_at=min(session.starts_at for session in sessions),
        last_start_at=max(session.starts_at for session in sessions),
        until_at=max(session.ends_at for session in sessions),
        places=len({session.place_id for session in sessions}),
        people=sum(session.attendance.people for session in sessions),
        low=sum(session.attendance.low for session in sessions),
        high=sum(session.attendance.high for session in sessions),
        sureness=tuple(sorted({session.sureness for session in sessions})),
        notes=tuple(sorted({session.note for session in sessions if session.note})),
    )
