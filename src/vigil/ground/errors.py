"""Everything that can go wrong, as a tree.

VigilError
├── NotFound      what was asked for is not here
├── NotAllowed    this actor may not do this
├── Refused       a rule says no; carries the rule's name
├── Unreadable    bad input; carries where (file, line, field) and the value
├── Conflict      somebody changed it in the meantime
├── Unavailable   the outside world did not answer
└── NoPlan        nothing feasible; carries the tightest limit

Each has a stable `code`, a sentence a duty officer understands, and an HTTP hint. The edges
translate them once: `web/errors.py` into a page, `cli/errors.py` into an exit code.
"""

from dataclasses import dataclass
from typing import ClassVar


class VigilError(Exception):
    """Something a person should be told, in words they understand."""

    code: ClassVar[str] = "error"
    http_status: ClassVar[int] = 500

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class NotFound(VigilError):
    """What was asked for is not here."""

    code = "not-found"
    http_status = 404

    def __init__(self, kind: str, wanted: str, hint: str = "") -> None:
        super().__init__(f"There is no {kind} “{wanted}”." + (f" {hint}" if hint else ""))
        self.kind = kind
        self.wanted = wanted


class NotAllowed(VigilError):
    """This actor may not do this."""

    code = "not-allowed"
    http_status = 403


class Refused(VigilError):
    """A rule says no."""

    code = "refused"
    http_status = 409

    def __init__(self, rule: str, says: str) -> None:
        super().__init__(says)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Where:
    """Where in the input something stands: a file or form, a line counted from 1, a field."""

    source: str
    line: int | None = None
    field: str = ""

    def __str__(self) -> str:
        parts = [self.source]
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.field:
            parts.append(f"field {self.field}")
        return ", ".join(parts)


class Unreadable(VigilError):
    """Bad input: where it stands, the value that was found, and what would be right."""

    code = "unreadable"
    http_status = 422

    def __init__(self, where: Where, why: str, value: str = "") -> None:
        shown = f" (found “{value[:80]}”)" if value else ""
        super().__init__(f"{where}: {why}{shown}")
        self.where = where
        self.why = why
        self.value = value


class Conflict(VigilError):
    """Somebody changed it in the meantime."""

    code = "conflict"
    http_status = 409


class Unavailable(VigilError):
    """The outside world, or a part of this machine, did not answer."""

    code = "unavailable"
    http_status = 503


class NoPlan(VigilError):
    """Nothing feasible exists; carries the tightest limit."""

    code = "no-plan"
    http_status = 422

    def __init__(self, tightest: str) -> None:
        super().__init__(f"No plan is possible: {tightest}")
        self.tightest = tightest
