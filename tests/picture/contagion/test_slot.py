"""Shocks and their shapes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

from vigil.picture.contagion.slot import (
    HEIGHTS,
    LONGEST_DAYS,
    SHAPES,
    Peers,
    Shape,
    fading,
    shape_weights,
    size_weights,
    weigh,
)


def test_a_shape_stays_at_its_height_and_then_halves():
    shape = Shape(4, 2.0)
    np.testing.assert_allclose(shape.left(np.array([0.0, 4.0, 6.0, 8.0])), [1.0, 1.0, 0.5, 0.25])
    assert shape.half_gone_days == 6.0


@given(first=st.integers(0, 30), which=st.integers(0, len(SHAPES) - 1), days=st.integers(31, 200))
def test_a_shock_begins_on_its_first_day_fades_and_ends(first, which, days):
    left = fading(first, SHAPES[which], days)
    assert left.size == days
    assert np.all(left[:first] == 0)
    assert left[first] == 1.0
    assert np.all(np.diff(left[first:]) <= 0)
    assert np.all(left[first + LONGEST_DAYS :] == 0)


def test_weights_of_shapes_sum_to_one_and_lie_around_the_centre():
    weights = shape_weights(7.0, 0.7)
    assert weights.sum() == pytest.approx(sum(share for _, share in HEIGHTS)) == pytest.approx(1.0)
    assert SHAPES[int(np.argmax(weights))] == Shape(0, 7.5)


@given(moved=st.floats(0.01, 1.0), log_multiple=st.none() | st.floats(-3, 4))
def test_weights_of_sizes_sum_to_one_and_none_is_as_likely_as_among_the_others(moved, log_multiple):
    sizes = np.concatenate([[0.0], np.geomspace(0.1, 100, 30)])
    weights = size_weights(sizes, 5.0, Peers(moved, log_multiple))
    assert weights.sum() == pytest.approx(1.0)
    assert weights[0] == pytest.approx(1.0 - moved)


def test_sizes_like_those_of_the_other_series_are_likelier():
    sizes = np.concatenate([[0.0], np.geomspace(0.1, 100, 30)])
    alone, like = (size_weights(sizes, 2.0, Peers(0.5, known)) for known in (None, np.log(20.0)))
    near = int(np.argmin(np.abs(sizes - 40.0)))
    assert like[near] > 2 * alone[near]


def test_each_size_and_shape_is_weighed_by_its_likelihood():
    rng = np.random.default_rng(1)
    others = np.full(30, 3.0)
    counted = rng.poisson(others + 20.0 * 0.5 ** (np.arange(30) / 3.5)).astype(np.float64)
    counted[4] = np.nan
    found = weigh(counted, others, 5.0)
    known = np.isfinite(counted)
    for row, column in ((3, 0), (3, 20), (12, 27), (30, 5)):
        rates = (others + found.sizes[column] * SHAPES[row].left(np.arange(30.0)))[known]
        likelihood = nbinom.logpmf(counted[known], 5.0, 5.0 / (5.0 + rates)).sum()
        nothing = nbinom.logpmf(counted[known], 5.0, 5.0 / (5.0 + others[known])).sum()
        assert found.log_likelihood[row, column] - found.log_likelihood[0, 0] == pytest.approx(likelihood - nothing)
    shape, size = np.unravel_index(int(found.log_likelihood.argmax()), found.log_likelihood.shape)
    assert found.sizes[size] == pytest.approx(20.0, rel=0.5)
    assert SHAPES[int(shape)].half_gone_days == pytest.approx(3.5, abs=3)


def test_a_shock_of_days_nobody_knows_is_weighed_alike():
    found = weigh(np.full(5, np.nan), np.full(5, 3.0), 5.0)
    assert np.all(found.log_likelihood == 0)
