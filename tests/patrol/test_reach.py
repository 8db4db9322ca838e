import pytest
from hypothesis import given

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, rich_requests
from vigil.patrol.check import find_breaches
from vigil.patrol.plan import Reason, Round, Stop
from vigil.patrol.reach import find_reach, first_start, last_start
from vigil.patrol.request import Rest, TravelFactor, TravelRule
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
        assert reach.units.get(window.id, ()) == able
