"""The next days of every series."""

from dataclasses import replace

import numpy as np
import pytest

from tests.picture.contagion.made import LOOSE, NAMES, events_of, settled_shock, settled_triggering, shocked
from vigil.picture.contagion.assemble import settle
from vigil.picture.contagion.control import SpreadControl
from vigil.picture.contagion.forecast import Ahead, draw_counts, forecast, look_ahead, mean_counts
from vigil.picture.contagion.settle import FRESH_DAYS, begin


def an_ahead(paths: int = 20_000) -> Ahead:
    """Give two series, two bins a day, the first acting on both."""
    return Ahead(
        baseline=np.full((paths, 5, 2), (3.0, 1.0)),
        shocks=np.tile(np.array([4.0, 2.0, 1.0, 0.5, 0.0])[:, np.newaxis] * (1.0, 0.0), (paths, 1, 1)),
        usual=np.full((5, 2), (3.0, 1.0)),
        children=np.array([[0.4, 0.0], [0.2, 0.3]]),
        profile=np.array([[0.3, 0.5], [0.7, 0.5]]),
        state=np.array([2.0, 0.0]),
        share=0.7,
        sizes=np.array([5.0, 1e6]),
    )


def slowly_drawn(ahead: Ahead, rng: np.random.Generator) -> np.ndarray:
    """Draw one path event by event: every event of the calm part leaves children, each with a lag of its own."""
    days, bins = ahead.baseline.shape[1], len(ahead.profile)
    counts = np.zeros((days, 2))
    coming = np.zeros((days * bins + 1, 2))
    for target in range(2):
        lags = (1 - ahead.share) * ahead.share ** np.arange(days * bins)
        # What is left of the past acts as if it were so many events of just before.
        coming[: days * bins, target] += (ahead.children @ ahead.state)[target] * lags / (1 - ahead.share)
    luck = rng.gamma(ahead.sizes, 1 / ahead.sizes, (days, 2))
    for day, bin_ in np.ndindex(days, bins):
        now = day * bins + bin_
        calm = ahead.baseline[0, day] * ahead.profile[bin_] + coming[now]
        rates = calm + ahead.shocks[0, day] * ahead.profile[bin_]
        drawn = rng.poisson(rates * luck[day])
        counts[day] += drawn
        lag = np.arange(1, days * bins - now)
        left = (1 - ahead.share) * ahead.share ** (lag - 1)
        coming[now + lag] += np.outer(left, ahead.children @ rng.binomial(drawn, calm / rates))
    return counts


def test_paths_are_drawn_as_one_would_event_by_event():
    rng = np.random.default_rng(1)
    ahead = an_ahead(2000)
    slow = np.array([slowly_drawn(ahead, rng) for _ in range(2000)]).sum(axis=1)
    fast = draw_counts(ahead, rng).sum(axis=1)
    np.testing.assert_allclose(fast.mean(axis=0), slow.mean(axis=0), rtol=0.04)
    np.testing.assert_allclose(fast.std(axis=0), slow.std(axis=0), rtol=0.1)
    np.testing.assert_allclose(*(np.quantile(one, (0.05, 0.95), axis=0) for one in (fast, slow)), atol=2.0)


def test_the_exact_mean_is_that_of_the_paths():
    ahead = an_ahead()
    np.testing.assert_allclose(draw_counts(ahead, np.random.default_rng(2)).mean(axis=0), mean_counts(ahead), rtol=0.03)


def test_after_a_shock_more_is_expected_than_usual_and_it_fades():
    given = {(one.series, one.days): one for one in forecast(settled_shock(), (7, 14), np.random.default_rng(1))}
    assert set(given) == {(name, days) for name in NAMES for days in (7, 14)}
    week, two = given["muslim", 7], given["muslim", 14]
    assert week.usual == pytest.approx(28, rel=0.3)
    assert week.excess == pytest.approx(week.expected - week.usual)
    assert week.excess > 0
    assert two.excess < 2 * week.excess
    assert week.low < week.expected < week.high
    assert week.low == round(week.low)


def test_intervals_hold_what_comes_in_nine_of_ten():
    """Thirty quiet futures against one forecast each."""
    held = []
    for seed in range(30):
        counts = np.random.default_rng(seed).poisson(4.0, (67, 2)).astype(np.float64)
        settled = begin(events_of(counts[:60]), SpreadControl())
        for one, came in zip(
            forecast(settled, (7,), np.random.default_rng(seed)), counts[60:].sum(axis=0), strict=True
        ):
            held.append(one.low <= came <= one.high)
    assert 0.8 <= np.mean(held) <= 1.0


def test_the_level_is_the_less_known_the_further_ahead_and_keeps_its_mean():
    ahead = look_ahead(settled_shock(), 14, np.random.default_rng(1), paths=40_000)
    spread = ahead.baseline[:, :, 0].std(axis=0) / ahead.usual[:, 0]
    assert spread[13] > spread[0] > 0
    np.testing.assert_allclose(ahead.baseline.mean(axis=0), ahead.usual, rtol=0.02)


def test_an_old_shock_goes_on_as_it_was_fitted():
    settled = settled_shock()
    days = settled.events.days
    old = replace(settled.slots[0], first_day=days - FRESH_DAYS - 1)
    ahead = look_ahead(replace(settled, slots=(old,)), 3, np.random.default_rng(1), paths=10)
    sizes = np.array([state.fitted.sizes[0] for state in settled.series])
    left = old.shape.left(FRESH_DAYS + 1 + np.arange(3.0))
    np.testing.assert_allclose(ahead.shocks[0], np.outer(left, sizes))


def test_a_total_has_a_decay_of_its_own():
    counts = np.column_stack([shocked(), shocked().sum(axis=1)])
    settled = settle(events_of(counts, (*NAMES, "all")), (), replace(LOOSE, wholes=("all",)))[0]
    ahead = look_ahead(settled, 3, np.random.default_rng(1), paths=500)
    ratio = ahead.shocks[:, 2] / np.maximum(ahead.shocks[:, 0], 1e-9)
    # Parts fade together, the whole by its own draw.
    assert len(np.unique(np.round(ratio[:, 0] / ratio[:, 1], 6))) < len(np.unique(np.round(ratio[:, 2], 6)))


def test_incidents_just_now_raise_the_days_ahead():
    settled = settled_triggering()
    calm = replace(settled, calm=np.zeros_like(settled.calm))
    with_past = look_ahead(settled, 2, np.random.default_rng(1), paths=5).state
    without = look_ahead(calm, 2, np.random.default_rng(1), paths=5).state
    assert with_past[0] > without[0]


def test_the_same_seed_gives_the_same_forecast():
    first, second = (forecast(settled_shock(), (7,), np.random.default_rng(4)) for _ in range(2))
    assert first == second
