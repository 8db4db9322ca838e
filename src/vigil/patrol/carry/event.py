"""What a phone says: one thing that happened on a round, when by its own clock, and in which order it was said."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from vigil.ground.point import Point


class EventKind(StrEnum):
    """The kinds of thing a phone can say."""

    ON_WAY = "on_way"
    ARRIVED = "arrived"
    DEPARTED = "departed"
    CANNOT = "cannot"
    NOTE = "note"
    OBSERVATION = "observation"

    @property
    def is_at_the_door(self) -> bool:
        """True for the two that may say where the phone is: nobody is followed between visits."""
        return self in (EventKind.ARRIVED, EventKind.DEPARTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a phone says it is; `accuracy_m` is what it thinks of its own precision, None when it does not say."""

    point: Point
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneEvent:
    """One thing a phone says, as it came. `said_at` is by the phone's clock; `visit_id` is None where none is meant."""

    id: str
    visit_id: int | None
    kind: EventKind
    said_at: datetime
    seq: int
    position: Position | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RefusedEvent:
    """An event that was not kept, and why; sending it again will not help."""

    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a phone sends at once; `sent_at` is what its clock showed when it did."""

    device: str
    sent_at: datetime
    events: tuple[PhoneEvent, ...]
    refused: tuple[RefusedEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEvent:
    """An event as the desk keeps it: `at` is `said_at` put right by the desk's clock.

    `clock_ahead_s` is by how many seconds the desk's clock was ahead of the phone's; `doubt` says what cannot be right
    about the time; `dropped` says why a position was not kept.
    """

    id: str
    visit_id: int | None
    unit_id: str
    device: str
    seq: int
    kind: EventKind
    said_at: datetime
    at: datetime
    received_at: datetime
    clock_ahead_s: float
    doubt: str = ""
    position: Position | None = None
    dropped: str = ""
    text: str = ""

    @property
    def late_by(self) -> timedelta:
        """How long after it happened it came in."""
        return self.received_at - self.at
