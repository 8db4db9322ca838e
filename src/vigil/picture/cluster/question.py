"""What an analyst asks of a scan: which cases, where, against which baseline, and how large a cluster may be."""

from dataclasses import dataclass
from enum import StrEnum

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.cluster.problem import FullBaseline, ScanKind, ScanModel, SeparableBaseline


class CoordinateSystem(StrEnum):
    """What two coordinates are: latitude and longitude in degrees (WGS84), or x and y on a plane, in metres."""

    GLOBE = "lat,lon"
    PLANE = "x,y"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterLimits:
    """How large a cluster may be; a limit that is None does not bind.

    `max_share` is the largest share of all expected cases in a disc (above 0, at most 0.5; SaTScan's limit too is on
    expected cases, not on population); `max_radius_m` its largest radius; `nearest` the most places in it, the centre
    counted; `longest` the most periods, half of the study period when None.
    """

    max_share: float = 0.5
    max_radius_m: float | None = None
    nearest: int | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScanQuestion:
    """What a scan looks into.

    `coordinates` has the shape (places, 2): lat and lon, or x and y. `cases` has the shape (places, periods): whole
    numbers at least 0, the last period the latest; a purely spatial scan has one period. `baseline` is given for the
    Poisson model alone: what is expected of a cell, summing to all cases. `controls`, shape (places,), is given for
    the Bernoulli model alone, which is purely spatial; the permutation model has times and needs neither.
    """

    model: ScanModel
    kind: ScanKind
    coordinates: FloatArray
    system: CoordinateSystem
    cases: IntArray
    baseline: SeparableBaseline | FullBaseline | None = None
    controls: IntArray | None = None
    limits: ClusterLimits = ClusterLimits()
