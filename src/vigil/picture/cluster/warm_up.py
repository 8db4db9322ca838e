"""Having the compiled loops ready before time is taken: machine code is made on the first scan of its kind."""

from dataclasses import replace

import numpy as np

from vigil.picture.cluster.find import find_best_by_centre
from vigil.picture.cluster.neighbourhood import Coordinates, DiscLimits
from vigil.picture.cluster.problem import FullBaseline, SeparableBaseline
from vigil.picture.cluster.question import ScanQuestion, pose
from vigil.picture.cluster.replicate import ReplicationPlan, replicate


def warm_up(question: ScanQuestion) -> None:
    """Have every loop that a question needs compiled, or loaded, by a scan of a few places with as many cases.

    There are two of them, or so many that none has more cases than the question's places have: loops are compiled for
    the type that holds them.
    """
    periods, cases = question.cases.shape[1], int(question.cases.sum())
    most = int(question.cases.sum(axis=1).max())
    places = max(2, -(-cases // most))
    counts = np.zeros((places, periods), dtype=np.int64)
    counts[:, -1] = cases // places
    counts[: cases % places, -1] += 1
    baseline: SeparableBaseline | FullBaseline | None = None
    if isinstance(question.baseline, FullBaseline):
        baseline = FullBaseline(np.full(counts.shape, cases / counts.size))
    elif question.baseline is not None:
        baseline = SeparableBaseline(np.full(places, cases / places), np.full(periods, 1 / periods))
    small = replace(
        question,
        coordinates=Coordinates(np.zeros((places, 2))),
        cases=counts,
        baseline=baseline,
        controls=None if question.controls is None else np.ones(places, dtype=np.int64),
        discs=DiscLimits(),
    )
    problem = pose(small)
    find_best_by_centre(problem)
    replicate(problem, ReplicationPlan(replications=1))
