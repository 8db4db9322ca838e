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

from collections.abc import Callable
from dataclasses import replace

from vigil.ground.arrays import FloatArray
from vigil.ground.executor import IN_THIS_PROCESS, Executor, hear_nothing
from vigil.picture.cluster.expected import PeopleAtRisk, standardise
from vigil.picture.cluster.find import find_best_by_centre
from vigil.picture.cluster.frame import count_cylinders
from vigil.picture.cluster.neighbourhood import Coordinates, DiscLimits, on_globe, on_plane
from vigil.picture.cluster.probability import gumbel_probability, rank_probability, recurrence
from vigil.picture.cluster.problem import FullBaseline, ScanKind, ScanModel, SeparableBaseline
from vigil.picture.cluster.question import ScanQuestion, pose
from vigil.picture.cluster.rank import rank_clusters
from vigil.picture.cluster.replicate import ReplicationPlan, SequentialStop, replicate
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


def scan(  # noqa: PLR0913 - how chance is tried, where, and who hears of it: each has a default of its own
    question: ScanQuestion,
    *,
    replications: int = 999,
    seed: int = 1,
    threads: int = 1,
    stop_after: int | None = None,
    executor: Executor = IN_THIS_PROCESS,
    heard: Callable[[int], None] = hear_nothing,
) -> ScanResult:
    """Find the clusters of a question, and say how seldom chance alone brings forth so strong ones.

    The answer depends on the question, `replications`, `seed` and `stop_after` alone, not on the threads or the
    executor.

    Parameters
    ----------
    question : cases, where they are, against which baseline, how large a cluster may be
    replications : how often chance is tried, at least 0; without any no cluster has a probability
    seed : 0 to 2**63 - 1
    threads : how many share the replications of one task, at least 1
    stop_after : end as soon as so many replications have reached the most likely cluster: it is hopeless then, and
        more of them would only say so more exactly. None: never, as needed to compare the maxima themselves
    executor : where the replications are worked out
    heard : is told, from time to time, how many replications are done

    Raises
    ------
    ValueError : the question does not fit together (see `pose`), or a number is out of its range

    References
    ----------
    Kulldorff (1997, 2001), Kulldorff et al. (2005), as above; Besag & Clifford (1991), Biometrika 78, 301-304: the
    stop. Checked against SaTScan 10.3.2.
    """
    problem = pose(question)
    found = rank_clusters(problem, question.coordinates, find_best_by_centre(problem))
    stop = (
        SequentialStop(observed=found[0].log_likelihood_ratio, exceedances=stop_after) if stop_after and found else None
    )
    plan = ReplicationPlan(replications=replications, seed=seed, threads=threads, stop=stop)
    maxima = replicate(problem, plan, executor=executor, heard=heard)
    is_stopped = maxima.size < replications
    return ScanResult(
        model=question.model,
        kind=question.kind,
        cases=int(question.cases.sum()),
        cylinders=count_cylinders(problem),
        clusters=tuple(_judge(one, maxima, question.kind, is_stopped=is_stopped) for one in found),
        maxima=maxima,
    )


def _judge(cluster: ScanCluster, maxima: FloatArray, kind: ScanKind, *, is_stopped: bool) -> ScanCluster:
    """Give a cluster with its probabilities, as far as there are replications to know them from."""
    if maxima.size == 0:
        return cluster
    ratio = cluster.log_likelihood_ratio
    chance = rank_probability(ratio, maxima, is_stopped=is_stopped)
    return replace(
        cluster,
        p_value=chance,
        p_gumbel=gumbel_probability(ratio, maxima),
        recurrence_periods=recurrence(chance) if kind is ScanKind.PROSPECTIVE else None,
    )
