import pytest

from tests.patrol.draws.a_mixture import a_mixture
from vigil.patrol.drawn import drawn_plan, visit_chances
from vigil.patrol.mixture import LikelyPlan
from vigil.patrol.plan import Reason, Round, Uncovered


def windows_of(plan):
    return {stop.window_id for walk in plan.rounds for stop in walk.stops}


def test_the_plan_is_the_one_drawn_with_what_holds_whichever_is_drawn():
    mixture = a_mixture()
    plan = drawn_plan(mixture)
    assert plan.rounds == mixture.plans[0].rounds
    assert plan.measures == mixture.measures
    assert (plan.seed, plan.iterations, plan.cpu_s) == (7, 3, 0.1)
    assert not {left.window_id for left in plan.uncovered} & windows_of(plan)


def test_what_is_not_drawn_today_says_how_often_it_is():
    mixture = a_mixture(drawn=1)
    left = {one.window_id: one for one in drawn_plan(mixture).uncovered}
    assert set(left) == {window.id for window in mixture.request.windows}
    for window_id in windows_of(mixture.plans[0]):
        assert left[window_id].reason is Reason.NOT_DRAWN
        assert "in 75% of cases" in left[window_id].says


def test_what_nobody_can_reach_and_what_no_plan_visits_keep_their_reasons():
    mixture = a_mixture()
    first, second, *_ = mixture.request.windows
    far = Uncovered(first.id, Reason.TOO_FAR, "It is far.")
    idle = tuple(Round(walk.unit_id, ()) for walk in mixture.plans[0].rounds)
    plan = drawn_plan(a_mixture(plans=(LikelyPlan(1.0, idle),), uncovered=(far,)))
    left = {one.window_id: one for one in plan.uncovered}
    assert left[first.id] == far
    assert left[second.id].reason is Reason.UNITS_BUSY


def test_the_most_valuable_is_left_first():
    mixture = a_mixture(drawn=1)
    worth = {window.id: max(part.value for part in window.bins) for window in mixture.request.windows}
    values = [worth[left.window_id] for left in drawn_plan(mixture).uncovered]
    assert values == sorted(values, reverse=True)


def test_a_window_is_visited_as_often_as_the_plans_that_visit_it():
    mixture = a_mixture()
    twice = a_mixture(plans=(LikelyPlan(0.75, mixture.plans[0].rounds), LikelyPlan(0.25, mixture.plans[0].rounds)))
    for window_id in windows_of(mixture.plans[0]):
        assert visit_chances(mixture)[window_id] == pytest.approx(0.75)
        assert visit_chances(twice)[window_id] == pytest.approx(1.0)
