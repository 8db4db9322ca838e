import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_request import CENTRE, a_place, a_request, a_unit
from vigil.ground.point import Point, distance_m
from vigil.patrol.request import TravelMatrix, TravelRule
from vigil.patrol.travel import Spot, StraightTravel, TabledTravel, travel_times

POINTS = st.builds(Point, lat=st.floats(-89, 89), lon=st.floats(-179, 179))


@given(POINTS, POINTS)
def test_straight_travel_is_the_great_circle_lengthened(a, b):
    (row,) = StraightTravel(TravelRule(30.0, 1.25, 2.0), 30.0).minutes([Spot("a", a)], [Spot("b", b)])
    exact = 1.25 * distance_m(a, b) / 1000 / 30 * 60 + 2
    # One minute either way only where the sum is a whole number but for rounding.
    assert row[0] == math.ceil(exact) or abs(exact - round(exact)) < 1e-6


def test_a_known_way_takes_what_it_takes():
    # One hundredth of a degree of longitude at 51.5° is 692 m; × 1.3 at 24 km/h is 2.2 minutes, and one to hand over.
    times = travel_times(a_request())
    assert times.out(0, "mosque") == 4
    assert times.home(0, "mosque") == 4
    assert times.way(0, "mosque", "mosque") == 0


def test_no_distance_still_takes_the_handover_from_a_base_but_nothing_within_a_place():
    times = travel_times(a_request(places=(a_place(east=0.0), a_place("next door", east=0.0))))
    assert times.out(0, "mosque") == 1
    assert times.way(0, "mosque", "next door") == 1
    assert times.way(0, "mosque", "mosque") == 0


def test_who_walks_takes_longer_and_those_alike_share_a_table():
    times = travel_times(a_request(units=(a_unit("a"), a_unit("b", speed_kmh=4.5), a_unit("c"))))
    assert len(times.minutes) == 2
    assert times.out(1, "mosque") == 13
    assert times.out(2, "mosque") == times.out(0, "mosque") == 4


def test_a_matrix_is_taken_as_it_is_even_one_way():
    matrix = TravelMatrix(("x", "unit", "mosque", "end"), ((0, 0, 0, 0), (0, 0, 7, 0), (0, 0, 0, 9), (0, 0, 0, 0)))
    times = travel_times(a_request(travel=matrix, units=(a_unit(end_id="end"),)))
    assert (times.out(0, "mosque"), times.home(0, "mosque")) == (7, 9)
    spots = [Spot("mosque", CENTRE), Spot("end", CENTRE)]
    assert np.array_equal(TabledTravel(matrix).minutes(spots, spots), [[0, 9], [0, 0]])


def test_a_base_in_a_matrix_may_be_a_place():
    matrix = TravelMatrix(("mosque",), ((0,),))
    times = travel_times(a_request(travel=matrix, units=(a_unit(start_id="mosque", end_id="mosque"),)))
    assert times.out(0, "mosque") == 0
