"""From a fit to a bound: against SciPy's distributions and the formulas of the papers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vigil.picture.fit.farrington_batch import Fits
from vigil.picture.fit.farrington_bound import BoundRule, PowerTransform, ThresholdMethod, set_bound

PREDICTED = st.floats(-3.0, 8.0)
ERRORS = st.floats(1e-3, 1.0)
DISPERSIONS = st.one_of(st.just(1.0), st.floats(1.01, 20.0))
POWERS = st.sampled_from(PowerTransform)


def fitted(predicted, error, dispersion):
    one = np.ones((1, 1))
    return Fits(predicted * one, error * one, dispersion * one, 0.0 * one)


def rule(method, *, alpha=0.05, power=PowerTransform.TWO_THIRDS, is_as_in_r=False):
    return BoundRule(alpha=alpha, method=method, power=power, is_as_in_r=is_as_in_r)


def bound_of(fits, observed, one):
    found = set_bound(fits, np.full((1, 1), float(observed)), one)
    return {name: getattr(found, name)[0, 0] for name in ("expected", "upper", "score", "p_value", "mu0")}


def test_the_powers_are_numbers():
    assert [power.exponent for power in PowerTransform] == [1.0, 0.5, pytest.approx(2 / 3)]


@given(PREDICTED, ERRORS, DISPERSIONS, POWERS, st.integers(0, 5000), st.sampled_from([0.001, 0.05, 0.2]))
def test_by_the_delta_method_a_power_of_the_count_is_normal(predicted, error, dispersion, power, observed, alpha):
    found = bound_of(
        fitted(predicted, error, dispersion), observed, rule(ThresholdMethod.DELTA, alpha=alpha, power=power)
    )
    mean, exponent = np.exp(predicted), power.exponent
    # Var(y^p) ≈ (p μ^(p-1))² Var(y), where the count and the fitted mean both vary.
    spread = exponent * mean ** (exponent - 1.0) * np.sqrt(dispersion * mean + (error * mean) ** 2)
    normal = stats.norm(mean**exponent, spread)
    assert found["expected"] == pytest.approx(mean)
    assert found["upper"] ** exponent == pytest.approx(normal.isf(alpha), rel=1e-9)
    assert found["p_value"] == pytest.approx(normal.sf(observed**exponent), rel=1e-6, abs=1e-300)
    assert found["score"] == pytest.approx((observed - mean) / (found["upper"] - mean), rel=1e-7)
    assert found["mu0"] == pytest.approx(np.exp(predicted + stats.norm.isf(alpha) * error))


@given(PREDICTED, ERRORS, DISPERSIONS, st.integers(0, 5000), st.sampled_from([0.001, 0.05]))
def test_by_plugging_in_the_bound_is_the_quantile_at_the_fitted_mean(predicted, error, dispersion, observed, alpha):
    found = bound_of(fitted(predicted, error, dispersion), observed, rule(ThresholdMethod.NB_PLUGIN, alpha=alpha))
    mean = np.exp(predicted)
    law = stats.poisson(mean) if dispersion == 1.0 else stats.nbinom(mean / (dispersion - 1.0), 1.0 / dispersion)
    assert found["upper"] == law.ppf(1.0 - alpha)
    assert found["p_value"] == pytest.approx(law.sf(observed - 1), rel=1e-6, abs=1e-250)
    assert found["expected"] == found["mu0"] == pytest.approx(mean)


@given(PREDICTED, ERRORS, DISPERSIONS, st.sampled_from([0.001, 0.05]))
def test_by_muan_the_mean_is_taken_at_its_upper_quantile(predicted, error, dispersion, alpha):
    found = bound_of(fitted(predicted, error, dispersion), 3, rule(ThresholdMethod.MUAN, alpha=alpha))
    shifted = predicted + stats.norm.isf(alpha) * error
    plugged = bound_of(fitted(shifted, error, dispersion), 3, rule(ThresholdMethod.NB_PLUGIN, alpha=alpha))
    assert found["mu0"] == pytest.approx(np.exp(shifted))
    assert found["upper"] == pytest.approx(plugged["upper"], abs=1.0)
    assert found["p_value"] == pytest.approx(plugged["p_value"])
    assert found["expected"] == pytest.approx(np.exp(predicted))


def test_as_in_r_the_score_mixes_scales_and_mu0_of_delta_is_exponentiated_twice():
    fits = fitted(2.0, 0.1, 1.5)
    plugged = bound_of(fits, 12, rule(ThresholdMethod.NB_PLUGIN, is_as_in_r=True))
    assert plugged["score"] == pytest.approx((12 - 2.0) / (plugged["upper"] - 2.0))
    delta = bound_of(fits, 12, rule(ThresholdMethod.DELTA, is_as_in_r=True))
    mean = np.exp(2.0)
    assert delta["mu0"] == pytest.approx(np.exp(mean + 1.6448536269514722 * 0.1 * mean))


def test_for_a_chance_above_one_half_the_upper_end_is_still_above():
    found = bound_of(fitted(2.0, 0.1, 1.5), 12, rule(ThresholdMethod.DELTA, alpha=0.9))
    assert found["upper"] > found["expected"]


def test_where_the_upper_quantile_of_the_mean_overflows_nothing_is_said():
    found = bound_of(fitted(10.0, 1e4, 1.5), 12, rule(ThresholdMethod.MUAN))
    assert found["mu0"] == np.inf
    assert np.isnan([found["upper"], found["p_value"], found["expected"], found["score"]]).all()


@pytest.mark.parametrize("method", ThresholdMethod)
def test_without_a_fit_nothing_is_said(method):
    found = bound_of(fitted(np.nan, np.nan, np.nan), 12, rule(method))
    assert np.isnan(list(found.values())).all()


@pytest.mark.parametrize("method", ThresholdMethod)
def test_of_a_count_that_is_not_known_there_is_a_bound_and_no_probability(method):
    found = bound_of(fitted(2.0, 0.1, 1.5), np.nan, rule(method))
    assert np.isnan(found["p_value"])
    assert np.isnan(found["score"])
    assert found["upper"] > found["expected"] > 0
