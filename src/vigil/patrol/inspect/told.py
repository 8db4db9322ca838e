"""What a plan says, as the check reads it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToldRound:
    """One unit's round: which windows it visits, from which minute to which, in order."""

    unit: str
    windows: tuple[str, ...]
    arrive: tuple[float, ...]
    depart: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """One plan of a mixture: how likely it is drawn, and its rounds."""

    probability: float
    rounds: tuple[ToldRound, ...]


@dataclass(frozen=True, slots=True)
class ToldFloor:
    """What a plan says of one fairness floor."""

    group: str
    name: str
    floor: float
    share: float | None
    met: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A whole plan: its claims, and the mixture they are made of; a single plan has no bound, and so no gap."""

    is_single: bool
    figures: Mapping[str, float | None]
    coverage: Mapping[str, float]
    floors: tuple[ToldFloor, ...]
    unreachable: tuple[str, ...]
    plans: tuple[ToldPlan, ...]
    drawn: int
    commitment: str
    seed: int
