"""What a mixture promised when it was published: how likely each plan was, the certificate, what others would do."""

from dataclasses import dataclass

from vigil.patrol.mixture import Baseline, FloorCost, Mixture
from vigil.patrol.plan import FloorKept


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A mixture as the desk keeps it beside the drawn plan.

    `probabilities` are in the order of the plans in the plan file; `drawn` is the number of the one drawn.
    `content_hash` is the SHA-256 of that file. The figures are those of `mixture.Mixture`.
    """

    probabilities: tuple[float, ...]
    drawn: int
    content_hash: str
    value: float
    objective: float
    max_value: float
    bound: float
    gap: float
    gap_of_range: float
    tail_value: float
    entropy_bits: float
    columns: int
    stopped: str
    floors: tuple[FloorKept, ...]
    floor_costs: tuple[FloorCost, ...]
    baselines: tuple[Baseline, ...]

    @property
    def most_likely(self) -> float:
        """How likely the likeliest plan was."""
        return max(self.probabilities)


def publish(mixture: Mixture, content_hash: str) -> Published:
    """Give what is kept of a mixture."""
    return Published(
        probabilities=tuple(plan.probability for plan in mixture.plans),
        drawn=mixture.drawn,
        content_hash=content_hash,
        value=mixture.measures.value,
        objective=mixture.measures.objective,
        max_value=mixture.measures.max_value,
        bound=mixture.bound,
        gap=mixture.gap,
        gap_of_range=mixture.gap_of_range,
        tail_value=mixture.tail_value,
        entropy_bits=mixture.entropy_bits,
        columns=mixture.columns,
        stopped=mixture.stopped,
        floors=mixture.measures.floors,
        floor_costs=mixture.floor_costs,
        baselines=mixture.baselines,
    )
