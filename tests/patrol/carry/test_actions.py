import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from tests.conftest import FRIDAY
from tests.patrol.test_actions import ORDER, furnish
from tests.people import ADMIN, ANALYST, COORDINATOR, CUSTODIAN, OFFICER
from vigil import catalogue
from vigil.database.engine import CHANGES
from vigil.desk import clock
from vigil.desk.actor import VISITOR, Actor, Role
from vigil.desk.audit import AuditPage
from vigil.desk.chain import Outcome
from vigil.ground.errors import NotAllowed, NotFound, Refused, Unreadable
from vigil.patrol import store as patrol_store
from vigil.patrol.carry.actions import SENDS_FOR
from vigil.patrol.carry.presence import presences
from vigil.patrol.carry.proven import Grouping
from vigil.patrol.carry.query import (
    CarryToken,
    FairnessQuery,
    LinkId,
    LinkOrder,
    PhoneSync,
    ProvenQuery,
    TermsOrder,
)
from vigil.patrol.carry.step import VisitState
from vigil.patrol.carry.terms import CarryTerms
from vigil.patrol.query import PlanId

PHONE = Actor("phone-1", "Phone of North 1", Role.OFFICER)


@pytest.fixture
def town(sqlite_office):
    """An office with a plan of the Friday."""
    furnish(sqlite_office)
    sqlite_office.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    return sqlite_office


def link(office, unit="north"):
    return office.perform(catalogue.MAKE_CARRY_LINK, LinkOrder(1, unit), COORDINATOR)


def phone(office, unit="north"):
    """The token of a phone that opened a link."""
    return office.perform(catalogue.OPEN_CARRY_LINK, CarryToken(link(office, unit).token), VISITOR).token


def the_round(office, token):
    return office.perform(catalogue.GET_CARRIED_ROUND, CarryToken(token), PHONE)


def told(number, visit, kind, at=FRIDAY, **changes):
    event = {"id": f"00000000-0000-4000-8000-{number:012d}", "visit": visit, "kind": kind, "at": at.isoformat()}
    return {**event, "seq": number, **changes}


def sync(office, token, *events, device="a", sent_at=FRIDAY):
    content = json.dumps({"device": device, "sent_at": sent_at.isoformat(), "events": events}).encode()
    return office.perform(catalogue.TAKE_EVENTS, PhoneSync(token, content), PHONE)


def at(office, moment):
    return replace(office, clock=lambda: moment)


def audited(office):
    return office.perform(catalogue.LIST_AUDIT, AuditPage(limit=3), ADMIN)


def test_a_link_is_made_opened_once_and_shows_one_unit_its_round(office):
    furnish(office)
    plan = office.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    made = link(office)
    assert (made.link.unit_name, made.link.state, made.link.made_by_name) == ("North 1", "not opened", COORDINATOR.name)
    opened = office.perform(catalogue.OPEN_CARRY_LINK, CarryToken(made.token), VISITOR)
    with pytest.raises(NotAllowed, match="used before"):
        office.perform(catalogue.OPEN_CARRY_LINK, CarryToken(made.token), VISITOR)
    carrier = office.perform(catalogue.FIND_CARRIER, CarryToken(opened.token), VISITOR)
    assert (carrier.unit_id, carrier.plan_id) == ("north", plan.id)
    carried = the_round(office, opened.token)
    assert carried.walk == plan.rounds[0]
    assert set(carried.notes) == {visit.place_id for visit in plan.rounds[0].visits}
    (listed,) = office.perform(catalogue.LIST_CARRY_LINKS, PlanId(plan.id), ANALYST).links
    assert (listed.id, listed.state) == (made.link.id, "opened")


