"""What can be asked of carrying: links for phones, a unit's round, what phones send, the board of a plan."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from vigil.desk import clock
from vigil.desk.clock import DESK_ZONE
from vigil.desk.desk import Desk
from vigil.desk.user import hash_of_token, new_token
from vigil.ground.errors import NotAllowed, NotFound, Refused
from vigil.ground.moment import local_day
from vigil.patrol import store as patrol_store
from vigil.patrol.carry import store
from vigil.patrol.carry.fairness import FairnessLine, add_up_shares, draw_lines, first_day
from vigil.patrol.carry.link import Carrier, CarryLink, MadeLink
from vigil.patrol.carry.presence import presences
from vigil.patrol.carry.proven import add_up, list_promises, set_side_by_side
from vigil.patrol.carry.query import (
    CarriedPlan,
    CarriedRound,
    CarryMark,
    CarryToken,
    FairnessQuery,
    LinkId,
    LinkOrder,
    OpenedCarry,
    PhoneSync,
    PlanCarriage,
    ProvenPage,
    ProvenQuery,
    SyncAnswer,
    TermsOrder,
)
from vigil.patrol.carry.read_batch import read_batch
from vigil.patrol.carry.take_in import Known, take_in
from vigil.patrol.carry.terms import CarryTerms, Shift, refuse_unseen
from vigil.patrol.carry.write_proven import write_proven
from vigil.patrol.query import PlanFile, PlanId
from vigil.patrol.stored import StoredPlan, StoredRound, StoredVisit
from vigil.register import store as register_store
from vigil.register.place import Place

SENDS_FOR: Final = timedelta(days=7)
"""How long after its shift a phone may still send what it could not send before; it sees nothing any more."""

NOT_CARRYING: Final = "This phone carries no round, or its time is over. Ask the desk for a new link."


def make_carry_link(desk: Desk, order: LinkOrder) -> MadeLink:
    """Make a link with which one phone can open the round of a unit, once."""
    plan = patrol_store.get_plan(desk.connection, order.plan_id)
    walk = _round_of(plan, order.unit_id)
    if store.get_terms(desk.connection, plan.id).ends_at(walk.until_at) <= desk.at:
        raise Refused("shift-over", f"The shift of {walk.unit_name} is over; nobody can carry this round any more.")
    token = new_token()
    link = CarryLink(
        id=0,
        plan_id=plan.id,
        unit_id=walk.unit_id,
        unit_name=walk.unit_name,
        made_at=desk.at,
        made_by_name=desk.actor.name,
    )
    number = store.add_link(desk.connection, link, hash_of_token(token))
    desk.note(link=str(number))
    return MadeLink(replace(link, id=number), token)


def list_carry_links(desk: Desk, wanted: PlanId) -> PlanCarriage:
    """Give on what terms a plan is carried, and its links."""
    plan = patrol_store.get_plan(desk.connection, wanted.id)
    return PlanCarriage(plan, store.get_terms(desk.connection, plan.id), store.list_links(desk.connection, plan.id))


def withdraw_carry_link(desk: Desk, wanted: LinkId) -> None:
    """Take a link back, and with it the round from every phone that opened it."""
    if not store.withdraw_link(desk.connection, wanted.plan_id, wanted.link_id, at=desk.at):
        raise NotFound("link to withdraw", str(wanted.link_id))


def set_carry_terms(desk: Desk, order: TermsOrder) -> CarryTerms:
    """Change from when a plan may be seen, until when, and how near to a place a position counts."""
    patrol_store.get_plan(desk.connection, order.plan_id)
    store.change_terms(desk.connection, order.plan_id, order.terms)
    return order.terms


def open_carry_link(desk: Desk, link: CarryToken) -> OpenedCarry:
    """Use a link up and let the phone in: to see until its shift is over, to send for a week longer."""
    carrier = store.take_link(desk.connection, hash_of_token(link.token), at=desk.at)
    if carrier is None:
        raise NotAllowed("This link was used before, or was withdrawn. Ask the desk for a new one.")
    plan = patrol_store.get_plan(desk.connection, carrier.plan_id)
    ends_at = store.get_terms(desk.connection, plan.id).ends_at(_round_of(plan, carrier.unit_id).until_at)
    if ends_at <= desk.at:
        raise Refused("shift-over", "This shift is over, and its round can no longer be seen.")
    token, lasts = new_token(), ends_at + SENDS_FOR - desk.at
    # A phone's time runs by the machine's clock: in a replay of a day of the past it must run out all the same.
    store.add_phone(desk.connection, hash_of_token(token), carrier.link_id, ends_at=clock.now() + lasts)
    desk.note(link=str(carrier.link_id), plan=str(carrier.plan_id), unit=carrier.unit_id)
    return OpenedCarry(token, int(lasts.total_seconds()))


def find_carrier(desk: Desk, phone: CarryToken) -> Carrier | None:
    """Give whose round a phone carries, or None when its time is over."""
    return store.find_carrier(desk.connection, hash_of_token(phone.token), at=clock.now())


def get_carried_round(desk: Desk, phone: CarryToken) -> CarriedRound:
    """Give the round that a phone carries, once it may be seen."""
    carrier = _carrier(desk, phone)
    plan = patrol_store.get_plan(desk.connection, carrier.plan_id)
    walk, terms = _round_of(plan, carrier.unit_id), store.get_terms(desk.connection, plan.id)
    refuse_unseen(terms, Shift(walk.from_at, walk.until_at, plan.head.time_zone), desk.at)
    events = store.list_events(desk.connection, plan.id, unit_id=carrier.unit_id)
    return CarriedRound(
        plan=plan.head,
        walk=walk,
        terms=terms,
        presences=presences(walk.visits, events, at=desk.at),
        notes={place.id: place.notes for place in _places_of(desk, walk)},
        at=desk.at,
    )


def take_events(desk: Desk, sync: PhoneSync) -> SyncAnswer:
    """Keep what a phone sends, each event once, with the phone's time and the desk's."""
    carrier = _carrier(desk, CarryToken(sync.token))
    batch = read_batch(sync.content)
    store.lock_events(desk.connection, carrier.plan_id)
    plan = patrol_store.get_plan(desk.connection, carrier.plan_id)
    walk = _round_of(plan, carrier.unit_id)
    known = Known(
        unit_id=carrier.unit_id,
        doors=patrol_store.list_doors(desk.connection, plan.id, carrier.unit_id),
        from_at=walk.from_at,
        until_at=walk.until_at,
        terms=store.get_terms(desk.connection, plan.id),
    )
    kept, refused = take_in(batch, known, desk.at)
    before = store.list_known(desk.connection, [event.id for event in kept])
    # Of an event that stands twice in one batch the first counts.
    new = {event.id: event for event in reversed(kept) if event.id not in before}
    store.add_events(desk.connection, plan.id, new.values())
    store.change_heard(desk.connection, hash_of_token(sync.token), at=desk.at)
    desk.note(
        plan=str(plan.id), device=batch.device, kept=str(len(new)), known=str(len(before)), refused=str(len(refused))
    )
    return SyncAnswer(
        accepted=tuple(reversed(new)),
        known=tuple(sorted(before)),
        refused=refused,
        round_version=plan.head.round_version,
        at=desk.at,
    )


def hand_round_back(desk: Desk, phone: CarryToken) -> None:
    """End the time of a phone that gives its round back; its link opens for nobody again."""
    carrier = _carrier(desk, phone)
    store.end_phone(desk.connection, hash_of_token(phone.token), at=clock.now())
    desk.note(link=str(carrier.link_id), plan=str(carrier.plan_id), unit=carrier.unit_id)


def get_carried_plan(desk: Desk, wanted: PlanId) -> CarriedPlan:
    """Give a plan with everything that phones have said of it."""
    plan = patrol_store.get_plan(desk.connection, wanted.id)
    before: tuple[StoredVisit, ...] = ()
    if plan.head.round_version > 1:
        promises = list_promises(patrol_store.list_versions(desk.connection, plan.id))
        before = tuple(promise.visit for promise in promises if not promise.is_latest)
    return CarriedPlan(plan, before, store.list_events(desk.connection, plan.id), desk.at)


def get_carry_mark(desk: Desk, wanted: PlanId) -> CarryMark:
    """Give what tells, at little cost, whether anything has come in for a plan since it was last looked at."""
    version = patrol_store.get_latest_version(desk.connection, wanted.id)
    return CarryMark(version, *store.count_events(desk.connection, wanted.id))


def get_proven(desk: Desk, query: ProvenQuery) -> ProvenPage:
    """Set what a plan promised and what somebody stood there for side by side."""
    plan = patrol_store.get_plan(desk.connection, query.plan_id)
    promises = list_promises(patrol_store.list_versions(desk.connection, plan.id))
    events = store.list_events(desk.connection, plan.id)
    return ProvenPage(
        plan=plan.head,
        grouping=query.grouping,
        lines=set_side_by_side(promises, events, query.grouping, at=desk.at),
        whole=add_up(promises, events, at=desk.at),
        at=desk.at,
    )


def export_proven(desk: Desk, query: ProvenQuery) -> PlanFile:
    """Give planned against proven as a table."""
    page = get_proven(desk, query)
    name = f"plan-{page.plan.id}-proven-by-{page.grouping}.csv"
    return PlanFile(name, "text/csv; charset=utf-8", write_proven(page.lines, page.grouping).encode())


def list_fairness(desk: Desk, query: FairnessQuery) -> tuple[FairnessLine, ...]:
    """Give for each community, week by week, the shares planned and proven of what was at stake."""
    on = query.on or local_day(desk.at, DESK_ZONE)
    windows = patrol_store.list_windows(desk.connection, from_on=first_day(on), until_on=on)
    plans = {window.plan_id for window in windows}
    shares = add_up_shares(
        windows,
        proven=store.list_proven(desk.connection, plans),
        carried=store.list_carried(desk.connection, plans),
    )
    return draw_lines(shares, on=on)


def _carrier(desk: Desk, phone: CarryToken) -> Carrier:
    found = find_carrier(desk, phone)
    if found is None:
        raise NotAllowed(NOT_CARRYING)
    return found


def _round_of(plan: StoredPlan, unit_id: str) -> StoredRound:
    for walk in plan.rounds:
        if walk.unit_id == unit_id:
            return walk
    raise NotFound("unit in this plan", unit_id)


def _places_of(desk: Desk, walk: StoredRound) -> tuple[Place, ...]:
    return register_store.list_places_of(desk.connection, {visit.place_id for visit in walk.visits})
