"""What tests through a browser do: let somebody in, watch the page, judge it, keep pictures of it."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

from tools.node import PACKAGES, ROOT
from vigil import catalogue
from vigil.desk.access import LinkFor, NewUser
from vigil.desk.actor import KEEPER, Actor
from vigil.desk.office import Office

WIDE: Final = 1280
NARROW: Final = 360

PASSWORD: Final = "a password of tests only"

PICTURES: Final = ROOT / "artefacts" / "screenshots"

# What a duty officer must not meet on any page; `minor` and `moderate` are axe's own words for the rest.
GRAVE: Final = ("critical", "serious")

_AXE: Final = PACKAGES / "axe-core" / "axe.min.js"


def let_in(office: Office, actor: Actor) -> None:
    """Let a person of the tests sign in at an office, with `PASSWORD`."""
    office.perform(catalogue.ADD_USER, NewUser(actor.id, actor.name, actor.role, PASSWORD), KEEPER)


def sign_in(page: Page, desk: str, office: Office, actor: Actor) -> None:
    """Sign a person in whom `let_in` has let in, by a one-time link; the page then stands on the first page."""
    link = office.perform(catalogue.MAKE_LINK, LinkFor(actor.id), KEEPER)
    page.goto(f"{desk}/sign-in/{link.token}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{desk}/")


class Watch:
    """Keeps what a page does that it should not: console errors, broken scripts, requests to the outside."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        # A page that says no (a wrong password) is what the test asked for; a script or style that is missing is not.
        says_no = where == self._page.url and "responded with a status of 4" in message.text
        if message.type in {"error", "warning"} and not says_no:
            self.complaints.append(f"console: {message.text} ({where})")

    def _see(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname != "localhost":
            self.complaints.append(f"request to the outside: {request.url}")


def list_grave_faults(page: Page) -> list[str]:
    """Give what axe finds on a page that keeps somebody from using it, one line each; it should be nothing."""
    # Evaluated, not added as a script: the desk's content security policy stays in force.
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    result = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
    return [_described(fault) for fault in result["violations"] if fault["impact"] in GRAVE]


def _described(fault: "dict[str, Any]") -> str:
    where = ", ".join(str(node["target"]) for node in fault["nodes"])
    return f"{fault['id']} ({fault['impact']}): {fault['help']}: {where}"


def take_pictures(page: Page, name: str) -> list[Path]:
    """Keep the page as it looks at a desk and on a phone; give the files."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    taken = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        taken.append(PICTURES / f"{name}-{width}.png")
        page.screenshot(path=taken[-1], full_page=True)
    if size:
        page.set_viewport_size(size)
    return taken
