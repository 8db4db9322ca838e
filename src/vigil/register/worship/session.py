"""A session: a gathering at a place on a day, and the windows in which people come, are there, and go."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Phase(StrEnum):
    """What people are doing at a place; outside every window it is empty."""

    ARRIVING = "arriving"
    GATHERED = "gathered"
    LEAVING = "leaving"


class Sureness(StrEnum):
    """How sure we are that a session takes place, and when."""

    STATED = "stated by the place"
    COMPUTED = "computed"
    LIKELY = "likely"
    SIGHTING = "a day either way"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time at a place; `opens_at` < `closes_at`, both aware."""

    phase: Phase
    opens_at: datetime
    closes_at: datetime

    def __post_init__(self) -> None:
        if self.opens_at >= self.closes_at:
            raise ValueError(f"a window that closes at {self.closes_at} cannot open at {self.opens_at}")


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many people are expected, between which bounds, and from what that is worked out."""

    people: int
    low: int
    high: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A gathering.

    `kind` is a stable word such as `jumuah` or `shabbat-morning`; `name` is what people call it. `on` is the day of
    the place's own clocks on which it starts. The windows follow one another: arriving ends where gathered begins,
    gathered ends where leaving begins. `note` says what a reader must know, such as why the time is an estimate.
    """

    id: str
    place_id: str
    kind: str
    name: str
    on: date
    starts_at: datetime
    ends_at: datetime
    attendance: Attendance
    sureness: Sureness
    basis: str
    windows: tuple[Window, ...]
    note: str = ""
