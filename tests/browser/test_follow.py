"""Watching a plan being made: the page hears of it every time, and by another way when the stream does not come."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import NARROW, let_in, sign_in
from tests.people import COORDINATOR
from tests.web import town
from tools.serving import serving
from vigil.desk.office import Office

pytestmark = pytest.mark.browser

LOADS = 20
NO_STREAM = "globalThis.EventSource = class extends EventTarget { close() {} };"


def ask_for_plan(page: Page, desk: str, seconds: str) -> str:
    """Ask for a plan and give the path of the page on which it is watched."""
    page.goto(f"{desk}/plans")
    page.get_by_label("How", exact=True).select_option("single")
    page.get_by_label("Search for").select_option(seconds)
    page.get_by_role("button", name="Plan the rounds").click()
    expect(page).to_have_url(re.compile(r"/plans/jobs/\d+$"))
    return page.url.removeprefix(desk)


def test_every_load_of_the_page_hears_how_far_it_is(sqlite_office: Office, page: Page) -> None:
    town.settle(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        watched = ask_for_plan(page, desk, "300")
        for _ in range(LOADS):
            with page.expect_response(f"**{watched}/progress") as heard:
                page.goto(f"{desk}{watched}")
            assert heard.value.headers["content-type"].startswith("text/event-stream")
        expect(page.get_by_text("The desk does not answer")).to_be_hidden()
        page.get_by_role("button", name="Stop planning").click()
        expect(page.get_by_text("Planning was stopped.")).to_be_visible(timeout=30_000)


def test_without_a_stream_the_page_asks_until_the_plan_is_made(sqlite_office: Office, page: Page) -> None:
    town.settle(sqlite_office)
    let_in(sqlite_office, COORDINATOR)
    page.add_init_script(NO_STREAM)
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        ask_for_plan(page, desk, "10")
        expect(page).to_have_url(re.compile(r"/plans/1$"), timeout=60_000)


def test_on_a_phone_every_page_of_the_desk_is_in_sight(sqlite_office: Office, page: Page) -> None:
    let_in(sqlite_office, COORDINATOR)
    page.set_viewport_size({"width": NARROW, "height": 800})
    with serving(sqlite_office) as desk:
        sign_in(page, desk, sqlite_office, COORDINATOR)
        for link in page.get_by_role("navigation", name="Desk").get_by_role("link").all():
            box = link.bounding_box()
            assert box, link
            assert (box["x"] >= 0, box["x"] + box["width"] <= NARROW) == (True, True), link.inner_text()
            assert box["height"] >= 44, link.inner_text()
