"""What would have been: against plain means, a known season, and what later days must not change."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.picture.impacts.timelines import NEW_YEAR, by_day, by_month
from vigil.picture.impacts.counterfactual import (
    SHADOW_DAYS,
    History,
    dispersion_of,
    fit_before,
    rows_before,
    total_expected,
)

ALL_ALIKE = History(window_days=5000, half_life_days=1e12)


def on(day):
    return NEW_YEAR + timedelta(days=day)


def fit(timeline, event, periods=28, history=ALL_ALIKE):
    return fit_before(timeline, event, history=history, periods=periods)


def test_of_a_short_history_the_mean_is_expected():
    counts = np.random.default_rng(1).poisson(6, 50)
    found = fit(by_day(counts), 40, periods=5)
    assert found.means == pytest.approx(np.full(5, counts[:40].mean() + 0.5 / 40), rel=1e-6)
    assert found.history_from == NEW_YEAR


def test_a_season_and_a_trend_are_carried_on():
    days = np.arange(1500)
    truth = 20 * np.exp(0.1 * days / 365.25 + 0.4 * np.sin(2 * np.pi * days / 365.25))
    counts = np.random.default_rng(2).poisson(truth)
    found = fit(by_day(counts), 1400, periods=60)
    assert found.means == pytest.approx(truth[1400:1460], rel=0.15)
    assert float(found.means.sum()) == pytest.approx(truth[1400:1460].sum(), rel=0.05)


def test_weekdays_are_told_apart():
    counts = np.where(np.arange(400) % 7 == 0, 30, 5)
    found = fit(by_day(counts), 350, periods=14)
    assert found.means == pytest.approx(counts[350:364], rel=0.05)


def test_months_are_carried_on():
    found = fit(by_month([10, 12] * 6 + [500]), 12, periods=3)
    assert found.means == pytest.approx([11.04], rel=0.01)
    assert found.means.shape == (1,)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
def test_nothing_of_the_event_or_later_is_looked_at(later):
    before = np.random.default_rng(3).poisson(4, 100)
    found = fit(by_day([*before, *later, *[0] * 30]), 100)
    plain = fit(by_day([*before, *[1] * (len(later) + 30)]), 100)
    assert np.array_equal(found.means, plain.means)
    assert total_expected(found, 7) == total_expected(plain, 7)


def test_a_past_surge_does_not_stand_for_what_is_usual():
    counts = np.random.default_rng(4).poisson(5, 400)
    surged = counts.copy()
    surged[200:214] += 60
    calm, found = fit(by_day(counts), 390), fit(by_day(surged), 390)
    assert float(found.means.sum()) == pytest.approx(float(calm.means.sum()), rel=0.15)
    assert found.weights[200:214].max() < 0.2
    assert np.median(found.weights) == pytest.approx(1)


def test_what_is_long_ago_weighs_less():
    counts = [4] * 300 + [16] * 60
    recent = History(window_days=5000, half_life_days=20)
    assert float(fit(by_day(counts), 359, periods=1, history=recent).means[0]) > 13
    assert float(fit(by_day(counts), 359, periods=1).means[0]) < 8


def test_a_break_is_a_step_not_a_surge():
    counts = np.random.default_rng(5).poisson(np.where(np.arange(400) < 300, 5, 15))
    broken = History(window_days=5000, half_life_days=1e12, breaks=(on(300),))
    found = fit(by_day(counts), 390, history=broken, periods=10)
    assert float(found.means.mean()) == pytest.approx(15, rel=0.1)
    assert float(fit(by_day(counts), 390, periods=10).means.mean()) < 10


def test_which_days_tell_what_is_usual():
    counts = np.ones(200)
    counts[[3, 90]] = np.nan
    history = History(window_days=150, half_life_days=240, shadows=(on(100),))
    found = rows_before(by_day(counts), 190, history)
    assert found.tolist() == [row for row in range(40, 190) if row != 90 and not 100 <= row < 100 + SHADOW_DAYS]


def test_the_month_an_event_lies_in_is_in_its_shadow():
    history = History(window_days=5000, half_life_days=240, shadows=(on(40),))
    assert rows_before(by_month([1] * 6), 5, history).tolist() == [0, 3, 4]


def test_without_any_history_nothing_can_be_fitted():
    with pytest.raises(ValueError, match="nothing is known from before the event"):
        fit(by_day([1, 2, 3]), 0)


def test_dispersion_is_that_of_sums_of_as_many_days():
    rng = np.random.default_rng(6)
    independent = fit(by_day(rng.poisson(10, 900)), 850)
    assert dispersion_of(independent, 1) == pytest.approx(1, abs=0.1)
    weeks = np.repeat(rng.gamma(8, 1 / 8, 130), 7)[:900]
    alike = fit(by_day(rng.poisson(10 * weeks)), 850)
    assert dispersion_of(alike, 1) == pytest.approx(1 + 10 / 8, rel=0.25)
    assert dispersion_of(alike, 7) > 2 * dispersion_of(alike, 1)


def test_of_a_history_too_short_for_sums_the_days_tell():
    found = fit(by_day([2, 9, 1, 12, 3, 8, 2, 11, 0, 0]), 8)
    assert dispersion_of(found, 3) == dispersion_of(found, 1) > 1


def test_the_total_adds_up_and_is_less_sure_of_a_short_history():
    rng = np.random.default_rng(7)
    counts = rng.poisson(10, 500)
    long, short = fit(by_day(counts), 450), fit(by_day(counts[400:]), 50)
    total = total_expected(long, 14)
    assert total.mean == pytest.approx(float(long.means[:14].sum()))
    assert total.variance >= total.mean
    assert total_expected(short, 14).variance > total.variance


WILD = st.lists(st.one_of(st.integers(0, 20), st.sampled_from([0, 10**6, 10**10])), min_size=60, max_size=90)


@settings(max_examples=30)
@given(WILD)
def test_whatever_the_counts_there_is_a_mean_and_a_variance(counts):
    total = total_expected(fit(by_day(counts), len(counts) - 3), 3)
    assert 0 < total.mean < 1e14
    assert total.variance >= total.mean * 0.999
    assert np.isfinite(total.variance)
