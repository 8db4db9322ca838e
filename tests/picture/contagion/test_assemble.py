"""From counts to what was found."""

import numpy as np
import pytest

from tests.picture.contagion.made import LOOSE, NAMES, SHOCK_DAY, events_of, shocked
from vigil.picture.contagion.assemble import assemble, hear_nothing, thick_enough
from vigil.picture.contagion.control import SpreadControl


def test_the_parts_of_a_day_add_up_and_shocks_are_summed_up():
    heard = []
    made = assemble(events_of(shocked()), (), LOOSE, np.random.default_rng(1), lambda done, _: heard.append(done))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert made.names == NAMES
    assert made.settled is not None
    for series, state in zip(made.series, made.settled.series, strict=True):
        parts = series.baseline + series.from_shocks + series.from_events
        np.testing.assert_allclose(parts, state.fitted.rates)
        assert series.from_shocks[: SHOCK_DAY - 1].sum() == 0
        assert series.size == state.fitted.model.size
    shocks = {one.series: one for one in made.shocks}
    assert set(shocks) == set(NAMES)
    for one in made.shocks:
        assert one.low <= one.size * 1.3
        assert one.low < one.high
        assert one.half_life_low_days <= one.half_life_days <= one.half_life_high_days
    assert len(made.effects) == 4
    if not any(one.children for one in made.effects):
        assert made.half_life_days is None


def test_days_that_are_numbers_stay_numbers():
    made = assemble(events_of(shocked(), first_on=None), (), LOOSE, np.random.default_rng(1), hear_nothing)
    assert all(abs(one.on - SHOCK_DAY - 1) <= 1 for one in made.shocks)


def test_series_with_too_few_events_or_days_are_named_and_not_fitted():
    counts = shocked(60)
    counts[:, 1] = 0.0
    counts[3, 1] = 19.0
    made = assemble(events_of(counts), (), LOOSE, np.random.default_rng(1), hear_nothing)
    assert (made.names, made.too_thin) == (("muslim",), ("jewish",))
    none = assemble(events_of(counts[:20]), (), LOOSE, np.random.default_rng(1), hear_nothing)
    assert (none.names, none.too_thin, none.settled) == ((), NAMES, None)
    counts[10:50, 0] = np.nan
    assert thick_enough(events_of(counts), LOOSE) == ()


def test_only_the_window_is_fitted():
    control = SpreadControl(fewest_events=20, window_days=40)
    made = assemble(events_of(shocked()), (), control, np.random.default_rng(1), hear_nothing)
    assert made.settled is not None
    assert made.settled.events.label(0) == "2019-03-02"
    assert made.series[0].baseline.shape == (40,)


def test_the_order_of_the_series_changes_nothing():
    rng = np.random.default_rng
    counts = shocked()
    one = assemble(events_of(counts), (), LOOSE, rng(1), hear_nothing)
    two = assemble(events_of(counts[:, ::-1], NAMES[::-1]), (), LOOSE, rng(1), hear_nothing)
    for name in NAMES:
        first, second = (next(s for s in made.series if s.name == name) for made in (one, two))
        assert second.baseline == pytest.approx(first.baseline, rel=0.01)
