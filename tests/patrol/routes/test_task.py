import numpy as np

from tests.patrol.routes.a_task import a_crew, a_task
from vigil.patrol.routes import task as module
from vigil.patrol.routes.task import FAR, build_task, find_near


def test_ends_and_rests_are_rows_after_the_visits():
    crews = (a_crew(start=3, end=4, from_time=5, until_time=90), a_crew(rest=10, rest_from=20, rest_until=50))
    task = a_task((1, 10, 20, 5), crews=crews)
    assert task.visits.tolist() == [
        [10, 20, 5, 1, 0, 0],
        [5, FAR, 0, 3, 1, 0],
        [-FAR, 90, 0, 4, 1, 0],
        [0, FAR, 0, 0, 1, 0],
        [-FAR, 100, 0, 0, 1, 0],
        [0, 0, 0, 0, 1, 0],
        [20, 40, 10, 0, 1, 0],
    ]
    assert task.crew.tolist() == [[0, 0, FAR, -1], [0, 0, FAR, 6]]
    assert task.most.tolist() == [1, FAR]
    assert task.prize.tolist() == [[1.0] + [0.0] * 6]


def test_each_profile_has_a_table_for_every_hour_and_ways_home_take_the_last():
    travel = np.arange(2 * 3 * 4 * 4).reshape(2, 3, 4, 4)
    visits = np.array([[0, 9, 1, 2, 0, 1]])
    crews = (a_crew(profile=1, kind=1, drive=7),)
    task = build_task(visits, np.array([1]), np.ones((2, 1)), travel, crews)
    assert task.crew.tolist() == [[3, 1, 7, -1]]
    assert task.visits[2].tolist() == [-FAR, 100, 0, 0, 1, 2]
    assert (task.travel == travel.reshape(6, 4, 4)).all()


def test_a_visit_is_nearest_to_itself_then_to_what_is_near_in_space_and_time():
    visits = np.array([[0, 10, 5, 0, 0, 0], [0, 10, 5, 1, 1, 0], [500, 510, 5, 1, 2, 0], [0, 10, 5, 9, 3, 0]])
    line = np.abs(np.arange(10)[:, None] - np.arange(10))
    assert find_near(visits, line)[0].tolist() == [0, 1, 3, 2]
    assert find_near(visits, line)[2].tolist()[0] == 2


def test_no_more_than_so_many_are_near(monkeypatch):
    monkeypatch.setattr(module, "MOST_NEAR", 2)
    assert a_task((1, 0, 9, 1), (2, 0, 9, 1), (3, 0, 9, 1)).near.tolist() == [[0, 1], [1, 0], [2, 1]]
