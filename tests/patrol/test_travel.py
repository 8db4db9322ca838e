import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_request import CENTRE, a_place, a_request, a_unit
from vigil.ground.point import Point, distance_m
from vigil.patrol.request import SlowerMatrix, TravelFactor, TravelMatrix, TravelRule
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


def test_without_slow_hours_there_is_one_table_for_the_whole_day():
    times = travel_times(a_request())
    assert len(times.slot_from) == 1
    assert np.array_equal(times.slot_minutes[0][0], times.minutes[0])
    base, mosque = times.start_spot[0], times.place_spot["mosque"]
    assert times.arrive(0, base, mosque, 500) == 504
    assert times.driven(0, base, mosque, 500) == 4


MORNING = TravelRule(factors=(TravelFactor(450.5, 540, 4.0), TravelFactor(540, 560, 0.5)))


def test_a_way_takes_what_it_takes_in_the_slot_it_begins_in():
    times = travel_times(a_request(places=(a_place(east=0.05),), travel=MORNING))
    base, mosque = times.start_spot[0], times.place_spot["mosque"]
    assert list(times.slot_from) == [-1440, 451, 540, 560]
    assert times.slot_minutes[0].shape == (4, 2, 2)
    # 11.2 minutes in the ordinary way: 13 with the handover, 46 at four times that, 7 at half.
    assert list(times.slot_minutes[0][:, base, mosque]) == [13, 46, 7, 13]
    assert times.minutes[0][base, mosque] == times.out(0, "mosque") == 46
    assert [times.slot_at(minute) for minute in (0, 450, 451, 539, 540, 2000)] == [0, 0, 1, 1, 2, 3]
    assert times.arrive(0, base, mosque, 450) == 463
    assert (times.arrive(0, base, mosque, 452), times.driven(0, base, mosque, 452)) == (498, 46)
    # At 501 both are there at 547, and whoever waits drives less; from 502 on waiting for nine o'clock is sooner.
    assert (times.arrive(0, base, mosque, 501), times.driven(0, base, mosque, 501)) == (547, 7)
    assert (times.arrive(0, base, mosque, 530), times.driven(0, base, mosque, 530)) == (547, 7)
    assert times.arrive(0, base, mosque, 560) == 573


FACTORS = st.lists(
    st.tuples(st.integers(-60, 600), st.integers(1, 90), st.sampled_from([0.2, 0.9, 1.3, 3.0])), max_size=4
).map(lambda given: tuple(TravelFactor(begins, begins + length, factor) for begins, length, factor in given))


@given(FACTORS, st.integers(0, 600))
def test_nobody_is_there_sooner_by_leaving_later(factors, minute):
    # Only stretches that follow each other are ever read.
    ends, kept = -100.0, []
    for factor in sorted(factors, key=lambda factor: factor.from_minute):
        if factor.from_minute >= ends:
            kept.append(factor)
            ends = factor.to_minute
    times = travel_times(a_request(places=(a_place(east=0.05),), travel=TravelRule(factors=tuple(kept))))
    base, mosque = times.start_spot[0], times.place_spot["mosque"]

    def factor_at(leaves):
        return next((f.factor for f in kept if f.from_minute <= leaves < f.to_minute), 1.0)

    exact = 1.3 * distance_m(CENTRE, a_place(east=0.05).point) / 1000 / 24 * 60
    ways = {factor: math.ceil(exact * factor + 1) for factor in (0.2, 0.9, 1.0, 1.3, 3.0)}
    by_hand = min(leaves + ways[factor_at(leaves)] for leaves in range(minute, minute + 800))
    assert times.arrive(0, base, mosque, minute) == by_hand
    assert times.arrive(0, base, mosque, minute) <= times.arrive(0, base, mosque, minute + 1)


def test_a_matrix_may_be_slower_by_the_hour_and_for_who_walks():
    matrix = TravelMatrix(
        ("mosque", "unit", "walker"),
        ((0, 10, 10), (10, 0, 0), (10, 0, 0)),
        (SlowerMatrix(4.5, ((0, 40, 40), (40, 0, 0), (40, 0, 0))),),
        (TravelFactor(450, 540, 1.1),),
    )
    units = (a_unit(), a_unit("walker", speed_kmh=4.5), a_unit("rider", speed_kmh=15.0, start_id="unit", end_id="unit"))
    times = travel_times(a_request(travel=matrix, units=units))
    assert times.profile == (0, 1, 0)
    mosque = times.place_spot["mosque"]
    ways = [
        [times.arrive(number, times.start_spot[number], mosque, minute) - minute for minute in (400, 460)]
        for number in range(3)
    ]
    assert ways == [[10, 11], [40, 44], [10, 11]]
