import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from tests.patrol.game.a_game import visit_at
from tests.patrol.game.small_game import small_requests
from vigil.patrol.game.mend import keeps_time, least_drive, mend_round
from vigil.patrol.game.problem import make_problem
from vigil.patrol.request import Rest, TravelMatrix
from vigil.patrol.walk import Call, earliest_home

A, B, C = 0, 1, 2
NEAR, FAR = 5, 200


def a_triangle(**ways):
    """Three places and a base, all five minutes from each other but for ways such as `home_b=200`."""
    names = ("a", "b", "c", "home")
    table = [[ways.get(f"{start}_{end}", NEAR) if start != end else 0 for end in names] for start in names]
    return a_request(
        places=tuple(a_place(name, east=0.001 * n) for n, name in enumerate(names[:3])),
        windows=tuple(a_window(f"w{name}", name, 765, 900) for name in names[:3]),
        units=(a_unit("home", from_minute=740, until_minute=1000),),
        travel=TravelMatrix(names, tuple(tuple(row) for row in table)),
    )


def a_walk(problem, *stops):
    return tuple(visit_at(problem, f"w{name}", minute) for name, minute in stops)


def profits(problem, **best):
    """Give profits of 1 for every visit, and more for some."""
    profit = np.ones(len(problem.visit_node))
    for stop, worth in best.items():
        profit[visit_at(problem, f"w{stop[0]}", int(stop[1:]))] = worth
    return profit


def test_a_walk_that_comes_by_no_node_twice_stays_as_it_is() -> None:
    problem = make_problem(a_triangle())
    walk = a_walk(problem, ("a", 765), ("b", 790), ("c", 820))
    assert mend_round(problem, problem.classes[0], walk, profits(problem)) == walk
    assert mend_round(problem, problem.classes[0], (), profits(problem)) == ()


@pytest.mark.parametrize(("better", "kept"), [({}, 0), ({"a765": 2.0}, 0), ({"a820": 2.0}, 1)])
def test_of_two_visits_to_one_node_the_better_is_kept_or_else_the_first(better, kept) -> None:
    problem = make_problem(a_triangle())
    walk = a_walk(problem, ("a", 765), ("b", 790), ("a", 820))
    mended = mend_round(problem, problem.classes[0], walk, profits(problem, **better))
    assert mended == (walk[:2] if kept == 0 else walk[1:])


def test_where_a_table_knows_no_short_cut_the_rest_of_the_round_is_left_out() -> None:
    # Without its first stop at b, the way from a to c takes hours.
    problem = make_problem(a_triangle(a_c=FAR))
    walk = a_walk(problem, ("a", 765), ("b", 785), ("c", 810), ("b", 830))
    one = problem.classes[0]
    assert keeps_time(problem, one, walk)
    assert mend_round(problem, one, walk, profits(problem, b830=2.0)) == walk[:1]
    # Straight to b it takes until 800: without its first stop at a, nothing of it can be made.
    problem = make_problem(a_triangle(home_b=60))
    walk = a_walk(problem, ("a", 765), ("b", 785), ("a", 820))
    assert keeps_time(problem, problem.classes[0], walk)
    assert mend_round(problem, problem.classes[0], walk, profits(problem, a820=2.0)) == ()


def test_minutes_on_the_way_add_up_and_too_late_is_never() -> None:
    problem = make_problem(a_triangle(home_a=7, c_home=11))
    one = problem.classes[0]
    assert least_drive(problem, one, ()) == 0
    assert least_drive(problem, one, a_walk(problem, ("a", 765), ("c", 785))) == 7 + NEAR + 11
    # A visit takes 12 minutes and the way 5: from 765 the next can begin at 782.
    assert keeps_time(problem, one, a_walk(problem, ("a", 765), ("b", 782)))
    assert not keeps_time(problem, one, a_walk(problem, ("a", 765), ("b", 781)))
    assert least_drive(problem, one, a_walk(problem, ("a", 765), ("b", 781))) == math.inf
    assert not keeps_time(problem, one, a_walk(problem, ("b", 800), ("a", 765)))


def test_a_rest_needs_its_room() -> None:
    request = a_triangle()
    unit = replace(request.units[0], until_minute=840, rest=Rest(20, 750, 840))
    problem = make_problem(replace(request, units=(unit,)))
    one = problem.classes[0]
    assert keeps_time(problem, one, a_walk(problem, ("a", 765), ("b", 802)))
    assert keeps_time(problem, one, a_walk(problem, ("a", 765), ("b", 785)))
    # Until 765 the rest is not over, between the stops there are 5 and 16 minutes, and after the last there are 3.
    assert not keeps_time(problem, one, a_walk(problem, ("a", 765), ("b", 787), ("c", 820)))


@settings(max_examples=40, deadline=None)
@given(small_requests(limits=True), st.randoms(use_true_random=False))
def test_a_mended_round_can_be_made_whenever_the_walk_could(request_, random) -> None:
    problem = make_problem(request_)
    if not problem.nodes:
        return
    profit = np.random.default_rng(random.randint(0, 9)).uniform(0, 1, len(problem.visit_node))
    walk = tuple(random.choice(range(len(problem.visit_node))) for _ in range(random.randint(0, 4)))
    walk = tuple(sorted(walk, key=lambda visit: problem.visit_minute[visit]))
    for one in problem.classes:
        mended = mend_round(problem, one, walk, profit)
        nodes = problem.visit_node[list(mended)].tolist()
        assert len(set(nodes)) == len(nodes)
        if keeps_time(problem, one, walk) or mended != walk:
            assert keeps_time(problem, one, mended)


@settings(max_examples=40, deadline=None)
@given(small_requests(limits=True))
def test_who_keeps_time_at_one_visit_is_home_by_the_clock(request_) -> None:
    problem = make_problem(request_)
    for visit, node in enumerate(problem.visit_node.tolist()):
        window = request_.windows[problem.windows[node]]
        minute = int(problem.visit_minute[visit])
        call = Call(window.place_id, minute, minute, window.visit_minutes)
        for one in problem.classes:
            home = earliest_home(request_, problem.times, one.members[0], (call,))
            assert keeps_time(problem, one, (visit,)) == (home <= one.home_by)