def test_no_token_stands_in_the_audit_and_every_link_does(town):
    made = link(town)
    opened = town.perform(catalogue.OPEN_CARRY_LINK, CarryToken(made.token), VISITOR)
    sync(town, opened.token, told(1, None, "observation", text="a red car"))
    sent, used, given = audited(town)
    assert [line.action for line in (sent, used, given)] == [
        "patrol.take_events",
        "patrol.open_carry_link",
        "patrol.make_carry_link",
    ]
    subjects = "".join(line.subject for line in (sent, used, given))
    assert made.token not in subjects
    assert opened.token not in subjects
    assert "red car" not in subjects
    assert json.loads(sent.subject)["noted"] == {"plan": "1", "device": "a", "kept": "1", "known": "0", "refused": "0"}
    assert json.loads(used.subject)["noted"] == {"link": "1", "plan": "1", "unit": "north"}


def test_a_round_is_seen_from_a_set_hour_and_no_longer_than_set(town):
    town.perform(catalogue.SET_CARRY_TERMS, TermsOrder(1, CarryTerms(hours_before=1, grace_minutes=30)), COORDINATOR)
    token = phone(town)
    walk = the_round(town, token).walk
    for moment in (walk.from_at - timedelta(minutes=61), walk.until_at + timedelta(minutes=30)):
        with pytest.raises(Refused):
            the_round(at(town, moment), token)
    for moment in (walk.from_at - timedelta(minutes=60), walk.until_at + timedelta(minutes=29)):
        assert the_round(at(town, moment), token).walk == walk


def test_a_shift_that_is_over_is_carried_by_nobody(town):
    made = link(town)
    late = at(town, FRIDAY + timedelta(hours=13))
    with pytest.raises(Refused, match="over"):
        late.perform(catalogue.OPEN_CARRY_LINK, CarryToken(made.token), VISITOR)
    with pytest.raises(Refused, match="over"):
        link(late)


def test_a_phone_sends_for_a_week_after_its_shift_and_no_longer(town, monkeypatch):
    """The phone's time runs by the machine's clock, whatever day the desk replays."""
    token, now = phone(town), clock.now()
    visit = the_round(town, token).walk.visits[0]
    # The shift ends eleven hours from now, its grace twelve.
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=11) + SENDS_FOR)
    late = at(town, FRIDAY + timedelta(hours=11) + SENDS_FOR)
    with pytest.raises(Refused):
        the_round(late, token)
    answer = sync(late, token, told(1, visit.id, "arrived", at=visit.arrive_at), sent_at=late.clock())
    assert len(answer.accepted) == 1
    assert town.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), ANALYST).events[0].at == visit.arrive_at
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=13) + SENDS_FOR)
    with pytest.raises(NotAllowed, match="Ask the desk"):
        sync(late, token, told(2, visit.id, "departed"))


def test_a_withdrawn_link_shuts_its_phone_out(town):
    token = phone(town)
    town.perform(catalogue.WITHDRAW_CARRY_LINK, LinkId(1, 1), COORDINATOR)
    with pytest.raises(NotAllowed):
        the_round(town, token)
    with pytest.raises(NotAllowed):
        sync(town, token)
    assert town.perform(catalogue.FIND_CARRIER, CarryToken(token), VISITOR) is None
    with pytest.raises(NotFound):
        town.perform(catalogue.WITHDRAW_CARRY_LINK, LinkId(1, 1), COORDINATOR)


def test_events_are_kept_once_however_often_they_are_sent(office):
    furnish(office)
    office.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    token = phone(office)
    visit = the_round(office, token).walk.visits[0].id
    first, second, third = (told(n, visit, kind) for n, kind in ((1, "on_way"), (2, "arrived"), (3, "departed")))
    answer = sync(office, token, first, second, second)
    assert (answer.accepted, answer.known, answer.refused) == ((first["id"], second["id"]), (), ())
    again = sync(office, token, first, second, third)
    assert (again.accepted, again.known) == ((third["id"],), (first["id"], second["id"]))
    assert (again.round_version, again.at) == (1, FRIDAY)
    kept = office.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), ANALYST).events
    assert [event.id for event in kept] == [first["id"], second["id"], third["id"]]


