import pytest

from tests.patrol.inspect.a_case import a_request, a_unit, a_window, asked_of
from vigil.patrol.inspect.told import ToldRound
from vigil.patrol.inspect.walk import round_faults
from vigil.patrol.inspect.way import TimedWays

RIGHT = ToldRound("unit", ("in", "out"), (780, 830), (790, 840))
EARLY = ToldRound("unit", ("in",), (765,), (775,))


def faults_of(walk=RIGHT, travel=None, **changes):
    windows = changes.pop("windows", [a_window(0), a_window(1)])
    request = a_request(units=[a_unit(**changes)], windows=windows)
    asked = asked_of(request | ({"travel": travel} if travel else {}))
    return list(round_faults(asked, TimedWays(asked.travel), walk))


def a_rest(minutes, begins, ends):
    return {"minutes": minutes, "from": begins, "until": ends}


def test_a_right_round_has_no_fault():
    assert faults_of() == []
    assert faults_of(ToldRound("unit", (), (), ())) == []
    assert faults_of(EARLY, **{"from": "12:41"}) == []


@pytest.mark.parametrize(
    ("walk", "changes", "says"),
    [
        (ToldRound("other", (), (), ()), {}, "unit other: the request has no such unit"),
        (ToldRound("unit", ("else",), (0,), (1,)), {}, "unit unit: the request has no window else"),
        (ToldRound("unit", ("in", "in"), (770, 780), (780, 790)), {}, "unit unit: visits a window twice in its round"),
        (ToldRound("unit", ("in",), (770.5,), (780.5,)), {}, "stop 1 (in): does not begin and end on whole minutes"),
        (ToldRound("unit", ("in",), (770,), (781,)), {}, "stop 1 (in): lasts 11 minutes and not 10"),
        (ToldRound("unit", ("in",), (764,), (774,)), {}, "begins at 12:44, before the window opens at 12:45"),
        (ToldRound("unit", ("in",), (786,), (796,)), {}, "ends at 13:16, after the window closes at 13:15"),
        (
            RIGHT,
            {"persons": 1, "windows": [a_window(0), a_window(1, min_persons=2)]},
            "stop 2 (out): needs 2 people, and",
        ),
        (RIGHT, {"windows": [a_window(0, skills=["urdu"]), a_window(1)]}, "stop 1 (in): needs “urdu”, and the unit"),
        (EARLY, {"from": "12:42"}, "stop 1 (in): begins at 12:45, but the unit cannot be there before 12:46"),
        (EARLY, {"from": "12:40", "handover_minutes": 2}, "cannot be there before 12:46"),
        (RIGHT, {"until": "14:03"}, "unit unit: is back at 14:04 and must be back by 14:03"),
        (RIGHT, {"until": "14:05", "handover_minutes": 2}, "is back at 14:04 and must be back by 14:03"),
        (ToldRound("unit", ("out", "in"), (830, 780), (840, 790)), {}, "stop 2 (in): begins at 13:00, but the unit"),
        (RIGHT, {"max_drive_minutes": 7}, "unit unit: drives 8 minutes and may drive 7"),
        (RIGHT, {"rest": a_rest(60, "12:00", "15:00")}, "unit unit: has no 60 minutes free for its rest"),
        (RIGHT, {"rest": a_rest(30, "12:50", "13:30")}, "has no 30 minutes free"),
    ],
)
def test_each_broken_rule_is_found(walk, changes, says):
    found = faults_of(walk, **changes)
    assert len(found) == 1
    assert says in found[0]


@pytest.mark.parametrize(
    "rest",
    [
        a_rest(56, "12:00", "12:56"),  # at the base, before driving 4 minutes to be there at 13:00
        a_rest(56, "12:04", "13:00"),  # on arriving
        a_rest(40, "13:10", "13:50"),  # between the visits
        a_rest(56, "14:00", "14:56"),  # after the last visit, before driving home
        a_rest(56, "14:04", "15:00"),  # at home
        a_rest(0, "12:58", "12:58"),
    ],
)
def test_a_rest_is_free_time_before_or_after_driving(rest):
    assert faults_of(rest=rest) == []
    assert faults_of(rest=rest | {"minutes": rest["minutes"] + 1}) != []


@pytest.mark.parametrize("rest", [a_rest(56, "12:00", "12:55"), a_rest(56, "12:05", "13:00")])
def test_a_rest_keeps_to_its_hours(rest):
    assert faults_of(rest=rest) != []


def test_a_rest_does_not_count_the_handover():
    assert faults_of(rest=a_rest(56, "12:00", "12:56"), handover_minutes=1) != []
    assert faults_of(rest=a_rest(56, "14:04", "15:00"), handover_minutes=1) != []


def test_a_limit_on_driving_holds_with_the_rest():
    """Out of 4 minutes the way becomes 10 between 13:55 and 14:30: whoever rests at home drives in the slow hours."""
    slow = {"factors": [{"from": "13:55", "to": "14:30", "factor": 4.0}]}
    assert faults_of(travel=slow, max_drive_minutes=8) == []  # it may wait until 14:30
    assert faults_of(travel=slow, max_drive_minutes=8, rest=a_rest(20, "14:00", "14:40")) == []
    resting = {"travel": slow, "rest": a_rest(29, "14:10", "14:40"), "until": "14:40"}
    assert faults_of(**resting, max_drive_minutes=8) == ["unit unit: with its rest drives 14 minutes and may drive 8"]
    assert faults_of(**resting, max_drive_minutes=14) == []
