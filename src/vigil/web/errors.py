"""What went wrong, as a page: the one place where errors become answers to a browser."""

import logging
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from vigil.ground.errors import NotFound, Refused, Unreadable, VigilError
from vigil.web.forms import THIS_FORM
from vigil.web.page import RAIL, Door, render
from vigil.web.rate import TooOften
from vigil.web.security import LARGEST_FORM_BYTES, LARGEST_UPLOAD_BYTES, SAFE_METHODS
from vigil.web.session import Asker, NotCarrying, NotSignedIn
from vigil.web.wording import say_size

log = logging.getLogger(__name__)

_TITLES: Final[Mapping[str, str]] = {
    "not-found": "Not here",
    "not-allowed": "Not allowed",
    "refused": "Refused",
    "unreadable": "This cannot be read",
    "conflict": "Changed in the meantime",
    "unavailable": "Not available now",
    "no-plan": "No plan is possible",
}

_TOO_LARGE: Final = (
    f"What you sent is too large: a form takes {say_size(LARGEST_FORM_BYTES)}, a file "
    f"{say_size(LARGEST_UPLOAD_BYTES)}. Split the file and import the parts. Nothing was changed."
)

_LABELS: Final[Mapping[str, str]] = {
    "as_of": "As known at the end of",
    "area": "Area",
    "on": "Day",
    "period": "Period",
}
"""What pages call their fields, by the names that stand in addresses."""

_COMMAND: Final = re.compile(r" `[^`]+`[^.]*\.")
"""A sentence that begins with a command to type: a hint for the command line, not for a page."""

_PLAIN: Final[Mapping[int, tuple[str, str]]] = {
    404: ("Not here", "There is no such page on this desk."),
    405: ("Not here", "This page cannot be asked for in that way."),
    413: ("Too large", _TOO_LARGE),
}


def add_handlers(app: FastAPI) -> None:
    """Have every error of an application answered here."""
    app.add_exception_handler(VigilError, _vigil_error)
    app.add_exception_handler(NotSignedIn, _not_signed_in)
    app.add_exception_handler(NotCarrying, _not_carrying)
    app.add_exception_handler(TooOften, _too_often)
    app.add_exception_handler(RequestValidationError, _bad_request)
    app.add_exception_handler(HTTPException, _http_error)


def answer(request: Request, problem: VigilError) -> Response:
    """Give the page that tells somebody what went wrong, in the error's own sentence."""
    is_early = isinstance(problem, Refused) and problem.rule == "not-yet"
    title = "Not yet" if is_early else _TITLES.get(problem.code, "It did not work")
    return _page(request, problem.http_status, title, say_plainly(problem), code=problem.code)


def say_plainly(problem: VigilError) -> str:
    """Give what went wrong for somebody in front of a browser: fields as pages call them, no commands of a shell."""
    if isinstance(problem, Unreadable) and problem.where.source == THIS_FORM:
        found = f" (found “{problem.value[:80]}”)" if problem.value else ""
        field = problem.where.field
        label = _LABELS.get(field, field.replace("_", " ").capitalize() or "This page")
        return f"{label}: {problem.why}{found}."
    if isinstance(problem, NotFound):
        return _COMMAND.sub("", problem.says)
    return problem.says


def too_large(request: Request) -> Response:
    """Give the page for a file or form that is larger than we read."""
    return _page(request, 413, *_PLAIN[413])


def unforeseen(request: Request) -> Response:
    """Give the calm page for what nobody foresaw; what it was stands in the log."""
    says = "Something went wrong that nobody foresaw. What you were doing was not saved; everything else is as it was."
    return _page(request, 500, "It did not work", says)


def to_sign_in(request: Request) -> Response:
    """Send somebody we do not know to the sign-in page, and back afterwards if they only wanted to read."""
    if request.headers.get("hx-request") == "true" or "text/event-stream" in request.headers.get("accept", ""):
        # A script asks: it must not put the sign-in page into the middle of another.
        return Response(status_code=401)
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    wanted = {"next": path} if request.method in SAFE_METHODS and path != "/" else {}
    return RedirectResponse("/sign-in" + (f"?{urlencode(wanted)}" if wanted else ""), status_code=303)


def _page(request: Request, status: int, title: str, says: str, *, code: str = "") -> Response:
    if request.headers.get("accept", "").startswith("application/json"):
        # A script of our own asks: it is told the same sentence, and a word it can go by.
        return JSONResponse({"code": code or "error", "says": says}, status_code=status)
    asker = getattr(request.state, "asker", None)
    known = asker if isinstance(asker, Asker) else None
    ways = {"back": _back(request), "carrying": _carrying(request, status)}
    return HTMLResponse(render("error.html", known, title=title, says=says, **ways), status_code=status)


def _carrying(request: Request, status: int) -> bool | None:
    """Say of a page that a phone opened whether its round is a way back; None of the desk's own pages.

    A unit has no business at the desk: the first page would only ask it to sign in.
    """
    if request.url.path != "/carry" and not request.url.path.startswith("/carry/"):
        return None
    return request.url.path.startswith("/carry/visits/") and status not in {401, 409}


def _back(request: Request) -> Door | None:
    """Give the page of the rail that an address belongs to, to go back to; None of the first page and of others."""
    return next((door for door in RAIL[1:] if door.holds(request.url.path)), None)


def _vigil_error(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, VigilError)  # noqa: S101 - what the handler is registered for
    return answer(request, problem)


def _not_signed_in(request: Request, _problem: Exception) -> Response:
    return to_sign_in(request)


def _not_carrying(request: Request, _problem: Exception) -> Response:
    says = "This phone carries no round, or its time is over. Ask the desk for a new link."
    return _page(request, 401, "No round here", says, code="not-carrying")


def _too_often(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, TooOften)  # noqa: S101 - what the handler is registered for
    says = f"This was asked too often. Wait {problem.wait_s} seconds and try again; nothing is lost."
    answered = _page(request, 429, "Too often", says, code="too-often")
    answered.headers["retry-after"] = str(problem.wait_s)
    return answered


def _bad_request(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)  # noqa: S101 - what the handler is registered for
    if any(fault["loc"][0] == "path" for fault in problem.errors()):
        # Nothing has such a number or name: the address is wrong, not a form.
        return _page(request, 404, *_PLAIN[404])
    fields = sorted({str(fault["loc"][-1]) for fault in problem.errors()})
    says = f"Fill in or correct: {', '.join(fields)}. Nothing was changed."
    return _page(request, 422, "Something is missing", says)


def _http_error(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)  # noqa: S101 - what the handler is registered for
    title, says = _PLAIN.get(problem.status_code, ("It did not work", "The desk cannot read what was sent."))
    return _page(request, problem.status_code, title, says)
