"""What a fit leaves unexplained."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import kstest

from tests.picture.contagion.made import LOOSE, events_of, triggering
from vigil.picture.contagion import residual
from vigil.picture.contagion.residual import check_residuals
from vigil.picture.contagion.settle import Change, begin, change


def fitted(counts):
    return begin(events_of(counts, ("muslim",)), LOOSE).series[0].fitted


def test_a_fit_that_is_right_leaves_nothing():
    found = fitted(np.random.default_rng(1).negative_binomial(5, 0.5, (300, 1)).astype(np.float64))
    check = check_residuals(found, np.random.default_rng(2))
    assert check.dispersion == pytest.approx(1.0, abs=0.15)
    assert check.uniform_p > 0.01
    assert check.independence_p > 0.01
    assert abs(check.correlation_1) < 0.2


def test_days_that_hang_together_are_seen_when_nothing_explains_them():
    begun = begin(events_of(triggering(300, children=0.7), ("muslim",)), LOOSE)
    without = change(begun, 0, Change(closed=np.ones(1, dtype=np.bool_))).fitted
    check = check_residuals(without, np.random.default_rng(2))
    assert check.correlation_1 > 0.15
    assert check.independence_p < 0.01
    assert check_residuals(begun.series[0].fitted, np.random.default_rng(2)).independence_p > check.independence_p


def test_counts_that_vary_otherwise_are_seen():
    found = fitted(np.random.default_rng(1).negative_binomial(1, 0.1, (300, 1)).astype(np.float64))
    check = check_residuals(replace(found, model=replace(found.model, size=1e4)), np.random.default_rng(2))
    assert check.dispersion > 3
    assert check.uniform_p < 1e-6


def test_days_that_are_not_known_are_left_out():
    counts = np.random.default_rng(1).poisson(4.0, (100, 1)).astype(np.float64)
    counts[7] = np.nan
    assert np.isfinite(check_residuals(fitted(counts), np.random.default_rng(2)).dispersion)


def test_uniformity_is_kolmogorovs_and_smirnovs():
    values = np.random.default_rng(1).beta(1.1, 1.0, 400)
    assert residual._uniform_p(values) == pytest.approx(kstest(values, "uniform", method="asymp").pvalue, rel=1e-6)
