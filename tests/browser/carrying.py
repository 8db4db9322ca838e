"""What tests of the phone page share: a desk whose clock they set, phones with a round, what the desk then knows."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browsing import PICTURES, Watch
from tests.conftest import FRIDAY
from tests.people import COORDINATOR
from tests.web import town
from tests.web.visiting import TestClient
from tools.serving import serving
from vigil import catalogue
from vigil.desk.office import Office
from vigil.patrol.carry.event import KeptEvent
from vigil.patrol.carry.query import LinkId, LinkOrder
from vigil.patrol.query import PlanId
from vigil.patrol.stored import StoredVisit

SMALL: Final[ViewportSize] = {"width": 360, "height": 740}
expect.set_options(timeout=30_000)

ABOUT_RIGHT: Final = timedelta(minutes=2)
"""How far a time may be off: tests move the clocks of desk and phone one after the other."""

SAVED: Final = "All you said was sent."


class Shift:
    """A desk with a plan of the Friday, whose clock runs on from where it was last set."""

    def __init__(self, office: Office) -> None:
        self.address = ""
        self.set_clock(FRIDAY)
        self.office = replace(office, clock=self.now)
        town.settle(self.office)
        self.plan = town.plan(self.office)
        # The busiest first; which it is, is for the planner to say.
        rounds = sorted(self.plan.rounds, key=lambda walk: (-len(walk.visits), walk.unit_id))
        self.unit, self.other_unit = (walk.unit_id for walk in rounds)

    def now(self) -> datetime:
        """Give what the desk's clock shows."""
        return self._set_to + timedelta(seconds=time.monotonic() - self._set_at)

    def set_clock(self, moment: datetime) -> None:
        """Set the desk's clock."""
        self._set_to, self._set_at = moment, time.monotonic()

    def link(self, unit: str = "") -> str:
        """Make a link for a unit, as an address; for the busiest when none is named."""
        made = self.office.perform(catalogue.MAKE_CARRY_LINK, LinkOrder(1, unit or self.unit), COORDINATOR)
        return f"{self.address}/carry/open/{made.token}"

    def withdraw(self, link: int = 1) -> None:
        """Take a link back."""
        self.office.perform(catalogue.WITHDRAW_CARRY_LINK, LinkId(1, link), COORDINATOR)

    @property
    def visits(self) -> tuple[StoredVisit, ...]:
        """Give the busiest unit's visits in order."""
        return next(walk.visits for walk in self.plan.rounds if walk.unit_id == self.unit)

    def events(self) -> list[KeptEvent]:
        """Give what the desk has heard, in the order in which each phone said it."""
        events = self.office.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), COORDINATOR).events
        return sorted(events, key=lambda event: (event.device, event.seq))

    def kinds(self) -> list[str]:
        """Give the kinds of what the desk has heard."""
        return [event.kind.value for event in self.events()]


def open_by(browser: TestClient, office: Office) -> None:
    """Plan the Friday and let a browser without a window open a link of it."""
    shift = Shift(office)
    assert browser.post(shift.link().removeprefix(shift.address)).headers["location"] == "/carry"


@contextmanager
def a_shift(office: Office) -> Iterator[Shift]:
    """Serve a desk with a plan to carry."""
    shift = Shift(office)
    with serving(shift.office) as address:
        shift.address = address
        yield shift


@contextmanager
def a_phone(chromium: Browser, shift: Shift, *, clock_off: timedelta | None = timedelta(0)) -> Iterator[Page]:
    """Give a page on a phone of its own, whose clock may be off; None leaves it as this machine's."""
    with chromium.new_context(viewport=SMALL, locale="en-GB", timezone_id="Europe/London", has_touch=True) as context:
        page = a_page(context)
        watch = Watch(page)
        if clock_off is not None:
            page.clock.install(time=shift.now() + clock_off)
        yield page
        assert [one for one in watch.complaints if not is_about_signal(one)] == []


def a_page(context: BrowserContext) -> Page:
    """Give a page that waits long enough on a busy machine."""
    context.set_default_timeout(30_000)
    return context.new_page()


def is_about_signal(complaint: str) -> bool:
    """Say whether a browser only complains that there was no signal, or that a link is no longer good."""
    return bool(re.search(r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|status of 401", complaint))


def take_picture(page: Page, name: str) -> None:
    """Keep what is in sight on the phone."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def open_link(page: Page, address: str) -> None:
    """Open a link and wait until the round is there and the phone could open it without signal."""
    page.goto(address)
    page.get_by_role("button", name="Take the round").click()
    wait_for_round(page)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")


def wait_for_round(page: Page) -> None:
    """Wait until the round is shown."""
    page.wait_for_selector("main[data-ready=round]")


def pass_time(shift: Shift, *phones: Page, minutes: float = 1) -> None:
    """Let a while go by, at the desk and on phones."""
    shift.set_clock(shift.now() + timedelta(minutes=minutes))
    for page in phones:
        page.clock.fast_forward(timedelta(minutes=minutes) // timedelta(milliseconds=1))


def be_at(shift: Shift, page: Page, moment: datetime, *, clock_off: timedelta = timedelta(0)) -> None:
    """Set both clocks to a moment."""
    shift.set_clock(moment)
    page.clock.set_system_time(moment + clock_off)


def tap(page: Page, name: str) -> None:
    """Tap a button by its words."""
    page.get_by_role("button", name=name).first.click()


def say(page: Page, *names: str) -> None:
    """Tap what one says of a visit, one after the other, each when the one before is kept."""
    for name in names:
        tap(page, name)
        if name == "I am here":
            confirm_if_asked(page)
        expect(page.locator("#told")).to_contain_text(f"Said: {name}.")


def confirm_if_asked(page: Page) -> None:
    """Say that one is there, where the phone asks since it is not the hour."""
    yes = page.get_by_role("button", name="Yes, I am here")
    told = page.locator("#told", has_text="Said: I am here.")
    expect(yes.or_(told).first).to_be_attached()
    if yes.count():
        yes.click()


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait until something is so at the desk, for as long as for anything on a page."""
    ends_at = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < ends_at, "it never was"
        page.wait_for_timeout(20)


def wait_until_sent(page: Page) -> None:
    """Wait until all was sent."""
    expect(page.locator("#sent")).to_have_text(SAVED)
