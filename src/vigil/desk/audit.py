"""Reading and proving the audit."""

from dataclasses import dataclass

from vigil.desk import audit_store
from vigil.desk.chain import AuditLine, Verdict, verify
from vigil.desk.desk import Desk


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
    verdict = verify(audit_store.walk_lines(desk.connection))
    if verdict.is_whole and asked.head and not audit_store.has_hash(desk.connection, asked.head):
        return Verdict(
            verdict.lines, verdict.head, verdict.lines + 1, "the head written down earlier is gone: the end was cut off"
        )
    return verdict
