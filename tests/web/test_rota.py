"""The rota, as a page."""

import pytest

from tests.people import ANALYST, COORDINATOR, OFFICER, SECOND_COORDINATOR
from tests.web import town
from tests.web.visiting import opening_of, send, signed_in, words_of
from vigil import catalogue
from vigil.desk.office import Office
from vigil.register.read_units import UnitFile
from vigil.register.rota.query import NewSteward

UNITS = """id,name,base_name,lat,lon,from,until,travel,kind,persons,least_persons,lender,rota,speaks
s1,Stewards 1,centre,51.5160,-0.0600,10:00,16:00,foot,steward,2,2,,yes,bn;gu
k1,Kent 1,centre,51.5160,-0.0600,08:00,20:00,vehicle,armed,2,2,Kent Police,,
"""
DUTY = {"unit": "s1", "from": "2019-03-20T10:00", "until": "2019-03-20T16:00"}


@pytest.fixture
def staffed(sqlite_office: Office) -> Office:
    """The town with a unit of stewards, one of Kent's, and two stewards, one trained."""
    town.settle(sqlite_office)
    sqlite_office.perform(catalogue.IMPORT_UNITS, UnitFile("more.csv", UNITS.encode()), COORDINATOR)
    for new in (NewSteward("Asha", "07700 900001"), NewSteward("Ben")):
        sqlite_office.perform(catalogue.ADD_STEWARD, new, COORDINATOR)
    return sqlite_office


def test_duties_are_added_offered_taken_and_approved(staffed):
    with signed_in(staffed, COORDINATOR) as browser:
        assert send(browser, "/rota/duties", DUTY | {"steward": "1"}).status_code == 303
        assert "training not valid on the day" in words_of(browser.get("/rota?on=2019-03-20"))
        assert send(browser, "/rota/stewards/2/training", {"trained_until": "2019-12-31"}).status_code == 303
        assert send(browser, "/rota/duties/1/offer", {"why": "A wedding."}).status_code == 303
        page = browser.get("/rota?on=2019-03-20")
        assert opening_of(page) == "1 duty in the 7 days from Wednesday 20 March 2019; 1 swap waiting."
        assert send(browser, "/rota/swaps/1/take", {"taker": "2"}).status_code == 303
        page = browser.get("/rota?on=2019-03-20")
        assert "You wrote it down, so somebody else must agree." in words_of(page)
        assert send(browser, "/rota/swaps/1/approve").status_code == 409
    with signed_in(staffed, SECOND_COORDINATOR) as browser:
        assert send(browser, "/rota/swaps/1/approve").status_code == 303
        page = browser.get("/rota?on=2019-03-20")
        assert "Ben" in words_of(page)
        assert "training not valid" not in words_of(page)
        assert send(browser, "/rota/duties/1/drop").status_code == 303
        assert "Nobody is on the rota in these days." in words_of(browser.get("/rota?on=2019-03-20"))


def test_a_swap_may_be_refused_or_withdrawn(staffed):
    with signed_in(staffed, COORDINATOR) as browser:
        send(browser, "/rota/stewards/2/training", {"trained_until": "2019-12-31"})
        send(browser, "/rota/duties", DUTY | {"steward": "1"})
        send(browser, "/rota/duties/1/offer", {"why": "A wedding."})
        send(browser, "/rota/swaps/1/take", {"taker": "2"})
        assert send(browser, "/rota/swaps/1/refuse").status_code == 303
        send(browser, "/rota/duties/1/offer", {"why": "A wedding."})
        assert send(browser, "/rota/swaps/2/withdraw").status_code == 303
        assert "waiting" not in opening_of(browser.get("/rota"))


