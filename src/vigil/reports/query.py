"""What can be asked of the reports, and the shape of the answers."""

from dataclasses import dataclass
from datetime import date

from vigil.ground.errors import Unreadable, Where
from vigil.register.place import Community
from vigil.reports.count_series import CountSource
from vigil.reports.incident import Incident
from vigil.reports.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentQuery:
    """Asks for incidents in an area, against a community, between two days (both included), the newest first.

    `known_on` lets through only what was known on that day: see `Incident.known_on`.

    Raises
    ------
    Unreadable : a page outside 1 to 1,000 incidents
    """

    area: str = ""
    community: Community | None = None
    from_on: date | None = None
    until_on: date | None = None
    known_on: date | None = None
    limit: int = 100
    offset: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= 1_000:
            raise Unreadable(Where("query", field="limit"), "is not between 1 and 1,000", str(self.limit))
        if self.offset < 0:
            raise Unreadable(Where("query", field="offset"), "is less than 0", str(self.offset))


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Some of the incidents found, and how many there are in all."""

    total: int
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesQuery:
    """Asks for published counts: of one source, under one flag, in one area; an empty condition lets all through."""

    source: str = ""
    flag: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class ReportsQuery:
    """Asks how much there is."""


@dataclass(frozen=True, slots=True)
class HeldCounts:
    """What is held of one source of counts: how many counts, of which flags and areas, from which month to which."""

    source: CountSource
    counts: int
    flags: tuple[str, ...]
    areas: tuple[str, ...]
    first_month: Month
    last_month: Month


@dataclass(frozen=True, slots=True)
class ReportCount:
    """How much there is: single incidents, and counts that others have published."""

    incidents: int
    held: tuple[HeldCounts, ...]
