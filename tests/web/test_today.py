from dataclasses import replace
from datetime import timedelta

from tests.conftest import FRIDAY
from tests.people import COORDINATOR, CUSTODIAN, OFFICER
from tests.web import town
from tests.web.visiting import TestClient, opening_of, signed_in, words_of
from vigil.desk.office import Office


def test_an_empty_desk(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/")
    assert opening_of(page) == (
        "No gathering still to come today is known here. No uplift is in force; "
        "nobody has been planned to any door yet."
    )
    assert "That is what this register holds, not what there is." in words_of(page)


def test_the_morning_of_the_demonstration(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/")
    assert "begins at 13:15 in 2 mosques known here. No uplift is in force" in opening_of(page)
    words = words_of(page)
    assert "Christchurch mosque shootings" in words
    assert "00:40 our time" in words
    assert "49 killed, as of 15 March 2019, 08:00 UTC" in words
    assert "51" not in words.split("What happened")[1].split("Whose surge")[0]
    assert "February 2019" in words
    assert f"/uplifts/propose?trigger={town.CHRISTCHURCH}" in page.text
    assert 'class="plot"' in page.text
    assert 'class="band"' in page.text


def test_after_the_decision_and_the_plan(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    made = town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/")
    head = made.head
    assert opening_of(page).endswith(
        f"An uplift is in force until Monday 18 March, 18:00; {head.visits} of {head.windows} arriving and leaving "
        "windows have a visit planned."
    )
    assert "Invented for demonstration" in words_of(page)
    assert "Not covered, and why" in words_of(page)
    assert page.text.count('class="tick') == head.visits


def test_a_waiting_proposal_leads_to_its_page(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.propose(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/")
    assert "waits for a second person" in opening_of(page)
    assert 'href="/uplifts/1"' in page.text


def test_one_area_at_a_time(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert "in Tower Hamlets:" in words_of(browser.get("/?area=Tower Hamlets"))
        elsewhere = browser.get("/?area=Harrow")
        assert 'class="tick' not in elsewhere.text
        assert browser.get("/?area=Atlantis").status_code == 404


def test_a_quiet_day_says_that_nothing_calls_for_an_uplift(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    later = replace(sqlite_office, clock=lambda: FRIDAY + timedelta(days=3000))
    with signed_in(later, COORDINATOR) as browser:
        words = words_of(browser.get("/"))
    assert "No event of the last fourteen days" in words
    assert "Nothing calls for an uplift now." in words


def test_an_officer_sees_the_day_and_not_what_is_decided_about_it(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, OFFICER) as browser:
        page = browser.get("/")
    assert page.status_code == 200
    assert "13:15" in opening_of(page)
    assert 'class="tick' not in page.text
    assert "for those who work at the desk" in words_of(page)


def test_today_is_not_for_everybody(sqlite_office: Office, stranger: TestClient) -> None:
    assert stranger.get("/").headers["location"] == "/sign-in"
    with signed_in(sqlite_office, CUSTODIAN) as browser:
        assert browser.get("/").status_code == 403
