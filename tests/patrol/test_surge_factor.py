from dataclasses import replace
from datetime import timedelta

import pytest

from tests.picture.board.town import AS_OF, BY_DAY, a_board, a_series
from vigil.patrol.surge_factor import NO_SURGE, find_surges
from vigil.picture.board.board import BoardPoint
from vigil.register.place import Community


def a_surge(observed=20, expected=5.0, area="", flag="anti_muslim", alarm_id="2019-03-14-abc"):
    point = BoardPoint(on=AS_OF, observed=observed, expected=expected, is_alarm=True)
    return a_series(point, name=replace(BY_DAY, area=area, flag=flag), alarm_id=alarm_id)


def surges(*series, most=3.0):
    return find_surges(a_board(series=series), on=AS_OF + timedelta(days=1), most=most)


def test_a_surge_counts_by_the_root_of_how_many_times_more():
    found = surges(a_surge(observed=20, expected=5.0)).find(Community.MUSLIM, "Eastham")
    assert found.factor == pytest.approx(2.0)
    assert found.says == (
        "20 were recorded against the community where 5.0 were expected (×4.0), in all areas together; "
        "this counts ×2.00, never above 3."
    )


@pytest.mark.parametrize(
    "quiet",
    [a_surge(alarm_id=""), a_surge(flag="racist"), a_surge(expected=None), a_surge(expected=0.0), a_series()],
)
def test_without_an_alarm_of_a_community_nothing_counts_more(quiet):
    assert surges(replace(quiet, points=quiet.points)).by_place == {}


def test_an_alarm_of_the_day_before_counts_while_the_newest_day_is_still_coming_in():
    one = a_surge(observed=20, expected=5.0)
    coming = replace(one, points=(*one.points, BoardPoint(on=AS_OF + timedelta(days=1), observed=1, expected=5.0)))
    assert surges(coming).find(Community.MUSLIM, "").factor == pytest.approx(2.0)


def test_a_series_without_points_says_nothing():
    assert surges(replace(a_surge(), points=())).by_place == {}


def test_the_factor_is_bounded_and_never_lowers_a_value():
    assert surges(a_surge(observed=500)).find(Community.MUSLIM, "").factor == 3.0
    assert surges(a_surge(observed=1)).find(Community.MUSLIM, "").factor == 1.0


def test_the_strongest_surge_of_the_area_or_of_all_areas_counts():
    found = surges(a_surge(observed=20), a_surge(observed=40, area="Eastham"), a_surge(observed=6, area="Eastham"))
    assert found.find(Community.MUSLIM, "eastham").factor == pytest.approx(8**0.5)
    assert found.find(Community.MUSLIM, "Westham").factor == pytest.approx(2.0)
    assert found.find(Community.JEWISH, "Eastham") is None


def test_where_there_is_no_board_there_is_no_surge():
    assert find_surges(None, on=AS_OF, most=2.0) == NO_SURGE


def test_an_old_board_says_nothing_any_more():
    board = a_board(series=(a_surge(),))
    assert find_surges(board, on=AS_OF + timedelta(days=7), most=2.0) != NO_SURGE
    assert find_surges(board, on=AS_OF + timedelta(days=8), most=2.0) == NO_SURGE
