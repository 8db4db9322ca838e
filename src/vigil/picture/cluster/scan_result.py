"""What a scan found: clusters, the most likely first, and what chance alone brings forth."""

from dataclasses import dataclass

from vigil.ground.arrays import FloatArray
from vigil.picture.cluster.problem import ScanKind, ScanModel


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanCluster:
    """A cluster: a disc of places over a stretch of periods, with more cases than expected.

    `places` are place numbers, the centre first and the others by distance; `first` and `last` are periods counted
    from 0. `relative_risk` is the rate inside over the rate outside. `p_value` is by rank among the replications,
    `p_gumbel` by the Gumbel distribution fitted to them; both are None without replications. `recurrence_periods`
    says in how many periods so strong a cluster comes once by chance when the scan is repeated every period
    (1 / p_value, prospective scans alone).
    """

    places: tuple[int, ...]
    radius_m: float
    first: int
    last: int
    observed: int
    expected: float
    relative_risk: float
    log_likelihood_ratio: float
    p_value: float | None = None
    p_gumbel: float | None = None
    recurrence_periods: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScanResult:
    """The answer to a question.

    `clusters` do not overlap in space. `cylinders` is how many windows were compared. `maxima` holds the largest
    log-likelihood ratio of every replication, shape (replications,).
    """

    model: ScanModel
    kind: ScanKind
    cases: int
    cylinders: int
    clusters: tuple[ScanCluster, ...]
    maxima: FloatArray
