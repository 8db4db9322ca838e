"""What is usual."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.expect import Expected, expect


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


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=60))
def test_it_agrees_with_the_textbook_and_not_with_the_order(earlier):
    found = expect(earlier)
    assert found.mean == pytest.approx(statistics.fmean(earlier))
    assert found.dispersion >= 1
    if found.mean:
        assert found.dispersion == pytest.approx(max(1, statistics.variance(earlier) / found.mean))
    assert expect(sorted(earlier)) == Expected(
        pytest.approx(found.mean), pytest.approx(found.dispersion), found.periods
    )
