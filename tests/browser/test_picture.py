"""The page Picture in a real browser: pointed at, by keyboard, on a phone, on paper, without scripts or WebGL."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import NARROW, PICTURES, WIDE, let_in, list_grave_faults, sign_in, take_pictures
from tests.people import COORDINATOR
from tests.web import boards, town
from tools.serving import serving
from vigil.desk.office import Office
from vigil.web.picture_view import query_of

pytestmark = pytest.mark.browser

THAT_DAY = "/picture?as_of=2019-03-12"
SERIES = f"/picture/series?{query_of(boards.a_name(), boards.AS_OF)}"
PAGES = {
    "picture": THAT_DAY,
    "picture-area": f"{THAT_DAY}&area=Tower+Hamlets",
    "picture-series": SERIES,
    "picture-none": "/picture?as_of=2018-01-05",
}


def settle(office: Office) -> None:
    town.settle(office)
    boards.keep(office)
    let_in(office, COORDINATOR)


def wait_until_drawn(page: Page) -> None:
    """Bring every plot into sight, which is when it is drawn, and wait for all of them and for the map."""
    for frame in page.locator("[data-plot], [data-clusters]").all():
        frame.scroll_into_view_if_needed()
        expect(frame).to_have_attribute("data-ready", "", timeout=60_000)
    page.evaluate("scrollTo(0, 0)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_by_everybody_at_both_widths(sqlite_office: Office, page: Page, scheme: str) -> None:
    settle(sqlite_office)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        for name, path in PAGES.items():
            for width in (WIDE, NARROW):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(desk + path)
                wait_until_drawn(page)
                assert list_grave_faults(page) == [], (path, width)
                assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (path, width)
            take_pictures(page, f"{name}-{scheme}")


def test_a_plot_tells_the_period_that_is_pointed_at_or_walked_to(sqlite_office: Office, page: Page) -> None:
    settle(sqlite_office)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(desk + THAT_DAY)
        wait_until_drawn(page)
        plot = page.get_by_role("group", name="Islamophobic offences, all areas together, by month")
        readout = plot.locator(".readout")
        expect(readout).to_have_text("Islamophobic, all areas: 212 against 100.0.")
        plot.focus()
        page.keyboard.press("ArrowLeft")
        expect(readout).to_contain_text("February 2019: 212 counted; about 100 expected, usually 76.5 to 128")
        page.keyboard.press("ArrowLeft")
        expect(readout).to_contain_text("January 2019: 91 counted")
        page.keyboard.press("ArrowRight")
        expect(readout).to_contain_text("an alarm because it is above 150")
        box = plot.locator("canvas").bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(readout).to_contain_text(re.compile("(2016|2017): [0-9]+ counted"))


def test_from_an_alarm_to_its_counts_and_to_a_proposal(sqlite_office: Office, page: Page) -> None:
    settle(sqlite_office)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(f"{desk}/")
        page.get_by_role("link", name="Picture", exact=True).click()
        page.goto(desk + THAT_DAY)
        page.get_by_role("link", name="Why this alarm").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Islamophobic, all areas: 212")
        expect(page.get_by_role("row", name="February 2019")).to_contain_text("Alarm")
        page.get_by_role("link", name="Propose an uplift").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("after an alarm of the picture")
        expect(page.get_by_label("Muslim")).to_be_checked()
        page.get_by_role("button", name="Send for approval").click()
        expect(page.get_by_text("a second person must approve it")).to_be_visible()


def test_a_day_without_a_picture_is_asked_for_and_comes_by_itself(sqlite_office: Office, page: Page) -> None:
    town.settle(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(f"{desk}/picture?as_of=2019-03-10")
        page.get_by_role("button", name="Make the picture of Sunday 10 March 2019").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The picture is being made for Amina Coordinator.")
        expect(page).to_have_url(re.compile(r"/picture\?as_of=2019-03-10$"), timeout=120_000)
        expect(page.get_by_role("heading", level=1)).to_contain_text("As known on 10 March 2019")
        expect(page.get_by_label("As known at the end of")).to_have_value("2019-03-10")


def test_tables_and_figures_are_saved_as_files(sqlite_office: Office, page: Page) -> None:
    settle(sqlite_office)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(desk + THAT_DAY)
        for link, name in (
            ("Series (CSV)", "picture-2019-03-12-series.csv"),
            ("Clusters (CSV)", "picture-2019-03-12-clusters.csv"),
            ("Forecasts (CSV)", "picture-2019-03-12-forecasts.csv"),
        ):
            with page.expect_download() as saved:
                page.get_by_role("link", name=link, exact=True).click()
            assert saved.value.suggested_filename == name
        with page.expect_download() as saved:
            page.get_by_role("link", name=re.compile(r"^Figure \(SVG\) ?: clusters$")).click()
        assert saved.value.suggested_filename == "clusters-2019-03-12.svg"


def test_on_paper_the_desk_s_own_drawings_stand_with_everything_unfolded(sqlite_office: Office, page: Page) -> None:
    settle(sqlite_office)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(desk + THAT_DAY)
        wait_until_drawn(page)
        PICTURES.mkdir(parents=True, exist_ok=True)
        assert page.pdf(path=PICTURES / "picture.pdf", format="A4").startswith(b"%PDF")
        page.emulate_media(media="print")
        expect(page.get_by_role("navigation", name="Desk")).to_be_hidden()
        expect(page.get_by_role("button", name="Show")).to_be_hidden()
        expect(page.locator(".multiples svg.drawn").first).to_be_visible()
        expect(page.locator(".multiples .canvas").first).to_be_hidden()
        expect(page.locator("[data-clusters] svg.drawn")).to_be_visible()
        page.emulate_media(media="screen")


def test_without_webgl_the_clusters_are_drawn_by_the_desk(sqlite_office: Office, page: Page) -> None:
    settle(sqlite_office)
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) "
        "{ return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); };"
    )
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(desk + THAT_DAY)
        expect(page.get_by_role("img", name="Clusters on the map, numbered as in the list: 2")).to_be_visible()
        expect(page.locator("[data-plot][data-ready]").first).to_be_visible()
        expect(page.locator("[data-clusters][data-ready]")).to_have_count(0)


def test_without_scripts_everything_still_works(sqlite_office: Office, chromium: Browser) -> None:
    settle(sqlite_office)
    with serving(sqlite_office) as desk, chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.set_viewport_size({"width": NARROW, "height": 800})
        sign_in(page, desk, sqlite_office, COORDINATOR)
        page.goto(desk + THAT_DAY)
        expect(page.locator(".multiples svg.drawn").first).to_be_visible()
        expect(page.locator("[data-clusters] svg.drawn")).to_be_visible()
        page.get_by_label("Area", exact=True).select_option("Camden")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("no count stands out in Camden")
        page.get_by_label("As known at the end of").fill("2019-03-10")
        page.get_by_label("Area", exact=True).select_option("")
        page.get_by_role("button", name="Show").click()
        page.get_by_role("button", name="Make the picture of Sunday 10 March 2019").click()
        # Without scripts the page asks again by itself every three seconds.
        expect(page).to_have_url(re.compile(r"/picture\?as_of=2019-03-10$"), timeout=120_000)
