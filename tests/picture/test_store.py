"""Boards and breaks in the database, on both dialects."""

from dataclasses import replace
from datetime import date, timedelta

from tests.conftest import FRIDAY
from tests.picture.board.test_kept import CLUSTER, FORECAST
from tests.picture.board.town import AS_OF, BY_DAY, a_board, a_series
from vigil.picture import store
from vigil.picture.board.board import BoardPoint
from vigil.picture.board.kept import BoardHead
from vigil.picture.board.recording_break import RecordingBreak

ALARM = a_series(BoardPoint(on=AS_OF, observed=9, is_alarm=True), alarm_id="2019-03-14-abc")
BOARD = a_board(series=(ALARM, a_series(name=replace(BY_DAY, area="Ḥam"))), clusters=(CLUSTER,), forecasts=(FORECAST,))
EARLIER = a_board(as_of=AS_OF - timedelta(days=1))


def test_a_board_comes_back_as_it_was_under_the_number_it_was_given(connection):
    kept = store.add_board(connection, BOARD, made_from="a")
    assert kept == replace(BOARD, id=kept.id)
    assert store.find_board(connection, as_of=AS_OF) == kept
    assert store.find_board(connection, as_of=EARLIER.as_of) is None
    assert store.find_board_made_from(connection, as_of=AS_OF, made_from="a") == kept
    assert store.find_board_made_from(connection, as_of=AS_OF, made_from="b") is None


def test_of_several_boards_of_a_day_the_newest_is_shown_and_all_are_listed(connection):
    first, earlier = (store.add_board(connection, one, made_from="a") for one in (BOARD, EARLIER))
    second = store.add_board(connection, replace(BOARD, seed=2), made_from="b")
    assert store.find_board(connection, as_of=AS_OF) == second
    assert store.find_latest_board(connection, until_on=date(2020, 1, 1)) == second
    assert store.find_latest_board(connection, until_on=EARLIER.as_of) == earlier
    assert store.find_latest_board(connection, until_on=date(2019, 1, 1)) is None
    heads = store.list_boards(connection, until_on=AS_OF, limit=10)
    assert [one.id for one in heads] == [second.id, first.id, earlier.id]
    assert heads[0] == BoardHead(second.id, AS_OF, BOARD.made_at, 1, 1)
    assert len(store.list_boards(connection, until_on=AS_OF, limit=1)) == 1
    assert [one.id for one in store.list_boards(connection, until_on=EARLIER.as_of, limit=9)] == [earlier.id]


def test_old_boards_are_forgotten_by_when_they_were_made(connection):
    store.add_board(connection, replace(BOARD, made_at=FRIDAY - timedelta(days=401)), made_from="a")
    kept = store.add_board(connection, EARLIER, made_from="a")
    assert store.forget_boards(connection, made_before=FRIDAY - timedelta(days=400)) == 1
    assert [one.id for one in store.list_boards(connection, until_on=AS_OF, limit=9)] == [kept.id]


def test_breaks_come_back_the_oldest_first_and_change_in_their_place(connection):
    late = RecordingBreak(source="Police", area="", flag="racist", on=date(2018, 1, 1), why="a new form")
    early = RecordingBreak(source="", area="Eastham", flag="", on=date(2016, 1, 1), why="“moved”")
    store.add_breaks(connection, [late, early], at=FRIDAY)
    store.add_breaks(connection, [], at=FRIDAY)
    assert store.list_breaks(connection) == (early, late)
    store.change_breaks(connection, [replace(late, why="a new law")])
    assert store.list_breaks(connection) == (early, replace(late, why="a new law"))
