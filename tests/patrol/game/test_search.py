from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.a_request import a_window
from tests.patrol.game.a_game import a_town
from tests.patrol.game.small_game import small_requests
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.onward import worth_onward
from vigil.patrol.game.pricing import latest, nodes_of
from vigil.patrol.game.problem import arrivals, make_problem
from vigil.patrol.game.search import NEVER, NOTHING, find_labels, pick_walks

EXACT, MANY = 1 - 1e-9, 100_000


def given_of(problem, one, profit, bits=None):
    """Put together what a search is given: all nodes of a class, and for each what it is remembered by."""
    chosen = np.flatnonzero(one.may)
    nodes = nodes_of(problem, chosen)
    rest = one.rest
    hours = [one.home_by, 0, 0, 0]
    if rest is not None:
        hours = [one.home_by, rest.minutes, int(np.ceil(rest.from_minute)), int(np.floor(rest.until_minute))]
    count = one.out.shape[1]
    there = arrivals(problem, np.full(count, one.ready, dtype=np.int64), one.out)
    rested = np.full(count, NEVER, dtype=np.int64)
    if rest is not None:
        over = max(one.ready, hours[2]) + rest.minutes
        if over <= min(one.home_by, hours[3]):
            rested = arrivals(problem, np.full(count, over, dtype=np.int64), one.out)
    ways = (problem.way[one.profile], problem.least_way[one.profile], problem.slot_from)
    ends = (there, rested, one.least_out, one.home, one.least_home)
    known = np.zeros(len(chosen), dtype=np.int64) if bits is None else bits
    rules = (np.array(hours, dtype=np.int64), np.ones(len(chosen), dtype=np.bool_), known)
    arriving, visiting = worth_onward(profit, nodes, ways[1], latest(problem, [one])[chosen])
    return nodes, ways, ends, rules, (arriving, visiting, one.effect, int(nodes[1].min()))


@settings(max_examples=25, deadline=None)
@given(small_requests(limits=True), st.integers(0, 2**32))
def test_the_best_walk_of_all_is_among_the_labels(request_, seed) -> None:
    problem = make_problem(request_)
    rng = np.random.default_rng(seed)
    full = rng.integers(0, 10, len(problem.visit_node)).astype(np.float64)
    # So few starts for each node that every walk can be looked at.
    full[(problem.visit_minute - problem.first[problem.visit_node]) % 3 > 0] = 0.0
    for one in problem.classes:
        if not one.may.any():
            continue
        given_ = given_of(problem, one, full)
        labels, worth, left, steps = find_labels(full * one.effect, given_, (0.0, EXACT, 0.0, MANY))
        found = worth[:, 1].max(initial=0.0)
        assert steps >= 0
        assert left < np.inf
        # What may be left out is only what goes straight back to where it came from.
        assert found >= best_walk(problem, one, full * one.effect, straight_back=False) - 1e-6
        assert found <= best_walk(problem, one, full * one.effect) + 1e-6
        for label in np.flatnonzero(worth[:, 1] > NOTHING):
            walk = walk_of(labels, label)
            assert worth[label, 1] == pytest.approx(one.effect * full[walk].sum())
            assert least_drive(problem, one, tuple(walk)) < np.inf


def best_walk(problem, one, profit, *, straight_back=True):
    """Give what the best walk is worth by looking at all: it may come back to a node, by way of another or of two."""
    earns = [visit for visit in np.flatnonzero(profit > 0).tolist() if one.may[problem.visit_node[visit]]]

    def longer(walk):
        """Give a walk and all that go on from it."""
        yield walk
        last = problem.visit_node[walk[-1]] if walk else -1
        barred = -1 if straight_back or len(walk) < 2 else problem.visit_node[walk[-2]]
        leaves = problem.visit_minute[walk[-1]] + problem.minutes[last] if walk else -1
        for visit in earns:
            if problem.visit_node[visit] not in (last, barred) and problem.visit_minute[visit] >= leaves:
                yield from longer((*walk, visit))

    can = (walk for walk in longer(()) if least_drive(problem, one, walk) < np.inf)
    return max((float(profit[list(walk)].sum()) for walk in can), default=0.0)


def walk_of(labels, label):
    walk = []
    while label >= 0:
        walk.append(int(labels[label, 0]))
        label = labels[label, 1]
    return walk[::-1]


