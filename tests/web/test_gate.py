import logging
from dataclasses import replace

import pytest

from tests.people import COORDINATOR
from tests.web.visiting import HERE, TestClient, browser_of, signed_in
from vigil.desk.office import Office
from vigil.web.security import CONTENT_SECURITY_POLICY, LARGEST_FORM_BYTES, LARGEST_UPLOAD_BYTES

EVERYWHERE = ["/", "/health", "/sign-in", "/static/vigil.css", "/static/none.css", "/nowhere", "/audit"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_the_headers(stranger: TestClient, path: str) -> None:
    headers = stranger.get(path).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "strict-transport-security" not in headers


def test_over_https_browsers_are_told_to_stay_there(stranger: TestClient) -> None:
    assert stranger.get("https://localhost/health").headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/health", "/static/none.css"])
def test_nothing_but_static_files_is_kept_by_a_browser(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://attacker.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"origin": "http://localhost:81"},
    ],
)
def test_a_form_of_another_site_is_turned_away_and_does_nothing(sqlite_office: Office, headers: dict[str, str]) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        answer = browser.post("/sign-out", headers=headers)
        assert answer.status_code == 403
        assert "did not come from a page of this desk" in answer.text
        assert browser.get("/audit").status_code == 200


def test_a_form_of_nobody_is_sent_to_sign_in_unread(stranger: TestClient) -> None:
    answer = stranger.post("/audit/prove", content=b"x" * (LARGEST_FORM_BYTES + 1))
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize("length", [str(LARGEST_UPLOAD_BYTES + 1), "-1", "x"])
def test_what_is_larger_than_any_file_is_refused_unread(sqlite_office: Office, length: str) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        answer = browser.post("/audit/prove", headers={"content-length": length})
    assert answer.status_code == 413
    assert "Split the file" in answer.text


def test_a_form_larger_than_a_form_is_refused(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        answer = browser.post("/audit/prove", data={"form": "x" * (LARGEST_FORM_BYTES + 1)})
    assert answer.status_code == 413


def test_what_nobody_foresaw_ends_in_a_calm_page_and_in_the_log(
    sqlite_office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> object:
        raise RuntimeError("the secret of the house")

    office = replace(sqlite_office, clock=broken)  # type: ignore[arg-type] # broken on purpose
    with browser_of(office) as browser, caplog.at_level(logging.ERROR, logger="vigil.web.gate"):
        answer = browser.post("/sign-in/one-time-secret")
    assert answer.status_code == 500
    assert "nobody foresaw" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "POST /sign-in/… failed" in caplog.text
    assert "one-time-secret" not in caplog.messages[0]


def test_a_foreign_origin_may_still_read_what_anybody_may(stranger: TestClient) -> None:
    assert stranger.get("/health", headers={"origin": "https://elsewhere.example"}).status_code == 200
    assert HERE.startswith("http://localhost")
