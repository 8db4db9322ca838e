"""From the best cylinder of every centre to clusters that do not overlap, the most likely first."""

import math

from vigil.picture.cluster.neighbourhood import Coordinates
from vigil.picture.cluster.problem import Cylinder, ScanProblem
from vigil.picture.cluster.scan_result import ScanCluster

LEAST_LIKELY = 0.001
"""Cylinders whose log-likelihood ratio is below this are no clusters; SaTScan does not report them either."""

_DIGITS = 9


def rank_clusters(
    problem: ScanProblem, coordinates: Coordinates, best_by_centre: tuple[Cylinder, ...]
) -> tuple[ScanCluster, ...]:
    """Give the clusters, the most likely first, each without a place in common with those before it.

    Of every centre only the best cylinder is looked at. Of equally likely ones that with fewer places comes
    first, then that with the lower number of its centre, as in SaTScan.

    Parameters
    ----------
    problem, coordinates : what was scanned
    best_by_centre : the best cylinder of every centre that has one with more cases than expected
    """
    likely = [one for one in best_by_centre if one.log_likelihood_ratio >= LEAST_LIKELY]

    def order(one: Cylinder) -> tuple[float, int, int]:
        # Cylinders of the same cells differ in the last digits, because their sums were made in another order.
        return -round(one.log_likelihood_ratio, _DIGITS), one.discs, one.centre

    taken: set[int] = set()
    clusters: list[ScanCluster] = []
    for one in sorted(likely, key=order):
        places = tuple(int(place) for place in problem.neighbourhoods.order[one.centre, : one.discs])
        if taken.isdisjoint(places):
            taken.update(places)
            radius_m = coordinates.radius_m(places[0], places[-1])
            clusters.append(_cluster(one, places, radius_m, int(problem.cases.sum())))
    return tuple(clusters)


def relative_risk(observed: int, expected: float, cases: int) -> float:
    """Give the rate inside over the rate outside: infinite when no case is outside.

    Parameters
    ----------
    observed, expected : cases inside, expected > 0
    cases : all cases, which are also all expected ones
    """
    if observed == cases:
        return math.inf
    return (observed / expected) / ((cases - observed) / (cases - expected))


def _cluster(cylinder: Cylinder, places: tuple[int, ...], radius_m: float, cases: int) -> ScanCluster:
    return ScanCluster(
        places=places,
        radius_m=radius_m,
        first=cylinder.first,
        last=cylinder.last,
        observed=cylinder.observed,
        expected=cylinder.expected,
        relative_risk=relative_risk(cylinder.observed, cylinder.expected, cases),
        log_likelihood_ratio=cylinder.log_likelihood_ratio,
    )
