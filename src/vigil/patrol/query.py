"""What is asked of patrol, and what comes back as a file."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vigil.ground.errors import Unreadable, Where
from vigil.register.place import Community
from vigil.register.query import FIRST_YEAR, LAST_YEAR


class PlanKind(StrEnum):
    """How a plan is made: drawn from the mixture that is best against whoever knows it, or one that can be foreseen."""

    GAME = "game"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOrder:
    """Asks for a plan of one local day.

    A game is drawn with the seed of a pledge (`pledge_id`); each community and area is promised at least the share
    `community_floor` and `area_floor` of everybody's mean coverage. It is searched for so many CPU seconds' work. A
    single plan visits one place at most `max_visits_per_place` times; when `iterations` is given it is searched for so
    many of these instead, which gives the same plan again for the same seed. Without a seed the office draws one.
    Empty `area` and `community` stand for all.
    """

    on: date
    kind: PlanKind = PlanKind.GAME
    pledge_id: int | None = None
    community_floor: float = 0.5
    area_floor: float = 0.5
    seconds: float = 90.0
    iterations: int | None = None
    seed: int | None = None
    max_visits_per_place: int = 3
    area: str = ""
    community: Community | None = None


@dataclass(frozen=True, slots=True)
class PlanId:
    """Which plan."""

    id: int


@dataclass(frozen=True, slots=True)
class PlanQuery:
    """Asks for the newest plans: of one day, or of all."""

    on: date | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class VisitId:
    """Which visit."""

    id: int


class PlanFormat(StrEnum):
    """The kinds of file a plan leaves the desk as."""

    CSV = "csv"
    GEOJSON = "geojson"
    ICS = "ics"
    PDF = "pdf"
    JSON = "json"
    REQUEST = "request"

    @property
    def is_whole(self) -> bool:
        """True for the two that hold the whole plan for a machine, and never one unit's part of it."""
        return self in (PlanFormat.JSON, PlanFormat.REQUEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """Asks for a plan as a file: of one unit when it is given, else of all.

    Raises
    ------
    Unreadable : a unit is given for a file that is always of the whole plan
    """

    plan_id: int
    format: PlanFormat
    unit_id: str = ""

    def __post_init__(self) -> None:
        if self.unit_id and self.format.is_whole:
            why = f"cannot be given for {self.format}, which holds every unit; ask for csv, geojson, ics or pdf"
            raise Unreadable(Where("plan file", field="unit"), why, self.unit_id)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file made from a plan."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


def check_order(order: PlanOrder) -> None:
    """Refuse an order that no planner could keep.

    Raises
    ------
    Unreadable : a number is out of its bounds, or the day of the years for which sun and calendars are worked out
    """
    if not FIRST_YEAR <= order.on.year <= LAST_YEAR:
        why = f"must be a day of the years {FIRST_YEAR} to {LAST_YEAR}"
        raise Unreadable(Where("plan order", field="on"), why, order.on.isoformat())
    bounds = (
        ("seconds", order.seconds, 1, 3600),
        ("iterations", 1 if order.iterations is None else order.iterations, 1, 100_000_000),
        ("seed", 0 if order.seed is None else order.seed, 0, 2**63 - 1),
        ("max_visits_per_place", order.max_visits_per_place, 1, 100),
        ("community_floor", order.community_floor, 0, 1),
        ("area_floor", order.area_floor, 0, 1),
    )
    for name, value, low, high in bounds:
        if not low <= value <= high:
            raise Unreadable(Where("plan order", field=name), f"must be between {low:,} and {high:,}", str(value))
