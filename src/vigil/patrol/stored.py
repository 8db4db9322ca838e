"""A plan as the desk keeps it: every name, time and level as it stood when the plan was made."""

from dataclasses import dataclass
from datetime import date, datetime

from vigil.ground.point import Point
from vigil.patrol.factor import Factor


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVisit:
    """A visit of a kept plan.

    `people_basis` says what the number of people is worked out from. `travel_minutes` lead to it from the base or the
    visit before. `factors` say what it was worth. `level` is the place's response level when the window opens,
    `level_why` says why, and `uplift_ids`
    are the uplifts it rests on. `follows` is the number this visit had in the first version of the rounds that held it.
    """

    id: int
    position: int
    window_id: str
    place_id: str
    place_name: str
    address: str
    doors: tuple[str, ...]
    community: str
    area: str
    point: Point
    session_id: str
    session_name: str
    phase: str
    people: int
    people_basis: str
    opens_at: datetime
    closes_at: datetime
    arrive_at: datetime
    depart_at: datetime
    travel_minutes: int
    value: float
    level: str
    level_why: tuple[str, ...]
    uplift_ids: tuple[int, ...]
    factors: tuple[Factor, ...] = ()
    follows: int | None = None

    @property
    def lasting_id(self) -> int:
        """The number under which phones and proofs know it, the same in every version of the rounds."""
        return self.follows or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRound:
    """A unit's round in a kept plan; `leave_at` and `back_at` are None when it has no visits."""

    id: int
    unit_id: str
    unit_name: str
    kind: str
    travel: str
    base_name: str
    base: Point
    is_invented: bool
    from_at: datetime
    until_at: datetime
    leave_at: datetime | None
    back_at: datetime | None
    visits: tuple[StoredVisit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredUncovered:
    """A window that a kept plan leaves uncovered, and why."""

    window_id: str
    place_id: str
    place_name: str
    community: str
    area: str
    session_name: str
    phase: str
    opens_at: datetime
    closes_at: datetime
    value: float
    level: str
    reason: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """What a list of plans shows of one: which day, who asked when, how much it covers.

    `value` is the most that is left to strike at, out of `max_value`; `mean_coverage` is weighted by value;
    `covered_value` is the share of all value that lies in windows with a visit. Of `units` that could be sent,
    `units_sent` have a visit. Empty `area` and `community` stand for all. Repaired rounds have a
    `round_version` above 1.
    """

    id: int
    on: date
    time_zone: str
    made_at: datetime
    made_by_id: str
    made_by_name: str
    seed: int
    commitment: str
    iterations: int
    cpu_s: float
    max_visits_per_place: int
    area: str
    community: str
    units: int
    units_sent: int
    visits: int
    windows: int
    value: float
    max_value: float
    mean_coverage: float
    covered_value: float
    windows_visited: int = 0
    round_version: int = 1

    @property
    def uncovered(self) -> int:
        """How many windows nobody visits."""
        return self.windows - self.windows_visited

    @property
    def is_whole(self) -> bool:
        """True when it was made for every area and every community."""
        return not (self.area or self.community)


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A kept plan: its head, the rounds by unit, and what is left uncovered, the most valuable first."""

    head: PlanHead
    rounds: tuple[StoredRound, ...]
    uncovered: tuple[StoredUncovered, ...]

    @property
    def id(self) -> int:
        """The plan's number."""
        return self.head.id

    @property
    def has_invented(self) -> bool:
        """True when any of its units is invented, which every page that shows them says."""
        return any(walk.is_invented for walk in self.rounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredWindow:
    """A window of a kept plan, with a visit or without: whose it is and what it is worth.

    `visit_id` is the lasting number of a visit, None where there is none; `is_first` says that the plan's first version
    had it so.
    """

    plan_id: int
    on: date
    community: str
    window_id: str
    value: float
    visit_id: int | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class FoundVisit:
    """A visit with the round and the plan it belongs to, and the version of the rounds it stands in."""

    visit: StoredVisit
    walk: StoredRound
    plan: PlanHead
    version: int = 1

    @property
    def is_overtaken(self) -> bool:
        """True when a repair has put other rounds in the place of these."""
        return self.version < self.plan.round_version


INVENTED = "Invented for demonstration: this unit, its base and its shift do not exist."
"""The notice that stands wherever an invented unit is shown."""
