from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.patrol.a_request import a_request, a_unit
from tests.patrol.game.small_game import best_objective, small_requests, undominated
from vigil.patrol.game.per_unit import PerUnitLimits, Terms, solve_per_unit
from vigil.patrol.game.problem import make_problem
from vigil.patrol.request import FairnessFloor


def a_rng(seed=1):
    return np.random.Generator(np.random.Philox(key=seed))


@settings(max_examples=60, deadline=None)
@given(small_requests())
def test_no_mixture_of_any_plans_is_better_than_the_bound(request_):
    problem = make_problem(request_)
    rounds = [undominated(problem, problem.classes[number]) for number in problem.units]
    # What covers less might keep a floor that nothing else keeps: leave such requests to others.
    best = best_objective(problem, rounds) if not request_.fairness else None
    if best is None or np.prod([len(some) for some in rounds]) > 3000:
        return
    found = solve_per_unit(problem, a_rng(), terms=Terms(least_value=problem.pinned))
    assert found.bound <= best + 1e-7
    assert found.bound <= found.objective + 1e-7
    for iterations in (1, 2, 3):
        early = solve_per_unit(problem, a_rng(), PerUnitLimits(iterations=iterations))
        assert early.bound <= best + 1e-7


@settings(max_examples=30, deadline=None)
@given(small_requests(limits=True))
def test_it_ends_with_nothing_left_to_gain(request_):
    problem = make_problem(request_)
    found = solve_per_unit(problem, a_rng(), PerUnitLimits(gap=0.0))
    if all(one.max_drive is None for one in problem.classes):
        assert found.objective - found.bound <= 1e-5 * (1 + problem.value.sum())
    for number, one in enumerate(problem.classes):
        assert sum(share.weight for share in found.shares if share.number == number) <= one.count + 1e-7
    assert (found.coverage >= 0).all()
    assert (found.coverage <= 1).all()


def test_threads_change_nothing():
    problem = make_problem(a_request(units=(a_unit("a"), a_unit("b", effect=0.7), a_unit("c", from_minute=700))))
    one, two = (solve_per_unit(problem, a_rng(), PerUnitLimits(threads=threads)) for threads in (1, 2))
    assert one.rounds == two.rounds
    assert one.bound == two.bound
    assert (one.coverage == two.coverage).all()
    assert one.work == two.work


def test_a_floor_that_cannot_be_kept_is_missed_by_as_little_as_can_be():
    request = a_request()
    far = replace(request.places[0], id="far", community="jewish")
    shut = replace(request.windows[0], id="far", place_id="far", opens_minute=300, closes_minute=320)
    shut = replace(shut, bins=tuple(replace(part, id=f"far/{part.id}") for part in shut.bins))
    floors = (FairnessFloor("community", "jewish", 0.5),)
    problem = make_problem(
        replace(request, places=(*request.places, far), windows=(*request.windows, shut), fairness=floors)
    )
    found = solve_per_unit(problem, a_rng())
    assert found.missed == pytest.approx([0.0], abs=1e-9)
    assert found.coverage == pytest.approx(np.zeros(problem.bins), abs=1e-6)


def test_warm_rounds_save_steps():
    problem = make_problem(a_request(units=(a_unit("a"), a_unit("b", effect=0.7))))
    cold = solve_per_unit(problem, a_rng())
    warm = solve_per_unit(problem, a_rng(), warm=cold.rounds)
    assert warm.iterations <= cold.iterations
    assert warm.objective == pytest.approx(cold.objective, abs=1e-6)
    assert warm.gap == pytest.approx(cold.gap, abs=1e-3)


def test_it_stops_when_the_work_is_done_or_it_is_late():
    problem = make_problem(a_request())
    assert solve_per_unit(problem, a_rng(), PerUnitLimits(work=1)).iterations == 1
    assert solve_per_unit(problem, a_rng(), PerUnitLimits(is_late=lambda: True)).iterations == 1
