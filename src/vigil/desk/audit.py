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
    """Asks for the whole chain to be proved."""


def list_audit(desk: Desk, page: AuditPage) -> tuple[AuditLine, ...]:
    """Give a page of the audit, newest first."""
    return audit_store.list_lines(desk.connection, limit=min(page.limit, 1000), before=page.before)


def verify_audit(desk: Desk, _asked: WholeAudit) -> Verdict:
    """Walk the whole chain and name the first line that does not hold."""
    return verify(audit_store.walk_lines(desk.connection))
