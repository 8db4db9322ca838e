"""Signing in, by password or by a one-time link, and signing out."""

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil import catalogue
from vigil.desk.access import SignIn, Token
from vigil.desk.actor import VISITOR
from vigil.desk.user import SESSION_LASTS
from vigil.ground.errors import NotAllowed, Refused, Unreadable, Where
from vigil.web.page import render
from vigil.web.security import cookie_name, is_private_way, safe_next
from vigil.web.session import Asker, Sender

routes: Final = APIRouter()


@routes.get("/sign-in", name=catalogue.SIGN_IN.name)
def ask_who(request: Request, next: str = "/") -> Response:  # noqa: A002 - the word in the address
    """Give the page that asks for a name and password; whoever is signed in goes on."""
    if request.state.asker.actor is not VISITOR:
        return RedirectResponse(safe_next(next), status_code=303)
    return HTMLResponse(_sign_in_page(goes_on=safe_next(next)))


@routes.post("/sign-in", name=catalogue.SIGN_IN.name)
def sign_in(
    request: Request,
    user_id: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the word in the address
) -> Response:
    """Begin a session for a name and password."""
    refuse_open_way(request)
    asker: Asker = request.state.asker
    name = user_id.strip().lower()
    try:
        session = asker.office.perform(catalogue.SIGN_IN, SignIn(name, password), VISITOR)
    except (NotAllowed, Refused) as problem:
        page = _sign_in_page(goes_on=safe_next(next), user_id=name, trouble=problem.says)
        return HTMLResponse(page, status_code=problem.http_status)
    return _let_in(request, session, to=safe_next(next))


# A link is opened by a button, not by being looked at: mail programs and previews fetch every address they see.
@routes.get("/sign-in/{token}", name=catalogue.SIGN_IN_BY_LINK.name)
def offer_link(token: str) -> HTMLResponse:
    """Give the page whose button uses a one-time link up."""
    return HTMLResponse(render("sign_in/link.html", None, token=token))


@routes.post("/sign-in/{token}", name=catalogue.SIGN_IN_BY_LINK.name)
def sign_in_by_link(request: Request, token: str) -> Response:
    """Begin a session for whoever holds an unused link."""
    refuse_open_way(request)
    asker: Asker = request.state.asker
    session = asker.office.perform(catalogue.SIGN_IN_BY_LINK, Token(token), VISITOR)
    if asker.actor is not VISITOR:
        asker.ask(catalogue.SIGN_OUT, Token(asker.session))
    return _let_in(request, session, to="/")


@routes.post("/sign-out", name=catalogue.SIGN_OUT.name)
def sign_out(request: Request, asker: Sender) -> Response:
    """End the session."""
    asker.ask(catalogue.SIGN_OUT, Token(asker.session))
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(cookie_name(request.url.scheme), secure=request.url.scheme == "https", httponly=True)
    # What the browser kept of pages goes too, so that the way back shows nothing.
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def refuse_open_way(request: Request) -> None:
    """Refuse to let anybody in where others on the network could read along.

    Raises
    ------
    Unreadable : neither https nor this machine
    """
    host = request.headers.get("host", "")
    if not is_private_way(request.url.scheme, host):
        raise Unreadable(
            Where("the address of this page"),
            "signing in needs https, or a browser on the machine itself: others on the network could read along",
            f"{request.url.scheme}://{host}",
        )


def _sign_in_page(*, goes_on: str, user_id: str = "", trouble: str = "") -> str:
    return render("sign_in/password.html", None, goes_on=goes_on, user_id=user_id, trouble=trouble)


def _let_in(request: Request, session: Token, *, to: str) -> Response:
    answer = RedirectResponse(to, status_code=303)
    answer.set_cookie(
        cookie_name(request.url.scheme),
        session.token,
        max_age=int(SESSION_LASTS.total_seconds()),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return answer
