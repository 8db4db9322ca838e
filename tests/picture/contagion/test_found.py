"""What a fit of spread found."""

import numpy as np
import pytest

from vigil.picture.contagion.found import Effect, ForecastRecord, Spread


def an_effect(source: str, target: str, children: float) -> Effect:
    return Effect(
        source=source,
        target=target,
        children=children,
        low=0.0,
        high=1.0,
        estimate=children,
        p_value=0.5,
        p_adjusted=1.0,
    )


def a_spread(*effects: Effect) -> Spread:
    return Spread(
        source="made.csv",
        names=("a", "b"),
        too_thin=(),
        effects=effects,
        half_life_days=None,
        shocks=(),
        series=(),
        settled=None,
    )


def test_children_stand_by_target_and_source():
    spread = a_spread(an_effect("a", "a", 0.1), an_effect("b", "a", 0.4), an_effect("a", "b", 0.9))
    np.testing.assert_array_equal(spread.children, [[0.1, 0.4], [0.9, 0.0]])
    # λ² - 0.1 λ - 0.36 = 0
    assert spread.spectral_radius == pytest.approx(0.05 + np.sqrt(0.0025 + 0.36))


def test_without_effects_nothing_spreads():
    assert a_spread().spectral_radius == 0.0


def test_coverage_is_the_share_that_held_and_unknown_without_forecasts():
    some = ForecastRecord(series="a", days=7, forecasts=8, covered=6, ratio=1.0)
    none = ForecastRecord(series="a", days=7, forecasts=0, covered=0, ratio=float("nan"))
    assert some.coverage == 0.75
    assert np.isnan(none.coverage)
