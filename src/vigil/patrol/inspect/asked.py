"""What a request asks, as the check reads it: minutes since local midnight, and nothing that is not used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vigil.patrol.inspect.minute import Midnight


@dataclass(frozen=True, slots=True)
class AskedBin:
    """A stretch of a window that an attacker may choose, and what it is worth."""

    id: str
    begins: float
    ends: float
    value: float


@dataclass(frozen=True, slots=True)
class Station:
    """Where a way begins or ends: a place, or where a unit starts or ends its shift."""

    id: str
    lat: float
    lon: float
    is_place: bool


@dataclass(frozen=True, slots=True)
class AskedWindow:
    """A stretch in which a place may be visited, and by whom."""

    id: str
    station: Station
    groups: Mapping[str, str]
    opens: float
    closes: float
    visit_minutes: int
    bins: tuple[AskedBin, ...]
    min_persons: int
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class AskedRest:
    """So many minutes free at a stretch, between two moments."""

    minutes: float
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """A unit: when it can leave and must be back (the handover taken off), and what limits it."""

    id: str
    start: Station
    end: Station
    leaves: float
    back: float
    effect: float
    speed_kmh: float | None
    persons: int
    skills: frozenset[str]
    max_drive: float
    rest: AskedRest | None

    def may_visit(self, window: AskedWindow) -> bool:
        """Say whether the unit has the people and the skills for a window."""
        return self.persons >= window.min_persons and self.skills >= window.skills


@dataclass(frozen=True, slots=True)
class AskedFactor:
    """By how much ways are slower when they begin in a stretch of the day."""

    begins: float
    ends: float
    factor: float


@dataclass(frozen=True, slots=True)
class AskedTravel:
    """How long ways take: by distance and speed, or, when `matrix` is there, by what it says.

    `slower` holds for units with a speed of their own what takes the place of the matrix.
    """

    speed_kmh: float
    circuity: float
    handover: float
    factors: tuple[AskedFactor, ...]
    matrix: Mapping[tuple[str, str], float] | None = None
    slower: Mapping[float, Mapping[tuple[str, str], float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskedFloor:
    """A share of everybody's mean coverage for a group; the name `*` means each group."""

    group: str
    name: str
    floor: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A whole request."""

    date: str
    midnight: Midnight
    groups: Mapping[str, frozenset[str]]
    windows: Mapping[str, AskedWindow]
    units: Mapping[str, AskedUnit]
    travel: AskedTravel
    residual_minutes: float
    residual: float
    floors: tuple[AskedFloor, ...]
    plan_cap: float
    value_of_coverage: float
    max_visits: float
