"""Reading and proving the audit."""

import re
from dataclasses import dataclass
from typing import Final

from vigil.desk import audit_store
from vigil.desk.chain import FIRST, AuditLine, Verdict, verify
from vigil.desk.desk import Desk
from vigil.ground.errors import Unreadable, Where

HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Asks for the newest lines, or for those before a number."""

    limit: int = 100
    before: int | None = None


@dataclass(frozen=True, slots=True)
class WholeAudit:
    """Asks for the whole chain to be proved, and to contain the `head` written down earlier when it is given."""

    head: str = ""


def list_audit(desk: Desk, page: AuditPage) -> tuple[AuditLine, ...]:
    """Give a page of the audit, newest first."""
    return audit_store.list_lines(desk.connection, limit=min(page.limit, 1000), before=page.before)


def verify_audit(desk: Desk, asked: WholeAudit) -> Verdict:
    """Walk the whole chain and name the first line that does not hold."""
    if asked.head and not HASH.fullmatch(asked.head):
        raise Unreadable(Where("--head"), "is not a hash; it has 64 digits and letters from a to f", asked.head)
    if audit_store.is_emptied(desk.connection):
        return Verdict(0, FIRST, 1, "the audit is empty, and yet people were let in: its lines were removed")
    try:
        verdict = verify(audit_store.walk_lines(desk.connection))
    except ValueError:
        return _before_the_unreadable(desk)
    if verdict.is_whole and asked.head and not audit_store.has_hash(desk.connection, asked.head):
        return Verdict(
            verdict.lines, verdict.head, verdict.lines + 1, "the head written down earlier is gone: the end was cut off"
        )
    return verdict


def _before_the_unreadable(desk: Desk) -> Verdict:
    """Give the verdict on a chain in which a line holds what no line can."""
    number = audit_store.find_unreadable(desk.connection)
    verdict = verify(audit_store.walk_lines(desk.connection, before=number))
    if number is None or not verdict.is_whole:
        return verdict
    return Verdict(verdict.lines, verdict.head, number, "a field of it was changed to what it can never hold")
