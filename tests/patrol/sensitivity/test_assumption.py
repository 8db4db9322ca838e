from dataclasses import replace

import pytest

from tests.patrol.a_request import a_request, a_unit, a_window
from vigil.patrol.request import CoverageRule, WindowFactor
from vigil.patrol.sensitivity.assumption import list_assumptions


def a_weighed(**factors):
    return tuple(WindowFactor(name, value) for name, value in factors.items())


WINDOWS = (
    a_window("mosque/arriving", factors=a_weighed(attendance=20.0, level=2.0, sureness=1.0)),
    a_window("mosque/leaving", opens=830, closes=860, factors=a_weighed(attendance=10.0, level=1.0)),
)
REQUEST = a_request(windows=WINDOWS, units=(a_unit(effect=0.7), a_unit("armed", kind="armed")))


def varied(key, share, request=REQUEST):
    (found,) = (one for one in list_assumptions(request) if one.key == key)
    return found.vary(share)


def values(request):
    return {window.id: window.bins[0].value for window in request.windows}


def test_what_is_assumed_is_listed_without_what_there_is_nothing_of():
    keys = [one.key for one in list_assumptions(REQUEST)]
    assert keys == ["attendance", "level", "effect of unarmed", "residual", "residual minutes"]
    bare = replace(REQUEST, coverage=CoverageRule(0.0, 0.5), units=(a_unit(),))
    assert [one.key for one in list_assumptions(bare)] == ["attendance", "level"]


def test_a_factor_that_every_window_has_alike_changes_nothing_and_is_left_out():
    alike = tuple(replace(window, factors=a_weighed(level=2.0)) for window in WINDOWS)
    assert "level" not in [one.key for one in list_assumptions(replace(REQUEST, windows=alike))]


@pytest.mark.parametrize("key", ["attendance", "level"])
def test_a_wrong_factor_changes_the_values_it_is_in_and_no_other(key):
    before, after = values(REQUEST), values(varied(key, 1.3))
    assert after["mosque/arriving"] == pytest.approx(1.3 * before["mosque/arriving"])
    assert after["mosque/leaving"] == before["mosque/leaving"]


def test_a_wrong_effect_changes_the_units_of_its_kind_and_never_passes_one():
    assert [unit.effect for unit in varied("effect of unarmed", 0.7).units] == [pytest.approx(0.49), 1.0]
    assert [unit.effect for unit in varied("effect of unarmed", 1.6).units] == [1.0, 1.0]


def test_a_wrong_residual_changes_the_rule():
    assert varied("residual", 1.3).coverage == CoverageRule(15.0, 0.65)
    assert varied("residual", 3.0).coverage.residual == 1.0
    assert varied("residual minutes", 0.7).coverage == CoverageRule(10.5, 0.5)
