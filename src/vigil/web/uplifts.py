"""Uplifts: what a trigger calls for, put forward by one person, approved or refused by another, ended by hand."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil import catalogue
from vigil.desk.action import Action
from vigil.ground.errors import NotFound, Refused, Unreadable, VigilError
from vigil.ground.moment import zone_named
from vigil.picture.figure import Figure
from vigil.posture.query import AlarmId, TriggerId, TriggerQuery, UpliftAnswer, UpliftId, UpliftQuery
from vigil.posture.trigger import Trigger, toll_at
from vigil.posture.uplift import ELSEWHERE, Uplift, UpliftState, is_in_force, state_at
from vigil.register.place import Community
from vigil.web import forms
from vigil.web.forms import Fields
from vigil.web.opening import answers_at, decided_at, is_open, say_closed, say_decided
from vigil.web.page import DESK_ZONE, show
from vigil.web.places import area_names
from vigil.web.session import Asker, Sender, Signed
from vigil.web.uplift_form import LEVELS, Filled, fill_again, fill_empty, fill_in, read_terms, say_trouble

routes: Final = APIRouter()

RECENT: Final = timedelta(days=14)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""An uplift's number, as it stands in an address."""


@routes.get("/uplifts", name=catalogue.LIST_UPLIFTS.name)
def list_uplifts(asker: Signed) -> HTMLResponse:
    """Give the uplifts and the recent events that may call for one."""
    at = asker.office.clock()
    uplifts = asker.ask(catalogue.LIST_UPLIFTS, UpliftQuery())
    answers = answers_at(uplifts, at)
    return show(
        asker,
        "posture/uplifts.html",
        at=at,
        uplifts=uplifts,
        states={uplift.id: state_at(uplift, at) for uplift in uplifts},
        opening=f"{say_decided(decided_at(uplifts, at), at=at, zone=DESK_ZONE)}.",
        triggers=recent_triggers(asker),
        answers=answers,
        closed={
            trigger_id: say_closed(uplift, at, DESK_ZONE)
            for trigger_id, uplift in answers.items()
            if not is_open(uplift, at)
        },
        may_propose=asker.may(catalogue.PROPOSE_UPLIFT),
    )


@routes.get("/uplifts/propose", name=catalogue.DRAFT_UPLIFT.name)
def ask_for_uplift(asker: Signed, trigger: str = "", alarm: str = "") -> HTMLResponse:
    """Give the form that puts an uplift forward, filled in by the machine when an event or an alarm is named."""
    asker.insist(catalogue.PROPOSE_UPLIFT)
    if not trigger and not alarm:
        return _form(asker, fill_empty(asker.office.clock()))
    if trigger:
        draft = asker.ask(catalogue.DRAFT_UPLIFT, TriggerId(trigger))
    else:
        draft = asker.ask(catalogue.DRAFT_UPLIFT_FROM_ALARM, AlarmId(alarm))
    return _form(asker, fill_in(draft.terms), figures=draft.figures)


@routes.post("/uplifts/propose", name=catalogue.PROPOSE_UPLIFT.name)
def propose_uplift(asker: Sender, fields: Fields) -> Response:
    """Put an uplift forward; what cannot be is given back in the form, with what is wrong."""
    asker.insist(catalogue.PROPOSE_UPLIFT)
    filled = fill_again(fields)
    _event_of(asker, filled.trigger_id)
    try:
        uplift = asker.ask(catalogue.PROPOSE_UPLIFT, read_terms(fields, at=asker.office.clock()))
    except (Unreadable, Refused, NotFound) as problem:
        return _form(asker, filled, problem=problem)
    return RedirectResponse(f"/uplifts/{uplift.id}", status_code=303)


@routes.get("/uplifts/{number}", name=catalogue.GET_UPLIFT.name)
def get_uplift(asker: Signed, number: Number) -> HTMLResponse:
    """Give one uplift, and the steps this person may take."""
    return _uplift(asker, number)


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
    reason = forms.text_of(fields, "reason")
    try:
        asker.ask(action, UpliftAnswer(number, reason))
    except (Unreadable, Refused) as problem:
        return _uplift(asker, number, problem=problem, reason=reason)
    return RedirectResponse(f"/uplifts/{number}", status_code=303)


def _uplift(asker: Asker, number: int, *, problem: VigilError | None = None, reason: str = "") -> HTMLResponse:
    at = asker.office.clock()
    uplift = asker.ask(catalogue.GET_UPLIFT, UpliftId(number))
    state = state_at(uplift, at)
    page = show(
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
        event=_event_of(asker, uplift.terms.trigger_id),
        trouble=say_trouble(problem) if problem else "",
        reason=reason,
    )
    page.status_code = problem.http_status if problem else 200
    return page


def _form(
    asker: Asker, filled: Filled, *, figures: Sequence[Figure] = (), problem: VigilError | None = None
) -> HTMLResponse:
    page = show(
        asker,
        "posture/propose.html",
        event=_event_of(asker, filled.trigger_id),
        filled=filled,
        figures=figures,
        levels=LEVELS,
        communities=tuple(Community),
        areas=(*area_names(asker), *((ELSEWHERE,) if ELSEWHERE in filled.areas else ())),
        trouble=say_trouble(problem) if problem else "",
    )
    page.status_code = problem.http_status if problem else 200
    return page


def _event_of(asker: Asker, trigger_id: str) -> Trigger | None:
    return asker.ask(catalogue.GET_TRIGGER, TriggerId(trigger_id)) if trigger_id else None
