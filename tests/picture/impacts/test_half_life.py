"""How fast an excess dies away, recovered from counts that were made to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigil.picture.impacts.half_life import LONGEST_DAYS, SHORTEST_DAYS, Decline, find_half_life


def decline(observed, expected, edges=None):
    observed = np.asarray(observed, dtype=np.float64)
    edges = np.arange(len(observed) + 1.0) if edges is None else np.asarray(edges, dtype=np.float64)
    return Decline(edges[:-1], edges[1:], observed, np.broadcast_to(np.float64(expected), observed.shape))


def fallen(half_life_days, edges, at_first):
    rate = np.log(2) / half_life_days
    return at_first * (np.exp(-rate * edges[:-1]) - np.exp(-rate * edges[1:])) / rate


@pytest.mark.parametrize("half_life_days", [0.5, 2.0, 7.0, 20.0])
def test_an_even_decline_gives_back_its_half_life(half_life_days):
    edges = np.arange(29.0)
    found = find_half_life(decline(5 + fallen(half_life_days, edges, 300), 5.0), dispersion=1.0)
    assert found.days == pytest.approx(half_life_days, rel=0.03)
    assert found.low < half_life_days < found.high
    assert not found.is_open


def test_months_give_it_back_too():
    edges = np.array([0.0, 9.0, 39.0, 70.0])
    found = find_half_life(decline(30 + fallen(14, edges, 12), 30.0, edges), dispersion=1.0)
    assert found.days == pytest.approx(14, rel=0.03)


def test_the_interval_holds_the_truth_nearly_always():
    rng, held = np.random.default_rng(1), []
    edges = np.arange(29.0)
    for _ in range(60):
        counts = rng.poisson(4 + fallen(5, edges, 30))
        found = find_half_life(decline(counts, 4.0), dispersion=1.0)
        held.append(found.low <= 5 <= found.high)
    assert np.mean(held) >= 0.9


def test_days_that_differ_more_make_it_less_sure():
    counts = np.random.default_rng(2).poisson(4 + fallen(5, np.arange(29.0), 30))
    sure, unsure = (find_half_life(decline(counts, 4.0), dispersion=each) for each in (1.0, 4.0))
    assert unsure.low <= sure.low
    assert unsure.high > sure.high
    assert unsure.days == sure.days


def test_what_does_not_die_away_evenly_is_less_sure():
    even = 4 + fallen(5, np.arange(29.0), 30)
    uneven = even * np.where(np.arange(28) % 2, 1.9, 0.1)
    sure, unsure = (find_half_life(decline(counts, 4.0), dispersion=1.0) for counts in (even, uneven))
    assert unsure.high - unsure.low > 1.5 * (sure.high - sure.low)


def test_a_level_that_may_be_off_makes_it_less_sure():
    counts = 20 + fallen(3, np.arange(29.0), 30) + 2
    sure, unsure = (find_half_life(decline(counts, 20.0), dispersion=1.0, level_spread=each) for each in (0.0, 0.1))
    # The two a day that stay are not all taken for the event's.
    assert sure.days > unsure.days
    assert unsure.low < 3 < unsure.high
    assert unsure.low <= sure.low
    assert unsure.high >= sure.high


def test_what_stays_is_open():
    found = find_half_life(decline([25] * 28, 5.0), dispersion=1.0)
    assert found.is_open
    assert found.high == LONGEST_DAYS


def test_where_nothing_is_beyond_what_was_expected_anything_may_be():
    found = find_half_life(decline([2] * 28, 5.0), dispersion=1.0)
    assert (found.low, found.high, found.is_open) == (SHORTEST_DAYS, LONGEST_DAYS, True)


@settings(max_examples=30)
@given(
    st.lists(st.integers(0, 10_000), min_size=3, max_size=28),
    st.floats(0.01, 1000),
    st.floats(1, 20),
    st.floats(0, 1e9),
)
def test_whatever_the_counts_the_interval_holds_the_estimate(counts, expected, dispersion, spread):
    found = find_half_life(decline(counts, expected), dispersion=dispersion, level_spread=spread)
    assert SHORTEST_DAYS <= found.low <= found.days <= found.high <= LONGEST_DAYS * (1 + 1e-12)
