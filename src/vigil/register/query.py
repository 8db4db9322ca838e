"""What can be asked of the register, and the shape of its answers."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.ground.point import Point
from vigil.register.place import Community, Place
from vigil.register.worship.session import Session

LONGEST_WORDS: Final = 200
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199


@dataclass(frozen=True, slots=True)
class PlaceId:
    """Which place."""

    id: str


@dataclass(frozen=True, slots=True)
class UnitQuery:
    """Asks for all units."""


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """Asks how much the register holds."""


@dataclass(frozen=True, slots=True)
class TimesFile:
    """A CSV file of places' own times of worship."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceQuery:
    """Asks for places whose name or alias has every word given, in an area, of a community, around a point.

    An empty condition lets everything through. Around a point the nearest come first, else they come by name.

    Raises
    ------
    Unreadable : too many words, a distance without a point or not above 0, or a page outside 1 to 100,000 places
    """

    words: str = ""
    area: str = ""
    community: Community | None = None
    near: Point | None = None
    within_m: float | None = None
    limit: int = 100
    offset: int = 0

    def __post_init__(self) -> None:
        if len(self.words) > LONGEST_WORDS:
            raise Unreadable(Where("search", field="words"), f"are longer than {LONGEST_WORDS} characters")
        if self.within_m is not None and self.near is None:
            raise Unreadable(Where("search", field="within_m"), "needs a point to be near to")
        if self.within_m is not None and not self.within_m > 0:
            raise Unreadable(Where("search", field="within_m"), "is not more than 0", str(self.within_m))
        if not 1 <= self.limit <= 100_000:
            raise Unreadable(Where("search", field="limit"), "is not between 1 and 100,000", str(self.limit))
        if self.offset < 0:
            raise Unreadable(Where("search", field="offset"), "is less than 0", str(self.offset))


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that was found, and how far it lies from the point asked for, if one was."""

    place: Place
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Some of the places found, and how many there are in all."""

    total: int
    places: tuple[FoundPlace, ...]


@dataclass(frozen=True, slots=True)
class DayQuery:
    """Asks who gathers on a day (of each place's own clocks): everywhere, in an area, of a community, at one place.

    Raises
    ------
    Unreadable : the day is not of the years 1900 to 2199, for which sun and calendars are worked out
    """

    on: date
    area: str = ""
    community: Community | None = None
    place_id: str = ""

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.on.year <= LAST_YEAR:
            why = f"is not a day of the years {FIRST_YEAR} to {LAST_YEAR}"
            raise Unreadable(Where("who gathers", field="on"), why, self.on.isoformat())


@dataclass(frozen=True, slots=True)
class Gathering:
    """A place and its sessions of a day, the earliest first; at least one."""

    place: Place
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """Who gathers on a day, the earliest first; places where nobody does are left out."""

    on: date
    gatherings: tuple[Gathering, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many places carry a name: a community's or an area's."""

    name: str
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCount:
    """How much the register holds. An area that is not listed has no place on the map, which is not to say none.

    `not_for_worship` of the places are schools, burial grounds and shops.
    """

    places: int
    not_for_worship: int
    by_community: tuple[Tally, ...]
    by_area: tuple[Tally, ...]
    areas: int
    units: int
    own_times: int
    twins: int
