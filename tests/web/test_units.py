"""Who can be sent, as a page: a day's units, each as a form, a file of them, and loans."""

import re

import pytest

from tests.people import ANALYST, COORDINATOR
from tests.web import town
from tests.web.visiting import opening_of, send, signed_in, words_of
from vigil import catalogue
from vigil.desk.office import Office
from vigil.register.query import UnitQuery
from vigil.register.read_units import UnitFile
from vigil.register.unit import Unit

UNITS = """id,name,base_name,lat,lon,from,until,travel,kind,persons,least_persons,lender,rota,speaks
s1,Stewards 1,centre,51.5160,-0.0600,10:00,16:00,foot,steward,2,2,,yes,bn;gu
k1,Kent 1,centre,51.5160,-0.0600,08:00,20:00,vehicle,armed,2,2,Kent Police,,
"""
NEW = {
    "id": "d1",
    "name": "Dogs 1",
    "base_name": "The yard",
    "lat": "51.516",
    "lon": "-0.0600",
    "from": "10:00",
    "until": "18:00",
    "time_zone": "Europe/London",
    "kind": "unarmed",
    "travel": "vehicle",
    "persons": "3",
    "least_persons": "2",
    "skills": "first-aid;dog",
    "speaks": "ur",
    "rest_minutes": "45",
    "rest_from": "12:00",
    "rest_until": "15:00",
    "handover_minutes": "15",
    "max_drive_minutes": "180",
    "lender": "Kent Police",
    "rota": "yes",
}


@pytest.fixture
def staffed(sqlite_office: Office) -> Office:
    """The town with a unit of stewards and one of Kent's."""
    town.settle(sqlite_office)
    sqlite_office.perform(catalogue.IMPORT_UNITS, UnitFile("more.csv", UNITS.encode()), COORDINATOR)
    return sqlite_office


def held(office: Office, wanted: str) -> Unit | None:
    units = office.perform(catalogue.LIST_UNITS, UnitQuery(), COORDINATOR)
    return next((unit for unit in units if unit.id == wanted), None)


def test_a_page_says_who_can_be_sent_and_why_somebody_cannot(staffed):
    with signed_in(staffed, ANALYST) as browser:
        page = browser.get("/units?on=2019-03-20")
        assert opening_of(page) == "2 of 4 units can be sent on Wednesday 20 March 2019."
        assert "It belongs to Kent Police, which has not lent it for Wednesday 20 March 2019." in words_of(page)
        assert "Bengali, Gujarati" in words_of(page)
        assert "Its crew is short: 0 of at least 2 on Wednesday 20 March 2019." in words_of(page)
        assert "Keep the loan" not in words_of(page)
        assert browser.get("/units?on=soon").status_code == 422


def test_a_loan_lets_a_unit_be_sent_until_it_is_ended(staffed):
    loan = {"unit": "k1", "from": "2019-03-20T12:00", "until": "2019-03-21T12:00", "agreed_by": "Insp. Webb"}
    with signed_in(staffed, COORDINATOR) as browser:
        assert send(browser, "/units/loans", loan).status_code == 303
        page = browser.get("/units?on=2019-03-20")
        assert "Sent only from 12:00 to 20:00" in words_of(page)
        assert "agreed by Insp. Webb" in words_of(page)
        assert send(browser, "/units/loans/1/end").status_code == 303
        assert "No unit is lent now or later." in words_of(browser.get("/units"))
        for wrong, says in (
            ({"unit": "u1"}, "names no lender"),
            ({"unit": "nowhere"}, "There is no unit"),
            ({"until": "2019-03-19T12:00"}, "must be later than the beginning"),
            ({"from": "noon"}, "2019-03-18T18:00"),
            ({"from": ""}, "From: choose a day and a time."),
        ):
            page = send(browser, "/units/loans", loan | wrong)
            assert page.status_code in {404, 409, 422}
            assert says in words_of(page)


def test_a_loan_that_cannot_be_comes_back_as_it_was_written(staffed):
    sent = {"unit": "k1", "from": "2019-03-20T12:00", "until": "2019-03-21T12:00", "agreed_by": " "}
    with signed_in(staffed, COORDINATOR) as browser:
        page = send(browser, "/units/loans", sent)
    assert "Agreed by: must say who at the lender agreed to it. Nothing was changed" in words_of(page)
    assert 'value="2019-03-20T12:00"' in page.text
    assert '<option value="k1" selected>' in page.text


