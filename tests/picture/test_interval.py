"""How far counting error reaches."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.expected import Expected
from vigil.picture.interval import count_interval, mean_interval, ratio_interval


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904), (20, 12.2165, 30.8884)]
)
def test_a_counts_limits_are_those_of_the_tables(count, low, high):
    found = count_interval(count)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.integers(1, 200))
def test_beyond_a_counts_limits_lies_one_in_forty_on_each_side(count):
    found = count_interval(count)

    def poisson_below(mean, below):
        return sum(math.exp(-mean + number * math.log(mean) - math.lgamma(number + 1)) for number in range(below))

    assert poisson_below(found.low, count) == pytest.approx(0.975, abs=1e-6)
    assert poisson_below(found.high, count + 1) == pytest.approx(0.025, abs=1e-6)


def test_the_mean_of_6_june_2017_is_well_known():
    found = mean_interval(Expected(3.0, 1.2, 156))
    assert found.low < 3.0 < found.high
    assert found.high - found.low == pytest.approx(2 * 1.96 * math.sqrt(3.0 * 1.2 / 156), rel=0.01)


def test_a_mean_of_nought_may_be_more():
    assert mean_interval(Expected(0.0, 1.0, 100)).low == 0.0
    assert 0 < mean_interval(Expected(0.0, 1.0, 100)).high < 0.03


def test_20_against_3_is_between_4_and_10_times_as_many():
    found = ratio_interval(20, Expected(3.0, 1.2, 156))
    assert (round(found.low, 1), round(found.high, 1)) == (4.0, 10.4)


def test_nothing_against_a_mean_may_have_been_something():
    found = ratio_interval(0, Expected(3.0, 1.2, 156))
    assert found.low == 0.0
    assert count_interval(0).high / 3.0 < found.high < 1.5


def test_against_nought_there_is_no_ratio():
    assert ratio_interval(5, Expected(0.0, 1.0, 156)) is None


def test_the_interval_of_a_ratio_covers_it_as_often_as_it_says():
    rng = np.random.default_rng(5)
    covered = 0
    for _ in range(1_000):
        mean = float(rng.poisson(3 * 100)) / 100
        found = ratio_interval(int(rng.poisson(12)), Expected(mean, 1.0, 100))
        covered += found.low <= 4 <= found.high
    assert 0.94 <= covered / 1_000 <= 0.985


@given(st.integers(0, 10_000), st.floats(0.001, 1e6), st.floats(1, 10), st.integers(1, 4_000))
def test_an_interval_holds_its_ratio(observed, mean, dispersion, periods):
    found = ratio_interval(observed, Expected(mean, dispersion, periods))
    assert 0 <= found.low <= observed / mean <= found.high
