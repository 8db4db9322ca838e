"""What can be asked of posture."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.posture.threat import ThreatLevel

MOST_SIDE_BY_SIDE: Final = 12


@dataclass(frozen=True, slots=True)
class TriggerFile:
    """A CSV file of events that may set off hate crime."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ShippedTriggers:
    """Asks for the table of events that comes with Vigil."""


@dataclass(frozen=True, slots=True)
class TriggerQuery:
    """Asks for the events known at a moment (now when none is given), the newest first, at most `limit`.

    Raises
    ------
    Unreadable : a limit outside 1 to 1,000
    """

    at: datetime | None = None
    since: datetime | None = None
    limit: int = 100

    def __post_init__(self) -> None:
        _check_limit(self.limit)


@dataclass(frozen=True, slots=True)
class TriggerId:
    """Which event."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactQuery:
    """Asks what events set off in a flag's published counts, of one area or of all together, as known at a moment.

    Raises
    ------
    Unreadable : more events than stand side by side (12)
    """

    source: str
    flag: str
    area: str = ""
    trigger_ids: tuple[str, ...]
    at: datetime | None = None

    def __post_init__(self) -> None:
        if len(self.trigger_ids) > MOST_SIDE_BY_SIDE:
            where = Where("query", field="trigger_ids")
            raise Unreadable(where, f"choose at most {MOST_SIDE_BY_SIDE} events", str(len(self.trigger_ids)))


@dataclass(frozen=True, slots=True)
class AlarmId:
    """Which alarm of a board."""

    id: str


@dataclass(frozen=True, slots=True)
class UpliftId:
    """Which uplift."""

    id: int


@dataclass(frozen=True, slots=True)
class UpliftAnswer:
    """A step a person takes about an uplift, and why."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class UpliftQuery:
    """Asks for uplifts, the newest first; only those in force at a moment when it is given.

    Raises
    ------
    Unreadable : a limit outside 1 to 1,000
    """

    in_force_at: datetime | None = None
    limit: int = 100

    def __post_init__(self) -> None:
        _check_limit(self.limit)


@dataclass(frozen=True, slots=True)
class ThreatQuery:
    """Asks for the national threat level at a moment, now when none is given."""

    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewThreatLevel:
    """A change of the national threat level that the desk has been told of; from now on when no moment is given."""

    level: ThreatLevel
    source: str
    from_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlaceLevelQuery:
    """Asks for the levels of places at a moment: of one place, of an area's, or of all."""

    at: datetime | None = None
    area: str = ""
    place_id: str = ""


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= 1_000:
        raise Unreadable(Where("query", field="limit"), "is not between 1 and 1,000", str(limit))
