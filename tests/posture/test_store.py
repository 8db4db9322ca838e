from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection

from tests.posture.events import FRIDAY, MONDAY, a_decision, a_trigger, some_terms
from vigil.ground.errors import Conflict, NotFound
from vigil.picture.figure import Figure
from vigil.posture import store
from vigil.posture.threat import ThreatChange, ThreatLevel
from vigil.posture.trigger import Toll
from vigil.posture.uplift import Step, Uplift, UpliftState, UpliftTerms, take

FIGURE = Figure(
    of="Islamophobic offences, February 2019",
    value=84,
    unit="offences a month",
    denominator="33 areas; mean of the 12 months before 96",
    as_of=date(2019, 2, 28),
    source="Metropolitan Police",
)


def put_forward(connection: Connection, terms: UpliftTerms | None = None) -> Uplift:
    return store.add_uplift(
        connection, terms or some_terms(), (FIGURE,), a_decision(by_id="amina", reason=some_terms().reasons[0])
    )


def approve(connection: Connection, uplift: Uplift) -> Uplift:
    approved = take(uplift, Step.APPROVE, a_decision())
    store.change_uplift(connection, uplift, approved)
    return approved


def test_a_trigger_comes_back_as_it_was(connection: Connection):
    bare = a_trigger(id="bare", started_at=None, tolls=(Toll(3, None, is_approximate=True),), worship=(), note="")
    store.add_trigger(connection, a_trigger())
    store.add_trigger(connection, bare)

    assert store.find_trigger(connection, a_trigger().id) == a_trigger()
    assert store.find_trigger(connection, "bare") == bare
    assert store.find_trigger(connection, "unheard-of") is None


def test_a_trigger_is_written_over(connection: Connection):
    store.add_trigger(connection, a_trigger())
    changed = a_trigger(note="two mosques", started_at=None)

    store.change_trigger(connection, changed)

    assert store.list_triggers(connection) == (changed,)


def test_triggers_are_listed_newest_first_within_the_moments_asked_for(connection: Connection):
    earlier = a_trigger(id="earlier", started_at=FRIDAY - timedelta(days=30))
    later = a_trigger(id="later", started_at=FRIDAY + timedelta(days=1))
    for trigger in (earlier, later, a_trigger()):
        store.add_trigger(connection, trigger)

    assert store.list_triggers(connection) == (later, a_trigger(), earlier)
    assert store.list_triggers(connection, at=FRIDAY) == (a_trigger(), earlier)
    assert store.list_triggers(connection, at=FRIDAY, since=FRIDAY - timedelta(days=14)) == (a_trigger(),)


def test_an_uplift_comes_back_as_it_was_put_forward(connection: Connection):
    store.add_trigger(connection, a_trigger())
    terms = some_terms(trigger_id=a_trigger().id)

    added = put_forward(connection, terms)

    assert store.get_uplift(connection, added.id) == added
    assert (added.state, added.terms, added.figures) == (UpliftState.PROPOSED, terms, (FIGURE,))
    assert (added.proposal.by_id, added.answer, added.ending) == ("amina", None, None)


def test_every_decision_is_kept(connection: Connection):
    approved = approve(connection, put_forward(connection))
    ended = take(approved, Step.END, a_decision(by_id="amina", reason="All calm.", at=FRIDAY + timedelta(hours=5)))

    store.change_uplift(connection, approved, ended)

    assert store.get_uplift(connection, approved.id) == ended


def test_a_decision_about_what_has_changed_in_the_meantime_is_refused(connection: Connection):
    proposed = put_forward(connection)
    approve(connection, proposed)

    with pytest.raises(Conflict):
        store.change_uplift(connection, proposed, take(proposed, Step.REFUSE, a_decision()))
    assert store.get_uplift(connection, proposed.id).state is UpliftState.APPROVED


def test_an_uplift_that_is_not_there_is_not_found(connection: Connection):
    with pytest.raises(NotFound):
        store.get_uplift(connection, 7)


def test_uplifts_are_listed_newest_first(connection: Connection):
    first, second = put_forward(connection), put_forward(connection)

    assert store.list_uplifts(connection, limit=10) == (second, first)
    assert store.list_uplifts(connection, limit=1) == (second,)


def test_in_force_is_what_was_approved_has_begun_and_has_not_ended(connection: Connection):
    put_forward(connection)
    approved = approve(connection, put_forward(connection))
    approve(connection, put_forward(connection, some_terms(from_at=FRIDAY + timedelta(days=1))))
    to_end = approve(connection, put_forward(connection))
    ended = take(to_end, Step.END, a_decision(at=FRIDAY + timedelta(hours=1)))
    store.change_uplift(connection, to_end, ended)

    def in_force(after: timedelta) -> list[int]:
        return [uplift.id for uplift in store.list_uplifts_in_force(connection, at=FRIDAY + after)]

    assert in_force(timedelta(minutes=-1)) == []
    assert in_force(timedelta(0)) == [approved.id, ended.id]
    assert in_force(timedelta(hours=1)) == [approved.id]
    assert in_force(timedelta(days=1)) == [approved.id, approved.id + 1]
    assert in_force(MONDAY - FRIDAY) == []


def test_changes_of_the_threat_level_are_known_from_when_they_were_set(connection: Connection):
    change = ThreatChange(from_at=FRIDAY, level=ThreatLevel.CRITICAL, source="announced by the Home Secretary")
    again = replace(change, level=ThreatLevel.SEVERE)
    store.add_threat_change(connection, change, set_by="amina", at=FRIDAY)
    store.add_threat_change(connection, again, set_by="amina", at=MONDAY)

    assert store.list_threat_changes(connection, at=FRIDAY - timedelta(seconds=1)) == ()
    assert store.list_threat_changes(connection, at=FRIDAY) == (change,)
    assert store.list_threat_changes(connection, at=MONDAY) == (change, again)
