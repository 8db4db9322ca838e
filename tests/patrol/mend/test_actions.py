from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from tests.patrol.a_day import MOSQUE, a_unit
from tests.patrol.carry.test_actions import audited, phone, sync, the_round, told
from tests.patrol.test_actions import ORDER, furnish
from tests.people import ANALYST, COORDINATOR, OFFICER, SECOND_COORDINATOR
from vigil import catalogue
from vigil.database.engine import CHANGES
from vigil.ground.errors import Conflict, NotAllowed, NotFound, Refused, Unreadable
from vigil.ground.point import Point
from vigil.patrol.mend.proposal import MendOrder, ProposalId
from vigil.patrol.query import PlanId
from vigil.register import store as register_store


def at(office, moment):
    return replace(office, clock=lambda: moment)


@pytest.fixture
def town(sqlite_office):
    """An office with a plan of the Friday that sends North to both doors and South nowhere much."""
    furnish(sqlite_office)
    sqlite_office.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    return sqlite_office


def plan_of(office):
    return office.perform(catalogue.GET_PLAN, PlanId(1), ANALYST)


def propose(office, *withdrawn, why="a unit is ill"):
    return office.perform(catalogue.PROPOSE_REPAIR, MendOrder(1, why, withdrawn), COORDINATOR)


def accept(office, proposal, actor=COORDINATOR):
    return office.perform(catalogue.ACCEPT_REPAIR, ProposalId(1, proposal.id), actor)


def busiest(plan):
    return max(plan.rounds, key=lambda walk: len(walk.visits))


def test_a_unit_drops_out_and_another_takes_over(office):
    furnish(office)
    plan = office.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    gone = busiest(plan)
    noon = at(office, min(visit.arrive_at for visit in gone.visits) - timedelta(hours=1))
    proposal = propose(noon, gone.unit_id)
    assert proposal.worth_after > proposal.worth_before
    assert plan_of(noon) == plan  # nothing has changed yet
    (first, *_) = [change for change in proposal.changes.units if change.unit_id == gone.unit_id]
    assert first.says[0].startswith("No longer goes to ")
    accepted = accept(noon, proposal, SECOND_COORDINATOR)
    assert (accepted.version, accepted.accepted_by_name) == (2, SECOND_COORDINATOR.name)
    mended = plan_of(noon)
    assert mended.head.round_version == 2
    assert [walk.visits for walk in mended.rounds if walk.unit_id == gone.unit_id] == [()]
    assert any(walk.visits for walk in mended.rounds)
    for walk in mended.rounds:
        windows = [visit.window_id for visit in walk.visits]
        assert len(windows) == len(set(windows))
    listed = noon.perform(catalogue.LIST_REPAIRS, PlanId(1), ANALYST)
    assert listed.withdrawn == (gone.unit_id,)
    assert noon.perform(catalogue.GET_REPAIR, ProposalId(1, proposal.id), ANALYST) == accepted


def test_phones_get_the_new_round_and_what_they_said_still_counts(town):
    gone = busiest(plan_of(town))
    other = next(walk.unit_id for walk in plan_of(town).rounds if walk.unit_id != gone.unit_id)
    token, others = phone(town, gone.unit_id), phone(town, other)
    first = gone.visits[0]
    now = at(town, first.depart_at + timedelta(minutes=1))
    sync(
        now, token, told(1, first.id, "arrived", at=first.arrive_at), told(2, first.id, "departed", at=first.depart_at)
    )
    accept(now, propose(now, gone.unit_id))
    carried = the_round(now, token)
    assert carried.plan.round_version == 2
    assert [visit.lasting_id for visit in carried.walk.visits] == [first.id]
    assert carried.presences[first.id].state.is_kept
    theirs = {visit.lasting_id for visit in the_round(now, others).walk.visits}
    answer = sync(now, others, told(3, min(theirs), "on_way"))
    assert (answer.round_version, answer.refused) == (2, ())


def test_hours_that_moved_and_places_that_were_added_are_in_the_repair(town):
    before = plan_of(town)
    early = at(town, datetime(2019, 3, 15, 9, tzinfo=UTC))
    church = replace(MOSQUE, id="new", name="New Mosque", point=Point(lat=51.5, lon=-0.1), doors=())
    with town.engine.connect().execution_options(**CHANGES) as connection:
        register_store.add_places(connection, (church,), at=early.clock())
        connection.commit()
    proposal = propose(early, why="a place was added")
    assert any("Also goes to New Mosque" in says for unit in proposal.changes.units for says in unit.says)
    assert {visit.place_id for walk in before.rounds for visit in walk.visits} <= {"mosque", "shul"}
    accept(early, proposal)
    assert "new" in {visit.place_id for walk in plan_of(early).rounds for visit in walk.visits}


def test_a_unit_that_came_in_today_is_sent_too(town):
    gone = [walk.unit_id for walk in plan_of(town).rounds]
    early = at(town, datetime(2019, 3, 15, 9, tzinfo=UTC))
    with town.engine.connect().execution_options(**CHANGES) as connection:
        register_store.add_units(connection, (a_unit("lent", shift_from=time(8)),))
        connection.commit()
    accept(early, propose(early, *gone))
    sent = {walk.unit_id for walk in plan_of(early).rounds if walk.visits}
    assert sent == {"lent"}


def test_a_repair_that_is_stale_is_not_accepted(town):
    gone = busiest(plan_of(town)).unit_id
    early = at(town, datetime(2019, 3, 15, 9, tzinfo=UTC))
    first, second = propose(early, gone), propose(early, gone)
    with pytest.raises(Refused, match="elsewhere by now"):
        accept(at(town, early.clock() + timedelta(minutes=16)), first)
    accept(early, first)
    with pytest.raises(Conflict, match="accepted before"):
        accept(early, first)
    with pytest.raises(Conflict, match="in the meantime"):
        accept(early, second)
    with pytest.raises(Refused, match="change nothing"):
        accept(early, propose(early, gone))


def test_when_nothing_is_left_there_is_nothing_to_repair(town):
    everybody = [walk.unit_id for walk in plan_of(town).rounds]
    with pytest.raises(Refused, match="Nothing is left"):
        propose(town, *everybody)


def test_the_audit_keeps_who_repaired_and_never_where_anybody_goes(town):
    gone = busiest(plan_of(town)).unit_id
    accept(town, propose(town, gone))
    accepted, proposed, *_ = audited(town)
    assert (accepted.action, proposed.action) == ("patrol.accept_repair", "patrol.propose_repair")
    assert "a unit is ill" in proposed.subject
    assert "osque" not in accepted.subject + proposed.subject


def test_only_coordinators_repair(town):
    with pytest.raises(NotAllowed):
        town.perform(catalogue.PROPOSE_REPAIR, MendOrder(1, "why"), ANALYST)
    with pytest.raises(NotAllowed):
        town.perform(catalogue.ACCEPT_REPAIR, ProposalId(1, 1), ANALYST)
    with pytest.raises(NotAllowed):
        town.perform(catalogue.LIST_REPAIRS, PlanId(1), OFFICER)


def test_what_is_not_there_is_not_found(town):
    for wrong in (MendOrder(9, "why"), MendOrder(1, "why", ("nobody",))):
        with pytest.raises(NotFound):
            town.perform(catalogue.PROPOSE_REPAIR, wrong, COORDINATOR)
    with pytest.raises(NotFound):
        town.perform(catalogue.GET_REPAIR, ProposalId(1, 9), ANALYST)
    with pytest.raises(Unreadable):
        MendOrder(1, "")
