from dataclasses import replace

from hypothesis import given, settings

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, requests
from vigil.patrol.check import find_breaches
from vigil.patrol.cover import measure
from vigil.patrol.mend.refill import keep_rounds_up, refill_rounds
from vigil.patrol.plan import Round, Stop
from vigil.patrol.travel import travel_times

TWO = a_request(
    places=(a_place(), a_place("shul", east=0.02)),
    windows=(a_window(), a_window("mosque/leaving", opens=830, closes=860), a_window("shul", "shul", 765, 800)),
    units=(a_unit("north"), a_unit("south")),
)


def ids(rounds):
    return [[stop.window_id for stop in walk.stops] for walk in rounds]


def test_what_units_had_to_do_they_still_do_and_what_is_free_is_taken_up():
    before = (Round("north", (Stop("mosque/leaving", 840, 852),)), Round("south", ()))
    north, south = ids(refill_rounds(TWO, before))
    assert "mosque/leaving" in north
    assert sorted([*north, *south]) == ["mosque/arriving", "mosque/leaving", "shul"]


def test_what_can_no_longer_be_kept_is_left_to_others():
    late = replace(TWO, units=(a_unit("north", from_minute=795), a_unit("south")))
    before = (Round("north", (Stop("mosque/arriving", 770, 782), Stop("mosque/leaving", 840, 852))), Round("south", ()))
    north, south = ids(refill_rounds(late, before))
    assert north == ["mosque/leaving"]
    assert "mosque/arriving" in south or "shul" in south


def test_who_is_late_home_with_nothing_to_do_stops_nobody():
    late = replace(TWO, units=(a_unit("north", from_minute=899, start=a_place("far", east=0.5).point), a_unit("south")))
    north, south = ids(refill_rounds(late, (Round("north", ()), Round("south", ()))))
    assert north == []
    assert south


def test_what_can_still_be_done_is_done_at_the_best_minute_and_nothing_is_added():
    late = replace(TWO, units=(a_unit("north", from_minute=795), a_unit("south")))
    before = (Round("north", (Stop("mosque/arriving", 770, 782), Stop("mosque/leaving", 859, 871))), Round("south", ()))
    north, south = keep_rounds_up(late, before)
    assert ids((north, south)) == [["mosque/leaving"], []]
    assert north.stops[0].depart_minute <= 860


@settings(max_examples=40)
@given(requests())
def test_whatever_is_repaired_keeps_every_rule_and_is_never_worse(request):
    before = refill_rounds(request, [Round(unit.id, ()) for unit in request.units])
    assert find_breaches(request, travel_times(request), before) == ()
    without, left = replace(request, units=request.units[1:]), before[1:]
    after = refill_rounds(without, left)
    assert find_breaches(without, travel_times(without), after) == ()
    visited = {stop.window_id for walk in after for stop in walk.stops}
    assert {stop.window_id for walk in left for stop in walk.stops} <= visited
    assert measure(without, after).mean_coverage >= measure(without, left).mean_coverage - 1e-9
