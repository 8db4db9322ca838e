"""The live board: it follows the phones by itself, and a unit that is withdrawn at 13:05 is made up for."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.carrying import SMALL, Shift, a_phone, a_shift, be_at, open_link, pass_time, say
from tests.browsing import let_in, list_grave_faults, sign_in
from tests.people import COORDINATOR
from vigil import catalogue
from vigil.desk.office import Office
from vigil.patrol.query import PlanId

pytestmark = pytest.mark.browser


def test_the_board_follows_a_phone_by_itself(sqlite_office: Office, chromium: Browser, page: Page) -> None:
    let_in(sqlite_office, COORDINATOR)
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as phone:
        first = shift.visits[0]
        be_at(shift, phone, first.arrive_at)
        open_link(phone, shift.link())
        sign_in(page, shift.address, shift.office, COORDINATOR)
        page.goto(f"{shift.address}/plans/1/board")
        page.evaluate("() => { globalThis.sameLoad = true; }")
        expect(page.get_by_role("heading", level=1)).to_contain_text("0 units are at a door")
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        say(phone, "I am here")
        pass_time(shift, phone)
        expect(page.get_by_role("heading", level=1)).to_contain_text("1 unit is at a door")
        expect(page.locator("details").first).to_have_attribute("open", "")
        expect(page.locator("summary").first).to_be_focused()
        expect(page.get_by_text("There since").first).to_be_visible()
        expect(page.get_by_text("Present").first).to_be_visible()
        assert page.evaluate("() => globalThis.sameLoad"), "it was loaded again"
        expect(page.get_by_text("The desk does not answer")).to_be_hidden()
        assert list_grave_faults(page) == []
        page.set_viewport_size(SMALL)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        box = page.get_by_role("link", name="Repair the rounds").bounding_box()
        assert box
        assert box["y"] < 2 * SMALL["height"], "one has to look for it"


def test_a_unit_is_withdrawn_at_five_past_one_and_the_repair_accepted(sqlite_office: Office, page: Page) -> None:
    let_in(sqlite_office, COORDINATOR)
    with a_shift(sqlite_office) as shift:
        shift.set_clock(datetime(2019, 3, 15, 13, 5, tzinfo=UTC))
        gone = busiest_after(shift)
        sign_in(page, shift.address, shift.office, COORDINATOR)
        page.goto(f"{shift.address}/plans/1/board")
        page.get_by_role("link", name="Repair the rounds").first.click()
        page.get_by_label("Why").fill("The unit was called to an accident")
        page.get_by_label(gone).check()
        page.get_by_role("button", name="Work out new rounds").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("would change")
        expect(page.get_by_text("No longer goes to").first).to_be_visible()
        assert list_grave_faults(page) == []
        page.get_by_role("button", name="Accept these rounds").click()
        expect(page).to_have_url(f"{shift.address}/plans/1/board")
        expect(page.get_by_text("version 2 of its rounds")).to_be_visible()
        plan = shift.office.perform(catalogue.GET_PLAN, PlanId(1), COORDINATOR)
        (walk,) = [walk for walk in plan.rounds if walk.unit_name == gone]
        assert all(visit.arrive_at <= shift.now() for visit in walk.visits)


def busiest_after(shift: Shift) -> str:
    """Give the name of the unit with most before it."""
    rounds = shift.plan.rounds
    walk = max(rounds, key=lambda walk: sum(visit.arrive_at > shift.now() for visit in walk.visits))
    assert any(visit.arrive_at > shift.now() for visit in walk.visits)
    return walk.unit_name
