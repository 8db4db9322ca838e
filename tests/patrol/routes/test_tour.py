import numpy as np
import pytest

from tests.patrol.routes.a_task import a_crew, a_task
from vigil.patrol.routes import ruin, task, tour
from vigil.patrol.routes.tour import can_walk, keep_those_that_fit, new_scratch, new_tour, set_walks, walks_of

TWO = ((2, 0, 50, 5), (4, 20, 30, 5))
RESTS = a_crew(rest=10, rest_from=10, rest_until=30)


def test_compiled_code_has_the_columns_by_the_same_numbers():
    for name in ("FAR", "OPENS", "CLOSES", "STAY", "SPOT", "GROUP", "HOURS", "TABLE", "KIND", "DRIVE", "REST"):
        assert getattr(ruin, name) == getattr(task, name)
    for name in ("PLACE", "WAY", "READY", "DUE", "HOUR", "LENGTH", "DROVE", "RESTS"):
        assert getattr(ruin, name) == getattr(tour, name)


def test_a_new_tour_goes_from_start_to_end_and_rests():
    made = new_tour(a_task(*TWO, crews=(a_crew(), RESTS)))
    assert made.walk[:, :3].tolist() == [[2, 3, 0], [4, 7, 5]]
    assert made.state[:, 0].tolist() == [2, 3]


def test_walks_are_set_and_given_back():
    wanted = a_task(*TWO, crews=(a_crew(), RESTS))
    made = new_tour(wanted)
    assert set_walks(wanted, made, ((0,), (1,)))
    assert walks_of(wanted, made) == ((0,), (1,))
    assert made.where[:2].tolist() == [0, 1]
    assert made.made.tolist() == [1, 1, 0]


def test_walks_that_break_a_rule_are_not():
    late = a_task((2, 0, 1, 5))
    assert not set_walks(late, new_tour(late), ((0,),))
    crowded = a_task(*TWO, most=[1, 0])
    assert not set_walks(crowded, new_tour(crowded), ((0, 1),))
    assert keep_those_that_fit(late, ((0,),)) == ((),)
    assert keep_those_that_fit(crowded, ((0,),)) == ((0,),)


@pytest.mark.parametrize(
    ("crew", "rows", "can"),
    [
        (a_crew(), (2, 0, 1, 3), True),
        (a_crew(), (2, 1, 0, 3), True),
        (a_crew(drive=8), (2, 0, 1, 3), True),
        (a_crew(drive=7), (2, 0, 1, 3), False),
        (a_crew(until_time=28), (2, 0, 1, 3), False),
        (RESTS, (2, 0, 4, 1, 3), True),
        (RESTS, (2, 0, 1, 4, 3), False),
        (a_crew(rest=10, rest_from=10, rest_until=35), (2, 0, 1, 4, 3), True),
    ],
)
def test_a_walk_is_in_time_or_not(crew, rows, can):
    assert can_walk(a_task(*TWO, crews=(crew,)), 0, np.array(rows)) == can


def test_scratch_of_a_seed_is_the_same_and_of_another_is_not():
    dice = [int(new_scratch(a_task(*TWO), seed).dice[0]) for seed in (1, 1, 2)]
    assert dice[0] == dice[1] != dice[2]
    assert all(number % 2 for number in dice)
