import numpy as np
from hypothesis import given

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, requests
from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import Rest, TravelFactor, TravelRule
from vigil.patrol.routes.task import FAR
from vigil.patrol.task_of import task_of
from vigil.patrol.travel import travel_times


def made(request, **worth):
    worth = worth or {window.id: 1.0 for window in request.windows}
    return task_of(request, travel_times(request), request.windows, worth)


def test_windows_are_visits_and_places_limit_them():
    task = made(a_request(max_visits_per_place=2))
    assert task.visits[:2].tolist() == [[765, 788, 12, 0, 0, 0], [830, 848, 12, 0, 0, 0]]
    assert task.most.tolist() == [2, FAR]
    assert made(a_request()).most[0] == FAR


def test_a_prize_is_what_a_unit_protects_and_nothing_where_it_may_not_go():
    windows = (a_window("plain"), a_window("asks", skills=("Gujarati",)))
    units = (a_unit("a"), a_unit("b", effect=0.5, skills=("Gujarati",)), a_unit("c"))
    task = task_of(
        a_request(windows=windows, units=units),
        travel_times(a_request(windows=windows, units=units)),
        windows,
        {"plain": 4.0, "asks": 2.0},
    )
    assert task.prize[:, :2].tolist() == [[4.0, 0.0], [2.0, 1.0]]
    assert task.crew[:, 1].tolist() == [0, 1, 0]


def test_a_shift_its_handover_rest_and_limit_are_the_crew():
    unit = a_unit(handover_minutes=10, max_drive_minutes=50, rest=Rest(30, 600.5, 700.5))
    task = made(a_request(units=(unit,)))
    assert task.crew.tolist() == [[0, 0, 50, 4]]
    assert task.visits[2:, :3].tolist() == [[430, FAR, 0], [-FAR, 890, 0], [601, 670, 30]]


def test_a_way_to_a_window_is_as_slow_as_the_slowest_hour_in_which_one_may_leave_for_it():
    rule = TravelRule(factors=(TravelFactor(480, 600, 3.0), TravelFactor(840, 900, 2.0)))
    places = (a_place(), a_place("far", east=1.0))
    windows = (a_window("early", opens=500, closes=520), a_window("noon"), a_window("late", opens=830, closes=880))
    request = a_request(places=places, windows=windows, travel=rule)
    times, task = travel_times(request), made(request)
    base, near, far = times.start_spot[0], times.place_spot["mosque"], times.place_spot["far"]
    ways = [int(task.travel[hours, base, near]) for hours in task.visits[:3, 5]]
    plain = int(times.slot_minutes[0][0, base, near])
    assert ways == [int(times.slot_minutes[0][1, base, near]), plain, int(times.slot_minutes[0][3, base, near])]
    assert len(set(ways)) == 3
    home = task.visits[4, 5]
    assert task.travel[home, near, base] == times.minutes[0][near, base]
    assert all(task.travel[hours, base, far] == times.minutes[0][base, far] for hours in task.visits[:3, 5])


@given(requests())
def test_whoever_goes_by_the_tables_is_in_time(request_):
    times, task = travel_times(request_), made(request_)
    for number in range(len(request_.units)):
        for visit, window in enumerate(request_.windows):
            there, opens = times.place_spot[window.place_id], first_start(window)
            way = task.travel[task.crew[number, 0] + task.visits[visit, 5], times.start_spot[number], there]
            for leaves in range(opens - 90, last_start(window) + 1, 7):
                assert max(times.arrive(number, times.start_spot[number], there, leaves), opens) <= max(
                    leaves + way, opens
                )


def test_nothing_to_visit_is_a_task_too():
    request = a_request()
    task = task_of(request, travel_times(request), (), {})
    assert task.near.shape == (0, 0)
    assert np.isfinite(task.prize).all()
