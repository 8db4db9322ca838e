"""Uplifts: what a trigger calls for, put forward by one person, approved or refused by another, ended by hand."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil import catalogue
from vigil.desk.action import Action
from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import zone_named
from vigil.posture.level import ResponseLevel
from vigil.posture.propose import Draft
from vigil.posture.query import TriggerId, TriggerQuery, UpliftAnswer, UpliftId, UpliftQuery
from vigil.posture.trigger import Trigger, toll_at
from vigil.posture.uplift import ELSEWHERE, Uplift, UpliftState, UpliftTerms, is_in_force, state_at
from vigil.register.place import Community
from vigil.web import forms
from vigil.web.forms import Fields
from vigil.web.page import show
from vigil.web.places import area_names
from vigil.web.session import Asker, Sender, Signed

routes: Final = APIRouter()

RECENT: Final = timedelta(days=14)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""An uplift's number, as it stands in an address."""


@routes.get("/uplifts", name=catalogue.LIST_UPLIFTS.name)
def list_uplifts(asker: Signed) -> HTMLResponse:
    """Give the uplifts and the recent events that may call for one."""
    at = asker.office.clock()
    uplifts = asker.ask(catalogue.LIST_UPLIFTS, UpliftQuery())
    return show(
        asker,
        "posture/uplifts.html",
        at=at,
        uplifts=uplifts,
        states={uplift.id: state_at(uplift, at) for uplift in uplifts},
        in_force=[uplift for uplift in uplifts if is_in_force(uplift, at)],
        waiting=[uplift for uplift in uplifts if state_at(uplift, at) is UpliftState.PROPOSED],
        triggers=recent_triggers(asker),
        answered={uplift.terms.trigger_id for uplift in uplifts},
        may_propose=asker.may(catalogue.PROPOSE_UPLIFT),
    )


@routes.get("/uplifts/propose", name=catalogue.DRAFT_UPLIFT.name)
def ask_for_uplift(asker: Signed, trigger: str = "") -> HTMLResponse:
    """Give the form that puts an uplift forward, filled in by the machine when an event is named."""
    asker.insist(catalogue.PROPOSE_UPLIFT)
    event = asker.ask(catalogue.GET_TRIGGER, TriggerId(trigger)) if trigger else None
    draft = asker.ask(catalogue.DRAFT_UPLIFT, TriggerId(trigger)) if trigger else None
    return _form(asker, event=event, draft=draft)


@routes.post("/uplifts/propose", name=catalogue.PROPOSE_UPLIFT.name)
def propose_uplift(asker: Sender, fields: Fields) -> Response:
    """Put an uplift forward."""
    uplift = asker.ask(catalogue.PROPOSE_UPLIFT, _read_terms(asker, fields))
    return RedirectResponse(f"/uplifts/{uplift.id}", status_code=303)


@routes.get("/uplifts/{number}", name=catalogue.GET_UPLIFT.name)
def get_uplift(asker: Signed, number: Number) -> HTMLResponse:
    """Give one uplift, and the steps this person may take."""
    at = asker.office.clock()
    uplift = asker.ask(catalogue.GET_UPLIFT, UpliftId(number))
    state = state_at(uplift, at)
    return show(
        asker,
        "posture/uplift.html",
        at=at,
        uplift=uplift,
        state=state,
        is_in_force=is_in_force(uplift, at),
        zone=zone_named(uplift.terms.time_zone),
        is_own=uplift.proposal.by_id == asker.actor.id,
        may_answer=state is UpliftState.PROPOSED and asker.may(catalogue.APPROVE_UPLIFT),
        may_end=state is UpliftState.APPROVED and asker.may(catalogue.END_UPLIFT),
        event=_event_of(asker, uplift),
    )


