"""A count that is foreseen by its mean and variance, against SciPy's distributions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vigil.picture.impacts.counterfactual import Total
from vigil.picture.impacts.foreseen_count import chance_of_more, quantile_of

MEANS = st.floats(0.01, 1e5)


def plain(total: Total):
    if total.variance <= total.mean:
        return stats.poisson(total.mean)
    return stats.nbinom(total.mean**2 / (total.variance - total.mean), total.mean / total.variance)


@given(st.integers(-3, 3000), st.floats(0.01, 1000), st.floats(1, 50))
def test_the_chance_is_that_of_the_distribution(observed, mean, dispersion):
    total = Total(mean, mean * dispersion)
    assert chance_of_more(observed, total) == pytest.approx(plain(total).sf(observed - 1), rel=1e-6, abs=1e-300)


@given(MEANS, st.floats(1, 1000), st.floats(0.001, 0.999))
def test_a_quantile_is_the_smallest_number_not_exceeded(mean, dispersion, probability):
    total = Total(mean, mean * dispersion)
    found = quantile_of(total, probability)
    assert found >= 0
    assert 1 - chance_of_more(found + 1, total) >= probability
    assert found == 0 or 1 - chance_of_more(found, total) < probability


def test_a_variance_as_large_as_can_be_is_borne():
    wild = Total(1e10, 1e40)
    assert quantile_of(wild, 0.975) == 0
    assert chance_of_more(1, wild) < 1e-6