def test_whoever_is_missing_stands_first(staffed):
    with signed_in(staffed, ANALYST) as browser:
        words = words_of(browser.get("/units"))
        assert "2 units are invented for demonstration and marked so: they do not exist." in words
        assert words.index("Kent 1") < words.index("Tower Hamlets 1")
        assert "Add a unit" not in words
        for path in ("/units/unit", "/units/import"):
            assert browser.get(path).status_code == 403


def test_all_that_a_request_knows_of_a_unit_is_written_on_a_page(staffed):
    with signed_in(staffed, COORDINATOR) as browser:
        assert opening_of(browser.get("/units/unit")) == "Add a unit that can be sent."
        assert send(browser, "/units/unit", NEW).headers["location"] == "/units"
        words = words_of(browser.get("/units"))
        assert "Unarmed, by vehicle, of Kent Police; Urdu, first-aid, dog With a rota." in words
        assert (
            "Rests 45 minutes between 12:00 and 15:00. Drives 180 minutes at most. Hands over for 15 minutes." in words
        )
        form = browser.get("/units/unit?id=d1")
        assert opening_of(form) == "Change Dogs 1."
        for name in ("name", "lat", "skills", "rest_from", "max_drive_minutes", "lender"):
            assert re.search(rf'name="{name}" type="\w+" value="{NEW[name]}', form.text), name
        changed = {**NEW, "known": "d1", "id": "", "liaison": "sikh", "rota": "", "lender": "", "rest_minutes": ""}
        assert send(browser, "/units/unit", changed).status_code == 303
        assert 'value="sikh" checked' in browser.get("/units/unit?id=d1").text
    unit = held(staffed, "d1")
    assert unit
    assert (unit.lender, unit.has_rota, unit.crew.rest, unit.crew.persons) == ("", False, None, 3)
    assert not unit.is_invented


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": ""}, "Short id: is missing."),
        ({"id": "k1"}, "Short id: another unit bears it; choose another (found “k1”)."),
        ({"lat": "51,5"}, "Latitude: "),
        ({"lat": "0", "lon": "10"}, "or tick that it may lie anywhere"),
        ({"until": "10:00"}, "Until: the shift ends when it begins"),
        ({"least_persons": "4"}, "Not sent with fewer than: must be at most the 3 people of the unit (found “4”)."),
        ({"rest_until": "12:10"}, "Rest, in minutes: must fit between the two times beside it"),
        ({"speaks": "Urdu!"}, "Languages: is not a list of language codes"),
        ({"time_zone": "Mars"}, "By the clocks of: "),
    ],
)
def test_what_no_unit_can_be_is_said_beside_its_field(staffed, changes, says):
    with signed_in(staffed, COORDINATOR) as browser:
        page = send(browser, "/units/unit", NEW | changes)
        assert page.status_code == 422
    assert says in words_of(page)
    assert "Nothing was kept; what you wrote stands below." in words_of(page)
    assert 'name="name" type="text" value="Dogs 1"' in page.text
    assert 'aria-invalid="true"' in page.text
    assert held(staffed, "d1") is None


def test_a_unit_that_is_not_there_has_no_form(staffed):
    with signed_in(staffed, COORDINATOR) as browser:
        assert browser.get("/units/unit?id=nobody").status_code == 404
        assert send(browser, "/units/unit", NEW | {"known": "nobody", "lat": "x"}).status_code == 404


def test_a_base_may_lie_anywhere_when_it_is_said_so(staffed):
    with signed_in(staffed, COORDINATOR) as browser:
        assert send(browser, "/units/unit", NEW | {"lat": "48", "lon": "2", "anywhere": "yes"}).status_code == 303


def test_units_are_brought_from_a_file(staffed):
    lines = ("id,name,lat,lon,from,until,travel,kind", "f1,,51.516,-0.06,10:00,18:00,foot,foot", "f2,,x,0,,,,")
    more = "\n".join(lines).encode()
    with signed_in(staffed, COORDINATOR) as browser:
        assert "id,name,lat,lon,from,until,travel,kind" in words_of(browser.get("/units/import"))
        report = send(browser, "/units/import", files={"file": ("units.csv", more, "text/csv")})
        assert report.status_code == 200, words_of(report)
        assert "3 from is missing" in words_of(report)
    assert held(staffed, "f1")
