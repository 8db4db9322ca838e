"""The walk through a round is held against a search over every place and minute of the rest."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_request import a_place, a_request, a_unit, rich_requests
from vigil.patrol.request import Rest, TravelFactor, TravelRule
from vigil.patrol.travel import travel_times
from vigil.patrol.walk import Call, Stay, earliest_home, least_driven, minutes_driven

ARRIVING, LEAVING = Call("mosque", 765, 788, 12), Call("mosque", 830, 848, 12)


def home_of(*calls, **changes):
    request = a_request(units=(a_unit(**changes),))
    return earliest_home(request, travel_times(request), 0, calls)


def test_a_unit_is_home_after_its_last_call():
    # Four minutes from the mosque.
    assert home_of() == 420
    assert home_of(ARRIVING) == 765 + 12 + 4
    assert home_of(ARRIVING, LEAVING) == 830 + 12 + 4
    assert home_of(ARRIVING, from_minute=784) == 800 + 4
    assert home_of(ARRIVING, from_minute=785) == math.inf
    assert home_of(ARRIVING, from_minute=420, handover_minutes=5) == 781


@pytest.mark.parametrize(
    ("rest", "home"),
    [
        (Rest(30, 500, 600), 846),  # before driving off
        (Rest(60, 761, 830), math.inf),  # would be over at 821, too late for the first and 36 minutes late for …
        (Rest(30, 760, 830), 846),  # between the two
        (Rest(53, 777, 830), 846),  # exactly between the two
        (Rest(54, 777, 831), 847),  # and a minute more makes the second a minute later
        (Rest(30, 850, 900), 880),  # at home, or before driving there
        (Rest(30, 870, 900), 900),  # just within the shift
        (Rest(30, 871, 950), math.inf),  # over after the shift
    ],
)
def test_the_rest_is_taken_where_it_delays_least(rest, home):
    assert home_of(ARRIVING, LEAVING, rest=rest) == home


def test_who_has_nothing_to_do_rests_at_the_base():
    assert home_of(rest=Rest(30, 500, 600)) == 530


def test_driving_is_counted_from_when_a_unit_is_free():
    travel = TravelRule(factors=(TravelFactor(0, 430, 2.0),))
    request = a_request(places=(a_place(), a_place("far", east=0.05)), travel=travel)
    times = travel_times(request)
    base, mosque, far = times.start_spot[0], times.place_spot["mosque"], times.place_spot["far"]
    out = times.driven(0, base, mosque, 420)
    way, back = times.slot_minutes[0][-1][mosque, far], times.slot_minutes[0][-1][far, base]
    assert minutes_driven(request, times, 0, (("mosque", 777), ("far", 840))) == out + way + back
    assert out == 6
    assert minutes_driven(request, times, 0, ()) == 0


def homes_by_hand(request, times, number, calls):
    """Every minute at which the unit may be home, by trying to rest or not before every drive and every visit."""
    unit = request.units[number]
    rest = unit.rest
    last_begin = min(int(rest.until_minute), unit.home_by_minute) - rest.minutes if rest else 0
    steps = []
    for call in calls:
        steps += [("drive", times.place_spot[call.place_id]), ("visit", call)]
    steps += [("drive", times.end_spot[number])] if calls else []

    def go(left, spot, now, is_rested):
        if not left and is_rested:
            yield now
        if not is_rested:
            for begins in range(max(now, int(rest.from_minute)), last_begin + 1):
                yield from go(left, spot, begins + rest.minutes, is_rested=True)
        if left and left[0][0] == "drive":
            there = left[0][1]
            yield from go(left[1:], there, times.arrive(number, spot, there, now), is_rested)
        elif left and max(now, left[0][1].first) <= left[0][1].last:
            yield from go(left[1:], spot, max(now, left[0][1].first) + left[0][1].minutes, is_rested)

    yield from go(steps, times.start_spot[number], unit.ready_minute, rest is None)


@given(rich_requests(), st.data())
def test_the_walk_finds_what_a_search_over_all_places_of_rest_finds(request, data):
    times = travel_times(request)
    number = data.draw(st.integers(0, len(request.units) - 1))
    windows = sorted(data.draw(st.lists(st.sampled_from(request.windows), max_size=3)), key=lambda w: w.opens_minute)
    calls = tuple(
        Call(w.place_id, int(w.opens_minute), int(w.closes_minute) - w.visit_minutes, w.visit_minutes) for w in windows
    )
    by_hand = min(homes_by_hand(request, times, number, calls), default=math.inf)
    assert earliest_home(request, times, number, calls) == by_hand


@st.composite
def mornings(draw):
    """A unit with or without a rest, slow hours or none, and up to three visits at two places that it may just make."""
    begins = draw(st.integers(430, 520))
    slow = TravelFactor(begins, begins + draw(st.integers(5, 60)), draw(st.sampled_from([0.5, 1.5, 3.0])))
    starts = sorted(draw(st.lists(st.integers(430, 560), max_size=3)))
    rest_from = draw(st.integers(420, 560))
    rest = draw(st.none() | st.builds(Rest, st.integers(1, 25), st.just(rest_from), st.integers(rest_from, 600)))
    request = a_request(
        places=(a_place(), a_place("far", east=0.03)),
        travel=TravelRule(factors=draw(st.sampled_from([(), (slow,)]))),
        units=(a_unit(rest=rest, until_minute=600, handover_minutes=draw(st.sampled_from([0, 5]))),),
    )
    stays = tuple(Stay(draw(st.sampled_from(["mosque", "far"])), start, start + 10) for start in starts)
    return request, stays


@given(mornings())
def test_the_least_driven_is_the_least_of_all_minutes_to_leave_and_to_rest(morning):
    request, stays = morning
    times, number = travel_times(request), 0
    unit, rest = request.units[number], request.units[number].rest
    spots = (times.start_spot[number], *(times.place_spot[s.place_id] for s in stays), times.end_spot[number])
    table = times.slot_minutes[times.profile[number]]
    leaves = (unit.ready_minute, *(stay.depart_minute for stay in stays))
    arrives = (*(stay.arrive_minute for stay in stays), unit.home_by_minute)

    def fits(begins, ends):
        return rest is None or (max(begins, rest.from_minute) + rest.minutes <= min(ends, rest.until_minute))

    def ways(leg):
        """Each way to drive a leg: how long it takes, and whether the rest fits before or after it."""
        for off in range(leaves[leg], arrives[leg] + 1):
            way = int(table[times.slot_at(off), spots[leg], spots[leg + 1]])
            if off + way <= arrives[leg]:
                yield way, fits(leaves[leg], off) or fits(off + way, arrives[leg])

    least = {False: 0.0, True: math.inf}
    for leg in range(len(stays) + 1 if stays else 0):
        plain = min((way for way, _ in ways(leg)), default=math.inf)
        resting = min((way for way, has_room in ways(leg) if has_room), default=math.inf)
        least = {False: least[False] + plain, True: min(least[True] + plain, least[False] + resting)}
    by_hand = least[True] if stays and rest else least[False]
    assert least_driven(request, times, number, stays) == by_hand
    if rest is None and by_hand < math.inf:
        assert minutes_driven(request, times, number, [(s.place_id, s.depart_minute) for s in stays]) >= by_hand
