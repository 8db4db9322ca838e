"""Carrying: links that the desk makes for units, and the pages and data of a phone that opened one."""

import json
import uuid
from hashlib import sha256
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from vigil import catalogue
from vigil.desk.actor import VISITOR
from vigil.ground.errors import NotFound, Unreadable, Where
from vigil.ground.moment import zone_named
from vigil.patrol.carry.query import CarryToken, LinkId, LinkOrder, PhoneSync, TermsOrder
from vigil.patrol.carry.step import VisitState
from vigil.patrol.carry.terms import CarryTerms
from vigil.patrol.carry.words import WHY_NOT
from vigil.patrol.carry.write_round import write_round
from vigil.patrol.query import PlanId
from vigil.patrol.words import TO_DO
from vigil.web import forms
from vigil.web.again import NOTHING_SENT, Again, send_again
from vigil.web.forms import Fields
from vigil.web.page import STATIC, render, show
from vigil.web.patrol import Number
from vigil.web.phone import Carrying, CarryingSender, Opener
from vigil.web.qr_code import draw_code
from vigil.web.security import carry_cookie_name
from vigil.web.session import Asker, Sender, Signed
from vigil.web.sign_in import refuse_open_way

routes: Final = APIRouter()

ASSETS: Final = STATIC / "carry"

_THIS_MACHINE: Final = {"localhost", "127.0.0.1", "::1"}

_MISSING: Final = {
    "cannot": "choose a reason why you cannot go there, so that the desk can send somebody else",
    "observation": "write in a few words what you saw, then report it",
    "note": "write your note, then keep it",
}
"""What is missing from a form without words, by what it was to say."""

