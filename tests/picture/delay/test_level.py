"""How many a day, and how much single days differ."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.delay.level import LEAST_SPREAD, fit_level

DAYS = 400


def fit(counts, shares=None, half_life_days=1e9):
    known = np.asarray(counts, dtype=np.int64)
    return fit_level(known, np.ones(len(known)) if shares is None else shares, half_life_days=half_life_days)


def test_days_that_vary_no_more_than_chance_have_the_steadiest_level():
    found = fit(np.random.default_rng(1).poisson(20, 20_000))
    assert found.per_day == pytest.approx(20, rel=0.01)
    assert found.size == pytest.approx(1 / LEAST_SPREAD, rel=0.01)


def test_days_that_vary_more_are_given_their_spread():
    rng = np.random.default_rng(2)
    found = fit(rng.poisson(rng.gamma(4, 20 / 4, 20_000)))
    assert found.per_day == pytest.approx(20, rel=0.02)
    assert found.size == pytest.approx(4, rel=0.05)


def test_late_reports_are_allowed_for():
    shares = np.linspace(1.0, 0.2, DAYS)
    found = fit(np.random.default_rng(3).poisson(50 * shares), shares)
    assert found.per_day == pytest.approx(50, rel=0.03)


def test_what_is_long_ago_weighs_less():
    counts = [10] * 300 + [40] * 100
    assert fit(counts).per_day == pytest.approx(17.5, rel=0.01)
    assert fit(counts, half_life_days=10).per_day == pytest.approx(40, rel=0.01)


def test_where_nothing_happened_the_level_is_low_and_little_known():
    found = fit([0] * DAYS)
    assert found.per_day == pytest.approx(0.5 / DAYS)
    assert found.size == pytest.approx(1 / (LEAST_SPREAD + 2))


@given(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=40), st.floats(1, 1000))
def test_whatever_the_counts_there_is_a_level(counts, half_life_days):
    found = fit(counts, half_life_days=half_life_days)
    assert 0 < found.per_day < 1_000_001
    assert 0 < found.size <= 1 / LEAST_SPREAD