def test_two_syncs_at_once_keep_an_event_once(office):
    """A phone that hears no answer sends again while the first is still on its way."""
    furnish(office)
    office.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    token = phone(office)
    events = [told(n, None, "note", text="a") for n in range(20)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: sync(office, token, *events), range(4)))
    assert sorted(one for answer in answers for one in answer.accepted) == sorted(one["id"] for one in events)
    assert all(len(answer.accepted) + len(answer.known) == 20 for answer in answers)
    assert len(office.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), ANALYST).events) == 20


@pytest.mark.parametrize("seed", range(5))
def test_a_shift_without_signal_comes_in_whole_in_whatever_pieces(town, seed):
    """Two phones of one unit, one with a wrong clock, both cut off: every piece is sent at least once, in any order."""
    tokens = {"a": phone(town), "b": phone(town)}
    wrong = {"a": timedelta(0), "b": timedelta(hours=-3)}
    visits = the_round(town, tokens["a"]).walk.visits
    rng = Random(seed)
    sends = []
    for number, visit in enumerate(visits):
        device = rng.choice("ab")
        for step, (kind, moment) in enumerate((("arrived", visit.arrive_at), ("departed", visit.depart_at))):
            event = told(2 * number + step, visit.id, kind, at=moment + wrong[device])
            sends += [(device, event)] * rng.choice((1, 2, 3))
    rng.shuffle(sends)
    evening = at(town, FRIDAY + timedelta(hours=11))
    for device, event in sends:
        sync(evening, tokens[device], event, device=device, sent_at=evening.clock() + wrong[device])
    carried = evening.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), ANALYST)
    assert len(carried.events) == 2 * len(visits)
    known = presences(visits, carried.events, at=evening.clock())
    for visit in visits:
        found = known[visit.id]
        assert (found.state, found.arrived_at, found.departed_at) == (VisitState.LEFT, visit.arrive_at, visit.depart_at)


def test_a_phone_speaks_for_its_own_unit_alone(town):
    north = town.perform(catalogue.GET_PLAN, PlanId(1), ANALYST).rounds[0].visits
    token = phone(town, "south")
    answer = sync(town, token, told(1, north[0].id, "arrived"), told(2, 9999, "arrived"))
    assert answer.accepted == ()
    assert [one.why for one in answer.refused] == [
        f"Visit {number} is not a visit of this unit." for number in (north[0].id, 9999)
    ]
    assert the_round(town, token).walk.unit_id == "south"


def test_word_of_a_visit_that_a_repair_took_away_still_counts(town):
    token = phone(town)
    plan = town.perform(catalogue.GET_PLAN, PlanId(1), ANALYST)
    first, _, *others = plan.rounds[0].visits
    moved = [replace(visit, follows=visit.lasting_id, position=n) for n, visit in enumerate(others, 1)]
    with town.engine.connect().execution_options(**CHANGES) as connection:
        rounds = (replace(plan.rounds[0], visits=tuple(moved)), *plan.rounds[1:])
        patrol_store.add_rounds(connection, 1, rounds, version=2)
        connection.commit()
    carried = the_round(town, token)
    assert carried.plan.round_version == 2
    assert [visit.lasting_id for visit in carried.walk.visits] == [visit.id for visit in others]
    answer = sync(town, token, told(1, first.id, "arrived"), told(2, others[0].id, "cannot"))
    assert (len(answer.accepted), answer.round_version) == (2, 2)
    board = town.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), ANALYST)
    assert {visit.lasting_id for visit in board.before} >= {first.id}
    evening = at(town, FRIDAY + timedelta(hours=11))
    whole = evening.perform(catalogue.GET_PROVEN, ProvenQuery(1), ANALYST).whole
    assert (whole.kept, whole.cannot) == (1, 1)
    assert whole.planned == sum(len(walk.visits) for walk in plan.rounds)


