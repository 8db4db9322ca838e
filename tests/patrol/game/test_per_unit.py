from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.patrol.a_request import a_request, a_unit
from tests.patrol.game.a_game import a_town
from tests.patrol.game.small_game import best_objective, has_few_rounds, small_requests, undominated
from vigil.patrol.game import per_unit
from vigil.patrol.game.per_unit import PerUnitLimits, Terms, solve_per_unit
from vigil.patrol.game.price_all import Pricer
from vigil.patrol.game.problem import make_problem
from vigil.patrol.request import FairnessFloor


def a_rng(seed=1):
    return np.random.Generator(np.random.Philox(key=seed))


@settings(max_examples=60, deadline=None)
@given(small_requests())
def test_no_mixture_of_any_plans_is_better_than_the_bound(request_):
    problem = make_problem(request_)
    if not has_few_rounds(problem):
        return
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


@settings(max_examples=30, deadline=None)
@given(small_requests())
def test_rounds_looked_for_close_by_prove_no_less(request_):
    problem = make_problem(request_)
    usual = solve_per_unit(problem, a_rng(), PerUnitLimits(gap=0.0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(per_unit, "CLOSE", 1)
        close = solve_per_unit(problem, a_rng(), PerUnitLimits(gap=0.0))
    hair = 1e-5 * (1 + problem.value.sum())
    assert close.bound <= close.objective + 1e-7
    if all(one.max_drive is None for one in problem.classes) and not problem.floors.count:
        assert close.objective == pytest.approx(usual.objective, abs=hair)


def test_of_many_nodes_those_around_one_are_looked_at(monkeypatch):
    problem = make_problem(a_town(places=12))
    monkeypatch.setattr(per_unit, "CLOSE", 4)
    run = per_unit._Run(problem, a_rng(), 1, Terms())
    way = problem.least_way[problem.classes[0].profile]
    most = np.ones(problem.nodes)
    most[0] = 0.01
    for _ in range(20):
        among = run._close_by(0, most)
        assert among.sum() == 4
        assert not among[0]
        # Nobody who is left out is closer to all of them than they are to each other.
        chosen = problem.place[among]
        spread = way[np.ix_(chosen, chosen)].max(axis=1).min()
        left = problem.place[~among & problem.classes[0].may & (most > 0.1)]
        assert way[np.ix_(chosen, left)].min(axis=1).max() >= spread
    assert not run._close_by(0, np.zeros(problem.nodes)).any()


@settings(max_examples=40, deadline=None)
@given(small_requests())
def test_floors_that_can_be_kept_are_kept_with_coverage_as_it_is(request_):
    request_ = replace(request_, fairness=(FairnessFloor("community", "*", 0.7),))
    problem = make_problem(request_)
    found = solve_per_unit(problem, a_rng(), PerUnitLimits(gap=0.0))
    assert found.bound <= found.objective + 1e-6 * (1 + problem.value.max())
    assert (found.missed > 1e-6).any() or (problem.floors.coefficient @ found.coverage >= -1e-6).all()


@pytest.mark.parametrize("floor", [0.9, 1.1, 1.3])
def test_a_town_keeps_its_floors_as_rounds_for_them_are_looked_for(floor):
    floors = (FairnessFloor("community", "*", 0.8), FairnessFloor("area", "N", floor))
    problem = make_problem(a_town(places=8, units=4, fairness=floors))
    found = solve_per_unit(problem, a_rng())
    assert found.missed == pytest.approx(np.zeros(problem.floors.count), abs=1e-6)
    assert (problem.floors.coefficient @ found.coverage >= -1e-6).all()
    assert found.bound <= found.objective + 1e-7
    proof = solve_per_unit(problem, a_rng(), terms=Terms(proves_only=True))
    assert proof.bound == pytest.approx(found.bound, rel=0.01)
    assert proof.bound <= found.objective + 1e-7


def test_prices_known_to_prove_something_prove_it_again_at_once():
    problem = make_problem(a_town(fairness=(FairnessFloor("community", "*", 1.0),)))
    found = solve_per_unit(problem, a_rng())
    floors = problem.floors.count
    for eased in (None, np.zeros(floors)):
        terms = Terms(eased=eased, begin=found.best_duals, proves_only=True)
        again = solve_per_unit(problem, a_rng(), PerUnitLimits(iterations=1), warm=found.rounds, terms=terms)
        assert again.bound >= found.bound - 0.01 * found.value
        assert again.bound <= found.objective + 1e-7
        assert again.iterations == 1
    eased = solve_per_unit(problem, a_rng(), terms=Terms(eased=np.full(floors, 0.5), begin=found.best_duals))
    assert eased.bound <= eased.objective + 1e-7
    assert eased.objective <= found.objective + 1e-6


@pytest.mark.parametrize("most", [0, 10**9])
def test_rounds_are_searched_for_when_it_goes_no_further_unless_there_are_too_many(most, monkeypatch):
    problem = make_problem(a_town())
    searched = []
    price_all = Pricer.price_all
    monkeypatch.setattr(Pricer, "price_all", lambda self, *args: searched.append(None) or price_all(self, *args))
    monkeypatch.setattr(per_unit, "MOST_SEARCHED", most)
    monkeypatch.setattr(per_unit, "STALLED", 1)
    monkeypatch.setattr(per_unit, "ENOUGH", 1.0)
    found = solve_per_unit(problem, a_rng(), PerUnitLimits(gap=0.0, iterations=40))
    assert bool(searched) == (most > 0)
    assert found.bound <= found.objective + 1e-7


def test_prices_go_less_far_after_steps_that_prove_nothing_but_some_way_always():
    problem = make_problem(a_town())
    run = per_unit._Run(problem, a_rng(), 1, Terms())
    answer = run.master.solve()
    before = run.share
    run._learn(0.0, answer)
    assert run.share < before
    for _ in range(20):
        run.is_exact = False
        run.gaps.clear()
        run._learn(0.0, answer)
    assert run.share == per_unit.LEAST_STEP
    for _ in range(20):
        run.gaps.clear()
        run._learn(1.0, answer)
    assert run.share == per_unit.TOWARDS[0]


def test_floors_are_asked_for_in_earnest_at_last_however_soon_it_ends():
    # So little work that the master never asked for more on the way.
    problem = make_problem(a_town(fairness=(FairnessFloor("community", "a", 1.3),)))
    found = solve_per_unit(problem, a_rng(), PerUnitLimits(work=1))
    assert found.iterations == 1
    assert found.bound <= found.objective + 1e-7


def test_where_nothing_is_worth_anything_nothing_is_priced():
    town = a_town(units=1)
    problem = make_problem(replace(town, units=(replace(town.units[0], effect=0.0),)))
    found = solve_per_unit(problem, a_rng())
    assert (found.rounds, found.gap) == ((), 0.0)


def test_rounds_to_begin_from_are_looked_for_a_few_times_at_most(monkeypatch):
    monkeypatch.setattr(per_unit, "FIRST_PASSES", 1)
    found = solve_per_unit(make_problem(a_town(units=1)), a_rng())
    assert found.gap <= 0.001
