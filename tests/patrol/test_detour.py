from collections import defaultdict
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.a_request import FRIDAY, a_place, a_unit, a_window
from tests.patrol.all_rounds import every_round
from tests.patrol.game.small_game import small_requests
from vigil.patrol.detour import NEVER, Outing, RoundSearch, knows_no_detour, least_sum, most_left
from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import Request, TravelFactor, TravelMatrix, TravelRule
from vigil.patrol.travel import TravelTimes, travel_times


def outing_of(request: Request, times: TravelTimes, number: int) -> Outing:
    unit, windows = request.units[number], request.windows
    able = [unit.has_what_it_takes(window) for window in windows]
    table = times.slot_minutes[times.profile[number]]
    return Outing(
        ready=unit.ready_minute,
        home_by=unit.home_by_minute,
        rest=unit.rest,
        max_drive=np.inf if unit.max_drive_minutes is None else unit.max_drive_minutes,
        place=np.array([times.place_spot[window.place_id] for window in windows]),
        first=np.array([first_start(window) for window in windows]),
        last=np.array([last_start(window) if can else -1 for window, can in zip(windows, able, strict=True)]),
        minutes=np.array([window.visit_minutes for window in windows]),
        slot_from=times.slot_from,
        way=table,
        out=table[:, times.start_spot[number]],
        home=table[:, :, times.end_spot[number]],
    )


@settings(max_examples=60, deadline=None)
@given(small_requests(limits=True))
def test_a_window_is_in_reach_when_some_round_visits_it(request_) -> None:
    times = travel_times(request_)
    for number in range(len(request_.units)):
        outing, starts, alone = outing_of(request_, times, number), defaultdict(set), set()
        for stops in every_round(request_, times, number):
            alone |= set(stops) if len(stops) == 1 else set()
            for name, start in stops.items():
                starts[name].add(start)
        for index, window in enumerate(request_.windows):
            bounds = [(first[index], last[index]) for first, last in zip(outing.earliest, outing.latest, strict=True)]
            for start in starts[window.id]:
                assert any(first <= start <= last for first, last in bounds)
            assert outing.alone[index] >= (window.id in alone)
            assert outing.alone[index] == (window.id in alone) or request_.units[number].max_drive_minutes is not None
            assert outing.may_be_near[index] or not starts[window.id]
            can = bool(outing.may_reach[index]) and RoundSearch().can_visit(outing, index)
            assert can == bool(starts[window.id])


def a_short_cut(*windows, home: int = 0, back: int = 200) -> Request:
    """A base that is quickly left for a and b but from which b is quickly left for home only."""
    return Request(
        day=FRIDAY,
        places=(a_place("a"), a_place("b", east=-0.01)),
        windows=windows,
        units=(a_unit("base", from_minute=760, until_minute=830),),
        travel=TravelMatrix(("a", "b", "base"), ((0, 5, 5), (5, 0, home), (5, back, 0))),
    )


def test_only_straight_lines_at_one_speed_know_no_detour() -> None:
    assert knows_no_detour(TravelRule())
    assert not knows_no_detour(TravelRule(factors=(TravelFactor(700, 800, 1.5),)))
    assert not knows_no_detour(TravelMatrix(("a",), ((0,),)))


def test_a_place_may_be_in_reach_by_way_of_another_only() -> None:
    request = a_short_cut(a_window("at a", "a", 765, 779), a_window("at b", "b", 785, 799))
    times = travel_times(request)
    outing = outing_of(request, times, 0)
    assert outing.may_reach.tolist() == [True, True]
    assert RoundSearch().can_visit(outing, 1)
    shut = replace(request, windows=(a_window("at a", "a", 765, 776), request.windows[1]))
    assert outing_of(shut, times, 0).may_reach.tolist() == [False, False]


def test_a_door_that_would_have_to_be_passed_twice_is_no_way() -> None:
    # There and back leads by way of a, which has one window, long enough for two visits.
    request = a_short_cut(a_window("at a", "a", 765, 820), a_window("at b", "b", 785, 799), home=200)
    outing = outing_of(request, travel_times(request), 0)
    assert outing.may_reach[1]
    assert not RoundSearch().can_visit(outing, 1)
    assert RoundSearch(steps=1).can_visit(outing, 1)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2**32))
def test_sums_and_what_is_left_are_the_plain_ones(begins, ends, seed) -> None:
    rng = np.random.default_rng(seed)
    way = rng.integers(0, 40, (begins, ends))
    off = np.where(rng.random(begins) < 0.3, NEVER, rng.integers(0, 900, begins))
    by = np.where(rng.random(ends) < 0.3, -NEVER, rng.integers(0, 900, ends))
    assert least_sum(off, way).tolist() == np.minimum(NEVER, (off[:, None] + way).min(axis=0)).tolist()
    assert most_left(by, way).tolist() == np.maximum(-NEVER, (by[None, :] - way).max(axis=1)).tolist()
