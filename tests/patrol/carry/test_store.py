from dataclasses import replace
from datetime import timedelta

import pytest

from tests.patrol.a_day import a_stored_plan, at
from tests.patrol.carry.a_shift import a_kept
from vigil.patrol import store as patrol_store
from vigil.patrol.carry import store
from vigil.patrol.carry.event import EventKind, Position
from vigil.patrol.carry.link import Carrier, CarryLink
from vigil.patrol.carry.terms import CarryTerms


@pytest.fixture
def plan(connection):
    plan_id = patrol_store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    return patrol_store.get_plan(connection, plan_id)


def a_link(plan, **changes) -> CarryLink:
    link = CarryLink(
        id=0, plan_id=plan.id, unit_id="north", unit_name="North 1", made_at=at(8), made_by_name="Amina Coordinator"
    )
    return replace(link, **changes)


def test_terms_are_the_usual_ones_until_they_are_changed(connection, plan):
    assert store.get_terms(connection, plan.id) == CarryTerms()
    for terms in (CarryTerms(hours_before=5), CarryTerms(within_m=50, grace_minutes=0)):
        store.change_terms(connection, plan.id, terms)
        assert store.get_terms(connection, plan.id) == terms


def test_a_link_opens_once(connection, plan):
    number = store.add_link(connection, a_link(plan), "hash")
    carrier = Carrier(link_id=number, plan_id=plan.id, unit_id="north", unit_name="North 1")
    assert store.take_link(connection, "other", at=at(9)) is None
    assert store.take_link(connection, "hash", at=at(9)) == carrier
    assert store.take_link(connection, "hash", at=at(9)) is None
    assert store.list_links(connection, plan.id) == (a_link(plan, id=number, opened_at=at(9)),)


def test_a_withdrawn_link_opens_nothing_and_shuts_its_phones_out(connection, plan):
    first, second = (store.add_link(connection, a_link(plan), name) for name in ("a", "b"))
    store.take_link(connection, "a", at=at(9))
    store.add_phone(connection, "phone", first, ends_at=at(20))
    assert store.find_carrier(connection, "phone", at=at(10)) is not None
    assert store.withdraw_link(connection, plan.id, first, at=at(10))
    assert store.withdraw_link(connection, plan.id, second, at=at(10))
    assert not store.withdraw_link(connection, plan.id, second, at=at(11))
    assert not store.withdraw_link(connection, plan.id + 1, first, at=at(11))
    assert store.find_carrier(connection, "phone", at=at(10)) is None
    assert store.take_link(connection, "b", at=at(10)) is None
    assert [link.state for link in store.list_links(connection, plan.id)] == ["withdrawn", "withdrawn"]


def test_a_phone_carries_until_its_time_is_over(connection, plan):
    number = store.add_link(connection, a_link(plan), "hash")
    store.add_phone(connection, "phone", number, ends_at=at(20))
    assert store.find_carrier(connection, "phone", at=at(20) - timedelta(seconds=1)) is not None
    assert store.find_carrier(connection, "phone", at=at(20)) is None
    assert store.find_carrier(connection, "other", at=at(10)) is None


def test_the_desk_sees_when_a_phone_was_last_heard_of(connection, plan):
    number = store.add_link(connection, a_link(plan), "hash")
    for name, moment in (("a", at(9)), ("b", at(11)), ("c", None)):
        store.add_phone(connection, name, number, ends_at=at(20))
        if moment:
            store.change_heard(connection, name, at=moment)
    (link,) = store.list_links(connection, plan.id)
    assert link.heard_at == at(11)


def test_events_come_back_as_they_were_kept(connection, plan):
    visit = plan.rounds[0].visits[0]
    position = Position(point=visit.point, accuracy_m=7.5)
    events = (
        a_kept(1, visit_id=visit.id, position=position, doubt="d", dropped="x", text="é\n", clock_ahead_s=-3.5),
        a_kept(2, EventKind.NOTE, visit_id=None, received_at=at(14), seq=2**53),
        a_kept(3, visit_id=visit.id, unit_id="south", received_at=at(15)),
    )
    store.lock_events(connection, plan.id)
    store.add_events(connection, plan.id, events)
    store.add_events(connection, plan.id, [])
    assert store.list_events(connection, plan.id) == events
    assert store.list_events(connection, plan.id, unit_id="north") == events[:2]
    assert store.list_events(connection, plan.id + 1) == ()
    assert store.list_known(connection, [events[0].id, "other"]) == {events[0].id}


def test_it_is_known_which_visits_are_proven_and_which_plans_carried(connection, plan):
    first, second, third = (visit.id for visit in plan.rounds[0].visits[:3])
    store.add_events(
        connection,
        plan.id,
        [
            a_kept(1, EventKind.ARRIVED, visit_id=first),
            a_kept(2, EventKind.DEPARTED, visit_id=second),
            a_kept(3, EventKind.CANNOT, visit_id=third),
            a_kept(4, EventKind.NOTE, visit_id=None),
        ],
    )
    assert store.list_proven(connection, {plan.id}) == {first, second}
    assert store.list_proven(connection, set()) == frozenset()
    assert store.list_carried(connection, {plan.id}) == frozenset()
    store.add_link(connection, a_link(plan), "hash")
    assert store.list_carried(connection, {plan.id, 99}) == {plan.id}


def test_it_is_known_at_little_cost_whether_anything_came_in(connection, plan):
    assert store.count_events(connection, plan.id) == (0, None)
    store.add_events(connection, plan.id, [a_kept()])
    assert store.count_events(connection, plan.id) == (1, a_kept().received_at)
    assert store.count_events(connection, plan.id + 1) == (0, None)
