"""Repairing a day under way: why and without whom, what that changes in sentences, and the button that accepts it."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil import catalogue
from vigil.ground.moment import zone_named
from vigil.patrol.mend.proposal import STANDS_FOR, MendOrder, ProposalId
from vigil.patrol.query import PlanId
from vigil.web import forms
from vigil.web.forms import Fields
from vigil.web.page import show
from vigil.web.patrol import Number
from vigil.web.session import Sender, Signed

routes: Final = APIRouter()


@routes.get("/plans/{number}/repair", name=catalogue.LIST_REPAIRS.name)
def list_repairs(asker: Signed, number: Number) -> HTMLResponse:
    """Give the form that asks for a repair, and those asked for before."""
    mending = asker.ask(catalogue.LIST_REPAIRS, PlanId(number))
    return show(
        asker,
        "patrol/repair.html",
        plan=mending.plan,
        proposals=mending.proposals,
        withdrawn=mending.withdrawn,
        zone=zone_named(mending.plan.head.time_zone),
        may_repair=asker.may(catalogue.PROPOSE_REPAIR),
    )


@routes.post("/plans/{number}/repair", name=catalogue.PROPOSE_REPAIR.name)
def propose_repair(asker: Sender, number: Number, fields: Fields) -> Response:
    """Have new rounds worked out for the rest of the day."""
    order = MendOrder(number, forms.text_of(fields, "why"), forms.texts_of(fields, "withdrawn"))
    proposal = asker.ask(catalogue.PROPOSE_REPAIR, order)
    return RedirectResponse(f"/plans/{number}/repair/{proposal.id}", status_code=303)


@routes.get("/plans/{number}/repair/{proposal}", name=catalogue.GET_REPAIR.name)
def get_repair(asker: Signed, number: Number, proposal: Number) -> HTMLResponse:
    """Give what a repair changes, and the button that accepts it."""
    found = asker.ask(catalogue.GET_REPAIR, ProposalId(number, proposal))
    return show(
        asker,
        "patrol/repaired.html",
        proposal=found,
        stands_until=found.made_at + STANDS_FOR,
        is_open=found.version is None and asker.office.clock() <= found.made_at + STANDS_FOR,
        may_accept=asker.may(catalogue.ACCEPT_REPAIR),
    )


@routes.post("/plans/{number}/repair/{proposal}", name=catalogue.ACCEPT_REPAIR.name)
def accept_repair(asker: Sender, number: Number, proposal: Number) -> Response:
    """Let new rounds take effect."""
    asker.ask(catalogue.ACCEPT_REPAIR, ProposalId(number, proposal))
    return RedirectResponse(f"/plans/{number}/board", status_code=303)
