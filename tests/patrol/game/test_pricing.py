import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.a_request import FRIDAY, a_place, a_unit, a_window
from tests.patrol.game.a_game import a_town
from tests.patrol.game.small_game import every_round, small_requests
from vigil.patrol.game import pricing
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.onward import worth_onward
from vigil.patrol.game.pricing import Memory, Search, latest, nodes_of, price, visit_profits
from vigil.patrol.game.problem import Problem, column_of, make_problem
from vigil.patrol.request import Request


def _worth(problem, one, prices, visits):
    column = column_of(problem, one, visits)
    return float(prices[column.bins] @ column.shares)


@settings(max_examples=120, deadline=None)
@given(small_requests(limits=True), st.integers(0, 2**32), st.integers(1, 5))
def test_no_round_is_worth_more_than_the_best_and_the_best_can_be_made(request_, seed, count):
    problem = make_problem(request_)
    prices = np.random.default_rng(seed).uniform(0, 10, problem.bins)
    for one in problem.classes:
        priced = price(problem, one, prices, count)
        best = max(_worth(problem, one, prices, visits) for visits in every_round(problem, one))
        assert priced.bound >= best - 1e-9
        assert len(priced.rounds) <= count
        for found in priced.rounds:
            assert found.value == pytest.approx(_worth(problem, one, prices, found.visits))
            assert least_drive(problem, one, found.visits) <= (1e9 if one.max_drive is None else one.max_drive)
        if one.max_drive is None:
            assert priced.bound == pytest.approx(best, abs=1e-9)
            assert max((found.value for found in priced.rounds), default=0.0) == pytest.approx(best, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(small_requests(limits=True), st.integers(0, 2**32), st.integers(1, 4))
def test_rounds_that_are_followed_can_be_made_and_their_bound_holds_for_all(request_, seed, count):
    problem = make_problem(request_)
    prices = np.random.default_rng(seed).uniform(0, 10, problem.bins)
    for one in problem.classes:
        if not one.may.any():
            continue
        priced = _search(problem, one, prices).follow(count)
        every = {visits: _worth(problem, one, prices, visits) for visits in every_round(problem, one)}
        assert priced.bound >= max(every.values()) - 1e-9
        for found in priced.rounds:
            assert found.value == pytest.approx(every[found.visits])
        begin = [problem.visit_node[found.visits[0]] for found in priced.rounds]
        assert len(set(begin)) == len(begin) <= count
        assert [found.value for found in priced.rounds] == sorted(
            (found.value for found in priced.rounds), reverse=True
        )


def test_as_many_rounds_are_followed_as_there_are_nodes_to_begin_at():
    problem = make_problem(a_town(units=1))
    search = _search(problem, problem.classes[0], np.ones(problem.bins))
    one, more, all_ = (search.follow(count) for count in (1, 5, 1000))
    assert (len(one.rounds), len(more.rounds), len(all_.rounds)) == (1, 5, problem.nodes)
    assert set(one.rounds) < set(more.rounds) < set(all_.rounds)
    assert one.bound == more.bound == all_.bound
    assert one.work < more.work < all_.work


def test_nothing_is_followed_where_every_visit_costs_more_than_it_brings():
    problem = make_problem(a_town(units=1))
    priced = _search(problem, problem.classes[0], -np.ones(problem.bins)).follow(3)
    assert (priced.bound, priced.rounds) == (0.0, ())


def test_nobody_is_followed_who_rests_or_may_not_drive_for_ever():
    problem = make_problem(_two_halls(max_drive_minutes=60))
    priced = _search(problem, problem.classes[0], np.ones(problem.bins)).follow()
    assert priced.bound > 0
    assert priced.rounds == ()
    problem = make_problem(_two_halls())
    assert _search(problem, problem.classes[0], np.ones(problem.bins)).follow().rounds


def test_who_would_come_back_to_a_door_gets_the_best_round_that_does_not():
    problem = make_problem(_two_halls())
    one = problem.classes[0]
    # At one hall the beginning and the end are worth most, at the other the middle.
    prices = np.array([9.0 if middle != (hall == "small") else 1.0 for hall, middle in _bins(problem)])
    best = max(_worth(problem, one, prices, visits) for visits in every_round(problem, one))
    memory = Memory()
    priced = _search(problem, one, prices, memory).best(3)
    assert memory.nodes
    assert priced.bound == pytest.approx(best)
    assert priced.rounds[0].value == pytest.approx(best)


def test_a_search_that_is_cut_short_still_bounds_every_round(monkeypatch):
    problem = make_problem(_two_halls())
    one = problem.classes[0]
    prices = np.array([9.0 if middle != (hall == "small") else 1.0 for hall, middle in _bins(problem)])
    best = max(_worth(problem, one, prices, visits) for visits in every_round(problem, one))
    with monkeypatch.context() as patch:
        patch.setattr(pricing, "TRIES", 1)
        assert price(problem, one, prices).bound >= best
    monkeypatch.setattr(pricing, "MOST_LABELS", 2)
    cut = price(problem, one, prices)
    assert cut.bound >= best
    assert all(found.value <= best for found in cut.rounds)


def _search(problem, one, prices, memory=None):
    chosen = np.flatnonzero(one.may)
    profit = visit_profits(prices, problem.share_from, problem.share_bin, problem.share)
    onward = worth_onward(
        profit, nodes_of(problem, chosen), problem.least_way[one.profile], latest(problem, [one])[chosen]
    )
    return Search(problem, one, chosen, profit * one.effect, onward, Memory() if memory is None else memory)


def _two_halls(**changes) -> Request:
    """Two halls a minute apart with doors that stay open for long, and a unit beside them."""
    return Request(
        day=FRIDAY,
        places=(a_place("small", east=0.0), a_place("large", east=0.001)),
        windows=(
            a_window("small", "small", opens=770, closes=815, visit_minutes=10),
            a_window("large", "large", opens=770, closes=815, visit_minutes=10),
        ),
        units=(a_unit("u", from_minute=760, until_minute=830, **changes),),
    )


def _bins(problem: Problem):
    """Give for each bin at which hall it is, and whether it is the one in the middle."""
    for name in problem.bin_ids:
        hall, number = name.split("/")
        yield hall, number == "1"
