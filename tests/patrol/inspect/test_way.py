import math

import pytest

from tests.patrol.inspect.a_case import a_request, a_unit, asked_of
from vigil.ground.point import Point, distance_m
from vigil.patrol.inspect.asked import AskedTravel, Station
from vigil.patrol.inspect.way import NO_WAY, TimedWay, TimedWays

RUSH = {"factors": [{"from": "12:10", "to": "12:20", "factor": 4.0}]}


def way_of(**changes) -> TimedWay:
    asked = asked_of(a_request(**changes))
    unit = asked.units["unit"]
    return TimedWays(asked.travel).between(unit.start, asked.windows["in"].station, unit.speed_kmh)


def test_a_way_takes_the_minutes_of_the_written_rule():
    km = distance_m(Point(lat=51.5, lon=-0.1), Point(lat=51.5, lon=-0.09)) / 1000
    assert way_of().arrives(720) == 720 + math.ceil(1.3 * km / 24 * 60 + 1) == 724
    assert way_of(units=[a_unit(speed_kmh=4.5)]).arrives(720) == 720 + math.ceil(1.3 * km / 4.5 * 60 + 1) == 733
    assert way_of(travel={"matrix_minutes": [[0, 7], [9, 0]], "points": ["mosque", "unit"]}).arrives(720) == 729


def test_windows_of_one_place_are_no_way_apart():
    asked = asked_of()
    ways = TimedWays(asked.travel)
    assert ways.between(asked.windows["in"].station, asked.windows["out"].station, None) is NO_WAY
    assert NO_WAY.arrives(3.5) == 3.5
    base = asked.units["unit"].start
    assert ways.between(base, base, None).arrives(0) == 1  # from a base to itself one still hands over


def test_a_way_is_worked_out_once():
    asked = asked_of()
    ways = TimedWays(asked.travel)
    begin, end = asked.units["unit"].start, asked.windows["in"].station
    assert ways.between(begin, end, None) is ways.between(begin, end, None)


def test_who_arrives_sooner_by_waiting_may_wait():
    way = way_of(travel=RUSH)  # 10 minutes instead of 4 between 12:10 and 12:20
    assert way.arrives(729) == 733
    assert way.arrives(730) == 740
    assert way.arrives(739) == 744  # not 749: at 12:20 the way is free
    assert way.arrives(740) == 744


def test_the_least_time_on_the_way_may_be_that_of_a_later_hour():
    way = way_of(travel=RUSH)
    assert way.least_minutes(730, 742) == 10
    assert way.least_minutes(730, 744) == 4
    assert way.least_minutes(730, 739) == math.inf


@pytest.mark.parametrize(("hair", "minutes"), [(1e-9, 60), (-1e-9, 61)])
def test_a_rounding_error_falls_to_the_side_that_is_asked_for(hair, minutes):
    a, b = Station("a", 0.0, 0.0, True), Station("b", 0.0, 1.0, True)
    km = math.radians(1.0) * 6371.0088
    ways = TimedWays(AskedTravel(speed_kmh=km, circuity=1.0, handover=0.0, factors=()), hair)
    assert ways.between(a, b, None).arrives(0) == minutes


def test_a_matrix_may_have_slow_hours_and_minutes_for_those_with_a_speed_of_their_own():
    travel = {"matrix_minutes": [[0, 7], [9, 0]], "points": ["mosque", "unit"], **RUSH}
    assert [way_of(travel=travel).arrives(minute) for minute in (720, 730, 739)] == [729, 749, 749]
    assert way_of(travel=travel | {"factors": [RUSH["factors"][0] | {"factor": 1.1}]}).arrives(730) == 740
    travel |= {"slower": [{"speed_kmh": 4.5, "matrix_minutes": [[0, 30], [31, 0]]}]}
    assert way_of(travel=travel, units=[a_unit(speed_kmh=4.5)]).arrives(700) == 731
    assert way_of(travel=travel, units=[a_unit(speed_kmh=5.0)]).arrives(700) == 709
