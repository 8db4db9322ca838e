from dataclasses import replace

from tests.conftest import FRIDAY
from tests.people import COORDINATOR, CUSTODIAN
from vigil.desk.actor import VISITOR
from vigil.desk.office import Office
from vigil.web.page import RAIL, render, show
from vigil.web.session import Asker


def page_of(office: Office) -> str:
    asker = Asker(office, COORDINATOR, "session", "/audit")
    return bytes(show(asker, "error.html", title="A page", says="It says <this>.").body).decode()


def test_the_bar_says_as_known_when_and_who(sqlite_office: Office) -> None:
    page = page_of(sqlite_office)
    assert "as known at <strong>Friday 15 March 2019, 08:00</strong>" in page
    assert "Amina Coordinator" in page
    assert "Replay" not in page


def test_a_replay_is_said_to_be_one(sqlite_office: Office) -> None:
    settings = replace(sqlite_office.settings, replay_at=FRIDAY, area="London")
    page = page_of(replace(sqlite_office, settings=settings))
    assert "Replay" in page
    assert "<strong>London</strong>" in page


def test_the_page_one_is_on_is_marked(sqlite_office: Office) -> None:
    assert 'href="/audit" aria-current="page"' in page_of(sqlite_office)


def test_words_are_never_markup(sqlite_office: Office) -> None:
    assert "It says &lt;this&gt;." in page_of(sqlite_office)


def test_the_rail_offers_only_what_a_role_may_open(sqlite_office: Office) -> None:
    page = render("error.html", Asker(sqlite_office, CUSTODIAN, "s"), title="A page", says="")
    assert 'href="/audit"' not in page


def test_a_visitor_sees_no_rail(sqlite_office: Office) -> None:
    page = render("error.html", Asker(sqlite_office, VISITOR, ""), title="A page", says="")
    assert "<nav" not in page


def test_a_page_behind_another_belongs_to_its_door() -> None:
    doors = {
        path: [door.title for door in RAIL if door.holds(path)] for path in ("/", "/units/unit", "/plansx", "/plans/1")
    }
    assert doors == {"/": ["Today"], "/units/unit": ["Plan"], "/plansx": [], "/plans/1": ["Plan"]}
