import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.game.a_game import a_town
from tests.patrol.game.small_game import every_round, small_requests
from vigil.patrol.game.follow import follow
from vigil.patrol.game.onward import worth_onward
from vigil.patrol.game.pricing import latest, nodes_of, visit_profits
from vigil.patrol.game.problem import arrivals, make_problem


def out_of_base(problem, one):
    """Give when a unit of a class can be at each place at the earliest."""
    return arrivals(problem, np.full(one.out.shape[1], one.ready, dtype=np.int64), one.out)


def followed(problem, one, chosen, worth, begins):
    """Give the visits of the round that following gives."""
    trip = (out_of_base(problem, one), problem.least_way[one.profile], one.home[0], one.home_by, one.may[chosen])
    return tuple(int(visit) for visit in follow(nodes_of(problem, chosen), worth, trip, begins))


def the_slow_way(problem, one, chosen, worth, begins):
    """Give the visits that following gives, with no care for time."""
    there = out_of_base(problem, one)
    walk, met, leaves, spot = [], set(), None, None
    begin = problem.first[chosen].min()
    while True:
        best = (0.0, None, None)
        for number, node in enumerate(chosen):
            place = problem.place[node]
            arrives = there[place] if spot is None else leaves + problem.least_way[one.profile][spot, place]
            minute = max(arrives, problem.first[node])
            if spot is None and not begins[number]:
                continue
            if node in met or not one.may[node] or minute > problem.last[node]:
                continue
            if worth[0][minute - begin, number] > best[0]:
                best = (worth[0][minute - begin, number], node, minute)
        _, node, since = best
        if node is None:
            return tuple(walk)
        met.add(node)
        home_by = one.home_by - one.home[0][problem.place[node]] - problem.minutes[node]
        minutes = range(since, min(problem.last[node], home_by) + 1)
        if not minutes:
            continue
        visits = [problem.visit_from[node] + minute - problem.first[node] for minute in minutes]
        walk.append(int(max(visits, key=lambda visit: (worth[1][visit], -visit))))
        leaves, spot = problem.visit_minute[walk[-1]] + problem.minutes[node], problem.place[node]


@settings(max_examples=60, deadline=None)
@given(small_requests(), st.integers(0, 2**32), st.sampled_from([0.0, -5.0]))
def test_it_makes_a_round_that_can_be_made_as_the_slow_way_does(request_, seed, least):
    problem = make_problem(request_)
    rng = np.random.default_rng(seed)
    profit = visit_profits(rng.uniform(least, 10, problem.bins), problem.share_from, problem.share_bin, problem.share)
    for one in problem.classes:
        chosen = np.flatnonzero(one.may)
        if not len(chosen) or one.rest is not None or one.max_drive is not None or len(problem.slot_from) > 1:
            continue
        nodes = nodes_of(problem, chosen)
        worth = worth_onward(profit, nodes, problem.least_way[one.profile], latest(problem, [one])[chosen])
        every = set(every_round(problem, one))
        for begins in (np.ones(len(chosen), dtype=np.bool_), rng.uniform(size=len(chosen)) < 0.5):
            found = followed(problem, one, chosen, worth, begins)
            assert found == the_slow_way(problem, one, chosen, worth, begins)
            assert found in every
            assert not found or begins[chosen == problem.visit_node[found[0]]].all()


def test_a_round_may_go_on_to_nodes_that_it_may_not_begin_at():
    problem = make_problem(a_town(units=1))
    one, chosen = problem.classes[0], np.arange(problem.nodes)
    profit = np.ones(len(problem.visit_node))
    nodes = nodes_of(problem, chosen)
    worth = worth_onward(profit, nodes, problem.least_way[one.profile], latest(problem, [one]))
    assert followed(problem, one, chosen, worth, np.zeros(problem.nodes, dtype=np.bool_)) == ()
    for node in chosen:
        visits = followed(problem, one, chosen, worth, chosen == node)
        assert problem.visit_node[visits[0]] == node
        assert problem.first[node] > 800 or len(visits) > 1
