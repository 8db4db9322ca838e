from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.game.a_game import a_town, dice
from tests.patrol.game.small_game import every_round, small_requests
from vigil.patrol.game import lie as lies
from vigil.patrol.game.lie import bare_lie
from vigil.patrol.game.onward import LANES, lie_of, worth_onward
from vigil.patrol.game.pricing import latest, nodes_of
from vigil.patrol.game.problem import make_problem

NOBODY = -1


def slow_worth(profit, nodes, way, last):
    """Give the same by plain recursion: what arriving at a node at a minute is worth, and what a visit is.

    Whoever comes from a node, the one that is barred, does not go straight back to it.
    """
    place, first, _, minutes, visit_from = (array.tolist() for array in nodes)
    ways, latest_, profits = way.tolist(), last.tolist(), profit.tolist()

    @cache
    def arriving(node: int, minute: int, barred: int) -> float:
        starts = range(max(minute, first[node]), latest_[node] + 1)
        return max(0.0, max((visiting(node, start, barred) for start in starts), default=0.0))

    @cache
    def visiting(node: int, start: int, barred: int) -> float:
        leaves = start + minutes[node]
        others = (other for other in range(len(place)) if other not in (node, barred))
        onward = max((arriving(other, leaves + ways[place[node]][place[other]], node) for other in others), default=0.0)
        own: float = profits[visit_from[node] + start - first[node]]
        return own + onward

    return arriving, visiting


def both_ways(given_, lie=None):
    """Give what arriving is worth, what visits are, and for each of them what plain recursion gives.

    All come as arrays, those of visits with nothing where nobody would be home in time.
    """
    profit, nodes, way, last = given_
    place, first, ends, _, visit_from = nodes
    arriving, visiting = worth_onward(profit, nodes, way, last, lie)
    slow_arriving, slow_visiting = slow_worth(profit, nodes, way, last)
    begin, until = int(first.min()), int(ends.max()) + 1
    assert arriving.shape == (until - begin + 1, len(place))
    assert visiting.shape == profit.shape
    wanted = [[slow_arriving(node, minute, NOBODY) for node in range(len(place))] for minute in range(begin, until + 1)]
    made = [(node, minute) for node in range(len(place)) for minute in range(first[node], last[node] + 1)]
    found = np.array([visiting[visit_from[node] + minute - first[node]] for node, minute in made])
    return (arriving, np.array(wanted)), (found, np.array([slow_visiting(*one, NOBODY) for one in made]))


def hold_to_slow(given_) -> None:
    for found, wanted in both_ways(given_):
        assert found == pytest.approx(wanted, rel=1e-5, abs=1e-5)


def hold_above_slow(given_, lie) -> bool:
    """Say whether there is anything that it makes larger."""
    more = False
    for found, wanted in both_ways(given_, lie):
        assert (found >= wanted - 1e-5 * abs(wanted) - 1e-5).all()
        more |= bool((found > wanted + 0.1).any())
    return more


def of_class(problem, one, chosen, profit):
    return profit, nodes_of(problem, chosen), problem.least_way[one.profile], latest(problem, [one])[chosen]


