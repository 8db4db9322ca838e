import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from tests.patrol.game.small_game import best_objective, every_round, least_objective, small_requests, undominated
from vigil.patrol.game.bound import Duals, lower_bound, prices_of
from vigil.patrol.game.problem import Problem, column_of, make_problem
from vigil.patrol.request import Bin, CoverageRule, FairnessFloor, Request


def best_worths(problem: Problem, prices: np.ndarray, rounds) -> list[float]:
    """Give for each class what its best round is worth, by looking at all."""
    worths = []
    for one, mine in zip(problem.classes, rounds, strict=True):
        columns = [column_of(problem, one, visits) for visits in mine]
        worths.append(max(float(prices[column.bins] @ column.shares) for column in columns))
    return worths


def any_duals(problem: Problem, seed: int) -> Duals:
    """Give prices by chance: some attacks add up to more than 1, some to less."""
    rng = np.random.default_rng(seed)
    attack = rng.dirichlet(np.ones(problem.bins)) * rng.choice([0.5, 1.0, 1.5])
    floors = rng.exponential(2.0, problem.floors.count)
    if rng.random() < 0.5:
        return Duals(attack, prices_of(problem, attack, floors), floors)
    return Duals(attack, rng.uniform(0, 5, problem.bins), floors)


@settings(max_examples=40, deadline=None)
@given(small_requests(), st.integers(0, 2**32))
def test_whatever_the_prices_no_mixture_is_below_the_bound(request_, seed) -> None:
    problem = make_problem(request_)
    by_class = [undominated(problem, one) for one in problem.classes]
    rounds = [by_class[number] for number in problem.units]
    assume(np.prod([len(some) for some in rounds]) <= 2000)
    best = best_objective(problem, rounds)
    if best is None:
        return
    for number in range(5):
        duals = any_duals(problem, seed + number)
        worths = best_worths(problem, duals.prices, by_class)
        assert lower_bound(problem, duals, worths) <= best + 1e-7
        assert lower_bound(problem, duals, worths, problem.pinned) <= best + 1e-7


def two_sides(**changes) -> Request:
    """Two places, one for each community, worth 10 and 30, of which one unit can visit either."""
    return a_request(
        places=(a_place("a", community="a"), a_place("b", east=-0.01, community="b")),
        windows=tuple(
            a_window(name, name, 765, 779, visit_minutes=12, bins=(Bin(name, 765, 779, value),))
            for name, value in (("a", 10.0), ("b", 30.0))
        ),
        coverage=CoverageRule(0.0, 0.0),
        plan_cap=1.0,
        **changes,
    )


def test_with_floors_no_mixture_of_all_rounds_there_are_is_below_the_bound() -> None:
    problem = make_problem(two_sides(units=(a_unit("u"), a_unit("v", effect=0.5)), fairness=FLOORS))
    by_class = [list(every_round(problem, one)) for one in problem.classes]
    best = least_objective(problem, [by_class[number] for number in problem.units])
    free = make_problem(two_sides(units=(a_unit("u"), a_unit("v", effect=0.5))))
    # The floor costs something, or this would say nothing of floors.
    assert best > least_objective(free, [by_class[number] for number in problem.units]) + 0.1
    bounds = []
    for seed in range(300):
        duals = any_duals(problem, seed)
        bounds.append(lower_bound(problem, duals, best_worths(problem, duals.prices, by_class)))
    assert max(bounds) <= best + 1e-9
    assert max(bounds) > 0.4 * best


FLOORS = (FairnessFloor("community", "a", 1.0),)


def test_a_bound_worked_out_by_hand() -> None:
    # A visit covers 12 / 14. Struck at with chances 3/4 and 1/4, either place is worth 7.5 to a unit.
    problem = make_problem(two_sides(value_of_coverage=0.0))
    order = problem.bin_ids.index("a"), problem.bin_ids.index("b")
    attack = np.zeros(2)
    attack[list(order)] = 0.75, 0.25
    none = np.zeros(0)
    assert prices_of(problem, attack, none) == pytest.approx([7.5, 7.5])
    duals = Duals(attack, prices_of(problem, attack, none), none)
    best = best_worths(problem, duals.prices, [list(every_round(problem, problem.classes[0]))])
    assert best == pytest.approx([7.5 * 12 / 14])
    assert lower_bound(problem, duals, best) == pytest.approx(15 - 7.5 * 12 / 14)
    # Prices of nothing grant all that covering is worth: then nothing at all is left.
    assert lower_bound(problem, Duals(attack, np.zeros(2), none), [0.0]) == pytest.approx(0.0)
    # Attacks that add up to two count for half as much each.
    assert lower_bound(problem, Duals(2 * attack, duals.prices, none), best) == pytest.approx(15 - 7.5 * 12 / 14)


def test_what_nobody_can_cover_takes_the_attacks_that_are_left() -> None:
    request = two_sides(value_of_coverage=0.0)
    night = a_window("night", "a", 1200, 1230, visit_minutes=12, bins=(Bin("night", 1200, 1230, 50.0),))
    problem = make_problem(a_request(places=request.places, windows=(*request.windows, night)))
    assert problem.pinned == 50.0
    nothing = Duals(np.zeros(3), problem.weight, np.zeros(0))
    best = best_worths(problem, problem.weight, [list(every_round(problem, problem.classes[0]))])
    assert lower_bound(problem, nothing, best, problem.pinned) == pytest.approx(50.0 - best[0])
    assert least_objective(problem, [list(every_round(problem, problem.classes[0]))]) == pytest.approx(50.0 - best[0])


def test_prices_are_never_below_nothing_and_lie_between_others() -> None:
    problem = make_problem(two_sides(fairness=FLOORS))
    low = prices_of(problem, np.zeros(2), np.array([1e6]))
    assert low.min() == 0.0
    assert low.max() > 0.0
    first = Duals(np.zeros(2), np.array([1.0, 3.0]), np.array([2.0]))
    second = Duals(np.array([1.0, 0.0]), np.array([2.0, 1.0]), np.array([0.0]))
    between = first.towards(second, 0.25)
    assert between.attack.tolist() == [0.25, 0.0]
    assert between.prices.tolist() == [1.25, 2.5]
    assert between.floors.tolist() == [1.5]
    assert first.towards(second, 1.0).prices.tolist() == [2.0, 1.0]
