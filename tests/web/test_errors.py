import pytest
from starlette.requests import Request

from tests.people import COORDINATOR, OFFICER
from tests.web.visiting import TestClient, opening_of, send, signed_in, words_of
from vigil.desk.office import Office
from vigil.ground.errors import (
    Conflict,
    NoPlan,
    NotAllowed,
    NotFound,
    Refused,
    Unavailable,
    Unreadable,
    VigilError,
    Where,
)
from vigil.web import errors
from vigil.web.forms import THIS_FORM


def a_request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request(
        {"type": "http", "method": "GET", "path": "/places", "query_string": b"words=a", "headers": raw,
         "scheme": "http", "server": ("localhost", 80)}
    )  # fmt: skip


@pytest.mark.parametrize(
    "problem",
    [
        NotFound("place", "osm:node/1"),
        NotAllowed("David Officer may not do this."),
        Refused("approver-is-not-author", "A second person approves."),
        Unreadable(Where("places.csv", 3, "lat"), "is not a number", "x<y"),
        Conflict("Somebody approved it before you."),
        Unavailable("The worker does not answer."),
        NoPlan("no unit is on shift"),
        VigilError("Something else."),
    ],
)
def test_every_error_is_told_in_its_own_sentence(problem: VigilError) -> None:
    answer = errors.answer(a_request(), problem)
    assert answer.status_code == problem.http_status
    body = bytes(answer.body).decode()
    assert problem.says.replace("<", "&lt;") in body
    assert "Traceback" not in body


def test_a_field_is_told_by_the_name_the_page_gives_it() -> None:
    assert errors.say_plainly(Unreadable(Where(THIS_FORM, field="as_of"), "lies ahead", "2020")) == (
        "As known at the end of: lies ahead (found “2020”)."
    )
    assert errors.say_plainly(Unreadable(Where(THIS_FORM), "names nothing")) == "This page: names nothing."


def test_no_page_tells_anybody_to_type_a_command() -> None:
    assert errors.say_plainly(NotFound("area", "x", "`vigil register areas` lists those the desk holds.")) == (
        "There is no area “x”."
    )
    assert errors.say_plainly(NotFound("area", "x", "Did you mean y?")) == "There is no area “x”. Did you mean y?"


@pytest.mark.parametrize(
    "path", ["/picture?as_of=2019-02-30", "/picture/jobs/abc", "/picture/jobs/-1", "/picture/nonsense.csv"]
)
def test_a_wrong_address_leads_back_to_its_page(sqlite_office: Office, path: str) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get(path)
    assert page.status_code == (422 if "as_of" in path else 404)
    assert '<a href="/picture">Back to Picture</a>' in page.text


def test_nobody_is_sent_to_sign_in_and_back() -> None:
    answer = errors.to_sign_in(a_request())
    assert answer.headers["location"] == "/sign-in?next=%2Fplaces%3Fwords%3Da"


def test_a_script_is_told_plainly_that_the_session_has_ended() -> None:
    assert errors.to_sign_in(a_request(hx_request="true")).status_code == 401
    assert errors.to_sign_in(a_request(accept="text/event-stream")).status_code == 401


def test_a_page_that_is_not_there(stranger: TestClient) -> None:
    answer = stranger.get("/nowhere")
    assert answer.status_code == 404
    assert "There is no such page" in words_of(answer)


def test_a_way_of_asking_that_is_not_there(stranger: TestClient) -> None:
    assert stranger.put("/sign-in").status_code == 405


def test_a_number_that_is_none(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        answer = browser.get("/audit?before=9999999999999999999999")
    assert answer.status_code == 422
    assert "Fill in or correct: before." in words_of(answer)


def test_a_role_that_may_not_see_a_page_is_told_so(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, OFFICER) as browser:
        answer = browser.get("/audit")
    assert answer.status_code == 403
    assert opening_of(answer) == "Not allowed"
    assert "David Officer may not do this" in words_of(answer)


def test_a_form_made_for_another_session_is_refused(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        answer = send(browser, "/audit/prove", {"form": "0" * 64})
    assert answer.status_code == 403
    assert "made before you signed in" in words_of(answer)
