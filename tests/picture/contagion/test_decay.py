"""How fast a shock fades."""

from dataclasses import replace

import numpy as np
import pytest

from tests.picture.contagion.made import settled_shock
from vigil.picture.contagion.decay import (
    FLAT,
    LEVEL_DAYS,
    decay_of,
    level_before,
    peers_of,
    quantile,
    usual_decay,
    weights_of_sizes,
)
from vigil.picture.contagion.settle import weigh_slot
from vigil.picture.contagion.slot import SHAPES, USUAL_HALF_LIFE_DAYS, shape_weights, size_weights

LIVES = np.array([shape.half_life_days for shape in SHAPES])


def test_the_decay_is_read_from_all_series_together():
    settled = settled_shock()
    found = decay_of(settled, 0, (0, 1), FLAT)
    assert found.weights.sum() == pytest.approx(1.0)
    slow = np.zeros(len(SHAPES))
    for target in (0, 1):
        weighed = weigh_slot(settled, target, 0)
        level = level_before(settled, target, 0)
        prior = size_weights(weighed.sizes, level, peers_of(settled, target, 0))
        slow += np.log((np.exp(weighed.log_likelihood - weighed.log_likelihood.max()) * prior).sum(axis=1))
    np.testing.assert_allclose(found.weights, np.exp(slow - slow.max()) / np.exp(slow - slow.max()).sum(), atol=1e-6)
    half_gone = np.array([shape.half_gone_days for shape in SHAPES])
    assert found.weights @ half_gone == pytest.approx(4.0, abs=2.5)


def test_the_sizes_of_a_series_add_up_over_the_shapes():
    found = decay_of(settled_shock(), 0, (0, 1), FLAT)
    weights = weights_of_sizes(found, 0)
    assert weights.sum() == pytest.approx(1.0)
    assert quantile(found.sizes[0], weights, 0.05) < 21.0 < quantile(found.sizes[0], weights, 0.96)


def test_what_is_usual_moves_towards_earlier_shocks_and_knows_no_later_ones():
    settled = settled_shock()
    before = usual_decay(settled, before=settled.slots[0].first_day)
    after = usual_decay(settled, before=settled.events.days)
    assert before.sum() == pytest.approx(after.sum()) == pytest.approx(1.0)
    assert np.log(LIVES) @ after < np.log(LIVES) @ before
    assert np.log(LIVES) @ before == pytest.approx(np.log(USUAL_HALF_LIFE_DAYS), abs=0.3)
    unmoved = replace(settled, series=tuple(replace(one, slots=()) for one in settled.series))
    np.testing.assert_array_equal(usual_decay(unmoved, before=settled.events.days), before)
    assert not np.array_equal(before, shape_weights(USUAL_HALF_LIFE_DAYS, 0.7))


def test_an_ordinary_day_is_one_of_the_weeks_before_the_shock_without_any_shock():
    settled = settled_shock()
    first, fitted = settled.slots[0].first_day, settled.series[0].fitted
    assert level_before(settled, 0, 0) == pytest.approx(4.0, rel=0.25)
    early = replace(settled, slots=(replace(settled.slots[0], first_day=5),))
    assert level_before(early, 0, 0) == pytest.approx(float(fitted.rates[:6].mean()))
    # The first day itself counts with what it would have been: the shock is taken off.
    weeks = np.append(fitted.rates[first - LEVEL_DAYS : first], fitted.rates[first] - fitted.sizes[0])
    assert level_before(settled, 0, 0) == pytest.approx(float(weeks.mean()))


def test_peers_are_the_other_series():
    settled = settled_shock()
    both = peers_of(settled, 0, 0)
    assert both.moved == pytest.approx(2 / 3)
    assert both.log_multiple is not None
    assert np.exp(both.log_multiple) == pytest.approx(12.5 / 3, rel=0.6)
    alone = replace(settled, series=(settled.series[0], replace(settled.series[1], slots=())))
    assert peers_of(alone, 0, 0).log_multiple is None
    assert peers_of(alone, 0, 0).moved == pytest.approx(1 / 3)


def test_a_quantile_is_the_smallest_value_that_reaches_the_share():
    values, weights = np.array([5.0, 1.0, 3.0]), np.array([0.2, 0.5, 0.3])
    assert [quantile(values, weights, share) for share in (0.4, 0.5, 0.6, 0.9)] == [1.0, 1.0, 3.0, 5.0]
