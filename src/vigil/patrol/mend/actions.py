"""What can be asked of a day under way: mended rounds, and that they take effect."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vigil.desk.desk import Desk
from vigil.ground.errors import NotFound, Refused
from vigil.patrol import actions as patrol
from vigil.patrol import store as patrol_store
from vigil.patrol.carry import store as carry_store
from vigil.patrol.carry.presence import presences
from vigil.patrol.draft import DraftedDay
from vigil.patrol.keep import keep_rounds
from vigil.patrol.mend import store
from vigil.patrol.mend.compose import compose_rounds
from vigil.patrol.mend.proposal import Mending, MendOrder, Proposal, ProposalId, refuse_stale
from vigil.patrol.mend.rearrange import rearrange
from vigil.patrol.mend.remaining import find_focus, remaining_request, remaining_rounds, worth_as_planned
from vigil.patrol.mend.say_changes import say_changes
from vigil.patrol.mend.whereabouts import Believed, Whereabouts, find_whereabouts, still_meant
from vigil.patrol.query import PlanId, PlanOrder
from vigil.patrol.stored import StoredPlan
from vigil.register.place import Community


def list_repairs(desk: Desk, wanted: PlanId) -> Mending:
    """Give a plan with the repairs proposed for it, and the units withdrawn so far."""
    plan = patrol_store.get_plan(desk.connection, wanted.id)
    proposals = store.list_proposals(desk.connection, plan.id)
    accepted = [one for one in proposals if one.version is not None]
    return Mending(plan, proposals, accepted[0].withdrawn if accepted else ())


def propose_repair(desk: Desk, order: MendOrder) -> Proposal:
    """Work out new rounds for the rest of a day from where everybody is; nothing changes until it is accepted."""
    plan = patrol_store.get_plan(desk.connection, order.plan_id)
    _refuse_unknown(plan, order.withdrawn)
    whereabouts = _whereabouts(desk, plan, order.withdrawn)
    meant = _whereabouts(desk, plan, ()) if order.withdrawn else whereabouts
    drawn_up = _draft_now(desk, plan)
    desk.let_go()
    request = remaining_request(drawn_up.draft.request, whereabouts, withdrawn=order.withdrawn)
    before = remaining_rounds(request, whereabouts)
    if not request.units or not request.windows:
        raise Refused("nothing-left", "Nothing is left to repair: no unit is on duty, or no window is open any more.")
    levels = {name: item.level.level.value for name, item in drawn_up.draft.known.items()}
    found = rearrange(
        request,
        before,
        find_focus(request, plan, before, levels),
        now_minute=math.ceil(request.day.minute_of(desk.at)),
        seed=desk.seed,
    )
    after = keep_rounds(found.rounds, replace(drawn_up.draft, request=request), drawn_up.units)
    mended = compose_rounds(plan.rounds, whereabouts, after)
    proposal = Proposal(
        id=0,
        plan_id=plan.id,
        base_version=plan.head.round_version,
        made_at=desk.at,
        made_by_name=desk.actor.name,
        why=order.why.strip(),
        withdrawn=order.withdrawn,
        worth_before=found.kept_worth,
        worth_after=found.worth,
        worth_planned=worth_as_planned(request, drawn_up.draft.request.units, meant),
        changes=say_changes(still_meant(plan.rounds, whereabouts, at=desk.at), mended, time_zone=plan.head.time_zone),
        rounds=mended,
    )
    number = store.add_proposal(desk.connection, proposal)
    desk.note(proposal=str(number))
    return replace(proposal, id=number)


def get_repair(desk: Desk, wanted: ProposalId) -> Proposal:
    """Give a repair that was proposed."""
    return store.get_proposal(desk.connection, wanted.plan_id, wanted.id)


def accept_repair(desk: Desk, wanted: ProposalId) -> Proposal:
    """Let mended rounds take effect as the plan's next version; those before stay."""
    carry_store.lock_events(desk.connection, wanted.plan_id)
    plan = patrol_store.get_plan(desk.connection, wanted.plan_id)
    proposal = store.get_proposal(desk.connection, wanted.plan_id, wanted.id)
    refuse_stale(proposal, latest_version=plan.head.round_version, at=desk.at)
    version = plan.head.round_version + 1
    patrol_store.add_rounds(desk.connection, plan.id, proposal.rounds, version=version)
    store.change_accepted(desk.connection, proposal, version=version, by_name=desk.actor.name, at=desk.at)
    desk.note(version=str(version))
    return store.get_proposal(desk.connection, plan.id, proposal.id)


def _whereabouts(desk: Desk, plan: StoredPlan, withdrawn: Sequence[str]) -> Mapping[str, Whereabouts]:
    events = carry_store.list_events(desk.connection, plan.id)
    known = presences([visit for walk in plan.rounds for visit in walk.visits], events, at=desk.at)
    heard = {event.unit_id for event in events}
    return {
        walk.unit_id: find_whereabouts(
            walk,
            known,
            believed=Believed(is_heard=walk.unit_id in heard, goes_on=walk.unit_id not in withdrawn),
            at=desk.at,
        )
        for walk in plan.rounds
    }


def _draft_now(desk: Desk, plan: StoredPlan) -> DraftedDay:
    """Draw up what would be asked for now: moved hours, places added and uplifts changed are in it."""
    head = plan.head
    community = Community(head.community) if head.community else None
    most = head.max_visits_per_place or PlanOrder(on=head.on).max_visits_per_place
    return patrol.draft_day(desk, PlanOrder(on=head.on, area=head.area, community=community, max_visits_per_place=most))


def _refuse_unknown(plan: StoredPlan, unit_ids: Sequence[str]) -> None:
    known = {walk.unit_id for walk in plan.rounds}
    for unit_id in unit_ids:
        if unit_id not in known:
            raise NotFound("unit in this plan", unit_id)
