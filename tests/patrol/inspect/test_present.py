import numpy as np
import pytest

from tests.patrol.inspect.a_case import COVERAGE, a_request, a_unit, asked_of, told_of
from vigil.patrol.inspect.present import coverage_by_plan
from vigil.patrol.inspect.told import ToldPlan, ToldRound


def covered(*rounds, **changes):
    asked = asked_of(a_request(**changes))
    return coverage_by_plan(asked, [ToldPlan(1.0, rounds)])[0].tolist()


def visit(window, arrive, unit="unit"):
    return ToldRound(unit, (window,), (arrive,), (arrive + 10,))


def test_a_plan_covers_its_bins_and_no_others():
    asked, plans = asked_of(), told_of().plans
    found = coverage_by_plan(asked, (*plans, plans[0]))
    assert found.shape == (3, 3)
    assert found[0].tolist() == pytest.approx(list(COVERAGE.values()), abs=1e-12)
    assert found[1].tolist() == [0, 0, 0]
    assert found[2].tolist() == found[0].tolist()


def test_presence_counts_by_the_minute_and_memory_after_it():
    assert covered(visit("in", 765)) == pytest.approx([10 / 15 + 0.5 * 5 / 15, 0.5 * 10 / 15, 0])
    assert covered(visit("in", 772)) == pytest.approx([8 / 15, 2 / 15 + 0.5 * 13 / 15, 0])
    assert covered(visit("in", 765), coverage={"residual": 0.0}) == pytest.approx([10 / 15, 0, 0])
    assert covered(visit("in", 765), units=[a_unit(effect=0.6)]) == pytest.approx([0.5, 0.2, 0])


def test_visits_add_up_to_at_most_the_whole_bin():
    units = [a_unit(id="a"), a_unit(id="b", effect=0.1), a_unit(id="c")]
    assert covered(visit("in", 765, "a"), visit("in", 765, "b"), units=units)[0] == pytest.approx(1.1 * (12.5 / 15))
    assert covered(visit("in", 765, "a"), visit("in", 765, "c"), units=units)[0] == 1.0


def test_without_plans_or_bins_there_is_nothing():
    assert coverage_by_plan(asked_of(), []).shape == (0, 3)
    assert np.all(coverage_by_plan(asked_of(a_request(windows=[])), [ToldPlan(1.0, ())]) == 0)
