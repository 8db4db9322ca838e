"""What is usual."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.june import days_with_mean
from vigil.picture.expect import expect
from vigil.picture.expected import Expected
from vigil.picture.surge import Comparison


def test_the_mean_and_how_much_the_periods_vary():
    found = expect([2, 4, 4, 10])
    assert found == Expected(5.0, pytest.approx(12 / 5), 4)


def test_periods_that_vary_less_than_chance_count_as_varying_like_chance():
    assert expect([38] * 156) == Expected(38.0, 1.0, 156)


@pytest.mark.parametrize("earlier", [[7], [0], [0, 0, 0]])
def test_one_period_or_nothing_at_all_says_nothing_of_how_much_they_vary(earlier):
    assert expect(earlier) == Expected(earlier[0], 1.0, len(earlier))


def test_no_earlier_period_is_a_mistake():
    with pytest.raises(ValueError, match="no earlier period"):
        expect([])


def dispersion(counts):
    return max(1.0, statistics.variance(counts) / statistics.fmean(counts))


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=9).filter(any))
def test_of_few_periods_it_agrees_with_the_textbook(earlier):
    assert expect(earlier) == Expected(
        pytest.approx(statistics.fmean(earlier)), pytest.approx(dispersion(earlier)), len(earlier)
    )


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=60), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_the_mean_is_over_all(earlier, chance):
    shuffled = list(earlier)
    chance.shuffle(shuffled)
    found = expect(earlier)
    assert expect(shuffled) == found
    assert (found.mean, found.periods) == (pytest.approx(statistics.fmean(earlier)), len(earlier))
    assert found.dispersion >= 1


@pytest.mark.parametrize("spread", [1.5, 3.0])
def test_days_that_vary_more_than_chance_and_hold_no_outbreak_are_all_ordinary(spread):
    rng = np.random.default_rng(156)
    earlier = days_with_mean(38, dispersion=spread, below=[1_000] * 156, rng=rng)
    assert expect(earlier).dispersion == pytest.approx(dispersion(earlier), rel=1e-9)


@pytest.mark.parametrize(("mean", "spread"), [(3, 1.2), (38, 2.0), (38, 8.0)])
def test_leaving_days_out_makes_few_ordinary_days_alarming(mean, spread):
    rng = np.random.default_rng(2017)
    years = rng.negative_binomial(mean / (spread - 1), 1 / spread, (1_500, 157))
    alarms = sum(Comparison(int(days[-1]), expect(days[:-1].tolist())).is_alarm for days in years)
    assert alarms / len(years) <= 0.003


@pytest.mark.parametrize("outbreak", [[48], [48, 51], [48, 51, 27, 23, 17, 21]])
def test_an_outbreak_does_not_hide_its_own_next_day(outbreak):
    earlier = [0] * 220 + [1] * 30 + [2] * 3
    found = expect(earlier + outbreak)
    assert found.mean == pytest.approx((36 + sum(outbreak)) / (253 + len(outbreak)))
    assert found.dispersion == pytest.approx(dispersion(earlier))
    assert Comparison(17, found).is_alarm


def test_what_comes_every_week_is_usual_however_high():
    earlier = [0, 0, 0, 0, 0, 20, 20] * 20
    assert expect(earlier).dispersion == pytest.approx(dispersion(earlier))
    assert not Comparison(20, expect(earlier)).is_alarm
