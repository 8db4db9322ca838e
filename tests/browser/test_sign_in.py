"""Signing in and out, as a browser does it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import PASSWORD, let_in, list_grave_faults, take_pictures
from tests.people import COORDINATOR
from tools.serving import serving
from vigil import catalogue
from vigil.desk.access import LinkFor
from vigil.desk.actor import KEEPER
from vigil.desk.office import Office

pytestmark = pytest.mark.browser


def test_a_name_and_its_password_open_the_desk_until_signing_out(sqlite_office: Office, page: Page) -> None:
    let_in(sqlite_office, COORDINATOR)
    with serving(sqlite_office) as desk:
        page.goto(f"{desk}/audit")
        expect(page).to_have_url(re.compile("/sign-in"))
        assert list_grave_faults(page) == []
        take_pictures(page, "sign-in")
        page.get_by_label("Name").fill(COORDINATOR.id)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{desk}/audit")
        expect(page.get_by_text("desk.sign_in").first).to_be_visible()
        assert list_grave_faults(page) == []
        take_pictures(page, "audit")
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(re.compile("/sign-in"))
        page.goto(f"{desk}/audit")
        expect(page).to_have_url(re.compile("/sign-in"))


def test_a_wrong_password_is_told_in_words_and_opens_nothing(sqlite_office: Office, page: Page) -> None:
    let_in(sqlite_office, COORDINATOR)
    with serving(sqlite_office) as desk:
        page.goto(f"{desk}/sign-in")
        page.get_by_label("Name").fill(COORDINATOR.id)
        page.get_by_label("Password").fill("not the password at all")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("do not belong together")
        assert list_grave_faults(page) == []
        page.goto(f"{desk}/audit")
        expect(page).to_have_url(re.compile("/sign-in"))


def test_a_link_opens_the_desk_once(sqlite_office: Office, page: Page) -> None:
    let_in(sqlite_office, COORDINATOR)
    link = sqlite_office.perform(catalogue.MAKE_LINK, LinkFor(COORDINATOR.id), KEEPER)
    with serving(sqlite_office) as desk:
        page.goto(f"{desk}/sign-in/{link.token}")
        assert list_grave_faults(page) == []
        page.get_by_role("button", name="Sign in").click()
        page.goto(f"{desk}/audit")
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{desk}/sign-in/{link.token}")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("used before")).to_be_visible()
