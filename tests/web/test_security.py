import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.web.security import (
    CONTENT_SECURITY_POLICY,
    cookie_name,
    form_token,
    is_form_token,
    is_from_our_page,
    is_private_way,
    safe_next,
)

HOST = "desk.example:8443"


def test_the_policy_allows_nothing_written_into_a_page_and_no_other_host() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; ")


def test_over_https_the_cookie_is_one_that_only_https_can_set() -> None:
    assert cookie_name("https") == "__Host-vigil"
    assert cookie_name("http") == "vigil"


@pytest.mark.parametrize(
    ("scheme", "host", "is_private"),
    [
        ("https", HOST, True),
        ("http", "localhost:8000", True),
        ("http", "127.0.0.1", True),
        ("http", "[::1]:8000", True),
        ("http", HOST, False),
        ("http", "localhost.example", False),
        ("http", "", False),
    ],
)
def test_signing_in_wants_https_or_this_machine(scheme: str, host: str, *, is_private: bool) -> None:
    assert is_private_way(scheme, host) is is_private


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": f"https://{HOST}", "host": HOST},
        {"origin": f"https://{HOST}", "host": HOST, "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "host": HOST},
    ],
)
def test_forms_of_our_pages_are_known(headers: dict[str, str]) -> None:
    assert is_from_our_page(headers, "https")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": HOST},
        {"origin": "https://attacker.example", "host": HOST},
        {"origin": f"http://{HOST}", "host": HOST},
        {"origin": "null", "host": HOST},
        {"origin": f"https://{HOST}", "host": HOST, "sec-fetch-site": "cross-site"},
        {"origin": f"https://{HOST}", "host": HOST, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none", "host": HOST},
    ],
)
def test_forms_of_strangers_are_known(headers: dict[str, str]) -> None:
    assert not is_from_our_page(headers, "https")


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_form_token_is_of_one_session(session: str, other: str) -> None:
    token = form_token(session)
    assert is_form_token(token, session)
    assert is_form_token(token, other) is (session == other)
    assert len(token) == 64


@given(st.text(max_size=80))
def test_no_text_is_taken_for_a_token(text: str) -> None:
    assert not is_form_token(text, "session")


@pytest.mark.parametrize(
    "wanted", ["https://attacker.example", "//attacker.example", "/\\attacker.example", "", "x", "/a\n", "/sign-out"]
)
def test_signing_in_leads_to_no_other_host(wanted: str) -> None:
    assert safe_next(wanted) == "/"


@pytest.mark.parametrize("wanted", ["/", "/places?words=nur", "/uplifts/3"])
def test_signing_in_leads_back(wanted: str) -> None:
    assert safe_next(wanted) == wanted
