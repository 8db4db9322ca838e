"""What protecting a window is worth: how many people, at what response level, how full the door is.

All of it is stated, settable and shown with the plan; none of it is measured. Attendance counts with a power below
one, so that a place with twice the people is worth more, but not twice as much.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from vigil.posture.level import ResponseLevel
from vigil.register.unit import UnitKind
from vigil.register.worship.session import Phase, Sureness

LEVEL_WEIGHT: Final[Mapping[ResponseLevel, float]] = {
    ResponseLevel.NORMAL: 1.0,
    ResponseLevel.HEIGHTENED: 2.0,
    ResponseLevel.EXCEPTIONAL: 3.0,
}
DOOR: Final[Mapping[Phase, tuple[float, ...]]] = {
    Phase.ARRIVING: (0.6, 1.0, 0.9),
    Phase.LEAVING: (1.0, 0.9, 0.5),
}
"""How full the door is in each third of a window. Visits belong in these two: nobody is planned for GATHERED."""

EFFECT: Final[Mapping[UnitKind, float]] = {UnitKind.ARMED: 1.0, UnitKind.UNARMED: 0.7, UnitKind.STEWARD: 0.4}
SHORTEST_VISIT_MINUTES: Final = 10
SURENESS: Final[Mapping[Sureness, float]] = {Sureness.SIGHTING: 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The assumptions a plan rests on; a kind that is not named counts 1."""

    attendance_power: float = 0.45
    most_people: int = 5000
    level: Mapping[ResponseLevel, float] = field(default_factory=lambda: LEVEL_WEIGHT)
    door: Mapping[Phase, tuple[float, ...]] = field(default_factory=lambda: DOOR)
    effect: Mapping[UnitKind, float] = field(default_factory=lambda: EFFECT)
    sureness: Mapping[Sureness, float] = field(default_factory=lambda: SURENESS)
    bin_minutes: float = 15.0


def value_of_session(people: int, level: ResponseLevel, sureness: Sureness, weights: Weights) -> float:
    """Give what protecting a session's fullest quarter of an hour is worth, at least 0 and at most about 140."""
    crowd = min(max(people, 0), weights.most_people)
    return (
        math.pow(crowd, weights.attendance_power) * weights.level.get(level, 1.0) * weights.sureness.get(sureness, 1.0)
    )


def cut_bins(length_minutes: float, phase: Phase, weights: Weights) -> tuple[float, ...]:
    """Give how full the door is in each bin of a window: as many equal bins as make about a quarter of an hour each."""
    count = max(1, round(length_minutes / weights.bin_minutes))
    door = weights.door[phase]
    return tuple(door[math.floor(len(door) * (number + 0.5) / count)] for number in range(count))


def visit_minutes(people: int, open_minutes: int) -> int:
    """Give how long a visit lasts: 10 minutes, 12 at a middling gathering, 15 at a large one.

    Where a window is shorter than that, as between two sittings, the visit is as long as the window, 10 at least.
    """
    wanted = 15 if people >= 600 else 12 if people >= 250 else SHORTEST_VISIT_MINUTES
    return max(SHORTEST_VISIT_MINUTES, min(wanted, open_minutes))
