"""`vigil audit`."""

from sqlalchemy import text

from tests.people import ADMIN
from vigil import catalogue
from vigil.desk.access import Everybody


def test_a_whole_audit_gives_its_head(vigil, sqlite_office):
    sqlite_office.perform(catalogue.LIST_USERS, Everybody(), ADMIN)
    ran = vigil("audit", "verify")
    assert ran.code == 0
    assert ran.out.startswith("Whole: 1 lines. Head ")
    assert vigil("audit", "verify", "--head", ran.out.split()[-1]).code == 0


def test_a_broken_audit_fails_and_names_the_line(vigil, sqlite_office):
    for _ in range(3):
        sqlite_office.perform(catalogue.LIST_USERS, Everybody(), ADMIN)
    with sqlite_office.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_line_no_update"))
        connection.execute(text("UPDATE audit_line SET subject = 'nothing' WHERE number = 2"))
    ran = vigil("audit", "verify")
    assert ran.code == 1
    assert "BROKEN at line 2" in ran.err


def test_the_newest_lines_are_listed_first(vigil, sqlite_office):
    sqlite_office.perform(catalogue.LIST_USERS, Everybody(), ADMIN)
    assert "Helen Admin: desk.list_users done" in vigil("audit", "list").out
