"""Repairing a day under way: why and without whom, what that changes in sentences, and the button that accepts it."""

from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil import catalogue
from vigil.ground.errors import Conflict, NotFound, Refused, VigilError
from vigil.ground.moment import zone_named
from vigil.patrol.mend.proposal import STANDS_FOR, MendOrder, Proposal, ProposalId
from vigil.patrol.query import PlanId, PlanOrder, PlanQuery
from vigil.patrol.stored import StoredPlan, StoredRound
from vigil.register.place import Community
from vigil.web import forms
from vigil.web.again import MENDABLE, NOTHING_SENT, Again, send_again
from vigil.web.forms import Fields
from vigil.web.page import show
from vigil.web.patrol import Number, queue_plan
from vigil.web.session import Asker, Sender, Signed

routes: Final = APIRouter()


@routes.get("/plans/{number}/repair", name=catalogue.LIST_REPAIRS.name)
def list_repairs(asker: Signed, number: Number) -> HTMLResponse:
    """Give the form that asks for a repair, and those asked for before."""
    return _repairs(asker, number)


@routes.post("/plans/{number}/repair", name=catalogue.PROPOSE_REPAIR.name)
def propose_repair(request: Request, asker: Sender, number: Number, fields: Fields) -> Response:
    """Have new rounds worked out for the rest of the day."""
    asker.insist(catalogue.PROPOSE_REPAIR)
    try:
        order = MendOrder(number, forms.text_of(fields, "why"), forms.texts_of(fields, "withdrawn"))
        proposal = asker.ask(catalogue.PROPOSE_REPAIR, order)
    except MENDABLE as problem:
        return _repairs(asker, number, again=send_again(request, fields, problem))
    return RedirectResponse(f"/plans/{number}/repair/{proposal.id}", status_code=303)


def _repairs(asker: Asker, number: int, *, again: Again = NOTHING_SENT, late: VigilError | None = None) -> HTMLResponse:
    mending = asker.ask(catalogue.LIST_REPAIRS, PlanId(number))
    page = show(
        asker,
        "patrol/repair.html",
        again=again,
        late=late,
        plan=mending.plan,
        proposals=mending.proposals,
        withdrawn=mending.withdrawn,
        zone=zone_named(mending.plan.head.time_zone),
        may_repair=asker.may(catalogue.PROPOSE_REPAIR),
    )
    page.status_code = late.http_status if late else again.status
    return page


@routes.get("/plans/{number}/repair/{proposal}", name=catalogue.GET_REPAIR.name)
def get_repair(asker: Signed, number: Number, proposal: Number) -> HTMLResponse:
    """Give what a repair changes, and the button that accepts it."""
    found = asker.ask(catalogue.GET_REPAIR, ProposalId(number, proposal))
    tomorrow = find_tomorrow(asker, found) if found.version is not None else None
    return show(
        asker,
        "patrol/repaired.html",
        proposal=found,
        stands_until=found.made_at + STANDS_FOR,
        is_open=found.version is None and asker.office.clock() <= found.made_at + STANDS_FOR,
        may_accept=asker.may(catalogue.ACCEPT_REPAIR),
        tomorrow=tomorrow,
        counted_on=[walk for walk in tomorrow.rounds if _is_counted_on(walk, found)] if tomorrow else [],
        may_plan=asker.may(catalogue.PLAN_ROUNDS),
        may_change=asker.may(catalogue.IMPORT_UNITS),
    )


@routes.post("/plans/{number}/repair/{proposal}", name=catalogue.ACCEPT_REPAIR.name)
def accept_repair(asker: Sender, number: Number, proposal: Number) -> Response:
    """Let new rounds take effect; lead to what that leaves to do for the day after, or to the board."""
    try:
        accepted = asker.ask(catalogue.ACCEPT_REPAIR, ProposalId(number, proposal))
    except (Refused, Conflict) as problem:
        return _repairs(asker, number, late=problem)
    withdraws = accepted.withdrawn and find_tomorrow(asker, accepted)
    return RedirectResponse(f"/plans/{number}/" + (f"repair/{proposal}" if withdraws else "board"), status_code=303)


@routes.post("/plans/{number}/repair/{proposal}/tomorrow", name=catalogue.QUEUE_JOB.name)
def ask_for_tomorrow(asker: Sender, number: Number, proposal: Number) -> Response:
    """Have a new plan made for the day after, as the last one for it was asked for."""
    tomorrow = find_tomorrow(asker, asker.ask(catalogue.GET_REPAIR, ProposalId(number, proposal)))
    if tomorrow is None:
        raise NotFound("plan for the day after", str(number))
    head = tomorrow.head
    community = Community(head.community) if head.community else None
    return queue_plan(asker, PlanOrder(on=head.on, area=head.area, community=community))


def find_tomorrow(asker: Asker, proposal: Proposal) -> StoredPlan | None:
    """Give the newest plan for the day after a repaired one that still counts on a unit withdrawn from it."""
    today = asker.ask(catalogue.GET_PLAN, PlanId(proposal.plan_id)).head
    heads = asker.ask(catalogue.LIST_PLANS, PlanQuery(on=today.on + timedelta(days=1)))
    # A plan for another part of the register is none of this one's.
    alike = [head.id for head in heads if (head.area, head.community) == (today.area, today.community)]
    if not proposal.withdrawn or not alike:
        return None
    plan = asker.ask(catalogue.GET_PLAN, PlanId(alike[0]))
    return plan if any(_is_counted_on(walk, proposal) for walk in plan.rounds) else None


def _is_counted_on(walk: StoredRound, proposal: Proposal) -> bool:
    return walk.unit_id in proposal.withdrawn and bool(walk.visits)
