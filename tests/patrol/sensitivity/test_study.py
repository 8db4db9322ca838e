import numpy as np
import pytest

from tests.patrol.a_request import a_request, a_unit, a_window
from vigil.ground.point import Point
from vigil.patrol.game.per_unit import solve_per_unit
from vigil.patrol.game.problem import make_problem, rounds_for_request
from vigil.patrol.mixture import LikelyPlan
from vigil.patrol.request import PlanPlace, WindowFactor
from vigil.patrol.sensitivity.study import LEAST_SHIFT, SensitivityEffort, study_sensitivity

# One unit, and two doors at the same time of which it can stand at one: how often at which follows from their values.
WINDOWS = (
    a_window("mosque/arriving", "mosque", value=10.0, factors=(WindowFactor("level", 2.0),)),
    a_window("shul/arriving", "shul", value=10.0, factors=(WindowFactor("level", 1.0),)),
)
PLACES = (
    PlanPlace("mosque", Point(lat=51.5, lon=-0.09), "muslim", "Camden"),
    PlanPlace("shul", Point(lat=51.5, lon=-0.25), "jewish", "Barnet"),
)
REQUEST = a_request(windows=WINDOWS, places=PLACES, units=(a_unit(effect=0.8),), value_of_coverage=0.0)


def plans_of(request):
    """Each round of the per-unit optimum as a plan: with one unit the two are the same."""
    problem = make_problem(request)
    found = solve_per_unit(problem, np.random.Generator(np.random.Philox(key=1)))
    return tuple(LikelyPlan(share.weight, rounds_for_request(problem, (share.visits,))) for share in found.shares)


def studied(told=None):
    effort = SensitivityEffort(10**9, lambda share, says: told.append((share, says)) if told is not None else None)
    rng = np.random.Generator(np.random.Philox(key=2))
    return {(one.key, one.share): one for one in study_sensitivity(REQUEST, plans_of(REQUEST), rng, effort)}


def test_every_assumption_is_wrong_once_by_less_and_once_by_more():
    told = []
    found = studied(told)
    assert sorted(found) == [
        (key, share) for key in ("effect of unarmed", "level", "residual", "residual minutes") for share in (0.7, 1.3)
    ]
    assert [share for share, _ in told] == [number / 8 for number in range(8)]
    assert told[0][1] == "what if what a raised response level counts were -30%"


def test_if_the_level_counted_more_its_door_would_be_visited_more_and_the_other_less():
    found = studied()["level", 1.3]
    (more, less) = sorted(found.shifts, key=lambda one: one.window_id)
    assert (more.window_id, less.window_id) == ("mosque/arriving", "shul/arriving")
    assert more.changed > more.planned + LEAST_SHIFT
    assert less.changed < less.planned - LEAST_SHIFT


@pytest.mark.parametrize("share", [0.7, 1.3])
def test_what_was_planned_leaves_no_less_than_what_would_be_planned(share):
    for (_, wrong), one in studied().items():
        if wrong == share:
            assert one.best <= one.value + 1e-6


def test_a_wrong_effect_leaves_more_but_moves_nobody_where_all_doors_are_alike():
    alike = studied()
    assert alike["effect of unarmed", 0.7].value > alike["effect of unarmed", 1.3].value