MANIFEST: Final = {
    "id": "/carry",
    "name": "Vigil: my round",
    "short_name": "My round",
    "description": "The next visit, its door and what to do there; works without signal.",
    "start_url": "/carry",
    "scope": "/carry",
    "display": "standalone",
    "background_color": "#f6f5f1",
    "theme_color": "#0b5563",
    "icons": [
        {"src": "/static/carry/icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
        {"src": "/static/carry/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any"},
        {"src": "/static/carry/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        {"src": "/static/carry/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
    ],
}


# ── at the desk ─────────────────────────────────────────────────────────────────────────────────────


@routes.get("/plans/{number}/carry", name=catalogue.LIST_CARRY_LINKS.name)
def list_links(asker: Signed, number: Number) -> HTMLResponse:
    """Give who carries a plan, and the forms that let a unit carry it."""
    return _links_page(asker, number)


@routes.post("/plans/{number}/carry", name=catalogue.MAKE_CARRY_LINK.name)
def make_link(request: Request, asker: Sender, number: Number, unit: Annotated[str, Form()] = "") -> HTMLResponse:
    """Make a link for a unit and show it, this once."""
    refuse_open_way(request)
    made = asker.ask(catalogue.MAKE_CARRY_LINK, LinkOrder(number, unit))
    address = f"{request.url.scheme}://{request.headers.get('host', '')}/carry/open/{made.token}"
    return _links_page(asker, number, made=made.link, address=address)


@routes.post("/plans/{number}/carry/terms", name=catalogue.SET_CARRY_TERMS.name)
def set_terms(request: Request, asker: Sender, number: Number, fields: Fields) -> Response:
    """Change the terms on which a plan is carried."""
    names = ("hours_before", "grace_minutes", "within_m")
    try:
        given = {name: forms.read_whole(forms.text_of(fields, name), field=name) for name in names}
        asker.ask(catalogue.SET_CARRY_TERMS, TermsOrder(number, CarryTerms(**given)))
    except Unreadable as problem:
        return _links_page(asker, number, again=send_again(request, fields, problem))
    return RedirectResponse(f"/plans/{number}/carry", status_code=303)


@routes.post("/plans/{number}/carry/{link}/withdraw", name=catalogue.WITHDRAW_CARRY_LINK.name)
def withdraw_link(asker: Sender, number: Number, link: Number) -> Response:
    """Take a link back."""
    asker.ask(catalogue.WITHDRAW_CARRY_LINK, LinkId(number, link))
    return RedirectResponse(f"/plans/{number}/carry", status_code=303)


def _links_page(
    asker: Asker, number: int, *, made: object = None, address: str = "", again: Again = NOTHING_SENT
) -> HTMLResponse:
    carriage = asker.ask(catalogue.LIST_CARRY_LINKS, PlanId(number))
    page = show(
        asker,
        "patrol/carry_links.html",
        again=again,
        plan=carriage.plan,
        terms=carriage.terms,
        links=carriage.links,
        zone=zone_named(carriage.plan.head.time_zone),
        may_make=asker.may(catalogue.MAKE_CARRY_LINK),
        made=made,
        address=address,
        is_here_alone=urlsplit(address).hostname in _THIS_MACHINE,
        code=draw_code(address) if address else "",
    )
    page.status_code = again.status
    return page


# ── on the phone ────────────────────────────────────────────────────────────────────────────────────


# As with signing in: a link is opened by a button, since programs that show a preview fetch every address they see.
@routes.get("/carry/open/{token}", name=catalogue.OPEN_CARRY_LINK.name)
def offer_link(token: str) -> HTMLResponse:
    """Give the page whose button uses a link up."""
    return HTMLResponse(render("carry/link.html", None, token=token))


@routes.post("/carry/open/{token}", name=catalogue.OPEN_CARRY_LINK.name)
def open_link(request: Request, asker: Opener, token: str) -> Response:
    """Let the phone in that holds an unused link."""
    refuse_open_way(request)
    opened = asker.office.perform(catalogue.OPEN_CARRY_LINK, CarryToken(token), VISITOR)
    answer = RedirectResponse("/carry", status_code=303)
    answer.set_cookie(
        carry_cookie_name(request.url.scheme),
        opened.token,
        max_age=opened.lasts_s,
        path="/carry",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return answer


@routes.get("/carry", name=catalogue.GET_CARRIED_ROUND.name)
def show_round(phone: Carrying) -> HTMLResponse:
    """Give the round as a page, which does all it must without a script."""
    carried = phone.ask(catalogue.GET_CARRIED_ROUND, CarryToken(phone.token))
    page = render(
        "carry/carry.html",
        None,
        carried=carried,
        round=write_round(carried),
        zone=zone_named(carried.plan.time_zone),
        to_do=TO_DO,
        State=VisitState,
        form=phone.form_token,
        event_id=lambda: str(uuid.uuid4()),
    )
    return HTMLResponse(page)


@routes.get("/carry/round.json", name=catalogue.GET_CARRIED_ROUND.name)
def get_round(phone: Carrying) -> JSONResponse:
    """Give the round with all that a unit needs for a shift without signal."""
    return JSONResponse(write_round(phone.ask(catalogue.GET_CARRIED_ROUND, CarryToken(phone.token))))


async def _body(request: Request) -> bytes:
    return await request.body()


@routes.post("/carry/events", name=catalogue.TAKE_EVENTS.name)
def take_events(phone: Carrying, content: Annotated[bytes, Depends(_body)]) -> JSONResponse:
    """Keep what a phone sends, each event once."""
    return JSONResponse(_sync(phone, content))


@routes.post("/carry/visits/{visit}", name=catalogue.TAKE_EVENTS.name)
def mark_visit(phone: CarryingSender, visit: Number, fields: Fields) -> Response:
    """Keep what a form of the page without a script says of a visit."""
    at, kind = phone.office.clock(), forms.text_of(fields, "kind")
    event = {
        "id": forms.text_of(fields, "event"),
        "visit": visit,
        "kind": kind,
        "at": at.isoformat(),
        "seq": int(at.timestamp() * 1000),
        "text": _said_in(fields, kind),
    }
    batch = {"device": f"page-{phone.carrier.link_id}", "sent_at": at.isoformat(), "events": [event]}
    refused = _sync(phone, json.dumps(batch).encode())["refused"]
    if refused:
        raise Unreadable(Where(forms.THIS_FORM), refused[0]["why"])
    return RedirectResponse(f"/carry#visit-{visit}", status_code=303)


def _said_in(fields: FormData, kind: str) -> str:
    """Give the words of a form: the reason chosen and what was written.

    Raises
    ------
    Unreadable : something that cannot do without words has none
    """
    said = (forms.text_of(fields, "choice"), forms.text_of(fields, "text").strip())
    text = ": ".join(part for part in said if part)
    if not text and kind in _MISSING:
        raise Unreadable(Where(forms.THIS_FORM), _MISSING[kind])
    return text


@routes.get("/carry/visits/{visit}/cannot", name=catalogue.GET_CARRIED_ROUND.name)
def ask_why_not(phone: Carrying, visit: Number) -> HTMLResponse:
    """Give the form of the page without a script that asks why a unit cannot go to a place.

    Raises
    ------
    NotFound : the round has no such visit
    """
    walk = phone.ask(catalogue.GET_CARRIED_ROUND, CarryToken(phone.token)).walk
    stop = next((one for one in walk.visits if one.lasting_id == visit), None)
    if stop is None:
        raise NotFound("visit", str(visit))
    page = render(
        "carry/cannot.html", None, visit=stop, reasons=WHY_NOT, form=phone.form_token, event_id=str(uuid.uuid4())
    )
    return HTMLResponse(page)


@routes.post("/carry/hand-back", name=catalogue.HAND_ROUND_BACK.name)
def hand_back(request: Request, phone: Carrying) -> JSONResponse:
    """Let a phone give its round back before its time is over."""
    phone.ask(catalogue.HAND_ROUND_BACK, CarryToken(phone.token))
    answer = JSONResponse({})
    answer.delete_cookie(
        carry_cookie_name(request.url.scheme), path="/carry", secure=request.url.scheme == "https", httponly=True
    )
    return answer


@routes.get("/carry/shell", name=catalogue.FIND_CARRIER.name)
def get_shell() -> HTMLResponse:
    """Give the page without a round in it, as a phone keeps it; it knows nothing of any plan."""
    return HTMLResponse(render("carry/shell.html", None))


@routes.get("/carry/manifest.webmanifest", name=catalogue.FIND_CARRIER.name)
def get_manifest() -> JSONResponse:
    """Give what a phone needs to keep the page among its programs."""
    return JSONResponse(MANIFEST, media_type="application/manifest+json")


@routes.get("/carry/worker.js", name=catalogue.FIND_CARRIER.name)
def get_worker() -> Response:
    """Give the script that keeps the page on the phone; it may serve `/carry` itself, not only what lies below.

    A phone takes the page anew when this script is different, so that it says which page it stands for.
    """
    script = (ASSETS / "worker.js").read_text(encoding="utf-8").replace('"as it is"', f'"{_version()}"')
    return Response(script, media_type="text/javascript", headers={"service-worker-allowed": "/carry"})


def _version() -> str:
    files = (*sorted(path for path in ASSETS.iterdir() if path.is_file()), STATIC / "vigil.css", STATIC / "icon.svg")
    contents = (path.read_bytes() for path in files)
    shell = render("carry/shell.html", None).encode()
    manifest = json.dumps(MANIFEST).encode()
    digest = sha256(b"".join(sha256(content).digest() for content in (*contents, shell, manifest)))
    return digest.hexdigest()[:16]


def _sync(phone: Carrying, content: bytes) -> dict[str, Any]:
    answer = phone.ask(catalogue.TAKE_EVENTS, PhoneSync(phone.token, content))
    return {
        "accepted": answer.accepted,
        "known": answer.known,
        "refused": [{"id": one.id, "why": one.why} for one in answer.refused],
        "round_version": answer.round_version,
        "server_at": answer.at.isoformat().replace("+00:00", "Z"),
    }
