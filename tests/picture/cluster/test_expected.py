"""Expected cases by indirect standardisation, and from the cases alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.cluster.expected import (
    PeopleAtRisk,
    expected_by_permutation,
    expected_by_trials,
    expected_cells,
    standardise,
)
from vigil.picture.cluster.problem import FullBaseline, SeparableBaseline


def people(counts):
    """Give people at risk from an array (places, strata, censuses)."""
    place, stratum, census = (axis.ravel() for axis in np.indices(counts.shape))
    return PeopleAtRisk(
        place=place,
        stratum=stratum,
        census=census,
        people=counts.ravel().astype(np.float64),
        places=counts.shape[0],
        strata=counts.shape[1],
    )


def test_without_covariates_cases_are_shared_by_people():
    weights = np.array([[0.25], [0.75]])
    baseline = standardise(people(np.array([[[10]], [[30]]])), np.array([8]), weights)
    assert isinstance(baseline, SeparableBaseline)
    np.testing.assert_allclose(baseline.by_place, [2, 6])
    np.testing.assert_allclose(baseline.by_time, [0.25, 0.75])


def test_a_place_of_the_old_expects_more_of_what_befalls_the_old():
    # Young and old in two places; the old are ill four times as often.
    counts = np.array([[[90], [10]], [[10], [90]]])
    baseline = standardise(people(counts), np.array([10, 40]), np.ones((1, 1)))
    np.testing.assert_allclose(expected_cells(baseline)[:, 0], [9 + 4, 1 + 36])


@given(
    counts=st.integers(0, 2**32).map(np.random.default_rng),
    shape=st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 3), st.integers(1, 5)),
)
def test_standardisation_is_rate_times_people_and_sums_to_the_cases(counts, shape):
    places, strata, censuses, periods = shape
    at_risk = counts.integers(0, 50, (places, strata, censuses)) + 1
    cases = counts.integers(0, 9, strata)
    weights = counts.random((periods, censuses)) + 0.01
    baseline = standardise(people(at_risk), cases, weights)
    plain = np.zeros((places, periods))
    for stratum in range(strata):
        cells = at_risk[:, stratum, :] @ weights.T
        plain += cells * cases[stratum] / cells.sum()
    np.testing.assert_allclose(expected_cells(baseline), plain, rtol=1e-12)
    assert expected_cells(baseline).sum() == pytest.approx(cases.sum())
    assert isinstance(baseline, SeparableBaseline if censuses == 1 else FullBaseline)


def test_rows_of_one_place_and_stratum_add_up():
    twice = PeopleAtRisk(
        place=np.array([0, 0, 1]),
        stratum=np.array([0, 0, 0]),
        census=np.array([0, 0, 0]),
        people=np.array([1.0, 2.0, 1.0]),
        places=2,
        strata=1,
    )
    np.testing.assert_allclose(expected_cells(standardise(twice, np.array([4]), np.ones((1, 1))))[:, 0], [3, 1])


def test_a_stratum_without_cases_and_people_is_left_out():
    baseline = standardise(people(np.array([[[5], [0]]])), np.array([3, 0]), np.ones((1, 1)))
    np.testing.assert_allclose(expected_cells(baseline), [[3]])


def test_cases_need_people():
    with pytest.raises(ValueError, match="cases but nobody at risk"):
        standardise(people(np.array([[[5], [0]]])), np.array([3, 1]), np.ones((1, 1)))


def test_permutation_expects_what_margins_say():
    cases = np.array([[2, 1], [0, 3]])
    np.testing.assert_allclose(expected_cells(expected_by_permutation(cases)), [[1, 2], [1, 2]])


def test_trials_expect_the_same_share_everywhere():
    baseline = expected_by_trials(np.array([[3], [1]])[:, 0], np.array([1, 3]))
    np.testing.assert_allclose(expected_cells(baseline), [[2], [2]])


def test_every_cell_of_a_full_baseline_is_itself():
    cells = np.array([[1.0, 2.0]])
    assert expected_cells(FullBaseline(cells)) is cells
