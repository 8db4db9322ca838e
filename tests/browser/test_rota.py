"""Units, their rota and loans by keyboard alone, on a narrow screen; what is wrong comes back where it stands."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import NARROW, let_in, list_grave_faults, sign_in, take_pictures
from tests.people import COORDINATOR, SECOND_COORDINATOR
from tests.web import town
from tools.serving import serving
from vigil import catalogue
from vigil.desk.office import Office
from vigil.register.query import UnitQuery
from vigil.register.unit import Unit

pytestmark = pytest.mark.browser

MOST_TABS = 200


@pytest.fixture
def desk(sqlite_office: Office, page: Page) -> Iterator[str]:
    """A desk with the town, seen on a narrow screen by a coordinator."""
    town.settle(sqlite_office)
    for person in (COORDINATOR, SECOND_COORDINATOR):
        let_in(sqlite_office, person)
    page.set_viewport_size({"width": NARROW, "height": 740})
    with serving(sqlite_office) as address:
        sign_in(page, address, sqlite_office, COORDINATOR)
        yield address


def go_to(page: Page, wanted: Locator) -> None:
    """Go to something with the tabulator; what one is at must be seen to be."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
    assert wanted.evaluate("one => getComputedStyle(one).outlineStyle") == "solid", "one cannot see where one is"


def write(page: Page, label: str, keys: str) -> None:
    """Write into a field, going there with the tabulator."""
    go_to(page, page.get_by_label(label))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(keys)


def press(page: Page, name: str | re.Pattern[str], role: str = "button") -> None:
    """Press a button, a link or what folds something, going there with the tabulator."""
    shown = page.locator("summary", has_text=name) if role == "fold" else page.get_by_role(role, name=name)  # type: ignore[arg-type]  # one of the roles playwright knows
    go_to(page, shown.first)
    page.keyboard.press("Enter")


def choose(page: Page, label: str, begins: str) -> None:
    """Choose from a list by typing what it begins with."""
    go_to(page, page.get_by_label(label))
    page.keyboard.type(begins)


def held(office: Office, wanted: str) -> Unit | None:
    units = office.perform(catalogue.LIST_UNITS, UnitQuery(), COORDINATOR)
    return next((unit for unit in units if unit.id == wanted), None)


def is_narrow(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))


def test_a_unit_is_written_by_keyboard_and_what_is_wrong_is_pointed_at(
    sqlite_office: Office, page: Page, desk: str
) -> None:
    page.goto(f"{desk}/units")
    assert list_grave_faults(page) == []
    assert is_narrow(page)
    press(page, "Add a unit", "link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a unit that can be sent.")
    for label, keys in (
        ("Short id", "stewards-1"),
        ("Name", "Stewards 1"),
        ("Latitude", "51.5160"),
        ("Longitude", "-0.06"),
    ):
        write(page, label, keys)
    page.get_by_label("From").fill("10:00")
    page.get_by_label("Until").fill("18:00")
    choose(page, "Kind", "Steward")
    write(page, "How many, usually", "2")
    write(page, "Not sent with fewer than", "3")
    write(page, "Rest, in minutes", "30")
    go_to(page, page.get_by_label("It has a rota"))
    page.keyboard.press("Space")
    press(page, "Add the unit")
    expect(page.get_by_role("alert")).to_contain_text(
        "Not sent with fewer than: must be at most the 2 people of the unit"
    )
    wrong = page.get_by_label("Not sent with fewer than")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_accessible_description(re.compile("Must be at most the 2 people"))
    expect(page.get_by_label("Name")).to_have_value("Stewards 1")
    expect(page.get_by_label("It has a rota")).to_be_checked()
    assert list_grave_faults(page) == []
    assert is_narrow(page)
    take_pictures(page, "unit-wrong")
    write(page, "Not sent with fewer than", "2")
    press(page, "Add the unit")
    expect(page.get_by_role("alert")).to_contain_text("Not before")
    for label, at in (("Not before", "12:00"), ("Over by", "15:00")):
        page.get_by_label(label).fill(at)
    press(page, "Add the unit")
    expect(page).to_have_url(f"{desk}/units")
    expect(page.get_by_text("Its crew is short: 0 of at least 2")).to_be_visible()
    expect(page.get_by_text("Rests 30 minutes between 12:00 and 15:00.")).to_be_visible()
    take_pictures(page, "units")
    unit = held(sqlite_office, "stewards-1")
    assert unit
    assert unit.has_rota
    assert unit.crew.least_persons == 2


