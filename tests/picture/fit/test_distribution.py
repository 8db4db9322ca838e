"""Tails and quantiles of counts, against SciPy's distributions and the definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vigil.picture.fit.distribution import least_t, upper_quantile, upper_tail

MEANS = st.floats(1e-3, 1e5)
DISPERSIONS = st.one_of(st.just(1.0), st.floats(1.001, 60.0))


def law(mean, dispersion):
    return stats.poisson(mean) if dispersion == 1.0 else stats.nbinom(mean / (dispersion - 1.0), 1.0 / dispersion)


def one(value):
    return np.array([float(value)])


@given(st.integers(0, 3000), MEANS, DISPERSIONS)
def test_the_tail_is_that_of_the_distribution(count, mean, dispersion):
    found = upper_tail(one(count), one(mean), one(dispersion))
    assert found[0] == pytest.approx(law(mean, dispersion).sf(count - 1), rel=1e-8, abs=1e-280)


@given(MEANS, DISPERSIONS)
def test_nought_or_more_is_certain(mean, dispersion):
    assert upper_tail(one(0), one(mean), one(dispersion))[0] == 1.0


@given(st.floats(1e-4, 0.9), MEANS, DISPERSIONS)
def test_the_quantile_is_the_smallest_count_exceeded_no_more_than_that(alpha, mean, dispersion):
    found = upper_quantile(alpha, one(mean), one(dispersion))[0]
    assert found == int(found) >= 0
    assert upper_tail(one(found + 1), one(mean), one(dispersion))[0] <= alpha * (1 + 1e-9) + 1e-14
    if found > 0:
        assert upper_tail(one(found), one(mean), one(dispersion))[0] >= alpha * (1 - 1e-9)


@given(st.floats(1e-4, 0.9), st.floats(1e-3, 1e4), DISPERSIONS)
def test_the_quantile_is_scipys(alpha, mean, dispersion):
    found = upper_quantile(alpha, one(mean), one(dispersion))[0]
    wanted = law(mean, dispersion).ppf(1.0 - alpha)
    # A share that a count reaches to the last digit may fall either way.
    is_tie = abs(law(mean, dispersion).cdf(min(found, wanted)) - (1.0 - alpha)) < 1e-12
    assert found == wanted or is_tie


def test_many_at_once_are_each_alone():
    rng = np.random.default_rng(4)
    means = np.exp(rng.uniform(-6, 13, size=(30, 20)))
    dispersions = np.where(rng.random(means.shape) < 0.3, 1.0, 1.0 + rng.gamma(1.0, 5.0, size=means.shape))
    together = upper_quantile(0.01, means, dispersions)
    alone = [
        upper_quantile(0.01, one(mean), one(spread))[0]
        for mean, spread in zip(means.flat, dispersions.flat, strict=True)
    ]
    assert together.ravel().tolist() == alone


def test_what_is_not_known_stays_so():
    nan = np.array([np.nan, 1.0, 1.0, 1.0])
    means, spreads = np.array([2.0, np.nan, 2.0, 2.0]), np.array([1.0, 1.0, np.nan, 1.5])
    assert np.isnan(upper_tail(nan, means, spreads)).tolist() == [True, True, True, False]
    assert np.isnan(upper_quantile(0.05, means, spreads)).tolist() == [False, True, True, False]
    assert np.isnan(upper_quantile(0.05, one(np.inf), one(1.0)))[0]


def test_beyond_a_million_millions_an_expansion_will_do():
    found = upper_quantile(0.01, one(4e12), one(3.0))[0]
    assert found == pytest.approx(4e12 + 2.3263478740408408 * np.sqrt(1.2e13), rel=1e-9)


@given(st.floats(1e-4, 0.9999), st.integers(1, 400))
def test_a_slope_is_significant_above_students_quantile(chance, freedom):
    found = least_t(chance, freedom)
    assert found.shape == (freedom + 1,)
    assert found[0] == np.inf
    assert found[-1] == pytest.approx(stats.t.isf(chance / 2.0, freedom), rel=1e-9, abs=1e-12)


def test_at_a_chance_of_one_any_slope_will_do_and_above_one_even_none():
    assert (least_t(1.0, 5)[1:] == 1e-16).all()
    assert (least_t(1.5, 5)[1:] == -1.0).all()
