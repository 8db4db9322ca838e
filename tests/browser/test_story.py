"""The main job in a real browser: see what happened, propose, approve as a second person, plan, look, print, leave."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import NARROW, PICTURES, WIDE, let_in, list_grave_faults, sign_in, take_pictures
from tests.people import COORDINATOR, SECOND_COORDINATOR
from tests.web import town
from tools.serving import serving
from vigil.desk.office import Office

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/map",
    "/places",
    "/places?words=nur",
    "/places/m1",
    "/places/import",
    "/uplifts",
    "/uplifts/1",
    f"/uplifts/propose?trigger={town.CHRISTCHURCH}",
    "/plans",
    "/plans/1",
    "/visits/1",
    "/reports",
    "/reports/import",
    "/audit",
)


def test_from_an_attack_abroad_to_a_plan_before_friday_prayers(sqlite_office: Office, page: Page) -> None:
    town.settle(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    let_in(sqlite_office, SECOND_COORDINATOR)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        _see_and_propose(page)
        page.get_by_role("button", name="Sign out").click()
        sign_in(page, desk, sqlite_office, SECOND_COORDINATOR)
        _approve(page)
        _plan_and_watch(page)
        _look_at_the_map(page)
        page.goto(f"{desk}/plans/1")
        _print(page)
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(re.compile("/sign-in"))
        page.goto(f"{desk}/plans/1")
        expect(page).to_have_url(re.compile("/sign-in"))


def _see_and_propose(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("No uplift is in force")
    expect(page.get_by_text("Christchurch mosque shootings").first).to_be_visible()
    take_pictures(page, "story-1-today")
    page.get_by_role("link", name="See what the machine proposes").click()
    expect(page.get_by_label("Until")).to_have_value("2019-03-18T18:00")
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_text("a second person must approve it")).to_be_visible()


def _approve(page: Page) -> None:
    page.get_by_role("link", name="Look at it").click()
    page.get_by_label("Why").fill("Friday prayers begin at 13:15.")
    take_pictures(page, "story-2-decision")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Heightened for Muslim communities until Monday")


def _plan_and_watch(page: Page) -> None:
    page.get_by_role("link", name="Plan the rounds").click()
    page.get_by_label("Search for").select_option("10")
    page.get_by_role("button", name="Plan the rounds").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("button", name="Stop planning")).to_be_visible()
    take_pictures(page, "story-3-progress")
    # The page follows the work by itself and goes on to the plan when it is made.
    expect(page).to_have_url(re.compile(r"/plans/1$"), timeout=60_000)
    expect(page.get_by_text("Invented for demonstration").first).to_be_visible()


def _look_at_the_map(page: Page) -> None:
    page.get_by_role("link", name="On the map").click()
    page.wait_for_selector("[data-ready]", timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 stand above normal")
    take_pictures(page, "story-4-map")


def _print(page: Page) -> None:
    assert page.pdf(path=PICTURES / "story-5-plan.pdf", format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Desk")).to_be_hidden()
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(page.get_by_text("Invented for demonstration").first).to_be_visible()
    page.emulate_media(media="screen")


def test_planning_can_be_stopped_while_it_is_watched(sqlite_office: Office, page: Page) -> None:
    town.settle(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(f"{desk}/plans")
        page.get_by_label("How", exact=True).select_option("single")
        page.get_by_label("Search for").select_option("300")
        page.get_by_role("button", name="Plan the rounds").click()
        expect(page.get_by_role("status")).to_contain_text(re.compile("route|search|plan", re.IGNORECASE))
        page.get_by_role("button", name="Stop planning").click()
        expect(page.get_by_text("Planning was stopped.")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_by_everybody_at_both_widths(sqlite_office: Office, page: Page, scheme: str) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    town.plan(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        for path in PAGES:
            _judge(page, desk, path)
            name = re.sub(r"\W+", "-", path).strip("-") or "today"
            take_pictures(page, f"{name}-{scheme}")


def _judge(page: Page, desk: str, path: str) -> None:
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(desk + path)
        if path == "/map":
            page.wait_for_selector("[data-ready]", timeout=60_000)
        assert list_grave_faults(page) == [], (path, width)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (path, width)


def test_search_answers_while_one_types(sqlite_office: Office, page: Page) -> None:
    town.settle(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(f"{desk}/places")
        page.get_by_label("Name or alias").press_sequentially("nur")
        expect(page.get_by_role("heading", level=1)).to_have_text("1 place matches.")
        expect(page.get_by_role("link", name="Masjid an-Nūr")).to_be_visible()
        expect(page).to_have_url(re.compile("words=nur"))
        expect(page.get_by_label("Name or alias")).to_be_focused()


def test_the_keyboard_alone_reaches_the_page_and_its_parts(sqlite_office: Office, page: Page) -> None:
    town.settle(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(f"{desk}/map")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.goto(f"{desk}/map")
        page.wait_for_selector("[data-ready]", timeout=60_000)
        page.get_by_role("link", name="Tower Hamlets").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("area=Tower"))


def test_without_webgl_the_map_is_the_one_drawn_by_the_desk(sqlite_office: Office, page: Page) -> None:
    town.settle(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(f"{desk}/map")
        expect(page.locator("svg.drawn")).to_be_visible()
        expect(page.get_by_role("img", name="5 places of worship by community and level")).to_be_visible()
        take_pictures(page, "map-without-webgl")


def test_without_scripts_everything_still_works(sqlite_office: Office, chromium: Browser) -> None:
    town.settle(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    with serving(sqlite_office) as desk, chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(f"{desk}/map")
        expect(page.locator("svg.drawn")).to_be_visible()
        page.goto(f"{desk}/places")
        page.get_by_label("Name or alias").fill("nur")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("link", name="Masjid an-Nūr")).to_be_visible()
        page.goto(f"{desk}/plans")
        page.get_by_label("Search for").select_option("10")
        page.get_by_role("button", name="Plan the rounds").click()
        # Without scripts the page asks again by itself every three seconds.
        expect(page).to_have_url(re.compile(r"/plans/1$"), timeout=60_000)
