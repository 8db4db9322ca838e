from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, requests
from tests.patrol.mend.filled import fill_rounds
from vigil.patrol.check import find_breaches
from vigil.patrol.mend.keep_up import keep_rounds_up
from vigil.patrol.plan import Round, Stop
from vigil.patrol.travel import travel_times

TWO = a_request(
    places=(a_place(), a_place("shul", east=0.02)),
    windows=(a_window(), a_window("mosque/leaving", opens=830, closes=860), a_window("shul", "shul", 765, 800)),
    units=(a_unit("north"), a_unit("south")),
)
LEAVING = Round("north", (Stop("mosque/leaving", 841, 853),))
NOTHING = Round("south", ())


def ids(rounds):
    return [[stop.window_id for stop in walk.stops] for walk in rounds]


def test_a_round_that_can_be_kept_to_the_minute_stays_though_another_minute_were_better():
    assert keep_rounds_up(TWO, (LEAVING, NOTHING)) == (LEAVING, NOTHING)


def test_what_can_still_be_done_is_done_at_the_best_minute_and_nothing_is_added():
    late = replace(TWO, units=(a_unit("north", from_minute=795), a_unit("south")))
    before = (Round("north", (Stop("mosque/arriving", 770, 782), Stop("mosque/leaving", 859, 871))), NOTHING)
    north, south = keep_rounds_up(late, before)
    assert ids((north, south)) == [["mosque/leaving"], []]
    assert north.stops[0].depart_minute <= 860


@pytest.mark.parametrize(
    "changes",
    [
        {"windows": (a_window("mosque/leaving", opens=842, closes=860),)},
        {"windows": (a_window("mosque/leaving", opens=830, closes=852),)},
        {"windows": (a_window("mosque/leaving", opens=830, closes=860, visit_minutes=10),)},
        {"windows": (a_window("mosque/leaving", opens=830, closes=860, min_persons=9),)},
        {"units": (a_unit("north", from_minute=840), a_unit("south"))},
        {"units": (a_unit("north", max_drive_minutes=1), a_unit("south"))},
    ],
)
def test_whatever_has_changed_about_a_visit_it_is_made_as_it_now_must_be_or_not_at_all(changes):
    changed = replace(TWO, **changes)
    kept = keep_rounds_up(changed, (LEAVING, NOTHING))
    assert kept[0] != LEAVING
    assert find_breaches(changed, travel_times(changed), kept) == ()


def test_a_limit_on_driving_that_is_wide_enough_changes_nothing():
    limited = replace(TWO, units=(a_unit("north", max_drive_minutes=600), a_unit("south")))
    assert keep_rounds_up(limited, (LEAVING, NOTHING)) == (LEAVING, NOTHING)


def test_who_is_late_home_with_nothing_to_do_stops_nobody():
    late = replace(TWO, units=(a_unit("north", from_minute=899, start=a_place("far", east=0.5).point), a_unit("south")))
    assert ids(keep_rounds_up(late, (LEAVING, NOTHING))) == [[], []]
    assert ids(keep_rounds_up(late, (Round("north", ()), NOTHING))) == [[], []]


@settings(max_examples=40)
@given(requests())
def test_what_is_kept_up_keeps_every_rule_and_what_could_stay_stays(request):
    before = fill_rounds(request)
    assert keep_rounds_up(request, before) == before
    later = replace(request, units=tuple(replace(unit, from_minute=unit.from_minute + 20) for unit in request.units))
    after = keep_rounds_up(later, before)
    assert find_breaches(later, travel_times(later), after) == ()
