"""What is asked of draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vigil.patrol.draws.fairness import DrawsFit
from vigil.patrol.draws.pledge import Pledge
from vigil.patrol.draws.prove import Proof
from vigil.patrol.draws.published import Published


@dataclass(frozen=True, slots=True)
class PledgeOrder:
    """Asks for a seed to be pledged for a day."""

    on: date


@dataclass(frozen=True, slots=True)
class DrawOf:
    """Asks for the draw behind a plan."""

    plan_id: int


@dataclass(frozen=True, slots=True)
class Draw:
    """The draw behind a plan: what was published, the pledge, and three sentences on it."""

    published: Published
    pledge: Pledge
    sentences: tuple[str, str, str]

    @property
    def costs(self) -> Mapping[tuple[str, str], float]:
        """By how much each floor raises what is left to strike at, by group and name."""
        return {(cost.group, cost.name): cost.value for cost in self.published.floor_costs}


@dataclass(frozen=True, slots=True)
class RevealOrder:
    """Asks for the seeds of all days that are over to be made known."""


@dataclass(frozen=True, slots=True)
class DayDraws:
    """Asks for the draws of a day to be proved."""

    on: date


@dataclass(frozen=True, slots=True)
class YearDraws:
    """Asks for a year's draws to be held against the probabilities that were published."""

    year: int


@dataclass(frozen=True, slots=True)
class ProvedDay:
    """The proofs of a day's draws, and the pledges with which nothing was drawn or whose seed is still sealed."""

    on: date
    proofs: tuple[Proof, ...]
    unused: tuple[Pledge, ...]
    sealed: tuple[Pledge, ...]

    @property
    def holds(self) -> bool:
        """True when something was drawn and every proof holds."""
        return bool(self.proofs) and all(proof.holds for proof in self.proofs)


@dataclass(frozen=True, slots=True)
class FittedYear:
    """How well a year's draws fit what was published, and how many seeds were pledged in it."""

    year: int
    fit: DrawsFit
    pledged: int
