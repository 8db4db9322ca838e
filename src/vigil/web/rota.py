"""Who can be sent and who stands in a unit: units of a day, loans, the rota of stewards, and swaps."""

from datetime import date, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil import catalogue
from vigil.desk.action import Action, Asked, Given
from vigil.ground.errors import NotFound, Refused, Unreadable, VigilError
from vigil.ground.moment import local_day, zone_named
from vigil.register.query import UnitQuery
from vigil.register.rota.query import (
    DutyId,
    LoanId,
    NewDuty,
    NewLoan,
    NewSteward,
    RotaExport,
    RotaQuery,
    StandingQuery,
    StewardId,
    SwapId,
    SwapOrder,
    SwapTaking,
    Training,
    UnitExport,
)
from vigil.register.unit import Unit
from vigil.web import forms
from vigil.web.files import attach
from vigil.web.forms import Fields
from vigil.web.page import DESK_ZONE, show
from vigil.web.session import Asker, Sender, Signed
from vigil.web.uplift_form import say_trouble

routes: Final = APIRouter()

DAYS: Final = 7

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""The number of a steward, duty, swap or loan, as it stands in an address."""


@routes.get("/units", name=catalogue.LIST_STANDINGS.name)
def list_units(asker: Signed, on: str = "") -> HTMLResponse:
    """Give who can be sent on a day, why somebody cannot, and the loans."""
    return _units(asker, on)


@routes.get("/units/csv", name=catalogue.EXPORT_UNITS.name)
def export_units(asker: Signed) -> Response:
    """Give all units as a file."""
    return attach(asker.ask(catalogue.EXPORT_UNITS, UnitExport()).encode(), "units.csv", "text/csv; charset=utf-8")


@routes.post("/units/loans", name=catalogue.ADD_LOAN.name)
def add_loan(asker: Sender, fields: Fields) -> Response:
    """Keep that a unit is lent for a stretch of time."""
    asker.insist(catalogue.ADD_LOAN)
    try:
        unit = _unit(asker, fields)
        begins, ends = (_moment(fields, unit, field) for field in ("from", "until"))
        asker.ask(catalogue.ADD_LOAN, NewLoan(unit.id, begins, ends, forms.text_of(fields, "agreed_by")))
    except (Unreadable, Refused, NotFound) as problem:
        return _units(asker, problem=problem)
    return RedirectResponse("/units", status_code=303)


@routes.post("/units/loans/{number}/end", name=catalogue.END_LOAN.name)
def end_loan(asker: Sender, number: Number) -> Response:
    """End a loan now."""
    asker.ask(catalogue.END_LOAN, LoanId(number))
    return RedirectResponse("/units", status_code=303)


@routes.get("/rota", name=catalogue.LIST_ROTA.name)
def list_rota(asker: Signed, on: str = "") -> HTMLResponse:
    """Give who stands in which unit in the week from a day on, and the swaps that are open."""
    return _rota(asker, on)


@routes.get("/rota/csv", name=catalogue.EXPORT_ROTA.name)
def export_rota(asker: Signed, on: str = "") -> Response:
    """Give the rota from a day on as a file."""
    text = asker.ask(catalogue.EXPORT_ROTA, RotaExport(_day(asker, on)))
    return attach(text.encode(), "rota.csv", "text/csv; charset=utf-8")


@routes.post("/rota/stewards", name=catalogue.ADD_STEWARD.name)
def add_steward(asker: Sender, fields: Fields) -> Response:
    """Put somebody on the rota."""
    asker.insist(catalogue.ADD_STEWARD)
    try:
        asked = NewSteward(forms.text_of(fields, "name"), forms.text_of(fields, "contact"), _trained(fields))
    except Unreadable as problem:
        return _rota(asker, problem=problem)
    return _do(asker, catalogue.ADD_STEWARD, asked)


@routes.post("/rota/stewards/{number}/training", name=catalogue.CHANGE_TRAINING.name)
def change_training(asker: Sender, number: Number, fields: Fields) -> Response:
    """Keep until when a steward's training is valid."""
    asker.insist(catalogue.CHANGE_TRAINING)
    try:
        asked = Training(number, _trained(fields))
    except Unreadable as problem:
        return _rota(asker, problem=problem)
    return _do(asker, catalogue.CHANGE_TRAINING, asked)


@routes.post("/rota/stewards/{number}/forget", name=catalogue.FORGET_STEWARD.name)
def forget_steward(asker: Sender, number: Number) -> Response:
    """Take somebody off the rota for good."""
    return _do(asker, catalogue.FORGET_STEWARD, StewardId(number))


@routes.post("/rota/duties", name=catalogue.ADD_DUTY.name)
def add_duty(asker: Sender, fields: Fields) -> Response:
    """Put a duty on the rota."""
    asker.insist(catalogue.ADD_DUTY)
    try:
        unit = _unit(asker, fields)
        steward = forms.read_whole(forms.text_of(fields, "steward"), field="steward")
        begins, ends = (_moment(fields, unit, field) for field in ("from", "until"))
    except (Unreadable, NotFound) as problem:
        return _rota(asker, problem=problem)
    return _do(asker, catalogue.ADD_DUTY, NewDuty(steward, unit.id, begins, ends))


