"""Scan statistics: where, and since when, there are more cases than chance would put there.

A window, a disc of places over a stretch of time, moves over all places and times and changes its size. The one whose
cases are least likely, were the rate the same inside and out, is the most likely cluster. How unlikely it is among so
many windows is told by replications: cases fall by chance, many times over, and each time the best window is kept.
Clusters are of too many cases, never of too few.

Models: discrete Poisson (cases against people at risk, with covariates), space–time permutation (cases alone: is there
more in this place at this time than in other places?), Bernoulli (cases against controls).

Example
-------
>>> import numpy as np
>>> from vigil.picture import scan
>>> where = scan.on_plane(np.arange(9.0), np.zeros(9))
>>> cases = np.ones((9, 12), dtype=np.int64)
>>> cases[3:5, 10:] = 6
>>> question = scan.ScanQuestion(
...     model=scan.ScanModel.PERMUTATION, kind=scan.ScanKind.PROSPECTIVE, coordinates=where, cases=cases
... )
>>> best = scan.scan(question, replications=99).clusters[0]
>>> sorted(best.places), best.first, best.last, best.observed, best.p_value
([3, 4], 10, 11, 24, 0.01)

References
----------
Kulldorff (1997), Communications in Statistics: Theory and Methods 26, 1481-1496: the statistic.
Kulldorff (2001), Journal of the Royal Statistical Society A 164, 61-72: prospective in space and time.
Kulldorff, Heffernan, Hartman, Assunção & Mostashari (2005), PLoS Medicine 2(3):e59: permutation.
Checked against SaTScan 10.3: log-likelihood ratios to 6 decimals, the same places, the same periods.
"""

from dataclasses import replace

from vigil.ground.executor import hear_nothing
from vigil.picture.cluster.expected import PeopleAtRisk, standardise
from vigil.picture.cluster.neighbourhood import Coordinates, DiscLimits, on_globe, on_plane
from vigil.picture.cluster.probability import gumbel_probability, rank_probability, recurrence
from vigil.picture.cluster.problem import FullBaseline, ScanKind, ScanModel, SeparableBaseline
from vigil.picture.cluster.question import ScanQuestion, pose
from vigil.picture.cluster.rank import rank_clusters
from vigil.picture.cluster.scan_result import ScanCluster, ScanResult

__all__ = [
    "Coordinates",
    "DiscLimits",
    "FullBaseline",
    "PeopleAtRisk",
    "ScanCluster",
    "ScanKind",
    "ScanModel",
    "ScanQuestion",
    "ScanResult",
    "SeparableBaseline",
    "on_globe",
    "on_plane",
    "scan",
    "standardise",
]
