"""The national threat level: which one holds at a moment, in the words of its time."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from vigil.posture.level import ResponseLevel


class ThreatLevel(StrEnum):
    """How likely an attack is held to be, from the least to the most."""

    LOW = "low"
    MODERATE = "moderate"
    SUBSTANTIAL = "substantial"
    SEVERE = "severe"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatChange:
    """A change of the threat level: from when, to which, and who announced it where."""

    from_at: datetime
    level: ThreatLevel
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a level means from a date on.

    `words` are those it was announced with. `response` is the national response level that goes with it; `base` is
    the level of a place for which no uplift is in force (docs/why says how the two differ).
    """

    from_on: date
    level: ThreatLevel
    words: str
    response: ResponseLevel
    base: ResponseLevel


@dataclass(frozen=True, slots=True)
class ThreatRecord:
    """What is known of the threat level: changes, meanings, and until when the shipped changes are complete."""

    changes: tuple[ThreatChange, ...]
    meanings: tuple[Meaning, ...]
    known_until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatNow:
    """The threat level at a moment. `is_last_known` is true when newer changes may be missing from the record."""

    level: ThreatLevel
    words: str
    response: ResponseLevel
    base: ResponseLevel
    since_at: datetime
    source: str
    is_last_known: bool
    known_until_at: datetime


def find_threat(record: ThreatRecord, *, at: datetime, on: date) -> ThreatNow | None:
    """Give the threat level at a moment, which falls on a day; None before it was first published."""
    changes = [change for change in record.changes if change.from_at <= at]
    if not changes:
        return None
    latest = max(changes, key=lambda change: change.from_at)
    meanings = [m for m in record.meanings if m.level is latest.level and m.from_on <= on]
    if not meanings:
        return None
    meaning = max(meanings, key=lambda m: m.from_on)
    known_until_at = max(record.known_until_at, latest.from_at)
    return ThreatNow(
        level=latest.level,
        words=meaning.words,
        response=meaning.response,
        base=meaning.base,
        since_at=latest.from_at,
        source=latest.source,
        # A change that this desk was told of is the desk's to keep; the shipped record ends on a day.
        is_last_known=at > known_until_at and latest.from_at <= record.known_until_at,
        known_until_at=known_until_at,
    )


def with_changes(record: ThreatRecord, changes: tuple[ThreatChange, ...]) -> ThreatRecord:
    """Give the record with further changes put in where they belong; of two at one moment the further one wins."""
    newer = {change.from_at for change in changes}
    kept = tuple(change for change in record.changes if change.from_at not in newer)
    merged = tuple(sorted((*kept, *changes), key=lambda change: change.from_at))
    return ThreatRecord(merged, record.meanings, record.known_until_at)