@pytest.mark.parametrize(
    ("path", "form", "says"),
    [
        ("/rota/stewards", {"name": ""}, "is missing"),
        ("/rota/stewards", {"name": "X", "trained_until": "soon"}, "write the day as 2019-03-15"),
        ("/rota/stewards/1/training", {"trained_until": "soon"}, "write the day as 2019-03-15"),
        ("/rota/duties", DUTY | {"steward": "x"}, "write a whole number"),
        ("/rota/duties", DUTY | {"steward": "9"}, "There is no steward"),
        ("/rota/duties", DUTY | {"steward": "1", "unit": "nowhere"}, "There is no unit"),
        ("/rota/swaps/1/take", {"taker": ""}, "choose who takes it"),
        ("/rota/swaps/1/take", {"taker": "1"}, "There is no swap"),
    ],
)
def test_what_cannot_be_is_said_above_the_rota(staffed, path, form, says):
    with signed_in(staffed, COORDINATOR) as browser:
        page = send(browser, path, form)
    assert page.status_code in {404, 422}
    assert says in words_of(page)
    assert "Nothing was changed; what you wrote stands below." in words_of(page)


def test_somebody_is_added_and_forgotten(staffed):
    with signed_in(staffed, COORDINATOR) as browser:
        send(browser, "/rota/stewards", {"name": "Chris", "contact": "at the gate", "trained_until": "2019-06-01"})
        assert "Chris, trained until" in words_of(browser.get("/rota"))
        assert send(browser, "/rota/stewards/3/forget").status_code == 303
        assert "Chris" not in words_of(browser.get("/rota"))


def test_files_are_taken_away_by_who_may(staffed):
    with signed_in(staffed, COORDINATOR) as browser:
        send(browser, "/rota/duties", DUTY | {"steward": "1"})
        assert "Asha,07700 900001,,s1,2019-03-20T10:00+00:00" in browser.get("/rota/csv?on=2019-03-20").text
        assert "Kent Police" in browser.get("/units/csv").text
    for person in (ANALYST, OFFICER):
        with signed_in(staffed, person) as browser:
            for path in ("/rota", "/rota/csv", "/units/csv"):
                assert browser.get(path).status_code == 403


def test_a_plan_says_which_units_were_not_sent(staffed):
    plan = town.plan(staffed)
    with signed_in(staffed, ANALYST) as browser:
        page = browser.get(f"/plans/{plan.head.id}")
    said = words_of(page).partition("Units not sent, or with less than usual")[2]
    assert "Its crew is short: 0 of at least 2 on Friday 15 March 2019." in said
    assert "It belongs to Kent Police, which has not lent it for Friday 15 March 2019." in said


def test_what_was_written_comes_back_with_the_week_it_stood_in(staffed):
    sent = DUTY | {"steward": "1", "until": "2019-03-20T09:00", "on": "2019-03-20"}
    with signed_in(staffed, COORDINATOR) as browser:
        page = send(browser, "/rota/duties", sent)
        assert opening_of(page) == "0 duties in the 7 days from Wednesday 20 March 2019."
        assert 'value="2019-03-20T10:00"' in page.text
        assert (
            'value="2019-03-20T09:00" required aria-invalid="true" aria-describedby="wrong-here" autofocus' in page.text
        )
        kept = send(browser, "/rota/duties", sent | {"until": "2019-03-20T16:00"})
        assert kept.headers["location"] == "/rota?on=2019-03-20"
        assert send(browser, "/rota/duties/1/drop", {"on": "someday"}).headers["location"] == "/rota?on=2019-03-15"


def test_times_are_by_the_clocks_of_the_unit(staffed):
    header, line, *_ = UNITS.splitlines()
    abroad = f"{header},time_zone\n{line.replace('s1', 's2')},Asia/Karachi\n"
    staffed.perform(catalogue.IMPORT_UNITS, UnitFile("abroad.csv", abroad.encode()), COORDINATOR)
    with signed_in(staffed, COORDINATOR) as browser:
        assert send(browser, "/rota/duties", DUTY | {"steward": "1", "unit": "s2"}).status_code == 303
        assert "Wednesday 20 March 2019, 10:00–16:00" in words_of(browser.get("/rota?on=2019-03-20"))
        send(browser, "/rota/duties/1/offer", {"why": "A wedding."})
        assert "Wednesday 20 March 2019, 10:00. A wedding." in words_of(browser.get("/rota?on=2019-03-16"))