def a_search(**changes):
    problem = make_problem(a_town(units=1, **changes))
    profit = np.random.default_rng(3).uniform(1, 2, len(problem.visit_node))
    return problem, problem.classes[0], profit


def test_only_walks_worth_more_than_asked_for_are_looked_for() -> None:
    problem, one, profit = a_search()
    given_ = given_of(problem, one, profit)
    everything = find_labels(profit * one.effect, given_, (0.0, EXACT, 0.0, MANY))
    best = everything[1][:, 1].max()
    some = find_labels(profit * one.effect, given_, (0.95 * best, EXACT, 0.0, MANY))
    assert some[1][:, 1].max() == best
    assert len(some[0]) < len(everything[0])
    nothing = find_labels(profit * one.effect, given_, (1.01 * best, EXACT, 0.0, MANY))
    assert (nothing[1][:, 1] <= 1.01 * best).all()
    assert nothing[2] == 1.01 * best


def test_too_many_labels_prove_nothing() -> None:
    problem, one, profit = a_search()
    labels, _, left, _ = find_labels(profit * one.effect, given_of(problem, one, profit), (0.0, EXACT, 0.0, 3))
    assert len(labels) == 3
    assert left == np.inf


def test_minutes_on_the_way_cost_their_toll() -> None:
    problem, one, profit = a_search()
    toll = 0.05
    labels, worth, _, _ = find_labels(profit * one.effect, given_of(problem, one, profit), (0.0, EXACT, toll, MANY))
    assert (worth[:, 1] > NOTHING).any()
    for label in np.flatnonzero(worth[:, 1] > NOTHING):
        walk = walk_of(labels, label)
        drive = least_drive(problem, one, tuple(walk))
        assert worth[label, 1] == pytest.approx(one.effect * profit[walk].sum() - toll * drive)


def test_a_walk_does_not_come_back_to_what_is_remembered() -> None:
    # Two neighbours with long windows: it pays to go to and fro between them.
    town = a_town(places=2, units=1)
    long = tuple(a_window(place.id, place.id, 765, 860) for place in town.places)
    problem = make_problem(replace(town, windows=long))
    one, profit = problem.classes[0], np.ones(len(problem.visit_node))
    free = find_labels(profit, given_of(problem, one, profit), (0.0, EXACT, 0.0, MANY))
    bits = np.array([1, 2], dtype=np.int64)
    held = find_labels(profit, given_of(problem, one, profit, bits), (0.0, EXACT, 0.0, MANY))
    assert free[1][:, 1].max() > 2 * one.effect
    assert held[1][:, 1].max() == 2
    for label in range(len(held[0])):
        nodes = problem.visit_node[walk_of(held[0], label)].tolist()
        assert len(set(nodes)) == len(nodes)


def some_labels(*rows):
    """Give labels by (visit, label before), with a worth at home each."""
    labels = np.array([(visit, before, 0, 0, -1) for visit, before, _ in rows], dtype=np.int64)
    return labels, np.array([(0.0, home) for _, _, home in rows])


def test_walks_are_picked_best_first_and_with_different_ends() -> None:
    node = np.arange(4, dtype=np.int32)
    labels, worth = some_labels((0, -1, 3.0), (1, 0, 9.0), (2, 0, 7.0), (1, 2, 8.0), (3, -1, NOTHING), (3, 1, 0.0))
    walks, ends = pick_walks(labels, worth, node, 5)
    assert ends.tolist() == [1, 2, 0]
    assert walks.tolist() == [[0, 1], [0, 2], [0, -1]]
    walks, ends = pick_walks(labels, worth, node, 1)
    assert ends.tolist() == [1, 2]


def test_the_best_of_all_is_picked_even_if_it_comes_by_a_node_twice() -> None:
    # Visits 0 and 2 are of one node.
    node = np.array([0, 1, 0], dtype=np.int32)
    labels, worth = some_labels((0, -1, 2.0), (1, 0, 4.0), (2, 1, 6.0), (2, -1, 1.0))
    walks, ends = pick_walks(labels, worth, node, 3)
    assert ends.tolist() == [2, 1, 0]
    assert walks.tolist() == [[0, 1, 2], [0, 1, -1], [0, -1, -1]]


def test_nothing_worth_anything_is_no_walk() -> None:
    labels, worth = some_labels((0, -1, 0.0), (1, -1, NOTHING))
    walks, ends = pick_walks(labels, worth, np.arange(2, dtype=np.int32), 2)
    assert walks.shape[0] == len(ends) == 0
