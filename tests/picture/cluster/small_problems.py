"""Small problems of every model and kind, made by chance: a few places, some at one point, a few periods."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from tests.picture.cluster.plain_scan import best_by_centre
from vigil.picture.cluster.expected import expected_cells
from vigil.picture.cluster.frame import find_begin
from vigil.picture.cluster.kernel_draw import Drawn
from vigil.picture.cluster.neighbourhood import DiscLimits, on_plane
from vigil.picture.cluster.problem import FullBaseline, ScanKind, ScanModel, ScanProblem, SeparableBaseline
from vigil.picture.cluster.question import ScanQuestion, pose

IN_SPACE = ((ScanModel.POISSON, ScanKind.SPATIAL), (ScanModel.BERNOULLI, ScanKind.SPATIAL))
RECENT = ((ScanModel.POISSON, ScanKind.PROSPECTIVE), (ScanModel.PERMUTATION, ScanKind.PROSPECTIVE))
ANY_TIME = ((ScanModel.POISSON, ScanKind.RETROSPECTIVE), (ScanModel.PERMUTATION, ScanKind.RETROSPECTIVE))


def a_question(
    model: ScanModel, kind: ScanKind, *, seed: int = 1, full: bool = False, many: float = 1.0
) -> ScanQuestion:
    """Give a question made by chance; `full` has a baseline of cells, `many` is about how many cases a cell has."""
    rng = np.random.default_rng(seed)
    places = int(rng.integers(3, 10))
    periods = 1 if kind is ScanKind.SPATIAL else int(rng.integers(2, 8))
    cases = rng.poisson(many * rng.gamma(1.0, 1.0, (places, periods)))
    cases[rng.integers(places), -1] += 3
    baseline: SeparableBaseline | FullBaseline | None = None
    if model is ScanModel.POISSON:
        # Now and then hardly anything is expected of a place, so that its cases are hundreds of times too many.
        weights = rng.uniform(0.2, 3.0, places) ** rng.choice([1, 9])
        times = rng.uniform(0.2, 3.0, periods)
        baseline = SeparableBaseline(weights * (cases.sum() / weights.sum()), times / times.sum())
        if full:
            cells = expected_cells(baseline) * rng.uniform(0.5, 1.5, cases.shape)
            baseline = FullBaseline(cells * (cases.sum() / cells.sum()))
    return ScanQuestion(
        model=model,
        kind=kind,
        coordinates=on_plane(*rng.integers(0, 3, (2, places)).astype(np.float64)),
        cases=cases.astype(np.int64),
        baseline=baseline,
        controls=rng.poisson(2.0, places).astype(np.int64) + 1 if model is ScanModel.BERNOULLI else None,
        discs=DiscLimits(share=float(rng.choice([0.4, 0.5, 1.0]))),
        longest=int(rng.integers(1, periods + 1)),
    )


def problems(*kinds: tuple[ScanModel, ScanKind], many: float = 1.0) -> st.SearchStrategy[ScanProblem]:
    """Give problems of some models and kinds."""
    return st.builds(
        lambda which, seed, full: pose(a_question(*which, seed=seed, full=full, many=many)),
        st.sampled_from(kinds),
        st.integers(0, 2**32 - 1),
        st.booleans(),
    )


def as_cases(problem: ScanProblem, drawn: Drawn, replication: int) -> ScanProblem:
    """Give the problem with the cases of a replication; those not listed stand before every cylinder."""
    number = drawn.number[replication]
    cases = np.zeros_like(problem.cases)
    np.add.at(cases, (drawn.place[replication, :number], drawn.period[replication, :number]), 1)
    left = int(problem.cases.sum() - number)
    assert left == 0 or find_begin(problem) > 0
    cases[0, 0] += left
    return replace(problem, cases=cases)


def highest(problem: ScanProblem) -> float:
    """Give the highest ratio by the plain twin, 0 where no cylinder holds more than expected."""
    return max((one.log_likelihood_ratio for one in best_by_centre(problem)), default=0.0)
