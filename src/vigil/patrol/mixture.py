"""A mixture: plans of which one is drawn each day, with what it promises whichever is drawn."""

from dataclasses import dataclass

from vigil.patrol.plan import Measures, Round, Uncovered
from vigil.patrol.request import Request


@dataclass(frozen=True, slots=True)
class LikelyPlan:
    """One round for every unit, in the order of the request's units, and how likely it is drawn (0 to 1)."""

    probability: float
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What another way of patrolling would leave to an attacker who knows it; by a name such as `repeated`."""

    name: str
    says: str
    value: float


@dataclass(frozen=True, slots=True)
class FloorCost:
    """By how much the most an attacker can get (`value`) rises because a group's fairness floor is kept."""

    group: str
    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """The best mixture found, and the certificate: no mixture at all has an objective below `bound`.

    `drawn` is the number of the plan drawn, `seed` what it was drawn with. `tail_value` is what is left to an attacker
    who follows one unit to its first stop and strikes at least half an hour later, `entropy_bits` how much the draw
    leaves open. `stopped` says what ended the search: `gap`, `work` or `time`.
    """

    request: Request
    plans: tuple[LikelyPlan, ...]
    drawn: int
    seed: int
    measures: Measures
    uncovered: tuple[Uncovered, ...]
    bound: float
    tail_value: float
    entropy_bits: float
    baselines: tuple[Baseline, ...] = ()
    floor_costs: tuple[FloorCost, ...] = ()
    iterations: int
    columns: int
    cpu_s: float
    stopped: str

    @property
    def gap(self) -> float:
        """How far the objective may be from the best, as a share of `value`; 0 when nothing is left to strike at."""
        return self._short / self.measures.value if self.measures.value > 0 else 0.0

    @property
    def gap_of_range(self) -> float:
        """The same as a share of the largest value."""
        return self._short / self.measures.max_value if self.measures.max_value > 0 else 0.0

    @property
    def most_likely(self) -> float:
        """How likely the likeliest plan is drawn."""
        return max(plan.probability for plan in self.plans)

    @property
    def _short(self) -> float:
        return self.measures.objective - self.bound
