"""The page of earlier events in a real browser: at both widths, without scripts, by keyboard alone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import NARROW, WIDE, let_in, list_grave_faults, sign_in
from tests.people import COORDINATOR
from tests.web import town
from tools.serving import serving
from vigil.desk.office import Office

pytestmark = pytest.mark.browser

PATH = "/picture/events?as_of=2018-01-05"


def settle(office: Office) -> None:
    town.settle(office)
    let_in(office, COORDINATOR)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_events_side_by_side_can_be_used_by_everybody(sqlite_office: Office, page: Page, scheme: str) -> None:
    settle(sqlite_office)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(desk + PATH)
            page.get_by_text("Choose events").click()
            assert list_grave_faults(page) == [], width
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


def test_events_are_chosen_by_keyboard_and_without_scripts(sqlite_office: Office, chromium: Browser) -> None:
    settle(sqlite_office)
    with serving(sqlite_office) as desk, chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(desk + PATH)
        page.locator("summary").focus()
        page.keyboard.press("Enter")
        lee_rigby = page.get_by_label("Murder of Lee Rigby")
        expect(lee_rigby).to_be_visible()
        lee_rigby.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Choose events: 2 chosen")).to_be_visible()
        row = page.get_by_role("row", name="London Bridge and Borough Market attack")
        expect(row).to_contain_text("60 against about 12")
        expect(page.get_by_role("row", name="Murder of Lee Rigby")).to_have_count(0)
        with page.expect_download() as saved:
            page.get_by_role("link", name="Table (CSV)").click()
        assert saved.value.suggested_filename == "events-islamophobic-2018-01-05.csv"