def test_planned_and_proven_are_given_by_place_community_and_area_and_taken_away_as_a_table(town):
    token = phone(town)
    visit = the_round(town, token).walk.visits[0]
    sync(town, token, told(1, visit.id, "arrived"))
    evening = at(town, FRIDAY + timedelta(hours=11))
    for grouping in Grouping:
        page = evening.perform(catalogue.GET_PROVEN, ProvenQuery(1, grouping), ANALYST)
        assert sum(line.kept for line in page.lines) == page.whole.kept == 1
        file = evening.perform(catalogue.EXPORT_PROVEN, ProvenQuery(1, grouping), ANALYST)
        assert file.name == f"plan-1-proven-by-{grouping}.csv"
        assert file.content.decode().splitlines()[0].startswith(f"{grouping},planned,due")
    assert audited(town)[0].action == "patrol.export_proven"


def test_fairness_is_drawn_from_what_was_planned_and_proven(town):
    (jewish, muslim) = town.perform(catalogue.LIST_FAIRNESS, FairnessQuery(), ANALYST)
    assert (jewish.community, muslim.community) == ("jewish", "muslim")
    week = muslim.weeks[-1]
    assert week.planned > 0
    assert week.proven == 0
    token = phone(town)
    visit = next(one for one in the_round(town, token).walk.visits if one.community == "muslim")
    sync(town, token, told(1, visit.id, "departed"))
    (_, muslim) = town.perform(catalogue.LIST_FAIRNESS, FairnessQuery(FRIDAY.date()), ANALYST)
    assert 0 < muslim.weeks[-1].proven <= muslim.weeks[-1].planned


def test_what_is_no_batch_is_unreadable_and_nothing_is_kept(town):
    with pytest.raises(Unreadable):
        town.perform(catalogue.TAKE_EVENTS, PhoneSync(phone(town), b"{}"), PHONE)
    assert town.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), ANALYST).events == ()


@pytest.mark.parametrize(
    ("action", "asked", "actor"),
    [
        (catalogue.MAKE_CARRY_LINK, LinkOrder(1, "north"), ANALYST),
        (catalogue.WITHDRAW_CARRY_LINK, LinkId(1, 1), ANALYST),
        (catalogue.SET_CARRY_TERMS, TermsOrder(1, CarryTerms()), ANALYST),
        (catalogue.LIST_CARRY_LINKS, PlanId(1), OFFICER),
        (catalogue.GET_CARRIED_PLAN, PlanId(1), OFFICER),
        (catalogue.GET_PROVEN, ProvenQuery(1), CUSTODIAN),
        (catalogue.LIST_FAIRNESS, FairnessQuery(), OFFICER),
        (catalogue.GET_CARRIED_ROUND, CarryToken("x"), VISITOR),
        (catalogue.TAKE_EVENTS, PhoneSync("x", b"{}"), COORDINATOR),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_who_may_not_is_refused_and_that_is_audited(town, action, asked, actor):
    with pytest.raises(NotAllowed):
        town.perform(action, asked, actor)
    newest = audited(town)[0]
    assert (newest.action, newest.outcome) == (action.name, Outcome.REFUSED)


def test_an_officer_without_a_phone_that_carries_sees_nothing(town):
    for action, asked in ((catalogue.GET_CARRIED_ROUND, CarryToken("x")), (catalogue.TAKE_EVENTS, PhoneSync("x", b""))):
        with pytest.raises(NotAllowed, match="carries no round"):
            town.perform(action, asked, OFFICER)


@pytest.mark.parametrize(
    ("action", "asked"),
    [
        (catalogue.MAKE_CARRY_LINK, LinkOrder(1, "west")),
        (catalogue.MAKE_CARRY_LINK, LinkOrder(9, "north")),
        (catalogue.SET_CARRY_TERMS, TermsOrder(9, CarryTerms())),
        (catalogue.LIST_CARRY_LINKS, PlanId(9)),
        (catalogue.GET_PROVEN, ProvenQuery(9)),
    ],
    ids=lambda one: getattr(one, "name", str(one)),
)
def test_what_is_not_there_is_not_found(town, action, asked):
    with pytest.raises(NotFound):
        town.perform(action, asked, COORDINATOR)
