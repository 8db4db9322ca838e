"""The best cylinder around each centre."""

import numpy as np

from vigil.picture.cluster.frame import list_cases, make_frame, scan_centres
from vigil.picture.cluster.problem import Cylinder, FullBaseline, ScanProblem


def find_best_by_centre(problem: ScanProblem) -> tuple[Cylinder, ...]:
    """Give the best cylinder around each centre, in the order of the centres; only those that hold more than expected.

    A centre around which no cylinder holds more than expected, and at least the fewest cases, has none. Of several
    equally good ones around a centre it is the smallest disc, over the shortest stretch when that ends now.

    References
    ----------
    Kulldorff (1997), Communications in Statistics: Theory and Methods 26, 1481-1496. Checked against SaTScan 10.3.
    """
    found = scan_centres(make_frame(problem), list_cases(problem))
    return tuple(
        _describe(problem, Cylinder(int(centre), int(discs), int(first), int(last), 0, 0.0, float(ratio)))
        for ratio, centre, discs, first, last in zip(*found, strict=True)
        if ratio > 0
    )


def _describe(problem: ScanProblem, found: Cylinder) -> Cylinder:
    """Give a cylinder with what it holds and what was expected of it."""
    places = problem.neighbourhoods.order[found.centre, : found.discs]
    periods = slice(found.first, found.last + 1)
    baseline = problem.baseline
    if isinstance(baseline, FullBaseline):
        expected = float(baseline.expected[places, periods].sum())
    else:
        expected = float(baseline.by_place[places].sum() * baseline.by_time[periods].sum())
    return Cylinder(
        centre=found.centre,
        discs=found.discs,
        first=found.first,
        last=found.last,
        observed=int(np.sum(problem.cases[places, periods])),
        expected=expected,
        log_likelihood_ratio=found.log_likelihood_ratio,
    )
