"""One thing that happened."""

from dataclasses import dataclass
from datetime import date, datetime

from vigil.ground.point import Point
from vigil.register.place import Community


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One thing that happened: when, where, to which community, of what kind, and who says so.

    `happened_on` is the day in the place's own time zone; `happened_at` is None when only the day is known. At least
    one of `point`, `area` and `place_id` says where. `reported_on` is the day on which it came to be known; None when
    that was not said. Nothing in it says who anybody is.
    """

    id: str
    happened_on: date
    happened_at: datetime | None
    community: Community
    kind: str
    source: str
    point: Point | None = None
    area: str = ""
    place_id: str = ""
    description: str = ""
    file: str = ""
    reported_on: date | None = None

    @property
    def known_on(self) -> date:
        """The day from which it counts as known: when it was reported or, where that was not said, when it happened."""
        return self.reported_on or self.happened_on


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTally:
    """How many incidents of one kind happened to one community on one day at one spot and were reported on one day.

    It holds what can be counted and nothing else: no words, no place, no id.
    """

    happened_on: date
    reported_on: date | None
    community: Community
    kind: str
    area: str
    point: Point | None
    count: int
