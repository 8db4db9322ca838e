"""The compiled arithmetic of the fit, against plain, slow twins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaln
from scipy.stats import nbinom

from tests.picture.contagion.made import small_model
from vigil.picture.contagion.terms import fade, log_likelihood_of, rates_of, terms_of


@given(share=st.floats(0.05, 0.95), days=st.integers(1, 6), bins=st.integers(1, 3), seed=st.integers(0, 99))
def test_the_linear_recursion_is_the_quadratic_sum(share, days, bins, seed):
    counts = np.random.default_rng(seed).poisson(2.0, (days, bins, 2)).astype(np.float64)
    line = counts.reshape(-1, 2)
    slow = np.zeros_like(line)
    for now in range(len(line)):
        for before in range(now):
            slow[now] += (1 - share) * share ** (now - before - 1) * line[before]
    np.testing.assert_allclose(fade(counts, share).reshape(-1, 2), slow, atol=1e-12)


def slow_rates(model, parameters):
    """Give the mean count of every bin, written out."""
    data, knots = model.data, model.knots
    levels, calendar, children, sizes = np.split(parameters, [knots, knots + 2, knots + 4])
    rates = np.zeros(data.counts.shape)
    for day in range(len(rates)):
        left, share = data.knot[day], data.weight[day]
        level = (1 - share) * levels[left] + share * levels[left + 1] + data.calendar[day] @ calendar
        for bin_ in range(3):
            own = (np.exp(level) + data.shocks[day] @ sizes) * data.profile[bin_]
            rates[day, bin_] = own + data.past[day, bin_] @ children
    return rates


def test_the_rates_are_those_written_out():
    model, parameters = small_model()
    found = rates_of(model.data, parameters, model.knots)
    np.testing.assert_allclose(found, slow_rates(model, parameters).sum(axis=1), rtol=1e-12)


@pytest.mark.parametrize("size", [0.8, 6.0, 200.0])
def test_the_likelihood_is_negative_binomial_by_day_and_multinomial_by_bin(size):
    model, parameters = small_model()
    rates, counts = slow_rates(model, parameters), model.data.counts
    total = 0.0
    for day in np.flatnonzero(model.data.is_known):
        rate, counted = rates[day].sum(), counts[day].sum()
        total += nbinom.logpmf(counted, size, size / (size + rate))
        total += gammaln(counted + 1) - gammaln(counts[day] + 1).sum() + counts[day] @ np.log(rates[day] / rate)
        total -= gammaln(counted + size) - gammaln(size) - gammaln(counts[day] + 1).sum()
    assert log_likelihood_of(model.data, parameters, model.knots, size) == pytest.approx(total, rel=1e-10)


def test_the_gradient_is_that_of_finite_differences():
    model, parameters = small_model()
    found = terms_of(model.data, parameters, model.knots, model.size)
    assert found.log_likelihood == log_likelihood_of(model.data, parameters, model.knots, model.size)
    for place in range(parameters.size):
        step = np.zeros(parameters.size)
        step[place] = 1e-6
        up, down = (log_likelihood_of(model.data, parameters + s, model.knots, model.size) for s in (step, -step))
        assert found.gradient[place] == pytest.approx((up - down) / 2e-6, rel=1e-5, abs=1e-4)


def test_the_information_is_the_expected_square_of_the_gradient():
    model, parameters = small_model(days=8)
    rates, rng = slow_rates(model, parameters), np.random.default_rng(5)
    found = terms_of(model.data, parameters, model.knots, model.size).information
    np.testing.assert_allclose(found, found.T)
    scores = []
    for _ in range(8000):
        luck = rng.gamma(model.size, 1 / model.size, (len(rates), 1))
        drawn = model.data._replace(counts=rng.poisson(rates * luck).astype(np.float64))
        scores.append(terms_of(drawn, parameters, model.knots, model.size).gradient)
    seen = np.cov(np.array(scores).T, bias=True)
    scale = np.sqrt(np.outer(np.diag(found), np.diag(found))) + 1e-12
    np.testing.assert_allclose(seen / scale, found / scale, atol=0.06)


def test_a_day_that_is_not_known_says_nothing():
    model, parameters = small_model()
    counts = model.data.counts.copy()
    counts[5] = 99.0
    other = model.data._replace(counts=counts)
    for one, two in zip(terms_of(model.data, parameters, 3, 6.0), terms_of(other, parameters, 3, 6.0), strict=True):
        np.testing.assert_array_equal(one, two)
