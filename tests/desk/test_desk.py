"""The desk: a transaction that begins when it is needed and can be let go before long work."""

import logging

import pytest
from sqlalchemy import func, select

from vigil.desk.desk import nobody_listens
from vigil.desk.user_store import desk_user


def test_the_connection_begins_on_first_use_and_stays_the_same(desk):
    assert desk.connection is desk.connection


def test_letting_go_begins_a_new_transaction(sqlite_desk):
    first = sqlite_desk.connection
    first.execute(select(func.count()).select_from(desk_user))
    sqlite_desk.let_go()
    assert first.closed
    assert sqlite_desk.connection is not first


def test_letting_go_after_a_change_is_a_mistake(desk):
    desk.connection.execute(desk_user.delete())
    with pytest.raises(RuntimeError, match="after a change"):
        desk.let_go()


def test_closing_twice_or_before_use_does_nothing(sqlite_desk):
    sqlite_desk.close()
    sqlite_desk.close()
    sqlite_desk.commit()


def test_progress_nobody_listens_to_goes_to_the_log(caplog):
    with caplog.at_level(logging.DEBUG):
        nobody_listens(0.5, "half way")
    assert "50 % half way" in caplog.text
