"""What protecting a window is worth: how many people, at what response level, how full the door is.

All of it is stated, settable and shown with the plan; none of it is measured. Attendance counts with a power below
one, so that a place with twice the people is worth more, but not twice as much.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from vigil.patrol.factor import Factor, FactorName, Worth, bounded
from vigil.patrol.surge_factor import Surge
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

EFFECT: Final[Mapping[UnitKind, float]] = {
    UnitKind.ARMED: 1.0,
    UnitKind.UNARMED: 0.7,
    UnitKind.FOOT: 0.7,
    UnitKind.STEWARD: 0.4,
}
SHORTEST_VISIT_MINUTES: Final = 10
LEAST_PERSONS: Final[Mapping[ResponseLevel, int]] = {ResponseLevel.EXCEPTIONAL: 2}
"""How many people a unit must be of to be sent to a place at a level; one where none is named."""
SURENESS: Final[Mapping[Sureness, float]] = {Sureness.SIGHTING: 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The assumptions a plan rests on; a kind that is not named counts 1."""

    attendance_power: float = 0.45
    most_people: int = 5000
    most_surge: float = 2.0
    least_vulnerability: float = 0.75
    most_vulnerability: float = 1.5
    level: Mapping[ResponseLevel, float] = field(default_factory=lambda: LEVEL_WEIGHT)
    door: Mapping[Phase, tuple[float, ...]] = field(default_factory=lambda: DOOR)
    effect: Mapping[UnitKind, float] = field(default_factory=lambda: EFFECT)
    sureness: Mapping[Sureness, float] = field(default_factory=lambda: SURENESS)
    least_persons: Mapping[ResponseLevel, int] = field(default_factory=lambda: LEAST_PERSONS)
    bin_minutes: float = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What is at stake in a session: how many people, the place's level, how sure it is that they gather.

    `surge` is what the picture shows against the community, `vulnerability` the place's from its assessment (1 is
    the ordinary place); None where there is none.
    """

    people: int
    level: ResponseLevel
    sureness: Sureness
    surge: Surge | None = None
    vulnerability: float | None = None


def weigh_session(stake: Stake, weights: Weights) -> Worth:
    """Weigh what protecting a session's fullest quarter of an hour is worth, factor by factor."""
    return Worth(
        (
            _attendance(stake, weights),
            _level(stake, weights),
            _community(stake, weights),
            _vulnerability(stake, weights),
            _sureness(stake, weights),
        )
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


def _attendance(stake: Stake, weights: Weights) -> Factor:
    crowd = bounded(stake.people, 0, weights.most_people)
    power = weights.attendance_power
    return Factor(
        name=FactorName.ATTENDANCE,
        value=math.pow(crowd, power),
        low=0.0,
        high=math.pow(weights.most_people, power),
        says=(
            f"About {stake.people:,} people are expected; they count to the power {power:g}, "
            f"{weights.most_people:,} at most."
        ),
    )


def _level(stake: Stake, weights: Weights) -> Factor:
    known = weights.level.values()
    return Factor(
        name=FactorName.LEVEL,
        value=weights.level.get(stake.level, 1.0),
        low=min(1.0, *known),
        high=max(1.0, *known),
        says=f"The response level of the place is {stake.level}.",
    )


def _community(stake: Stake, weights: Weights) -> Factor:
    return Factor(
        name=FactorName.COMMUNITY,
        value=stake.surge.factor if stake.surge else 1.0,
        low=1.0,
        high=weights.most_surge,
        says=stake.surge.says if stake.surge else "The picture shows no surge against the community.",
    )


def _vulnerability(stake: Stake, weights: Weights) -> Factor:
    low, high = weights.least_vulnerability, weights.most_vulnerability
    given = stake.vulnerability
    return Factor(
        name=FactorName.VULNERABILITY,
        value=1.0 if given is None else bounded(given, low, high),
        low=low,
        high=high,
        says="The place has not been assessed; it counts as ordinary." if given is None else "As its assessment found.",
    )


def _sureness(stake: Stake, weights: Weights) -> Factor:
    return Factor(
        name=FactorName.SURENESS,
        value=weights.sureness.get(stake.sureness, 1.0),
        low=min(1.0, *weights.sureness.values()),
        high=1.0,
        says=f"That people gather then is {stake.sureness}.",
    )
