import pytest

from tests.patrol.a_request import a_request, a_unit, a_window
from vigil.patrol.plan import Reason, Round, Stop, Uncovered
from vigil.patrol.reach import find_reach
from vigil.patrol.travel import travel_times
from vigil.patrol.uncovered import find_uncovered, peak_value, tightest_limit


def left_of(request, *rounds, worth=None):
    reach = find_reach(request, travel_times(request))
    worth = dict.fromkeys(reach.units, 1.0) if worth is None else worth
    return find_uncovered(request, reach, worth, rounds)


def test_every_window_without_a_visit_is_named_the_most_valuable_first():
    request = a_request(windows=(a_window("a", value=1.0), a_window("b", value=3.0), a_window("c", value=3.0)))
    left = left_of(request, Round("unit", (Stop("c", 770, 782),)))
    assert [item.window_id for item in left] == ["b", "a"]
    assert {item.reason for item in left} == {Reason.UNITS_BUSY}
    assert left[0].says == "The one unit that could reach it is busy with what is worth more."


def test_several_units_may_be_busy():
    request = a_request(windows=(a_window(),), units=(a_unit("a"), a_unit("b")))
    assert left_of(request)[0].says == "The 2 units that could reach it are busy with what is worth more together."


@pytest.mark.parametrize(("most", "says"), [(1, "has its 1 visit,"), (2, "has its 2 visits,")])
def test_a_place_has_as_many_visits_as_were_asked(most, says):
    windows = (a_window("a"), a_window("b", opens=830, closes=860), a_window("c", opens=870, closes=890))
    stops = (Stop("a", 770, 782), Stop("b", 835, 847))[:most]
    left = left_of(a_request(windows=windows, max_visits_per_place=most), Round("unit", stops))
    assert left[-1].reason is Reason.VISITED_ENOUGH
    assert says in left[-1].says


def test_what_is_worth_nothing_or_least_or_out_of_reach_says_so():
    windows = (a_window("a"), a_window("b"), a_window("c", opens=100, closes=110))
    left = left_of(a_request(windows=windows), worth={"a": 0.0})
    assert {item.window_id: item.reason for item in left} == {
        "a": Reason.NO_VALUE,
        "b": Reason.WORTH_LEAST,
        "c": Reason.TOO_SHORT,
    }


def test_a_place_below_its_limit_is_left_because_units_are_busy():
    assert left_of(a_request(max_visits_per_place=2))[0].reason is Reason.UNITS_BUSY


def test_the_tightest_limit_is_the_commonest_reason():
    far = Uncovered("a", Reason.TOO_FAR, "Too far.")
    short = Uncovered("b", Reason.TOO_SHORT, "Too short.")
    assert tightest_limit([far, short, short]) == "2 of 3 windows: too short for a visit. b: Too short."


def test_a_window_is_worth_its_most_valuable_bin():
    assert peak_value(a_window(value=7.0)) == 7.0
    assert peak_value(a_window(bins=())) == 0.0
