"""A board is one frozen value."""

from dataclasses import FrozenInstanceError

import pytest

from tests.picture.board.town import AS_OF, BY_DAY, a_board, a_series
from vigil.picture.board.board import BoardPoint, PeriodKind


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
