"""What an analyst asks of a scan: which cases, where, against which baseline, and how large a cluster may be."""

from dataclasses import dataclass, field

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.cluster.expected import expected_by_permutation, expected_by_trials
from vigil.picture.cluster.neighbourhood import Coordinates, DiscLimits, find_neighbourhoods
from vigil.picture.cluster.problem import FullBaseline, ScanKind, ScanModel, ScanProblem, SeparableBaseline


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScanQuestion:
    """What a scan looks into.

    `coordinates` are made by `on_globe` or `on_plane`. `cases` has the shape (places, periods): whole numbers at least
    0, the last period the latest; a purely spatial scan has one period. `baseline` is given for the Poisson model
    alone: what is expected of every cell, summing to all cases. `controls`, shape (places,), is given for the
    Bernoulli model alone, which is purely spatial; the permutation model is in space and time and needs neither.
    `discs` limits how far a cluster reaches in space and `longest` for how many periods it lasts: half of them, as in
    SaTScan, when None.
    """

    model: ScanModel
    kind: ScanKind
    coordinates: Coordinates
    cases: IntArray
    baseline: SeparableBaseline | FullBaseline | None = None
    controls: IntArray | None = None
    discs: DiscLimits = field(default_factory=DiscLimits)
    longest: int | None = None


def pose(question: ScanQuestion) -> ScanProblem:
    """Give the problem a question comes down to: its baseline, its discs, its stretches of time.

    Raises
    ------
    ValueError : shapes, model and kind do not fit one another; there is no case; counts are negative; cases stand
        where none is expected; the baseline does not sum to all cases; or no cluster may last as long as asked
    """
    _check_shapes(question)
    baseline = _baseline_of(question)
    measure, periods = baseline_by_place(baseline), question.cases.shape[1]
    longest = max(1, periods // 2) if question.longest is None else question.longest
    if not 1 <= longest <= periods:
        raise ValueError(f"a cluster of up to {longest} periods is not within the {periods} of the study")
    return ScanProblem(
        model=question.model,
        kind=question.kind,
        cases=question.cases,
        baseline=baseline,
        neighbourhoods=find_neighbourhoods(question.coordinates, measure, question.discs),
        longest=longest,
        controls=question.controls,
    )


def baseline_by_place(baseline: SeparableBaseline | FullBaseline) -> FloatArray:
    """Give the expected cases of every place over the whole study period, shape (places,)."""
    if isinstance(baseline, FullBaseline):
        return np.asarray(baseline.expected.sum(axis=1))
    return baseline.by_place


def _check_shapes(question: ScanQuestion) -> None:
    cases, points = question.cases, question.coordinates.points
    if cases.ndim != 2 or cases.shape[0] != points.shape[0] or cases.shape[1] < 1:
        raise ValueError(f"cases have the shape (places, periods), here {cases.shape} for {points.shape[0]} places")
    if np.any(cases < 0) or not np.any(cases):
        raise ValueError("cases are at least 0 each, and at least 1 together")
    is_spatial = question.kind is ScanKind.SPATIAL
    if is_spatial and cases.shape[1] != 1:
        raise ValueError("a purely spatial scan has one period")
    if question.model is ScanModel.PERMUTATION and is_spatial:
        raise ValueError("the permutation model is in space and time; a spatial scan has no times to permute")
    if question.model is ScanModel.BERNOULLI and not is_spatial:
        raise ValueError("the Bernoulli model is purely spatial")
    if (question.baseline is not None) != (question.model is ScanModel.POISSON):
        raise ValueError("a baseline is given for the Poisson model, and for it alone")
    if (question.controls is not None) != (question.model is ScanModel.BERNOULLI):
        raise ValueError("controls are given for the Bernoulli model, and for it alone")


def _baseline_of(question: ScanQuestion) -> SeparableBaseline | FullBaseline:
    cases = question.cases
    if question.controls is not None:
        if question.controls.shape != cases.shape[:1] or np.any(question.controls < 0):
            raise ValueError("controls have the shape (places,) and are at least 0 each")
        return expected_by_trials(cases[:, 0], question.controls)
    if question.baseline is None:
        return expected_by_permutation(cases)
    _check_baseline(question.baseline, cases)
    return question.baseline


def _check_baseline(baseline: SeparableBaseline | FullBaseline, cases: IntArray) -> None:
    if isinstance(baseline, FullBaseline):
        shape, total = baseline.expected.shape, float(baseline.expected.sum())
        is_empty = baseline.expected == 0
    else:
        shape = (baseline.by_place.size, baseline.by_time.size)
        total = float(baseline.by_place.sum() * baseline.by_time.sum())
        is_empty = (baseline.by_place == 0)[:, None] | (baseline.by_time == 0)[None, :]
    if shape != cases.shape:
        raise ValueError(f"the baseline has the shape {shape}, the cases {cases.shape}")
    if not np.isclose(total, cases.sum(), rtol=1e-6):
        raise ValueError(f"the baseline sums to {total:g}, the cases to {cases.sum()}")
    if np.any(is_empty & (cases > 0)):
        raise ValueError("cases stand where none is expected")
