"""Which phone asks: from the cookie of a carried round to whose round it is, and how often it may ask."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Final

from fastapi import Depends, Form, Request

from vigil import catalogue
from vigil.desk import clock
from vigil.desk.action import Action, Asked, Given
from vigil.desk.actor import VISITOR, Actor, Role
from vigil.desk.office import Office
from vigil.desk.user import hash_of_token
from vigil.ground.errors import NotAllowed
from vigil.patrol.carry.link import Carrier
from vigil.patrol.carry.query import CarryToken
from vigil.web.rate import Rate
from vigil.web.security import carry_cookie_name, form_token, is_form_token
from vigil.web.session import Asker, NotCarrying

PHONE_ASKS: Final = 120
"""How often a phone may ask within a minute."""

LINKS_TRIED: Final = 60
"""How many links may be tried from one address within a minute: enough for a shift behind one proxy."""


class Rates:
    """How often phones may ask, counted for one application."""

    def __init__(self) -> None:
        self.phones: Final = Rate(PHONE_ASKS, timedelta(minutes=1))
        self.links: Final = Rate(LINKS_TRIED, timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that carries a round, and the office it asks."""

    office: Office
    carrier: Carrier
    token: str = field(repr=False)

    def ask(self, action: Action[Asked, Given], asked: Asked) -> Given:
        """Have an action performed in its name."""
        return self.office.perform(action, asked, Actor(self.carrier.id, self.carrier.name, Role.OFFICER))

    @property
    def form_token(self) -> str:
        """What its forms carry."""
        return form_token(self.token)


def which_phone(request: Request) -> Phone:
    """Give the phone that asks.

    Raises
    ------
    NotCarrying : it carries no round, or none any more
    TooOften : it asks too often
    """
    asker: Asker = request.state.asker
    token = request.cookies.get(carry_cookie_name(request.url.scheme), "")
    rates: Rates = request.app.state.rates
    if token:
        rates.phones.take(hash_of_token(token), clock.now())
    carrier = asker.office.perform(catalogue.FIND_CARRIER, CarryToken(token), VISITOR) if token else None
    if carrier is None:
        raise NotCarrying
    return Phone(asker.office, carrier, token)


def who_opens(request: Request) -> Asker:
    """Give who tries a link.

    Raises
    ------
    TooOften : too many links were tried from where they are
    """
    rates: Rates = request.app.state.rates
    rates.links.take(request.client.host if request.client else "", clock.now())
    asker: Asker = request.state.asker
    return asker


def which_phone_sends(request: Request, form: Annotated[str, Form()] = "") -> Phone:
    """Give the phone that sends a form, when it is a form of its own page.

    Raises
    ------
    NotCarrying : it carries no round, or none any more
    NotAllowed : the form was made for another phone
    """
    phone = which_phone(request)
    if not is_form_token(form, phone.token):
        raise NotAllowed("This form was made for another round. Load the page again and send it again.")
    return phone


Carrying = Annotated[Phone, Depends(which_phone)]
"""The parameter of a page that only a phone with a round may see."""

Opener = Annotated[Asker, Depends(who_opens)]
"""The parameter of the page that opens links."""

CarryingSender = Annotated[Phone, Depends(which_phone_sends)]
"""The parameter of a form's handler: a phone with a round, and a form made for it."""