def test_a_duty_is_put_on_the_rota_offered_taken_and_agreed_to(sqlite_office: Office, page: Page, desk: str) -> None:
    page.goto(f"{desk}/units/unit?id=u2")
    go_to(page, page.get_by_label("It has a rota"))
    page.keyboard.press("Space")
    press(page, "Keep it so")
    expect(page).to_have_url(f"{desk}/units")
    page.goto(f"{desk}/rota?on=2019-03-20")
    for name in ("Asha", "Ben"):
        write(page, "Name", name)
        page.get_by_label("Training valid until").last.fill("2019-12-31")
        press(page, "Add them")
        expect(page.get_by_text(f"{name}, trained until")).to_be_visible()
        expect(page).to_have_url(f"{desk}/rota?on=2019-03-20")
    choose(page, "Who", "Asha")
    page.get_by_label("From").last.fill("2019-03-20T12:00")
    page.get_by_label("Until", exact=True).fill("2019-03-20T11:00")
    press(page, "Add the duty")
    expect(page.get_by_role("alert")).to_contain_text("Until: must be later than the beginning")
    expect(page.get_by_label("Until", exact=True)).to_be_focused()
    expect(page.get_by_label("From").last).to_have_value("2019-03-20T12:00")
    assert list_grave_faults(page) == []
    assert is_narrow(page)
    take_pictures(page, "rota-wrong")
    page.get_by_label("Until", exact=True).fill("2019-03-20T21:00")
    press(page, "Add the duty")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 duty")
    press(page, "Change", "fold")
    write(page, "Why it is given away", "A wedding.")
    press(page, "Offer it to others")
    expect(page.get_by_text("A wedding.")).to_be_visible()
    choose(page, "Who takes it", "Ben")
    press(page, "Take it")
    expect(page.get_by_text("You wrote it down, so somebody else must agree.")).to_be_visible()
    take_pictures(page, "rota")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, desk, sqlite_office, SECOND_COORDINATOR)
    page.goto(f"{desk}/rota?on=2019-03-20")
    press(page, "Agree")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("waiting")
    expect(page.get_by_role("row", name=re.compile("Ben"))).to_be_visible()
    assert list_grave_faults(page) == []


def test_a_unit_of_others_is_lent_and_the_loan_ended(page: Page, desk: str) -> None:
    page.goto(f"{desk}/units/unit?id=u1")
    write(page, "Lent by", "Kent Police")
    press(page, "Keep it so")
    expect(page.get_by_text("It belongs to Kent Police, which has not lent it")).to_be_visible()
    page.get_by_label("From").fill("2019-03-15T12:00")
    page.get_by_label("Until").fill("2019-03-15T15:00")
    write(page, "Agreed by", " ")
    press(page, "Keep the loan")
    expect(page.get_by_role("alert")).to_contain_text("must say who at the lender agreed to it")
    expect(page.get_by_label("From")).to_have_value("2019-03-15T12:00")
    write(page, "Agreed by", "Insp. Webb")
    press(page, "Keep the loan")
    expect(page.get_by_text("Sent only from 12:00 to 15:00")).to_be_visible()
    assert is_narrow(page)
    press(page, "End this loan now")
    expect(page.get_by_text("No unit is lent now or later.")).to_be_visible()
