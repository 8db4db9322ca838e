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
    """A whole plan: its claims, and the mixture they are made of. A single plan has no bound, and so no gap."""

    figures: Mapping[str, float | None]
    coverage: Mapping[str, float]
    floors: tuple[ToldFloor, ...]
    unreachable: tuple[str, ...]
    plans: tuple[ToldPlan, ...]
    drawn: int
    commitment: str
    seed: int

    @property
    def is_single(self) -> bool:
        """Whether this is one plan that covers the most, and not a mixture with a bound."""
        return self.figures["bound"] is None
