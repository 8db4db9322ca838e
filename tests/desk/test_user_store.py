"""People, sessions and links in the database."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from vigil.desk.actor import Actor, Role
from vigil.desk.user import User
from vigil.desk.user_store import (
    add_link,
    add_session,
    add_user,
    close_session,
    find_actor,
    find_user,
    list_users,
    take_link,
)

AT = datetime(2019, 3, 15, 8, tzinfo=UTC)
ANNA = User("anna", "Anna", Role.ANALYST, "hash")
LATER = AT + timedelta(hours=1)


def test_people_are_found_and_listed_by_name(connection):
    add_user(connection, User("b1", "Bela", Role.ADMIN, "hash"), at=AT)
    add_user(connection, ANNA, at=AT)
    assert find_user(connection, "anna") == ANNA
    assert find_user(connection, "nobody") is None
    assert [user.name for user in list_users(connection)] == ["Anna", "Bela"]


def test_a_session_tells_who_until_it_ends_or_is_closed(connection):
    add_user(connection, ANNA, at=AT)
    add_session(connection, "t" * 64, "anna", at=AT, ends_at=LATER)
    assert find_actor(connection, "t" * 64, at=AT) == Actor("anna", "Anna", Role.ANALYST)
    assert find_actor(connection, "u" * 64, at=AT) is None
    assert find_actor(connection, "t" * 64, at=LATER) is None
    close_session(connection, "t" * 64)
    assert find_actor(connection, "t" * 64, at=AT) is None


def test_a_session_of_nobody_cannot_begin(connection):
    with pytest.raises(IntegrityError):
        add_session(connection, "t" * 64, "nobody", at=AT, ends_at=LATER)


def test_a_link_works_once_and_in_time(connection):
    add_user(connection, ANNA, at=AT)
    add_link(connection, "l" * 64, "anna", ends_at=LATER)
    add_link(connection, "m" * 64, "anna", ends_at=LATER)
    assert take_link(connection, "l" * 64, at=AT) == "anna"
    assert take_link(connection, "l" * 64, at=AT) is None
    assert take_link(connection, "m" * 64, at=LATER) is None
