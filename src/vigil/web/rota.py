"""The rota: who stands in which unit, training, duties and swaps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil import catalogue
from vigil.desk.action import Action, Asked, Given
from vigil.ground.errors import Unreadable
from vigil.ground.moment import local_day, zone_named
from vigil.register.rota.query import (
    DutyId,
    NewDuty,
    NewSteward,
    Rota,
    RotaExport,
    RotaQuery,
    StewardId,
    SwapId,
    SwapOrder,
    SwapTaking,
    Training,
)
from vigil.register.unit import Unit
from vigil.web import forms
from vigil.web.again import MENDABLE, NOTHING_SENT, Again, send_again
from vigil.web.files import attach
from vigil.web.forms import Fields
from vigil.web.page import DESK_ZONE, show
from vigil.web.session import Asker, Sender, Signed
from vigil.web.units import find_unit, read_stretch

routes: Final = APIRouter()

DAYS: Final = 7

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""The number of a steward, duty or swap, as it stands in an address."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form of the rota that somebody sent: where to, who, and what stands in it."""

    request: Request
    asker: Asker
    fields: Fields

    @property
    def on(self) -> str:
        """The day from which the rota was shown; empty when the form does not say."""
        return forms.text_of(self.fields, "on")


def _sent(request: Request, asker: Sender, fields: Fields) -> Sent:
    return Sent(request, asker, fields)


Form = Annotated[Sent, Depends(_sent)]
"""The parameter of a handler that takes a form of the rota."""


@routes.get("/rota", name=catalogue.LIST_ROTA.name)
def list_rota(asker: Signed, on: str = "") -> HTMLResponse:
    """Give who stands in which unit in the week from a day on, and the swaps that are open."""
    return _rota(asker, _day(asker, on))


@routes.get("/rota/csv", name=catalogue.EXPORT_ROTA.name)
def export_rota(asker: Signed, on: str = "") -> Response:
    """Give the rota from a day on as a file."""
    text = asker.ask(catalogue.EXPORT_ROTA, RotaExport(_day(asker, on)))
    return attach(text.encode(), "rota.csv", "text/csv; charset=utf-8")


@routes.post("/rota/stewards", name=catalogue.ADD_STEWARD.name)
def add_steward(sent: Form) -> Response:
    """Put somebody on the rota."""
    name, contact = (forms.text_of(sent.fields, field) for field in ("name", "contact"))
    return _do(sent, catalogue.ADD_STEWARD, lambda: NewSteward(name, contact, _trained(sent.fields)))


@routes.post("/rota/stewards/{number}/training", name=catalogue.CHANGE_TRAINING.name)
def change_training(sent: Form, number: Number) -> Response:
    """Keep until when a steward's training is valid."""
    return _do(sent, catalogue.CHANGE_TRAINING, lambda: Training(number, _trained(sent.fields)))


@routes.post("/rota/stewards/{number}/forget", name=catalogue.FORGET_STEWARD.name)
def forget_steward(sent: Form, number: Number) -> Response:
    """Take somebody off the rota for good."""
    return _do(sent, catalogue.FORGET_STEWARD, lambda: StewardId(number))


@routes.post("/rota/duties", name=catalogue.ADD_DUTY.name)
def add_duty(sent: Form) -> Response:
    """Put a duty on the rota."""
    return _do(sent, catalogue.ADD_DUTY, lambda: _duty(sent))


@routes.post("/rota/duties/{number}/drop", name=catalogue.DROP_DUTY.name)
def drop_duty(sent: Form, number: Number) -> Response:
    """Take a duty off the rota."""
    return _do(sent, catalogue.DROP_DUTY, lambda: DutyId(number))


@routes.post("/rota/duties/{number}/offer", name=catalogue.PROPOSE_SWAP.name)
def propose_swap(sent: Form, number: Number) -> Response:
    """Offer a duty to the other stewards."""
    return _do(sent, catalogue.PROPOSE_SWAP, lambda: SwapOrder(number, forms.text_of(sent.fields, "why")))


@routes.post("/rota/swaps/{number}/take", name=catalogue.TAKE_SWAP.name)
def take_swap(sent: Form, number: Number) -> Response:
    """Have a steward take a duty on offer."""
    return _do(sent, catalogue.TAKE_SWAP, lambda: SwapTaking(number, _whole(sent, "taker")))


@routes.post("/rota/swaps/{number}/approve", name=catalogue.APPROVE_SWAP.name)
def approve_swap(sent: Form, number: Number) -> Response:
    """Agree to a swap that somebody else has written down."""
    return _do(sent, catalogue.APPROVE_SWAP, lambda: SwapId(number))


@routes.post("/rota/swaps/{number}/refuse", name=catalogue.REFUSE_SWAP.name)
def refuse_swap(sent: Form, number: Number) -> Response:
    """Refuse a swap."""
    return _do(sent, catalogue.REFUSE_SWAP, lambda: SwapId(number))


@routes.post("/rota/swaps/{number}/withdraw", name=catalogue.WITHDRAW_SWAP.name)
def withdraw_swap(sent: Form, number: Number) -> Response:
    """Take a duty off offer."""
    return _do(sent, catalogue.WITHDRAW_SWAP, lambda: SwapId(number))


def _do(sent: Sent, action: Action[Asked, Given], read: Callable[[], Asked]) -> Response:
    """Do something to the rota, and show the same week again; what cannot be is said above it and beside its field."""
    asker = sent.asker
    asker.insist(action)
    try:
        asker.ask(action, read())
    except MENDABLE as problem:
        return _rota(asker, _week(sent), again=send_again(sent.request, sent.fields, problem))
    return RedirectResponse(f"/rota?{urlencode({'on': _week(sent).isoformat()})}", status_code=303)


def _rota(asker: Asker, from_on: date, *, again: Again = NOTHING_SENT) -> HTMLResponse:
    rota = asker.ask(catalogue.LIST_ROTA, RotaQuery(from_on, DAYS))
    page = show(
        asker,
        "register/rota.html",
        again=again,
        rota=rota,
        from_on=from_on,
        days=DAYS,
        at=asker.office.clock(),
        zones={unit.id: zone_named(unit.time_zone) for unit in _units_of(rota)},
    )
    page.status_code = again.status
    return page


def _units_of(rota: Rota) -> Iterable[Unit]:
    return (*(line.unit for line in rota.duties), *(line.unit for line in rota.swaps))


def _day(asker: Asker, on: str) -> date:
    return forms.read_day(on, field="on") if on else local_day(asker.office.clock(), DESK_ZONE)


def _week(sent: Sent) -> date:
    """Give the day from which the rota is shown; today when the form names none."""
    try:
        return _day(sent.asker, sent.on)
    except Unreadable:
        # Nobody types it: the form bears the day of the page it stands on.
        return _day(sent.asker, "")


def _duty(sent: Sent) -> NewDuty:
    unit = find_unit(sent.asker, sent.fields)
    stretch = read_stretch(sent.fields, unit)
    return NewDuty(_whole(sent, "steward"), unit.id, stretch.from_at, stretch.until_at)


def _whole(sent: Sent, field: str) -> int:
    return forms.read_whole(forms.text_of(sent.fields, field), field=field)


def _trained(fields: Fields) -> date | None:
    """Give the last day of a training, or None for an empty field.

    Raises
    ------
    Unreadable : it is not a day
    """
    text = forms.text_of(fields, "trained_until")
    return forms.read_day(text, field="trained_until") if text else None
