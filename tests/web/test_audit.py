import pytest
from sqlalchemy import text

from tests.people import ADMIN, ANALYST, CUSTODIAN, OFFICER
from tests.web.visiting import opening_of, send, signed_in, words_of
from vigil.database.engine import CHANGES
from vigil.desk.actor import Actor
from vigil.desk.office import Office


def test_the_page_opens_with_what_was_done_last(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get("/audit")
    assert opening_of(page).startswith("Visitor who has not signed in did the last thing in this audit")
    assert "Sign in with a one-time link. desk.sign_in_by_link" in words_of(page)


def test_a_whole_audit_is_said_to_be_whole(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ADMIN) as browser:
        page = send(browser, "/audit/prove")
    assert page.status_code == 200
    assert opening_of(page).startswith("The audit is whole: ")


def test_a_broken_audit_names_its_first_broken_line(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ADMIN) as browser:
        with sqlite_office.engine.connect().execution_options(**CHANGES) as connection:
            connection.execute(text("DROP TRIGGER audit_line_no_update"))
            connection.execute(text("UPDATE audit_line SET actor_name = 'Somebody else' WHERE number = 2"))
            connection.commit()
        page = send(browser, "/audit/prove")
    assert opening_of(page).startswith("The audit is broken at line 2: ")


def test_older_lines_are_a_page_on(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ADMIN) as browser:
        page = browser.get("/audit?before=2")
    assert opening_of(page).startswith("These lines of the audit are older than line 2; the newest was written at ")
    assert "Lines 1 to 1" in words_of(page)
    assert "Older lines" not in words_of(page)


def test_before_the_first_line_there_is_nothing_older(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ADMIN) as browser:
        page = browser.get("/audit?before=1")
    assert opening_of(page) == "Nothing in the audit is older: it begins with line 1."


@pytest.mark.parametrize("person", [OFFICER, CUSTODIAN])
def test_the_audit_is_for_the_desk(sqlite_office: Office, person: Actor) -> None:
    with signed_in(sqlite_office, person) as browser:
        assert browser.get("/audit").status_code == 403
        assert "/audit" not in browser.get("/audit").text.split("<main")[0].split("<nav")[1]
