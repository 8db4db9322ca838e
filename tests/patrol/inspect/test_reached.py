import pytest

from tests.patrol.inspect.a_case import a_request, a_unit, a_window, asked_of
from tests.patrol.inspect.test_between import a_short_cut
from vigil.patrol.inspect import reached
from vigil.patrol.inspect.between import Rounds
from vigil.patrol.inspect.reached import fewest_plans, out_of_reach, within_reach
from vigil.patrol.inspect.way import TimedWays


def out_of(**changes):
    asked = asked_of(a_request(**changes))
    return sorted(out_of_reach(asked, TimedWays(asked.travel)))


@pytest.mark.parametrize(
    ("unit", "missing"),
    [
        ({}, []),
        ({"until": "14:04"}, []),  # out is visited from 13:50 to 14:00, and home is 4 minutes away
        ({"until": "14:03"}, ["out"]),
        ({"from": "13:01"}, []),
        ({"from": "13:02"}, ["in"]),
        ({"from": "12:59", "handover_minutes": 2}, []),
        ({"from": "13:00", "handover_minutes": 2}, ["in"]),
        ({"max_drive_minutes": 8}, []),
        ({"max_drive_minutes": 7}, ["in", "out"]),
        # To rest it must not stop at 12:45 but later: a visit at the end of the first window leaves 61 minutes before.
        ({"rest": {"minutes": 61, "from": "12:00", "until": "13:05"}}, []),
        ({"rest": {"minutes": 62, "from": "12:00", "until": "13:05"}}, ["in"]),
        ({"persons": 1}, ["out"]),
    ],
)
def test_a_window_is_out_of_reach_when_one_visit_alone_is_too_much(unit, missing):
    assert out_of(units=[a_unit(**unit)], windows=[a_window(), a_window(1, min_persons=2)]) == missing


def test_what_is_not_decided_is_neither_out_of_reach_nor_within(monkeypatch):
    asked = a_short_cut()
    ways, names = TimedWays(asked.travel), ("at a", "at b")
    assert (out_of_reach(asked, ways), within_reach(asked, ways, names)) == (frozenset(), {"at a", "at b"})
    assert within_reach(asked, ways, ("at b",)) == {"at b"}
    monkeypatch.setattr(reached, "Rounds", lambda asked, ways: Rounds(asked, ways, tries=1))
    assert (out_of_reach(asked, ways), within_reach(asked, ways, names)) == (frozenset(), {"at a"})


def test_a_window_too_short_for_a_visit_is_out_of_reach():
    assert out_of(windows=[a_window(visit_minutes=31), a_window(1)]) == ["in"]


def test_one_unit_that_can_is_enough_and_equal_ones_are_looked_at_once():
    assert out_of(units=[a_unit(id="a", until="12:30"), a_unit(id="b"), a_unit(id="c")]) == []


def test_by_a_matrix_two_bases_differ_by_name():
    travel = {"matrix_minutes": [[0, 7, 200], [7, 0, 0], [200, 0, 0]], "points": ["mosque", "near", "far"]}
    assert out_of(units=[a_unit(id="far")], travel=travel) == ["in", "out"]
    assert out_of(units=[a_unit(id="far"), a_unit(id="near")], travel=travel) == []


def test_there_are_at_least_the_plans_in_which_each_unit_makes_one_visit_or_none():
    asked = asked_of(a_request(units=[a_unit(id="a"), a_unit(id="b", until="14:03"), a_unit(id="c", until="12:01")]))
    assert fewest_plans(asked, TimedWays(asked.travel)) == 3 * 2 * 1
    nothing = a_window(bins=[{"id": "b", "from": "12:45", "to": "13:15", "value": 0}])
    asked = asked_of(a_request(windows=[nothing, a_window(1)], units=[a_unit(id="a"), a_unit(id="b", effect=0)]))
    assert fewest_plans(asked, TimedWays(asked.travel)) == 2 * 1
