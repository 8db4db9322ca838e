import pytest

from tests.people import ADMIN, ANALYST, COORDINATOR
from tests.web.visiting import PASSWORD, TestClient, add_person, send, signed_in, words_of
from vigil import catalogue
from vigil.desk.access import LinkFor
from vigil.desk.office import Office


def test_a_password_lets_its_owner_in(sqlite_office: Office, stranger: TestClient) -> None:
    add_person(sqlite_office, COORDINATOR)
    answer = stranger.post("/sign-in", data={"user_id": " Amina ", "password": PASSWORD, "next": "/audit"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/audit")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert stranger.get("/audit").status_code == 200


def test_over_https_the_cookie_is_bound_to_https(sqlite_office: Office, stranger: TestClient) -> None:
    add_person(sqlite_office, COORDINATOR)
    answer = stranger.post(
        "https://desk.example/sign-in",
        data={"user_id": "amina", "password": PASSWORD},
        headers={"origin": "https://desk.example"},
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-vigil=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_over_an_open_way_nobody_signs_in(sqlite_office: Office, stranger: TestClient) -> None:
    add_person(sqlite_office, COORDINATOR)
    answer = stranger.post(
        "http://desk.example/sign-in",
        data={"user_id": "amina", "password": PASSWORD},
        headers={"origin": "http://desk.example"},
    )
    assert answer.status_code == 422
    assert "needs https" in words_of(answer)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", ["amina", "nobody", ""])
def test_a_wrong_password_says_the_same_for_everybody(sqlite_office: Office, stranger: TestClient, name: str) -> None:
    add_person(sqlite_office, COORDINATOR)
    answer = stranger.post("/sign-in", data={"user_id": name, "password": "wrong wrong wrong"})
    assert answer.status_code == 403
    assert "That name and password do not belong together." in words_of(answer)
    assert "wrong wrong" not in answer.text
    assert "set-cookie" not in answer.headers


def test_too_many_tries_are_refused(sqlite_office: Office, stranger: TestClient) -> None:
    for _ in range(10):
        stranger.post("/sign-in", data={"user_id": "amina", "password": "wrong"})
    answer = stranger.post("/sign-in", data={"user_id": "amina", "password": "wrong"})
    assert answer.status_code == 409
    assert "Too many tries" in words_of(answer)


def test_looking_at_a_link_does_not_use_it_up(sqlite_office: Office, stranger: TestClient) -> None:
    add_person(sqlite_office, COORDINATOR)
    link = sqlite_office.perform(catalogue.MAKE_LINK, LinkFor("amina"), ADMIN)
    for _ in range(3):
        assert stranger.get(f"/sign-in/{link.token}").status_code == 200
    assert stranger.post(f"/sign-in/{link.token}").headers["location"] == "/"
    assert stranger.get("/audit").status_code == 200


def test_a_link_works_once(sqlite_office: Office, stranger: TestClient) -> None:
    add_person(sqlite_office, COORDINATOR)
    link = sqlite_office.perform(catalogue.MAKE_LINK, LinkFor("amina"), ADMIN)
    stranger.post(f"/sign-in/{link.token}")
    stranger.cookies.clear()
    answer = stranger.post(f"/sign-in/{link.token}")
    assert answer.status_code == 403
    assert "was used before" in words_of(answer)


def test_a_link_opened_by_somebody_signed_in_changes_who_it_is(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        before = browser.cookies["vigil"]
        add_person(sqlite_office, ANALYST)
        link = sqlite_office.perform(catalogue.MAKE_LINK, LinkFor(ANALYST.id), ADMIN)
        browser.post(f"/sign-in/{link.token}")
        assert "Chaya Analyst" in browser.get("/audit").text
        browser.cookies.clear()
        browser.cookies.set("vigil", before)
        assert browser.get("/audit").status_code == 303


def test_the_page_comes_back_to_where_one_wanted_to_go(stranger: TestClient) -> None:
    sent = stranger.get("/audit?before=7").headers["location"]
    assert 'name="next" value="/audit?before=7"' in stranger.get(sent).text


def test_whoever_is_signed_in_need_not_sign_in(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert browser.get("/sign-in?next=/audit").headers["location"] == "/audit"


def test_signing_out_ends_the_session_and_forgets_the_pages(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        session = browser.cookies["vigil"]
        answer = send(browser, "/sign-out")
        assert answer.headers["location"] == "/sign-in"
        assert answer.headers["clear-site-data"] == '"cache"'
        browser.cookies.set("vigil", session)
        assert browser.get("/audit").status_code == 303


def test_signing_out_needs_a_form_of_the_session(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert browser.post("/sign-out").status_code == 403
        assert browser.get("/audit").status_code == 200