@routes.post("/rota/duties/{number}/drop", name=catalogue.DROP_DUTY.name)
def drop_duty(asker: Sender, number: Number) -> Response:
    """Take a duty off the rota."""
    return _do(asker, catalogue.DROP_DUTY, DutyId(number))


@routes.post("/rota/duties/{number}/offer", name=catalogue.PROPOSE_SWAP.name)
def propose_swap(asker: Sender, number: Number, fields: Fields) -> Response:
    """Offer a duty to the other stewards."""
    return _do(asker, catalogue.PROPOSE_SWAP, SwapOrder(number, forms.text_of(fields, "why")))


@routes.post("/rota/swaps/{number}/take", name=catalogue.TAKE_SWAP.name)
def take_swap(asker: Sender, number: Number, fields: Fields) -> Response:
    """Have a steward take a duty on offer."""
    asker.insist(catalogue.TAKE_SWAP)
    try:
        taker = forms.read_whole(forms.text_of(fields, "taker"), field="taker")
    except Unreadable as problem:
        return _rota(asker, problem=problem)
    return _do(asker, catalogue.TAKE_SWAP, SwapTaking(number, taker))


@routes.post("/rota/swaps/{number}/approve", name=catalogue.APPROVE_SWAP.name)
def approve_swap(asker: Sender, number: Number) -> Response:
    """Agree to a swap that somebody else has written down."""
    return _do(asker, catalogue.APPROVE_SWAP, SwapId(number))


@routes.post("/rota/swaps/{number}/refuse", name=catalogue.REFUSE_SWAP.name)
def refuse_swap(asker: Sender, number: Number) -> Response:
    """Refuse a swap."""
    return _do(asker, catalogue.REFUSE_SWAP, SwapId(number))


@routes.post("/rota/swaps/{number}/withdraw", name=catalogue.WITHDRAW_SWAP.name)
def withdraw_swap(asker: Sender, number: Number) -> Response:
    """Take a duty off offer."""
    return _do(asker, catalogue.WITHDRAW_SWAP, SwapId(number))


def _do(asker: Asker, action: Action[Asked, Given], asked: Asked) -> Response:
    """Do something to the rota; what cannot be is said above the rota."""
    try:
        asker.ask(action, asked)
    except (Unreadable, Refused, NotFound) as problem:
        return _rota(asker, problem=problem)
    return RedirectResponse("/rota", status_code=303)


def _units(asker: Asker, on: str = "", *, problem: VigilError | None = None) -> HTMLResponse:
    mustered = asker.ask(catalogue.LIST_STANDINGS, StandingQuery(_day(asker, on)))
    page = show(
        asker,
        "register/units.html",
        mustered=mustered,
        sent=sum(one.standing.is_sent for one in mustered.units),
        zones={one.unit.id: zone_named(one.unit.time_zone) for one in mustered.units},
        names={one.unit.id: one.unit for one in mustered.units},
        lent=[one.unit for one in mustered.units if one.unit.lender],
        may_lend=asker.may(catalogue.ADD_LOAN),
        may_see_rota=asker.may(catalogue.LIST_ROTA),
        trouble=say_trouble(problem) if problem else "",
    )
    page.status_code = problem.http_status if problem else 200
    return page


def _rota(asker: Asker, on: str = "", *, problem: VigilError | None = None) -> HTMLResponse:
    from_on = _day(asker, on)
    rota = asker.ask(catalogue.LIST_ROTA, RotaQuery(from_on, DAYS))
    page = show(
        asker,
        "register/rota.html",
        rota=rota,
        from_on=from_on,
        days=DAYS,
        at=asker.office.clock(),
        zones={line.unit.id: zone_named(line.unit.time_zone) for line in rota.duties},
        trouble=say_trouble(problem) if problem else "",
    )
    page.status_code = problem.http_status if problem else 200
    return page


def _day(asker: Asker, on: str) -> date:
    return forms.read_day(on, field="on") if on else local_day(asker.office.clock(), DESK_ZONE)


def _unit(asker: Asker, fields: Fields) -> Unit:
    """Give the unit a form names.

    Raises
    ------
    NotFound : there is none
    """
    wanted = forms.text_of(fields, "unit")
    found = next((unit for unit in asker.ask(catalogue.LIST_UNITS, UnitQuery()) if unit.id == wanted), None)
    if found is None:
        raise NotFound("unit", wanted)
    return found


def _moment(fields: Fields, unit: Unit, field: str) -> datetime:
    return forms.read_local_moment(forms.text_of(fields, field), zone_named(unit.time_zone), field=field)


def _trained(fields: Fields) -> date | None:
    """Give the last day of a training, or None for an empty field.

    Raises
    ------
    Unreadable : it is not a day
    """
    text = forms.text_of(fields, "trained_until")
    return forms.read_day(text, field="trained_until") if text else None
