"""What a plan is asked for, exactly as `vigil patrol plan` reads it.

Times are minutes since local midnight of the request's day; a night that runs past midnight goes on at 1440.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from vigil.ground.point import Point
from vigil.patrol.local_day import LocalDay


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of a window, about 15 minutes: the thing an attacker chooses, and what protecting it is worth."""

    id: str
    from_minute: float
    to_minute: float
    value: float


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """A place that gathers on the day."""

    id: str
    point: Point
    community: str
    area: str


@dataclass(frozen=True, slots=True)
class WindowFactor:
    """A factor that the values of a window's bins were multiplied with, by its name such as `level`; 1 is ordinary."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWindow:
    """A stretch in which one visit may be made at a place; opening and closing bound the whole visit.

    Only a unit of at least `min_persons` people that has all `skills` (such as a language) may make it. `factors` say
    what is already in the values of its bins; planning does not look at them.
    """

    id: str
    place_id: str
    opens_minute: float
    closes_minute: float
    visit_minutes: int
    bins: tuple[Bin, ...]
    min_persons: int = 1
    skills: tuple[str, ...] = ()
    factors: tuple[WindowFactor, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """A break: so many minutes at a stretch, begun and over between two minutes, wherever the unit then is.

    It is taken before driving off or on arrival before a visit, never on the way.
    """

    minutes: int
    from_minute: float
    until_minute: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanUnit:
    """A unit on its shift: where it starts and ends, and how much its presence protects (0 to 1).

    `speed_kmh` is its own speed when it is slower than the rest, as on foot. It is of `persons` people who together
    have `skills`. It leaves `handover_minutes` after its shift begins and is back as long before it ends, drives no
    more than `max_drive_minutes` in all, and takes its `rest`. Counted is the least it can drive and be in time
    at each of its stops, with its rest taken.
    """

    id: str
    kind: str
    start_id: str
    start: Point
    end_id: str
    end: Point
    from_minute: float
    until_minute: float
    effect: float = 1.0
    speed_kmh: float | None = None
    persons: int = 2
    skills: tuple[str, ...] = ()
    handover_minutes: int = 0
    max_drive_minutes: int | None = None
    rest: Rest | None = None

    @property
    def ready_minute(self) -> int:
        """The first whole minute at which it can drive off: after its handover."""
        return math.ceil(self.from_minute) + self.handover_minutes

    @property
    def home_by_minute(self) -> int:
        """The last whole minute at which it may be back: so that its handover ends with its shift."""
        return math.floor(self.until_minute) - self.handover_minutes

    def has_what_it_takes(self, window: PlanWindow) -> bool:
        """Say whether it is of as many people as a window asks for, with all skills asked for."""
        return self.persons >= window.min_persons and set(window.skills) <= set(self.skills)


@dataclass(frozen=True, slots=True)
class TravelFactor:
    """By how much travel is slower (above 1) or faster when it begins in a stretch of the day; the end is outside."""

    from_minute: float
    to_minute: float
    factor: float


@dataclass(frozen=True, slots=True)
class TravelRule:
    """Travel as ⌈circuity × great-circle km / speed × 60 × factor + handover⌉ whole minutes; the factor mostly is 1.

    Whoever would arrive sooner by waiting for a better hour may wait.
    """

    speed_kmh: float = 24.0
    circuity: float = 1.3
    handover_minutes: float = 1.0
    factors: tuple[TravelFactor, ...] = ()


Minutes = tuple[tuple[int, ...], ...]
"""Whole minutes between points: one row for each point it begins at."""


@dataclass(frozen=True, slots=True)
class SlowerMatrix:
    """The same for units with a speed of their own, such as on foot."""

    speed_kmh: float
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class TravelMatrix:
    """Travel in whole minutes between named points, such as road times: ⌈minutes × factor⌉.

    A unit with a speed of its own takes the minutes of that speed in `slower`, or these when there are none.
    """

    points: tuple[str, ...]
    minutes: Minutes
    slower: tuple[SlowerMatrix, ...] = ()
    factors: tuple[TravelFactor, ...] = ()

    def minutes_at(self, speed_kmh: float | None) -> Minutes:
        """Give the minutes for a unit, by its own speed if it has one."""
        return next((one.minutes for one in self.slower if one.speed_kmh == speed_kmh), self.minutes)


@dataclass(frozen=True, slots=True)
class CoverageRule:
    """How long a visit still deters after the unit has left, and how much (0 to 1)."""

    residual_minutes: float = 15.0
    residual: float = 0.5


@dataclass(frozen=True, slots=True)
class FairnessFloor:
    """At least this share of the overall mean coverage for a community or area; the name `*` means each of them."""

    group: str
    name: str
    floor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a plan is asked for; ids are unique, and every window's place is there.

    `max_visits_per_place` limits how often one place is visited; None is as often as it has windows.
    """

    day: LocalDay
    places: tuple[PlanPlace, ...]
    windows: tuple[PlanWindow, ...]
    units: tuple[PlanUnit, ...]
    travel: TravelRule | TravelMatrix = TravelRule()
    coverage: CoverageRule = CoverageRule()
    fairness: tuple[FairnessFloor, ...] = ()
    plan_cap: float = 0.005
    value_of_coverage: float = 0.05
    max_visits_per_place: int | None = None

    @property
    def place_by_id(self) -> Mapping[str, PlanPlace]:
        """The places by their ids."""
        return {place.id: place for place in self.places}

    @property
    def window_by_id(self) -> Mapping[str, PlanWindow]:
        """The windows by their ids."""
        return {window.id: window for window in self.windows}

    @property
    def max_value(self) -> float:
        """The largest value of a bin; 0 when there is none."""
        return max((part.value for window in self.windows for part in window.bins), default=0.0)
