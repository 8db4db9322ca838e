"""The audit: who did what, newest first, and the proof that no line was changed."""

from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from vigil import catalogue
from vigil.desk.audit import AuditPage, WholeAudit
from vigil.desk.chain import AuditLine, Verdict
from vigil.web.page import show
from vigil.web.session import Asker, Sender, Signed

routes: Final = APIRouter()

LINES_A_PAGE: Final = 100
_LARGEST: Final = 2**31 - 1


@routes.get("/audit", name=catalogue.LIST_AUDIT.name)
def list_audit(asker: Signed, before: Annotated[int | None, Query(ge=1, le=_LARGEST)] = None) -> HTMLResponse:
    """Give the newest lines, or those before a number."""
    lines = asker.ask(catalogue.LIST_AUDIT, AuditPage(limit=LINES_A_PAGE, before=before))
    return _show(asker, lines, None, before)


@routes.post("/audit/prove", name=catalogue.VERIFY_AUDIT.name)
def prove_audit(asker: Sender) -> HTMLResponse:
    """Walk the whole chain and say whether it holds."""
    verdict = asker.ask(catalogue.VERIFY_AUDIT, WholeAudit())
    lines = asker.ask(catalogue.LIST_AUDIT, AuditPage(limit=LINES_A_PAGE))
    return _show(asker, lines, verdict, None)


def _show(asker: Asker, lines: tuple[AuditLine, ...], verdict: Verdict | None, before: int | None) -> HTMLResponse:
    says = {name: action.says for name, action in catalogue.every_action().items()}
    has_older = bool(lines) and lines[-1].number > 1
    return show(asker, "audit/list.html", lines=lines, verdict=verdict, before=before, has_older=has_older, says=says)
