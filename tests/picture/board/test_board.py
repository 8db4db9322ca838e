"""A board is one frozen value."""

from dataclasses import FrozenInstanceError, replace
from datetime import timedelta

import pytest

from tests.picture.board.town import AS_OF, BY_DAY, BY_MONTH, a_board, a_series
from vigil.picture.board.board import BoardPoint, PeriodKind, latest_alarms


def test_a_point_says_nothing_it_was_not_told():
    point = BoardPoint(on=AS_OF, observed=3)
    assert (point.expected, point.p_value, point.likely, point.known_before, point.is_alarm) == (*[None] * 4, False)


def test_a_board_cannot_be_changed_behind_anybodys_back():
    board = a_board(series=(a_series(BoardPoint(on=AS_OF, observed=3)),))
    with pytest.raises(FrozenInstanceError):
        board.as_of = AS_OF
    assert board.series[0].alarm_id == ""


def test_periods_are_named_as_they_are_said():
    assert [f"a {kind}" for kind in PeriodKind] == ["a day", "a month"]
    assert BY_DAY.kind == ""


def test_more_of_a_period_comes_in_only_while_its_count_may_still_grow():
    point = BoardPoint(on=AS_OF, observed=4)
    assert not point.is_coming_in
    assert not replace(point, likely=4.0, likely_high=4.0).is_coming_in
    assert replace(point, likely=4.0, likely_high=5.0).is_coming_in
    assert replace(point, likely=4.4).is_coming_in


def test_a_limit_within_the_usual_hangs_on_the_days_before_and_is_none_of_the_day():
    point = BoardPoint(on=AS_OF, observed=4, high=6.0, alarm_above=9.0)
    assert (point.own_limit, point.days_together) == (9.0, 1)
    assert replace(point, high=None).own_limit == 9.0
    assert replace(point, alarm_above=1.0).own_limit is None
    assert replace(point, alarm_above=None).own_limit is None
    assert replace(point, judged_days=7).days_together == 7


def test_alarms_of_the_last_three_days_stand_out_and_of_months_the_last_alone():
    points = tuple(
        BoardPoint(on=AS_OF - timedelta(days=back), observed=9, is_alarm=back != 1) for back in range(4, -1, -1)
    )
    assert latest_alarms(points, PeriodKind.DAY) == (points[2], points[4])
    assert latest_alarms(points, PeriodKind.MONTH) == (points[4],)
    assert a_series(*points, name=BY_MONTH).latest_alarms == ()
    assert a_series(*points, alarm_id="2019-03-14-abc").latest_alarms == (points[2], points[4])
