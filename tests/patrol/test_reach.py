import pytest
from hypothesis import given, settings

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, rich_requests
from tests.patrol.all_rounds import every_round
from tests.patrol.game.small_game import small_requests
from vigil.patrol.check import find_breaches
from vigil.patrol.detour import knows_no_detour
from vigil.patrol.plan import Reason, Round, Stop
from vigil.patrol.reach import find_reach, first_start, last_start
from vigil.patrol.request import Rest, TravelFactor, TravelMatrix, TravelRule
from vigil.patrol.travel import travel_times


def reach_of(**changes):
    request = a_request(**changes)
    return find_reach(request, travel_times(request))


def test_a_visit_begins_and_ends_on_whole_minutes_within():
    window = a_window(opens=765.5, closes=800.5)
    assert (first_start(window), last_start(window)) == (766, 788)


def test_who_can_come_is_named_by_number():
    reach = reach_of(units=(a_unit("late", from_minute=810), a_unit("all day")))
    assert reach.units == {"mosque/arriving": (1,), "mosque/leaving": (0, 1)}
    assert reach.unreachable == ()


@pytest.mark.parametrize(
    ("changes", "reason", "says"),
    [
        (
            {"windows": (a_window(opens=765, closes=776),)},
            Reason.TOO_SHORT,
            "open for 11 minutes, and a visit takes 12",
        ),
        ({"units": (a_unit(until_minute=770),)}, Reason.NOBODY_ON_SHIFT, "No unit's shift"),
        ({"units": (a_unit(from_minute=795),)}, Reason.NOBODY_ON_SHIFT, "No unit's shift"),
        ({"units": ()}, Reason.NOBODY_ON_SHIFT, "No unit's shift"),
        (
            {"places": (a_place(east=2.0),), "units": (a_unit(from_minute=600), a_unit("near", from_minute=700))},
            Reason.TOO_FAR,
            "Of 2 units on shift the nearest, unit, needs 451 minutes to get there and 451 back",
        ),
        (
            {"windows": (a_window(min_persons=4),), "units": (a_unit(), a_unit("big", persons=4, until_minute=500))},
            Reason.NOBODY_ABLE,
            "It asks for 4 people. No unit on shift then has that: 1 were looked at.",
        ),
        (
            {
                "windows": (a_window(min_persons=2, skills=("french", "punjabi")),),
                "units": (a_unit(skills=("french",)),),
            },
            Reason.NOBODY_ABLE,
            "It asks for 2 people, french, punjabi.",
        ),
        (
            {"units": (a_unit(max_drive_minutes=7),)},
            Reason.TOO_FAR,
            "which its shift or its limit of 7 minutes on the road or the window does not allow",
        ),
        (
            {"units": (a_unit(rest=Rest(60, 750, 820), until_minute=824),)},
            Reason.TOO_FAR,
            "which its shift or its rest of 60 minutes or the window does not allow",
        ),
    ],
)
def test_what_nobody_can_reach_says_why(changes, reason, says):
    left = reach_of(**{"windows": (a_window(),), **changes}).unreachable
    assert [item.reason for item in left] == [reason]
    assert says in left[0].says


def test_the_last_minute_counts():
    # Four minutes there: from 784 on a visit can begin at 788 and end at 800, when the window closes.
    assert reach_of(windows=(a_window(),), units=(a_unit(from_minute=784),)).units
    assert not reach_of(windows=(a_window(),), units=(a_unit(from_minute=785),)).units
    # Four minutes back: a visit from 765 ends at 777, home at 781.
    assert reach_of(windows=(a_window(),), units=(a_unit(until_minute=781),)).units
    assert not reach_of(windows=(a_window(),), units=(a_unit(until_minute=780),)).units


def test_a_limit_of_driving_counts_both_ways():
    assert reach_of(windows=(a_window(),), units=(a_unit(max_drive_minutes=8),)).units
    assert not reach_of(windows=(a_window(),), units=(a_unit(max_drive_minutes=7),)).units


def test_units_alike_are_named_each():
    units = (a_unit("a", skills=("french",)), a_unit("b"), a_unit("c", skills=("french",)), a_unit("d", persons=1))
    assert reach_of(windows=(a_window(skills=("french",)),), units=units).units == {"mosque/arriving": (0, 2)}


def test_a_visit_at_a_better_hour_may_drive_less():
    # Whoever drives before a quarter past one needs 11 minutes, later 4.
    travel = TravelRule(factors=(TravelFactor(700, 795, 4.5),))
    changes = {"windows": (a_window(),), "travel": travel}
    assert reach_of(units=(a_unit(max_drive_minutes=8),), **changes).units
    assert not reach_of(units=(a_unit(max_drive_minutes=7),), **changes).units
    assert not reach_of(units=(a_unit(max_drive_minutes=8, until_minute=795),), **changes).units


@given(rich_requests())
def test_a_window_is_in_reach_of_those_who_can_make_it_their_only_visit(request):
    times = travel_times(request)
    reach = find_reach(request, times)
    for window in request.windows:
        starts = range(first_start(window), last_start(window) + 1)
        able = tuple(
            number
            for number, unit in enumerate(request.units)
            if any(
                not find_breaches(
                    request,
                    times,
                    tuple(
                        Round(other.id, (Stop(window.id, start, start + window.visit_minutes),) if n == number else ())
                        for n, other in enumerate(request.units)
                    ),
                )
                for start in starts
            )
        )
        found = reach.units.get(window.id, ())
        assert set(able) <= set(found)
        if knows_no_detour(request.travel):
            assert all(number in able or request.units[number].rest for number in found)


@settings(max_examples=60, deadline=None)
@given(small_requests(limits=True))
def test_a_window_is_in_reach_when_any_round_visits_it(request_):
    times = travel_times(request_)
    reach = find_reach(request_, times)
    visited = [
        {name for stops in every_round(request_, times, number) for name in stops}
        for number in range(len(request_.units))
    ]
    for window in request_.windows:
        able = {number for number, names in enumerate(visited) if window.id in names}
        found = reach.units.get(window.id, ())
        assert set(found) <= able
        assert bool(found) == bool(able)


def test_a_place_may_be_in_reach_by_way_of_another_only():
    request = a_request(
        places=(a_place("a"), a_place("b", east=-0.01)),
        windows=(a_window("at a", "a", 765, 779), a_window("at b", "b", 785, 799)),
        units=(a_unit("base", from_minute=760, until_minute=830),),
        travel=TravelMatrix(("a", "b", "base"), ((0, 5, 5), (5, 0, 5), (5, 200, 0))),
    )
    assert find_reach(request, travel_times(request)).units == {"at a": (0,), "at b": (0,)}
