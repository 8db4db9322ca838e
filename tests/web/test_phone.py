from tests.web.test_carry import JSON, a_link, carry
from tests.web.visiting import browser_of
from vigil.desk.actor import Role
from vigil.desk.office import Office
from vigil.patrol.carry.link import Carrier
from vigil.web.phone import PHONE_ASKS, Phone, Rates


def test_a_phone_keeps_its_token_to_itself(sqlite_office: Office) -> None:
    phone = Phone(sqlite_office, Carrier(link_id=1, plan_id=1, unit_id="u", unit_name="U"), "secret")
    assert "secret" not in repr(phone)
    assert phone.form_token != "secret"


def test_a_cookie_that_is_made_up_carries_nothing(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as browser:
        a_link(sqlite_office)
        browser.cookies.set("vigil-carry", "made-up", path="/carry")
        assert browser.get("/carry/round.json", headers=JSON).status_code == 401


def test_two_phones_are_counted_apart(sqlite_office: Office) -> None:
    assert Rates().phones is not Rates().phones
    assert PHONE_ASKS >= 60


def test_a_phone_acts_as_an_officer_and_not_as_the_desk(sqlite_office: Office) -> None:
    assert not Role.OFFICER & Role.DESK
    with browser_of(sqlite_office) as browser:
        carry(browser, a_link(sqlite_office))
        assert browser.get("/carry/round.json", headers=JSON).status_code == 200
