import json

import pytest
from hypothesis import given, settings

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, requests, some_effort
from tests.patrol.inspect.a_case import breaches
from vigil.ground.errors import NoPlan
from vigil.patrol import make
from vigil.patrol.make import make_plan, worth_of_windows
from vigil.patrol.plan import Reason, Round, Stop
from vigil.patrol.reach import find_reach
from vigil.patrol.read_request import parse_request
from vigil.patrol.travel import travel_times
from vigil.patrol.write_plan import write_plan
from vigil.patrol.write_request import write_request


def test_one_unit_sees_people_come_and_go():
    plan = make_plan(a_request(), some_effort())
    (walk,) = plan.rounds
    assert [stop.window_id for stop in walk.stops] == ["mosque/arriving", "mosque/leaving"]
    assert plan.visits == 2
    assert plan.uncovered == ()
    assert plan.iterations == 200
    assert plan.seed == 1


@settings(max_examples=150)
@given(requests())
def test_any_plan_stands_up_to_a_checker_that_knows_only_the_rules(request_):
    written = write_request(request_)
    try:
        plan = make_plan(parse_request(written, "request"), some_effort(60))
    except NoPlan:
        reach = find_reach(request_, travel_times(request_))
        assert reach.units == {}
        return
    assert breaches(json.loads(written), json.loads(write_plan(plan))) == []
    visited = {stop.window_id for walk in plan.rounds for stop in walk.stops}
    left = {left.window_id for left in plan.uncovered}
    assert visited | left == set(request_.window_by_id)
    assert not visited & left


@settings(max_examples=20)
@given(requests())
def test_the_same_seed_and_iterations_give_the_same_plan(request_):
    try:
        first = make_plan(request_, some_effort(40, seed=7))
    except NoPlan:
        return
    assert make_plan(request_, some_effort(40, seed=7)) == first


def test_without_units_or_windows_there_is_no_plan():
    with pytest.raises(NoPlan, match="no unit to send"):
        make_plan(a_request(units=()), some_effort())
    with pytest.raises(NoPlan, match="no place gathers"):
        make_plan(a_request(windows=()), some_effort())


def test_when_nothing_can_be_reached_the_tightest_limit_is_said():
    with pytest.raises(NoPlan, match="2 of 2 windows: nobody on shift"):
        make_plan(a_request(units=(a_unit(from_minute=0, until_minute=60),)), some_effort())


def test_only_the_windows_worth_most_are_weighed(monkeypatch):
    monkeypatch.setattr(make, "MOST_WINDOWS", 1)
    request = a_request(windows=(a_window(), a_window("mosque/leaving", opens=830, closes=860, value=50.0)))
    reach = find_reach(request, travel_times(request))
    assert set(worth_of_windows(request, reach)) == {"mosque/leaving"}
    plan = make_plan(request, some_effort())
    assert [left.reason for left in plan.uncovered] == [Reason.WORTH_LEAST]


def test_a_plan_that_breaks_a_rule_never_leaves(monkeypatch):
    monkeypatch.setattr(make, "time_stops", lambda *_: (Stop("mosque/arriving", 0, 12),))
    with pytest.raises(RuntimeError, match="broke its own rules"):
        make_plan(a_request(), some_effort())


def test_a_unit_that_cannot_get_home_in_its_shift_is_not_sent_and_stops_nobody():
    far = a_unit("far", start=a_place("there", east=3.0).point, until_minute=430)
    plan = make_plan(a_request(units=(far, a_unit("near"))), some_effort())
    assert [len(walk.stops) for walk in plan.rounds] == [0, 2]


def test_a_far_place_is_left_and_the_near_one_visited():
    request = a_request(
        places=(a_place(), a_place("far", east=3.0)), windows=(a_window(), a_window("far/arriving", "far"))
    )
    plan = make_plan(request, some_effort())
    assert plan.rounds == (Round("unit", plan.rounds[0].stops),)
    assert [(left.window_id, left.reason) for left in plan.uncovered] == [("far/arriving", Reason.TOO_FAR)]
