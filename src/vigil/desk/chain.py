"""The audit as a chain: each line carries the hash of the one before it, so none can be changed alone."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

FIRST: Final = "0" * 64
"""What the first line names as the line before it."""


class Outcome(StrEnum):
    """How an action ended."""

    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One line of the audit.

    `at` is the desk's moment (a replay's, when one is running), `recorded_at` the machine's. `seed` is the
    random seed the action was given, so that what it drew can be drawn again.
    """

    number: int
    at: datetime
    recorded_at: datetime
    actor_id: str
    actor_name: str
    role: str
    action: str
    outcome: Outcome
    subject: str
    seed: str
    before: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking the chain: how many lines hold, the last hash, the first broken line."""

    lines: int
    head: str
    broken_at: int | None = None
    why: str = ""

    @property
    def is_whole(self) -> bool:
        """True when no line is broken."""
        return self.broken_at is None


def hash_of(line: AuditLine) -> str:
    """Give the SHA-256 of a line's content and of the hash before it, in hexadecimal."""
    content = {
        "number": line.number,
        "at": line.at.isoformat(),
        "recorded_at": line.recorded_at.isoformat(),
        "actor_id": line.actor_id,
        "actor_name": line.actor_name,
        "role": line.role,
        "action": line.action,
        "outcome": line.outcome.value,
        "subject": line.subject,
        "seed": line.seed,
        "before": line.before,
    }
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def seal(line: AuditLine) -> AuditLine:
    """Give the line with its hash."""
    return replace(line, hash=hash_of(line))


def verify(lines: Iterable[AuditLine]) -> Verdict:
    """Walk the chain from its first line and name the first that does not hold.

    A tail that was cut off leaves a whole, shorter chain: compare the head with one written down earlier.
    """
    head, count = FIRST, 0
    for line in lines:
        why = _fault(line, expected_number=count + 1, before=head)
        if why:
            return Verdict(count, head, line.number, why)
        head, count = line.hash, count + 1
    return Verdict(count, head)


def _fault(line: AuditLine, *, expected_number: int, before: str) -> str:
    if line.number != expected_number:
        return f"line {expected_number} is missing"
    if line.before != before:
        return "it does not follow from the line before it"
    if line.hash != hash_of(line):
        return "its content was changed after it was written"
    return ""
