from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.game.a_game import a_town
from tests.patrol.game.small_game import small_requests
from vigil.patrol.game.onward import LANES, worth_onward
from vigil.patrol.game.pricing import latest, nodes_of
from vigil.patrol.game.problem import make_problem


def slow_worth(profit, nodes, way, last):
    """Give the same by plain recursion: what arriving at a node at a minute is worth, and what a visit is."""
    place, first, _, minutes, visit_from = (array.tolist() for array in nodes)
    ways, latest_, profits = way.tolist(), last.tolist(), profit.tolist()

    @cache
    def arriving(node: int, minute: int) -> float:
        starts = range(max(minute, first[node]), latest_[node] + 1)
        return max((visiting(node, start) for start in starts), default=0.0)

    @cache
    def visiting(node: int, start: int) -> float:
        leaves = start + minutes[node]
        others = (other for other in range(len(place)) if other != node)
        onward = max((arriving(other, leaves + ways[place[node]][place[other]]) for other in others), default=0.0)
        own: float = profits[visit_from[node] + start - first[node]]
        return own + onward

    return arriving, visiting


def hold_to_slow(problem, one, chosen, profit) -> None:
    nodes, way, last = nodes_of(problem, chosen), problem.least_way[one.profile], latest(problem, [one])[chosen]
    arriving, visiting = worth_onward(profit, nodes, way, last)
    slow_arriving, slow_visiting = slow_worth(profit, nodes, way, last)
    begins, ends = int(nodes[1].min()), int(nodes[2].max()) + 1
    assert arriving.shape == (ends - begins + 1, len(chosen))
    for number, node in enumerate(chosen):
        wanted = [slow_arriving(number, minute) for minute in range(begins, ends + 1)]
        assert arriving[:, number] == pytest.approx(wanted, rel=1e-5, abs=1e-6)
        for minute in range(problem.first[node], last[number] + 1):
            visit = problem.visit_from[node] + minute - problem.first[node]
            assert visiting[visit] == pytest.approx(slow_visiting(number, minute), rel=1e-5, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(small_requests(limits=True), st.integers(0, 2**32))
def test_it_is_what_plain_recursion_gives(request_, seed) -> None:
    problem = make_problem(request_)
    rng = np.random.default_rng(seed)
    profit = rng.uniform(0, 10, len(problem.visit_node)) * rng.integers(0, 2, len(problem.visit_node))
    for one in problem.classes:
        chosen = np.flatnonzero(one.may)
        if len(chosen):
            hold_to_slow(problem, one, chosen, profit)


@pytest.mark.parametrize("visit_minutes", [1, 2, LANES - 1, LANES, LANES + 1])
def test_blocks_of_any_length_give_the_same(visit_minutes) -> None:
    town = a_town(places=5)
    windows = tuple(
        replace(window, visit_minutes=visit_minutes + number % 2) for number, window in enumerate(town.windows)
    )
    problem = make_problem(a_town(places=5, windows=windows))
    profit = np.random.default_rng(visit_minutes).uniform(0, 1, len(problem.visit_node))
    hold_to_slow(problem, problem.classes[0], np.arange(problem.nodes), profit)
    hold_to_slow(problem, problem.classes[0], np.array([0, 3, 4, problem.nodes - 1]), profit)


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
