"""Whether a count is out of the ordinary: held against SciPy's distributions and against the record of June 2017."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vigil.picture.expected import Expected
from vigil.picture.surge import ALARM_BELOW, Comparison, alarm_from, p_overdispersed, p_poisson

DAYS = 156  # 1 January to 5 June 2017


def test_54_against_38_is_not_alarming_at_twice_poisson_variance():
    found = Comparison(54, Expected(38.0, 2.0, DAYS))
    assert found.ratio == pytest.approx(1.42, abs=0.005)
    assert found.p_overdispersed == pytest.approx(0.047, abs=0.001)
    assert not found.is_alarm
    assert found.rise == 16
    assert (round(found.ratio_interval.low, 2), round(found.ratio_interval.high, 2)) == (1.07, 1.86)


def test_20_against_3_is_an_alarm_even_at_twice_poisson_variance():
    found = Comparison(20, Expected(3.0, 2.0, DAYS))
    assert found.ratio == pytest.approx(6.67, abs=0.005)
    assert found.p_poisson == pytest.approx(8.3e-11, rel=0.01)
    assert found.is_alarm
    assert found.is_raised


def test_34_against_35_is_nothing():
    found = Comparison(34, Expected(35.0, 2.0, DAYS))
    assert not found.is_alarm
    assert not found.is_raised
    assert found.rise == -1


def test_where_nothing_ever_happened_there_is_no_ratio_and_one_event_is_no_alarm():
    never = Expected(0.0, 1.0, DAYS)
    assert Comparison(1, never).ratio_interval is None
    assert Comparison(1, never).ratio is None
    assert Comparison(1, never).p_poisson is None
    assert not Comparison(1, never).is_alarm
    assert Comparison(3, never).is_alarm


@given(st.integers(0, 2_000), st.floats(0.01, 1_000))
def test_the_poisson_tail_agrees_with_scipy(observed, mean):
    assert p_poisson(observed, mean) == pytest.approx(stats.poisson.sf(observed - 1, mean), rel=1e-7, abs=1e-290)


@given(st.integers(0, 2_000), st.floats(0.01, 1_000), st.floats(1, 20), st.integers(1, 400))
def test_the_overdispersed_tail_agrees_with_scipy(observed, mean, dispersion, periods):
    factor = dispersion * (1 + 1 / periods)
    found = p_overdispersed(observed, Expected(mean, dispersion, periods))
    wanted = stats.nbinom.sf(observed - 1, mean / (factor - 1), 1 / factor)
    assert found == pytest.approx(wanted, rel=1e-6, abs=1e-250)


@given(st.integers(0, 500), st.floats(0, 100), st.floats(1, 10), st.integers(1, 400))
def test_it_is_a_probability_that_falls_as_the_count_rises(observed, mean, dispersion, periods):
    expected = Expected(mean, dispersion, periods)
    here, above = p_overdispersed(observed, expected), p_overdispersed(observed + 1, expected)
    assert 0 <= above <= here <= 1


@given(st.floats(0, 100_000), st.floats(1, 30), st.integers(1, 400))
def test_an_alarm_begins_exactly_where_it_is_said_to(mean, dispersion, periods):
    expected = Expected(mean, dispersion, periods)
    edge = alarm_from(expected)
    assert p_overdispersed(edge, expected) < ALARM_BELOW <= p_overdispersed(edge - 1, expected)
    assert Comparison(edge, expected).is_alarm
    assert not Comparison(edge - 1, expected).is_alarm


def test_counts_as_large_as_any_file_holds_are_still_judged():
    found = p_overdispersed(10_000_000_000, Expected(9_999_000_000.0, 3.0, 365))
    assert 0 <= found < 1e-6
    assert not math.isnan(p_overdispersed(10_000_000_000, Expected(0.0, 1.0, 1)))
