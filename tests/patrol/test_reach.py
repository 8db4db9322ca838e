import pytest

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from vigil.patrol.plan import Reason
from vigil.patrol.reach import find_reach, first_start, last_start
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
