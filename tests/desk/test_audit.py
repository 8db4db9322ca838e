"""Reading and proving the audit through the office."""

import pytest
from sqlalchemy import text

from tests.people import ADMIN, COORDINATOR
from vigil import catalogue
from vigil.desk.access import NewUser
from vigil.desk.actor import Role
from vigil.desk.audit import AuditPage, WholeAudit
from vigil.ground.errors import Unreadable


def test_the_chain_of_a_used_desk_is_whole_and_keeps_its_head(office):
    first = office.perform(catalogue.VERIFY_AUDIT, WholeAudit(), COORDINATOR)
    office.perform(catalogue.LIST_USERS, catalogue.LIST_USERS.asked(), ADMIN)
    then = office.perform(catalogue.VERIFY_AUDIT, WholeAudit(), COORDINATOR)
    assert (first.lines, then.lines) == (0, 1)
    assert office.perform(catalogue.VERIFY_AUDIT, WholeAudit(then.head), COORDINATOR).is_whole


def test_a_lost_end_is_proved_by_the_head_written_down(office):
    verdict = office.perform(catalogue.VERIFY_AUDIT, WholeAudit("ab" * 32), COORDINATOR)
    assert not verdict.is_whole
    assert "cut off" in verdict.why


def test_a_line_changed_behind_the_desks_back_is_named(sqlite_office):
    for _ in range(3):
        sqlite_office.perform(catalogue.LIST_USERS, catalogue.LIST_USERS.asked(), ADMIN)
    with sqlite_office.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_line_no_update"))
        connection.execute(text("UPDATE audit_line SET actor_name = 'Nobody' WHERE number = 2"))
    verdict = sqlite_office.perform(catalogue.VERIFY_AUDIT, WholeAudit(), COORDINATOR)
    assert (verdict.broken_at, verdict.lines) == (2, 1)


def test_a_page_of_the_audit_is_newest_first(office):
    for _ in range(3):
        office.perform(catalogue.LIST_USERS, catalogue.LIST_USERS.asked(), ADMIN)
    page = office.perform(catalogue.LIST_AUDIT, AuditPage(limit=2), ADMIN)
    assert [line.number for line in page] == [3, 2]


@pytest.mark.parametrize("spoiled", ["outcome = 'x'", "at = 'x'", "recorded_at = 'x'"])
def test_a_field_that_cannot_be_read_names_its_line(sqlite_office, spoiled):
    for _ in range(3):
        sqlite_office.perform(catalogue.LIST_USERS, catalogue.LIST_USERS.asked(), ADMIN)
    with sqlite_office.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_line_no_update"))
        connection.execute(text(f"UPDATE audit_line SET {spoiled} WHERE number = 2"))
    verdict = sqlite_office.perform(catalogue.VERIFY_AUDIT, WholeAudit(), COORDINATOR)
    assert (verdict.broken_at, verdict.lines) == (2, 1)
    with sqlite_office.engine.begin() as connection:
        connection.execute(text("UPDATE audit_line SET actor_name = 'Nobody' WHERE number = 1"))
    assert sqlite_office.perform(catalogue.VERIFY_AUDIT, WholeAudit(), COORDINATOR).broken_at == 1


def test_an_emptied_audit_is_broken(sqlite_office):
    new = NewUser("anna", "Anna", Role.ANALYST, "a long password")
    sqlite_office.perform(catalogue.ADD_USER, new, ADMIN)
    with sqlite_office.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_line_no_delete"))
        connection.execute(text("DELETE FROM audit_line"))
    verdict = sqlite_office.perform(catalogue.VERIFY_AUDIT, WholeAudit(), COORDINATOR)
    assert verdict.broken_at == 1
    assert "lines were removed" in verdict.why


def test_a_head_that_is_no_hash_is_bad_input(office):
    with pytest.raises(Unreadable, match="is not a hash"):
        office.perform(catalogue.VERIFY_AUDIT, WholeAudit("abc"), COORDINATOR)
