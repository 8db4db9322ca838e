"""A shift to carry, for tests: a unit with three visits, and what its phones say."""

from dataclasses import replace
from datetime import timedelta

from tests.patrol.a_day import a_stored_plan as a_fresh_plan
from tests.patrol.a_day import at
from vigil.patrol.carry.event import Batch, EventKind, KeptEvent, PhoneEvent
from vigil.patrol.carry.take_in import Known
from vigil.patrol.carry.terms import CarryTerms
from vigil.patrol.stored import StoredPlan, StoredVisit


def a_plan() -> StoredPlan:
    """The plan of the Friday with numbers, as the desk keeps it: visits 1 to 4 of round 1, none of round 2."""
    plan = a_fresh_plan()
    rounds = tuple(
        replace(walk, id=number, visits=tuple(replace(one, id=one.position) for one in walk.visits))
        for number, walk in enumerate(plan.rounds, 1)
    )
    return replace(plan, head=replace(plan.head, id=7), rounds=rounds)


def a_visit(number=1, **changes) -> StoredVisit:
    """A visit from 13:00 to 13:12 in a window from 12:45 to 13:15."""
    visit = a_plan().rounds[0].visits[0]
    times = {
        "opens_at": at(12, 45),
        "closes_at": at(13, 15),
        "arrive_at": at(13),
        "depart_at": at(13, 12),
    }
    return replace(visit, id=number, **(times | changes))


def an_event(number=1, kind=EventKind.ARRIVED, **changes) -> PhoneEvent:
    """An event of visit 1, said at one o'clock."""
    event = PhoneEvent(id=f"00000000-0000-4000-8000-{number:012d}", visit_id=1, kind=kind, said_at=at(13), seq=number)
    return replace(event, **changes)


def a_kept(number=1, kind=EventKind.ARRIVED, **changes) -> KeptEvent:
    """An event of visit 1 as it is kept: it happened at one o'clock and came in at once."""
    event = KeptEvent(
        id=f"00000000-0000-4000-8000-{number:012d}",
        visit_id=1,
        unit_id="north",
        device="a",
        seq=number,
        kind=kind,
        said_at=at(13),
        at=at(13),
        received_at=at(13),
        clock_ahead_s=0.0,
    )
    return replace(event, **changes)


def a_batch(*events, **changes) -> Batch:
    """What a phone sends at one o'clock."""
    return replace(Batch(device="a", sent_at=at(13), events=events), **changes)


def some_known(**changes) -> Known:
    """What events are held against: visit 1 at the mosque, a shift from 07:00 to 19:00, the usual terms."""
    known = Known(
        unit_id="north",
        doors={1: a_visit().point},
        from_at=at(7),
        until_at=at(19),
        terms=CarryTerms(),
    )
    return replace(known, **changes)


MINUTE = timedelta(minutes=1)
