import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.game.small_game import every_round, small_requests
from vigil.patrol.game.follow import follow
from vigil.patrol.game.onward import worth_onward
from vigil.patrol.game.pricing import latest, nodes_of, visit_profits
from vigil.patrol.game.problem import arrivals, make_problem


def the_slow_way(problem, one, chosen, worth, there):
    """Give the visits that following gives, with no care for time."""
    walk, met, leaves, spot = [], set(), None, None
    begin = problem.first[chosen].min()
    while True:
        best = (0.0, None, None)
        for number, node in enumerate(chosen):
            place = problem.place[node]
            arrives = there[place] if spot is None else leaves + problem.least_way[one.profile][spot, place]
            minute = max(arrives, problem.first[node])
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
@given(small_requests(), st.integers(0, 2**32))
def test_it_makes_a_round_that_can_be_made_as_the_slow_way_does(request_, seed):
    problem = make_problem(request_)
    prices = np.random.default_rng(seed).uniform(0, 10, problem.bins)
    profit = visit_profits(prices, problem.share_from, problem.share_bin, problem.share)
    for one in problem.classes:
        chosen = np.flatnonzero(one.may)
        if not len(chosen) or one.rest is not None or one.max_drive is not None or len(problem.slot_from) > 1:
            continue
        nodes = nodes_of(problem, chosen)
        worth = worth_onward(profit, nodes, problem.least_way[one.profile], latest(problem, [one])[chosen])
        there = arrivals(problem, np.full(one.out.shape[1], one.ready, dtype=np.int64), one.out)
        trip = (there, problem.least_way[one.profile], one.home[0], one.home_by, one.may[chosen])
        found = tuple(int(visit) for visit in follow(nodes, worth, trip))
        assert found == the_slow_way(problem, one, chosen, worth, there)
        assert found in set(every_round(problem, one))
