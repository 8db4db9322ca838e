"""Who asks: from the session cookie to an actor, before anything else of a request is read."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Form, Request

from vigil import catalogue
from vigil.desk.access import Token
from vigil.desk.action import Action, Asked, Given
from vigil.desk.actor import VISITOR, Actor
from vigil.desk.office import Office
from vigil.ground.errors import NotAllowed
from vigil.web.security import cookie_name, form_token, is_form_token


class NotSignedIn(Exception):
    """Raised when a page is asked for by nobody we know; the edge shows the way to the sign-in page."""


class NotCarrying(Exception):
    """Raised when a round is asked for by a phone that carries none, or none any more."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody with a session, and the office they ask."""

    office: Office
    actor: Actor
    session: str = field(repr=False)
    path: str = "/"

    def ask(self, action: Action[Asked, Given], asked: Asked) -> Given:
        """Have an action performed in their name."""
        return self.office.perform(action, asked, self.actor)

    def may(self, action: Action[Asked, Given]) -> bool:
        """Say whether their role may ask for an action, so that a page need not offer it in vain."""
        return self.actor.role in action.roles

    def insist(self, action: Action[Asked, Given]) -> None:
        """Refuse at once a page whose form they could not send.

        Raises
        ------
        NotAllowed : their role may not ask for the action
        """
        if not self.may(action):
            raise NotAllowed(f"{self.actor.name} may not do this: {action.says}")

    @property
    def form_token(self) -> str:
        """What their forms carry."""
        return form_token(self.session)


def find_asker(office: Office, request: Request) -> Asker:
    """Give who asks; somebody without a session that holds is a visitor."""
    session = request.cookies.get(cookie_name(request.url.scheme), "")
    actor = office.perform(catalogue.FIND_ACTOR, Token(session), VISITOR) if session else None
    return Asker(office, actor or VISITOR, session, request.url.path)


def who_asks(request: Request) -> Asker:
    """Give who asks for a page.

    Raises
    ------
    NotSignedIn : nobody we know
    """
    asker: Asker = request.state.asker
    if asker.actor is VISITOR:
        raise NotSignedIn
    return asker


def who_sends(request: Request, form: Annotated[str, Form()] = "") -> Asker:
    """Give who sends a form, when it is a form of their own session.

    Raises
    ------
    NotSignedIn : nobody we know
    NotAllowed : the form was made for another session
    """
    asker = who_asks(request)
    if not is_form_token(form, asker.session):
        raise NotAllowed("This form was made before you signed in. Go back, load the page again and send it again.")
    return asker


Signed = Annotated[Asker, Depends(who_asks)]
"""The parameter of a page that only somebody with a session may see."""

Sender = Annotated[Asker, Depends(who_sends)]
"""The parameter of a form's handler: somebody with a session, and a form made for it."""
