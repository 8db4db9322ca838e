"""From a question to a problem, and what a question may not be."""

from dataclasses import replace

import numpy as np
import pytest

from vigil.picture.cluster.neighbourhood import DiscLimits, on_plane
from vigil.picture.cluster.problem import FullBaseline, ScanKind, ScanModel, SeparableBaseline
from vigil.picture.cluster.question import ScanQuestion, baseline_by_place, pose

CASES = np.array([[1, 0, 2, 0, 1], [0, 0, 0, 0, 0], [0, 1, 0, 0, 1]])


def a_question(**changes):
    asked = ScanQuestion(
        model=ScanModel.PERMUTATION,
        kind=ScanKind.PROSPECTIVE,
        coordinates=on_plane(np.array([0.0, 1.0, 5.0]), np.zeros(3)),
        cases=CASES,
    )
    return replace(asked, **changes)


def spatial(**changes):
    at_once = {"kind": ScanKind.SPATIAL, "cases": CASES.sum(axis=1, keepdims=True)}
    return a_question(**(at_once | changes))


def test_permutation_gets_its_baseline_from_its_margins_and_half_the_time():
    problem = pose(a_question())
    np.testing.assert_allclose(problem.baseline.by_place, [4, 0, 2])
    np.testing.assert_allclose(problem.baseline.by_time, CASES.sum(axis=0) / 6)
    assert problem.longest == 2
    # Half of six cases is three: the place with four has no disc of its own.
    assert list(problem.neighbourhoods.reach) == [0, 1, 2]


def test_limits_are_passed_on():
    problem = pose(a_question(longest=4, discs=DiscLimits(share=0.5, nearest=1)))
    assert problem.longest == 4
    assert list(problem.neighbourhoods.reach) == [0, 1, 1]


def test_a_study_of_one_period_has_clusters_of_one():
    assert pose(a_question(cases=CASES[:, :1])).longest == 1


def test_poisson_takes_the_baseline_it_is_given():
    cells = FullBaseline(np.full((3, 5), 6 / 15))
    problem = pose(a_question(model=ScanModel.POISSON, baseline=cells))
    assert problem.baseline is cells
    np.testing.assert_allclose(baseline_by_place(cells), [2, 2, 2])
    product = SeparableBaseline(np.array([2.0, 1.0, 3.0]), np.full(5, 0.2))
    assert pose(a_question(model=ScanModel.POISSON, baseline=product)).baseline is product


def test_bernoulli_expects_its_share_of_cases_and_controls():
    problem = pose(spatial(model=ScanModel.BERNOULLI, controls=np.array([1, 2, 3])))
    np.testing.assert_allclose(problem.baseline.by_place, np.array([5, 2, 5]) * 6 / 12)
    np.testing.assert_array_equal(problem.controls, [1, 2, 3])


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (a_question(cases=CASES[:2]), "cases have the shape"),
        (a_question(cases=CASES[:, 0]), "cases have the shape"),
        (a_question(cases=CASES[:, :0]), "cases have the shape"),
        (a_question(cases=CASES - 1), "at least 0 each"),
        (a_question(cases=CASES * 0), "at least 1 together"),
        (a_question(kind=ScanKind.SPATIAL), "one period"),
        (spatial(), "no times to permute"),
        (a_question(model=ScanModel.BERNOULLI), "purely spatial"),
        (a_question(model=ScanModel.POISSON), "a baseline is given for the Poisson model"),
        (a_question(baseline=FullBaseline(CASES * 1.0)), "a baseline is given for the Poisson model"),
        (spatial(model=ScanModel.BERNOULLI), "controls are given for the Bernoulli model"),
        (a_question(controls=np.zeros(3, dtype=np.int64)), "controls are given for the Bernoulli model"),
        (spatial(model=ScanModel.BERNOULLI, controls=np.array([1, 2])), "controls have the shape"),
        (spatial(model=ScanModel.BERNOULLI, controls=np.array([1, 2, -1])), "at least 0 each"),
        (a_question(longest=0), "not within the 5"),
        (a_question(longest=6), "up to 6 periods is not within the 5"),
    ],
)
def test_what_does_not_fit_is_refused(asked, why):
    with pytest.raises(ValueError, match=why):
        pose(asked)


@pytest.mark.parametrize(
    ("baseline", "why"),
    [
        (FullBaseline(np.full((3, 4), 0.5)), "the baseline has the shape"),
        (FullBaseline(np.full((3, 5), 1.0)), "sums to 15, the cases to 6"),
        (SeparableBaseline(np.full(3, 3.0), np.full(5, 0.2)), "sums to 9, the cases to 6"),
        (FullBaseline(np.where(CASES > 1, 0, 6 / 14)), "where none is expected"),
        (SeparableBaseline(np.array([0.0, 3.0, 3.0]), np.full(5, 0.2)), "where none is expected"),
        (SeparableBaseline(np.full(3, 2.0), np.array([0.25, 0.25, 0.25, 0.25, 0])), "where none is expected"),
    ],
)
def test_a_baseline_is_of_the_cases(baseline, why):
    with pytest.raises(ValueError, match=why):
        pose(a_question(model=ScanModel.POISSON, baseline=baseline))
