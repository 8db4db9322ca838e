"""What a scan works on: cases in cells of place and time, what is expected of them, and which cylinders are allowed."""

from dataclasses import dataclass
from enum import StrEnum

from vigil.ground.arrays import BoolArray, FloatArray, IntArray, PlaceArray


class ScanModel(StrEnum):
    """What is held still when cases fall by chance."""

    POISSON = "poisson"
    PERMUTATION = "permutation"
    BERNOULLI = "bernoulli"


class ScanKind(StrEnum):
    """Which stretches of time a cylinder may have: all of it, those that end at the last period, or any."""

    SPATIAL = "spatial"
    PROSPECTIVE = "prospective"
    RETROSPECTIVE = "retrospective"


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhoods:
    """For every centre the places around it, nearest first, as far as its largest disc reaches.

    `order` has the shape (centres, longest) and holds place numbers (int32), the centre first; only the first
    `reach[centre]` of a row count (`reach`: shape (centres,), int64). Of places at one distance the one with the lesser
    coordinates comes first (x, then y; on the globe x, y, z of the sphere), as in SaTScan, so that the order of the
    input does not matter. `closes` has the shape of `order` and is True where a disc may end: everywhere but between
    places that have the same coordinates, which enter together.
    """

    order: PlaceArray
    reach: IntArray
    closes: BoolArray


@dataclass(frozen=True, slots=True, eq=False)
class SeparableBaseline:
    """Expected cases of a cell (place, time) as a product: `by_place[place] * by_time[time]`.

    `by_place` has the shape (places,) and sums to all cases; `by_time` has the shape (times,) and sums to 1.
    """

    by_place: FloatArray
    by_time: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class FullBaseline:
    """Expected cases of every cell, shape (places, times), summing to all cases: adjusted for covariates or trend."""

    expected: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScanProblem:
    """What a scan works on.

    `cases` has the shape (places, times): whole numbers. `controls`, shape (places,), is given for the Bernoulli model
    alone. A cylinder holds at least `fewest_cases` and covers at most `longest` periods; times = 1 when purely spatial.
    Under chance the Poisson model draws all cases among the cells in proportion to the baseline; the permutation model
    shuffles the times among the cases; the Bernoulli model draws which of cases and controls are the cases.
    """

    model: ScanModel
    kind: ScanKind
    cases: IntArray
    baseline: SeparableBaseline | FullBaseline
    neighbourhoods: Neighbourhoods
    longest: int
    fewest_cases: int = 2
    controls: IntArray | None = None


@dataclass(frozen=True, slots=True)
class Cylinder:
    """A disc of places over a stretch of time: the first `discs` of the centre's neighbours, `first` to `last` period.

    `log_likelihood_ratio` is against no cluster at all; above 0 the disc holds more than `expected`.
    """

    centre: int
    discs: int
    first: int
    last: int
    observed: int
    expected: float
    log_likelihood_ratio: float
