"""The proof of a day's draw, as a page."""

from tests.patrol.draws.test_actions import drawn, later, tamper
from tests.people import ANALYST, COORDINATOR, OFFICER
from tests.web.visiting import opening_of, signed_in, words_of
from vigil import catalogue
from vigil.desk.office import Office
from vigil.patrol.draws.query import PledgeOrder, RevealOrder

PAGE = "/plans/draws/2019-03-15"


def test_until_the_day_is_over_the_page_shows_what_binds_the_desk(sqlite_office: Office) -> None:
    pledge, plan_id = drawn(sqlite_office)
    sqlite_office.perform(catalogue.PLEDGE_DRAW, PledgeOrder(pledge.on), COORDINATOR)
    with signed_in(sqlite_office, ANALYST) as browser:
        assert f'href="{PAGE}"' in browser.get(f"/plans/{plan_id}").text
        page = browser.get(PAGE)
    assert opening_of(page) == "The draw for Friday 15 March 2019 can be proved when that day is over."
    assert pledge.commitment in words_of(page)
    assert str(pledge.seed) not in page.text
    assert "Pledged, and no plan drawn with it" in words_of(page)


def test_afterwards_it_says_of_every_check_that_it_holds(sqlite_office: Office) -> None:
    _, plan_id = drawn(sqlite_office)
    office = later(sqlite_office)
    office.perform(catalogue.REVEAL_DRAWS, RevealOrder(), COORDINATOR)
    with signed_in(office, ANALYST) as browser:
        page = browser.get(PAGE)
        assert "Prove the draw" in words_of(browser.get(f"/plans/{plan_id}"))
    assert opening_of(page) == "The draw for Friday 15 March 2019 holds: it was neither steered nor repeated."
    assert "Does not hold" not in words_of(page)
    assert "Holds" in words_of(page)


def test_a_draw_that_was_tampered_with_does_not_hold(sqlite_office: Office) -> None:
    drawn(sqlite_office)
    tamper(sqlite_office, "UPDATE patrol_pledge SET seed = '5'")
    with signed_in(later(sqlite_office), ANALYST) as browser:
        page = browser.get(PAGE)
    assert opening_of(page) == "The draw for Friday 15 March 2019 does not hold."
    assert "Does not hold" in words_of(page)


def test_seeds_that_were_not_used_are_told(sqlite_office: Office) -> None:
    pledge, _ = drawn(sqlite_office)
    tamper(sqlite_office, "UPDATE patrol_pledge SET plan_id = NULL")
    with signed_in(later(sqlite_office), ANALYST) as browser:
        page = browser.get(PAGE)
        assert browser.get("/plans/draws/2019-03-01").status_code == 404
        assert browser.get("/plans/draws/someday").status_code == 422
    assert opening_of(page) == "No plan was drawn for Friday 15 March 2019: 1 seed was pledged and not used."
    assert pledge.made_by_name in words_of(page)
    with signed_in(sqlite_office, OFFICER) as browser:
        assert browser.get(PAGE).status_code == 403