@routes.post("/uplifts/{number}/approve", name=catalogue.APPROVE_UPLIFT.name)
def approve_uplift(asker: Sender, number: Number, fields: Fields) -> Response:
    """Approve an uplift that somebody else has put forward."""
    return _answer(asker, catalogue.APPROVE_UPLIFT, number, fields)


@routes.post("/uplifts/{number}/refuse", name=catalogue.REFUSE_UPLIFT.name)
def refuse_uplift(asker: Sender, number: Number, fields: Fields) -> Response:
    """Refuse an uplift."""
    return _answer(asker, catalogue.REFUSE_UPLIFT, number, fields)


@routes.post("/uplifts/{number}/end", name=catalogue.END_UPLIFT.name)
def end_uplift(asker: Sender, number: Number, fields: Fields) -> Response:
    """End an uplift before its time."""
    return _answer(asker, catalogue.END_UPLIFT, number, fields)


def recent_triggers(asker: Asker) -> tuple[tuple[Trigger, str], ...]:
    """Give the events of the last fourteen days, newest first, each with its toll as known now."""
    at = asker.office.clock()
    known = asker.ask(catalogue.LIST_TRIGGERS, TriggerQuery(since=at - RECENT, limit=5))
    tolls = ((trigger, toll_at(trigger, at)) for trigger in known)
    return tuple((trigger, toll.words if toll else "") for trigger, toll in tolls)


def _answer(asker: Asker, action: Action[UpliftAnswer, Uplift], number: int, fields: Fields) -> Response:
    asker.ask(action, UpliftAnswer(number, forms.text_of(fields, "reason")))
    return RedirectResponse(f"/uplifts/{number}", status_code=303)


def _form(asker: Asker, *, event: Trigger | None, draft: Draft | None) -> HTMLResponse:
    at = asker.office.clock()
    terms = draft.terms if draft else None
    zone = zone_named(terms.time_zone if terms else "Europe/London")
    return show(
        asker,
        "posture/propose.html",
        event=event,
        terms=terms,
        figures=draft.figures if draft else (),
        zone=zone,
        until=forms.write_local_moment(terms.until_at, zone) if terms else "",
        from_=forms.write_local_moment(terms.from_at if terms else at, zone),
        levels=(ResponseLevel.HEIGHTENED, ResponseLevel.EXCEPTIONAL),
        communities=tuple(Community),
        areas=_offered_areas(asker, terms.areas if terms else ()),
    )


def _offered_areas(asker: Asker, drafted: Sequence[str]) -> tuple[str, ...]:
    return (*area_names(asker), *((ELSEWHERE,) if ELSEWHERE in drafted else ()))


def _read_terms(asker: Asker, fields: Fields) -> UpliftTerms:
    level = forms.text_of(fields, "level")
    if level not in set(ResponseLevel):
        raise Unreadable(Where(forms.THIS_FORM, field="level"), "choose heightened or exceptional", level)
    try:
        zone = zone_named(forms.text_of(fields, "time_zone"))
    except ValueError as problem:
        raise Unreadable(Where(forms.THIS_FORM, field="time_zone"), str(problem)) from problem
    from_at = forms.read_local_moment(forms.text_of(fields, "from"), zone, field="from")
    return UpliftTerms(
        level=ResponseLevel(level),
        communities=forms.read_communities(forms.texts_of(fields, "communities")),
        areas=forms.texts_of(fields, "areas"),
        # A form shows whole minutes, and nothing is decided for the past: what lies before now begins now.
        from_at=max(from_at, asker.office.clock()),
        until_at=forms.read_local_moment(forms.text_of(fields, "until"), zone, field="until"),
        time_zone=zone.key,
        reasons=forms.read_lines(forms.text_of(fields, "reasons")),
        trigger_id=forms.text_of(fields, "trigger_id"),
    )


def _event_of(asker: Asker, uplift: Uplift) -> Trigger | None:
    return asker.ask(catalogue.GET_TRIGGER, TriggerId(uplift.terms.trigger_id)) if uplift.terms.trigger_id else None