def some_places(seed, places=9, across=12.0, longest=40, *, signed=True):
    """Places on a small map with one or two windows each: profit, nodes, way, latest."""
    rng = dice(seed)
    spots = rng.uniform(0, across, (places, 2))
    way = np.hypot(*(spots[:, None] - spots[None, :]).T).round() + rng.integers(0, 2, (places, places))
    np.fill_diagonal(way, 0)
    place = np.concatenate([np.arange(places), rng.integers(0, places, places // 3)]).astype(np.int32)
    first = rng.integers(700, 730, len(place)).astype(np.int32)
    last = (first + rng.integers(0, longest, len(place))).astype(np.int32)
    minutes = rng.integers(1, 20, len(place)).astype(np.int32)
    begins = np.concatenate([[0], np.cumsum(last - first + 1)]).astype(np.int32)
    profit = rng.uniform(-5 if signed else 0, 5, begins[-1])
    latest_ = np.minimum(last, rng.integers(715, 770, len(place))).astype(np.int32)
    return profit, (place, first, last, minutes, begins[:-1]), way.astype(np.int16), latest_


def some_visits(given_, rng):
    """Give visits that can be made one after the other, to no node twice, each with its node and its minute."""
    _, (place, first, _, minutes, visit_from), way, latest_ = given_
    leaves, spot, made = -1, -1, []
    for node in rng.permutation(len(place)).tolist():
        there = max(int(first[node]), -1 if spot < 0 else leaves + int(way[spot, place[node]]))
        if there <= latest_[node]:
            minute = int(rng.integers(there, min(there + 4, latest_[node]) + 1))
            made.append((int(visit_from[node]) + minute - int(first[node]), node, minute))
            leaves, spot = minute + int(minutes[node]), place[node]
    return made


@settings(max_examples=40, deadline=None)
@given(small_requests(limits=True), st.integers(0, 2**32))
def test_it_is_what_plain_recursion_gives(request_, seed) -> None:
    problem = make_problem(request_)
    rng = np.random.default_rng(seed)
    profit = rng.uniform(0, 10, len(problem.visit_node)) * rng.integers(0, 2, len(problem.visit_node))
    for one in problem.classes:
        chosen = np.flatnonzero(one.may)
        if len(chosen):
            hold_to_slow(of_class(problem, one, chosen, profit))


@pytest.mark.parametrize("visit_minutes", [1, 2, LANES - 1, LANES, LANES + 1])
def test_blocks_of_any_length_give_the_same(visit_minutes) -> None:
    town = a_town(places=5)
    windows = tuple(
        replace(window, visit_minutes=visit_minutes + number % 2) for number, window in enumerate(town.windows)
    )
    problem = make_problem(a_town(places=5, windows=windows))
    profit = np.random.default_rng(visit_minutes).uniform(0, 1, len(problem.visit_node))
    hold_to_slow(of_class(problem, problem.classes[0], np.arange(problem.nodes), profit))
    hold_to_slow(of_class(problem, problem.classes[0], np.array([0, 3, 4, problem.nodes - 1]), profit))


@pytest.mark.parametrize("places_a_cell", [1, 3, lies.PLACES_A_CELL])
@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_same_with_any_cells_whether_visits_earn_or_cost(places_a_cell, seed, monkeypatch) -> None:
    monkeypatch.setattr(lies, "PLACES_A_CELL", places_a_cell)
    given_ = some_places(seed, across=(12.0, 40.0)[seed % 2], signed=seed > 2)
    assert (len(lie_of(*given_[1:3]).member_from) > 3) == (places_a_cell < 9)
    hold_to_slow(given_)


def test_nobody_goes_straight_back_between_neighbours() -> None:
    # Two doors a minute apart that stay open for long, each worth 1 at whatever minute.
    place, begins = np.array([0, 1], dtype=np.int32), np.array([700, 700], dtype=np.int32)
    ends, minutes = begins + np.int32(30), np.array([5, 5], dtype=np.int32)
    nodes = (place, begins, ends, minutes, np.array([0, 31], dtype=np.int32))
    way = np.array([[0, 1], [1, 0]], dtype=np.int16)
    arriving, visiting = worth_onward(np.ones(62), nodes, way, ends)
    assert arriving[0].tolist() == [2.0, 2.0]
    assert visiting[[0, 24, 25, 61]].tolist() == [2.0, 2.0, 1.0, 1.0]
    to_and_fro, _ = worth_onward(np.ones(62), nodes, way, ends, bare_lie(way, place))
    assert to_and_fro[0].tolist() == [6.0, 6.0]


@pytest.mark.parametrize("seed", range(4))
def test_without_all_neighbours_it_is_only_larger(seed, monkeypatch) -> None:
    monkeypatch.setattr(lies, "PLACES_A_CELL", 3)
    monkeypatch.setattr(lies, "FEW", 0)
    given_ = some_places(seed, across=6.0, longest=60)
    _, nodes, way, _ = given_
    assert hold_above_slow(given_, bare_lie(way, nodes[0]))
    monkeypatch.setattr(lies, "NEAREST", 2)
    assert hold_above_slow(given_, lie_of(nodes, way))


def test_many_places_give_the_same_with_one_cell_as_with_several(monkeypatch) -> None:
    given_ = some_places(8, places=230, across=90.0, longest=80)
    profit, nodes, way, latest_ = given_
    lie, bare = lie_of(nodes, way), bare_lie(way, nodes[0])
    assert len(lie.member_from) == 1 + 230 // lies.PLACES_A_CELL
    assert np.diff(lie.near_from).max() > 3
    in_cells = worth_onward(profit, nodes, way, latest_, lie)
    loose = worth_onward(profit, nodes, way, latest_, bare)
    monkeypatch.setattr(lies, "PLACES_A_CELL", 1000)
    for found, wanted in zip(in_cells, worth_onward(profit, nodes, way, latest_), strict=True):
        assert found.tolist() == wanted.tolist()
    assert all((more >= found - 1e-5).all() for more, found in zip(loose, in_cells, strict=True))
    assert (loose[0] > in_cells[0] + 0.1).any()


@pytest.mark.parametrize("places", [9, 230])
def test_no_visits_one_after_the_other_are_worth_more_even_where_some_cost(places) -> None:
    given_ = some_places(places, places, across=30.0, longest=80)
    profit, nodes, way, latest_ = given_
    rng, begin = dice(1), int(nodes[1].min())
    arriving, visiting = worth_onward(profit, nodes, way, latest_)
    assert (arriving >= 0).all()
    assert (visiting < 0).any()
    for _ in range(200):
        left = 0.0
        for visit, node, minute in reversed(some_visits(given_, rng)):
            left += profit[visit]
            assert visiting[visit] >= left - 1e-4
            assert (arriving[: minute - begin + 1, node] >= left - 1e-4).all()


@settings(max_examples=30, deadline=None)
@given(small_requests(limits=True), st.integers(0, 2**32))
def test_no_round_that_a_unit_can_make_is_worth_more(request_, seed) -> None:
    problem = make_problem(request_)
    profit = np.random.default_rng(seed).uniform(-5, 10, len(problem.visit_node))
    for one in problem.classes:
        chosen = np.flatnonzero(one.may)
        if not len(chosen):
            continue
        _, nodes, way, last = of_class(problem, one, chosen, profit)
        tight, loose = (
            worth_onward(profit, nodes, way, last, lie)[1] for lie in (lie_of(nodes, way), bare_lie(way, nodes[0]))
        )
        for visits in every_round(problem, one):
            if visits:
                assert tight[visits[0]] >= profit[list(visits)].sum() - 1e-4
                assert loose[visits[0]] >= tight[visits[0]] - 1e-4


def test_nothing_is_worth_nothing() -> None:
    problem = make_problem(a_town())
    one = problem.classes[0]
    chosen = np.arange(problem.nodes)
    nothing = np.zeros(len(problem.visit_node))
    arriving, visiting = worth_onward(
        nothing, nodes_of(problem, chosen), problem.least_way[one.profile], latest(problem, [one])
    )
    assert not arriving.any()
    assert not visiting.any()
