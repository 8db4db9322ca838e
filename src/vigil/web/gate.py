"""The gate in front of every page: headers on every answer, strangers' forms turned away unread, who asks."""

import logging
from typing import Final

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vigil.desk.actor import VISITOR
from vigil.desk.office import Office
from vigil.ground.errors import NotAllowed
from vigil.web import errors
from vigil.web.security import CARRYING, HEADERS, LARGEST_UPLOAD_BYTES, ONLY_HTTPS, SAFE_METHODS, is_from_our_page
from vigil.web.session import find_asker

log = logging.getLogger(__name__)

_OPEN: Final = ("/static/", "/health")
"""What anybody may fetch, and what knows no session."""

_OWN_WAY_IN: Final = ("/sign-in", "/carry/")
"""Where somebody the desk does not know may send something: to sign in, or from a phone that carries a round."""

_WITH_SECRETS: Final = ("/sign-in/", "/carry/open/")

_FOREIGN_FORM: Final = "This did not come from a page of this desk, so nothing was done. Open the page and try again."


class Gate:
    """Stands outermost, so that no answer leaves without its headers and no request ends in a trace."""

    def __init__(self, app: ASGIApp, office: Office) -> None:
        self._app = app
        self._office = office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        has_begun = False

        async def send_dressed(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                _dress(MutableHeaders(scope=message), request)
            await send(message)

        try:
            answer = await self._turn_away(request)
            await (answer or self._app)(scope, receive, send_dressed)
        except Exception:
            # Whatever nobody foresaw ends here: told in the log, never shown. Paths of one-time links are secrets.
            log.exception("%s %s failed", request.method, _without_secrets(request.url.path))
            if has_begun:
                raise
            await errors.unforeseen(request)(scope, receive, send_dressed)

    async def _turn_away(self, request: Request) -> Response | None:
        """Give the answer to what may not come in, before its body is read; None for the rest."""
        if request.url.path.startswith(_OPEN):
            return None
        request.state.asker = await run_in_threadpool(find_asker, self._office, request)
        if request.method in SAFE_METHODS:
            return None
        if not is_from_our_page(request.headers, request.url.scheme):
            return errors.answer(request, NotAllowed(_FOREIGN_FORM))
        if request.state.asker.actor is VISITOR and not request.url.path.startswith(_OWN_WAY_IN):
            return errors.to_sign_in(request)
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_UPLOAD_BYTES:
            return errors.too_large(request)
        return None


def _dress(headers: MutableHeaders, request: Request) -> None:
    is_carrying = f"{request.url.path}/".startswith("/carry/")
    for name, value in {**HEADERS, **(CARRYING if is_carrying else {})}.items():
        headers[name] = value
    if request.url.scheme == "https":
        headers["strict-transport-security"] = ONLY_HTTPS
    # Static files may be kept but are asked about each time; everything else may hold what helps an attacker.
    is_static = request.url.path.startswith("/static/") and "etag" in headers
    headers["cache-control"] = "no-cache" if is_static else "no-store"


def _without_secrets(path: str) -> str:
    return next((f"{beginning}…" for beginning in _WITH_SECRETS if path.startswith(beginning)), path)
