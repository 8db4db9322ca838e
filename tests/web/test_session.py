import pytest
from starlette.requests import Request

from tests.people import COORDINATOR, OFFICER
from tests.web.visiting import browser_of, signed_in
from vigil import catalogue
from vigil.desk.actor import VISITOR
from vigil.desk.office import Office
from vigil.ground.errors import NotAllowed
from vigil.web.session import Asker, NotSignedIn, find_asker, who_asks, who_sends


def a_request(asker: Asker | None = None, cookie: str = "") -> Request:
    headers = [(b"cookie", cookie.encode())] if cookie else []
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers, "scheme": "http",
             "server": ("localhost", 80)}  # fmt: skip
    made = Request(scope)
    if asker:
        made.state.asker = asker
    return made


def test_whoever_holds_no_session_is_a_visitor(sqlite_office: Office) -> None:
    assert find_asker(sqlite_office, a_request()).actor is VISITOR
    assert find_asker(sqlite_office, a_request(cookie="vigil=guessed")).actor is VISITOR


def test_whoever_holds_a_session_is_known(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        found = find_asker(sqlite_office, a_request(cookie=f"vigil={browser.cookies['vigil']}"))
    assert found.actor == COORDINATOR
    assert found.may(catalogue.LIST_AUDIT)
    assert found.session not in repr(found)


def test_a_visitor_may_open_no_page(sqlite_office: Office) -> None:
    with pytest.raises(NotSignedIn):
        who_asks(a_request(Asker(sqlite_office, VISITOR, "")))


def test_a_form_needs_the_token_of_its_session(sqlite_office: Office) -> None:
    asker = Asker(sqlite_office, OFFICER, "session")
    assert who_sends(a_request(asker), asker.form_token) is asker
    with pytest.raises(NotAllowed):
        who_sends(a_request(asker), "")


def test_a_session_ends_for_every_page_at_once(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser, browser_of(sqlite_office) as other:
        other.cookies.set("vigil", browser.cookies["vigil"])
        assert other.get("/audit").status_code == 200
        token = browser.get("/audit").text.split('name="form" value="')[1][:64]
        browser.post("/sign-out", data={"form": token})
        assert other.get("/audit").status_code == 303
