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

    Of every centre only the best cylinder is looked at. Equally likely ones are ordered by radius, by how many
    places they hold, and by the number of their centre.

    Parameters
    ----------
    problem, coordinates : what was scanned
    best_by_centre : the best cylinder of every centre that has one with more cases than expected
    """
    likely = [one for one in best_by_centre if one.log_likelihood_ratio >= LEAST_LIKELY]
    by_place = {one.centre: _places_of(problem, one) for one in likely}
    radius = {one.centre: coordinates.radius_m(one.centre, by_place[one.centre][-1]) for one in likely}

    def order(one: Cylinder) -> tuple[float, float, int, int]:
        # Cylinders of the same cells differ in the last digits, because their sums were made in another order.
        likelihood = round(one.log_likelihood_ratio, _DIGITS)
        return -likelihood, round(radius[one.centre], _DIGITS), one.discs, one.centre

    taken: set[int] = set()
    clusters: list[ScanCluster] = []
    for one in sorted(likely, key=order):
        places = by_place[one.centre]
        if taken.isdisjoint(places):
            taken.update(places)
            clusters.append(_cluster(one, places, radius[one.centre], int(problem.cases.sum())))
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


def _places_of(problem: ScanProblem, cylinder: Cylinder) -> tuple[int, ...]:
    return tuple(int(place) for place in problem.neighbourhoods.order[cylinder.centre, : cylinder.discs])


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
