"""The evidence of one effect."""

from dataclasses import replace

import numpy as np
import pytest

from tests.picture.contagion.made import settled_shock, settled_triggering
from vigil.picture.contagion import curve as curves
from vigil.picture.contagion.curve import FALL_AT_90, Curve, Peak


def test_peak_and_limits_are_those_of_a_fine_grid():
    found = settled_triggering().series[0].fitted
    curve = Curve(found, 0)
    grid = np.linspace(0.0, 1.0, 41)
    values = np.array([curve.at(float(one)) for one in grid])
    peak = curve.peak()
    assert peak.children == pytest.approx(grid[values.argmax()], abs=0.03)
    assert peak.value >= values.max() - 0.01
    inside = grid[2 * (peak.value - values) <= FALL_AT_90**2]
    low, high = curve.limits(peak)
    assert (low, high) == pytest.approx((inside[0], inside[-1]), abs=0.04)


def test_an_effect_that_is_not_there_has_its_lower_limit_at_nought():
    found = settled_shock().series[0].fitted
    model = replace(found.model, closed=np.zeros(2, dtype=np.bool_))
    curve = Curve(replace(found, model=model), 1)
    peak = curve.peak()
    low, high = curve.limits(peak)
    assert low == 0.0
    assert peak.children <= high < 1.0


class ACurve(Curve):
    """A curve drawn by hand."""

    __slots__ = ()

    def at(self, children: float) -> float:
        return DRAWN(children)


def DRAWN(children: float) -> float:  # noqa: N802 - the curve that is drawn at the moment
    return -8.0 * abs(children - 0.3)


def test_a_sharp_peak_is_walked_away_from_on_both_sides(monkeypatch):
    curve = ACurve(settled_triggering().series[0].fitted, 0)
    low, high = curve.limits(Peak(0.3, 0.0, 0.1))
    away = FALL_AT_90**2 / 16
    assert (low, high) == pytest.approx((max(0.0, 0.3 - away), 0.3 + away), abs=0.02)
    monkeypatch.setattr(curves, "ROUNDS", 1)
    assert curve.limits(Peak(0.3, 0.0, 0.01))[1] == pytest.approx(0.3 + 2 * FALL_AT_90 * 0.01)


def test_a_curve_that_only_rises_ends_at_the_most_that_is_looked_at(monkeypatch):
    monkeypatch.setitem(globals(), "DRAWN", lambda children: 0.01 * children**2)
    curve = ACurve(settled_triggering().series[0].fitted, 0)
    peak = curve.peak()
    assert peak.spread > 0
    assert curve.limits(replace(peak, value=1.0))[1] <= curves.MOST_CHILDREN


def test_a_flat_curve_has_no_vertex(monkeypatch):
    monkeypatch.setitem(globals(), "DRAWN", lambda children: 0.0 * children)
    assert ACurve(settled_triggering().series[0].fitted, 0).peak().value == 0.0
