"""Which effects stand a test, and between what limits they lie."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.contagion.made import LOOSE, events_of, settled_triggering, triggering
from vigil.picture.contagion import effects
from vigil.picture.contagion.assemble import settle
from vigil.picture.contagion.effects import (
    half_life_doubt,
    holm,
    list_effects,
    lowest_of,
    other_half_lives,
    with_effects,
    with_same_bin,
)
from vigil.picture.contagion.settle import begin, share_left


def one_kind(children: float, *, days: int = 200, seed: int = 1):
    """Give two series side by side, neither of which acts on the other."""
    counts = np.column_stack(
        [triggering(days, children=children, seed=seed)[:, 0], triggering(days, children=0.0, seed=seed + 50)[:, 0]]
    )
    return begin(events_of(counts), LOOSE)


def test_what_is_there_stands_and_what_is_not_falls():
    begun = one_kind(0.5)
    tested = effects.test_effects(begun)
    assert tested.adjusted[0, 0] < 0.01
    assert np.all(tested.adjusted[[0, 1, 1], [1, 0, 1]] > 0.05)
    kept = with_effects(begun, tested)
    np.testing.assert_array_equal([one.fitted.model.closed for one in kept.series], [[False, True], [True, True]])
    heard = []
    listed = {(one.source, one.target): one for one in list_effects(kept, tested, heard.append)}
    assert heard == [1, 2, 3, 4]
    own = listed["muslim", "muslim"]
    assert own.children == own.estimate
    assert 0 < own.low < own.children < own.high
    assert own.low < 0.5 < own.high
    across = listed["jewish", "muslim"]
    assert (across.children, across.low) == (0.0, 0.0)
    assert 0.0 <= across.estimate < across.high
    assert across.p_adjusted > 0.05


@pytest.mark.parametrize("seed", [1, 3, 9])
def test_series_that_do_not_act_on_one_another_are_not_said_to(seed):
    """Faint series, a year and more: a part of a steady level is easily taken for another series' doing."""
    counts = np.random.default_rng(seed).poisson((1.0, 0.5), (400, 2)).astype(np.float64)
    _, tested = settle(events_of(counts), (), LOOSE)
    assert np.all(tested.adjusted > 0.1)


def test_where_nothing_stands_the_half_life_is_left_alone():
    begun = one_kind(0.0)
    kept = with_effects(begun, effects.test_effects(begun))
    assert kept.half_life_days == begun.half_life_days
    assert all(one.fitted.model.closed.all() for one in kept.series)
    assert other_half_lives(kept).spread == pytest.approx(effects.WIDEST)


def test_a_half_life_that_is_not_known_widens_the_limits():
    settled = settled_triggering()
    other = other_half_lives(settled)
    assert other.shorter.half_life_days < settled.half_life_days < other.longer.half_life_days
    assert 0 < other.spread <= effects.WIDEST
    assert 0 < half_life_doubt(other, 0, 0) < 0.3
    assert effects._widened(0.6, 0.5, 0.0) == pytest.approx(0.6)
    assert effects._widened(0.6, 0.5, 0.1) == pytest.approx(0.5 + np.hypot(0.1, 0.16449))
    assert effects._widened(0.4, 0.5, 0.1) == pytest.approx(0.5 - np.hypot(0.1, 0.16449))
    assert effects._widened(0.0, 0.1, 0.5) == 0.0


@given(st.lists(st.floats(0, 1) | st.just(float("nan")), max_size=12))
def test_holms_correction_rejects_what_its_steps_reject(p_values):
    given_, adjusted = np.array(p_values), holm(np.array(p_values))
    np.testing.assert_array_equal(np.isnan(given_), np.isnan(adjusted))
    known = np.sort(given_[~np.isnan(given_)])
    rejected = 0
    for rank, p_value in enumerate(known):
        if p_value * (len(known) - rank) > 0.05:
            break
        rejected += 1
    assert np.sum(adjusted <= 0.05) == rejected
    assert np.all(adjusted[~np.isnan(given_)] >= given_[~np.isnan(given_)])


@pytest.mark.parametrize("bins", [1, 8])
def test_children_in_an_events_own_bin_are_added_as_an_exponential_fading_puts_them_there(bins):
    """Counted in a simulation: events in continuous time, cut into bins."""
    settled = settled_triggering(bins)
    left, rng, children = share_left(settled), np.random.default_rng(1), 0.4
    at = rng.random(200_000)
    same = np.mean(at + rng.exponential(-1 / np.log(left), at.size) < 1)
    later = children * (1 - same) / (1 - same * children)
    assert with_same_bin(settled, later, None) == pytest.approx(children, abs=0.003)
    assert lowest_of(settled, later, None) == pytest.approx(later if bins == 1 else children, abs=0.003)
    across = 0.2 * (1 - same) + 0.2 * same * later
    assert with_same_bin(settled, across, later) == pytest.approx(0.2, abs=0.02)


def test_an_effect_that_may_not_be_is_not_listed():
    begun = one_kind(0.0, days=60)
    closed = replace(begun.series[0].fitted.model, closed=np.array([False, True]))
    series = (replace(begun.series[0], fitted=replace(begun.series[0].fitted, model=closed)), begun.series[1])
    tested = effects.test_effects(replace(begun, series=series))
    assert np.isnan(tested.p_values[0, 1])
    assert np.isfinite(tested.p_values).sum() == 3
