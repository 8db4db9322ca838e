"""A plan: for every unit one round, what it covers and what it does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from vigil.patrol.request import Request


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit: which window, from which minute to which, counted from local midnight."""

    window_id: str
    arrive_minute: int
    depart_minute: int


@dataclass(frozen=True, slots=True)
class Round:
    """One unit's stops in order; none when there is nothing for it to do."""

    unit_id: str
    stops: tuple[Stop, ...]


class Reason(StrEnum):
    """Reason a window is left uncovered."""

    TOO_SHORT = "too short for a visit"
    NOBODY_ON_SHIFT = "nobody on shift"
    TOO_FAR = "too far to reach in time"
    NOBODY_ABLE = "no unit there has what it asks for"
    NO_VALUE = "nothing to protect"
    VISITED_ENOUGH = "visited as often as asked"
    WORTH_LEAST = "not among the windows worth most"
    UNITS_BUSY = "units busy elsewhere"
    NOT_DRAWN = "not drawn today"


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A window nobody visits, why, and the sentence that says so."""

    window_id: str
    reason: Reason
    says: str


@dataclass(frozen=True, slots=True)
class GroupShare:
    """How well a community or area is covered: its value-weighted mean, and that as a share of everybody's."""

    group: str
    name: str
    coverage: float
    share: float


@dataclass(frozen=True, slots=True)
class FloorKept:
    """A fairness floor, and whether the plan keeps it."""

    group: str
    name: str
    share: float
    floor: float
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a plan is worth.

    `coverage` gives each bin's share covered, 0 to 1; `value` is the most an attacker who knows the plan can
    still strike at, out of `max_value`; `objective` is `value` less a little for all that is covered;
    `mean_coverage` is weighted by value.
    """

    coverage: Mapping[str, float]
    value: float
    max_value: float
    objective: float
    mean_coverage: float
    shares: tuple[GroupShare, ...]
    floors: tuple[FloorKept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One round for every unit, in the order of the request's units."""

    request: Request
    rounds: tuple[Round, ...]
    uncovered: tuple[Uncovered, ...]
    measures: Measures
    seed: int
    iterations: int
    cpu_s: float

    @property
    def visits(self) -> int:
        """How many visits it makes."""
        return sum(len(walk.stops) for walk in self.rounds)


UNREACHABLE = frozenset({Reason.TOO_SHORT, Reason.NOBODY_ON_SHIFT, Reason.NOBODY_ABLE, Reason.TOO_FAR})
"""The reasons that no plan could mend."""


def commitment(seed: int, on: date) -> str:
    """Give the SHA-256 that commits to a seed before anybody sees it: of its decimal text, a full stop and the day."""
    return sha256(f"{seed}.{on.isoformat()}".encode()).hexdigest()
