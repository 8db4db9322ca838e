"""Signing in: by password, by link, and not at all."""

from datetime import timedelta

import pytest

from tests.people import ADMIN, COORDINATOR, PUBLIC
from vigil import catalogue
from vigil.desk import access, clock
from vigil.desk.access import Everybody, LinkFor, NewUser, SignIn, Token
from vigil.desk.actor import Actor, Role
from vigil.desk.audit import AuditPage
from vigil.desk.user import LINK_LASTS, REFUSALS_ALLOWED, REFUSALS_COUNTED_OVER, SESSION_LASTS
from vigil.ground.errors import NotAllowed, NotFound, Refused, Unreadable

PASSWORD = "correct horse battery"


@pytest.fixture
def peopled(office):
    office.perform(catalogue.ADD_USER, NewUser("anna", " Anna ", Role.ANALYST, PASSWORD), ADMIN)
    return office


@pytest.fixture
def later(monkeypatch):
    """Moves the machine's clock on."""
    real, moved = clock.now, [timedelta(0)]
    monkeypatch.setattr(clock, "now", lambda: real() + moved[0])
    return lambda by: moved.append(moved.pop() + by)


def who(office, token):
    return office.perform(catalogue.FIND_ACTOR, token, PUBLIC)


def test_whoever_knows_the_password_gets_a_session_until_signing_out(peopled):
    token = peopled.perform(catalogue.SIGN_IN, SignIn("anna", PASSWORD), PUBLIC)
    anna = who(peopled, token)
    assert anna == Actor("anna", "Anna", Role.ANALYST)
    peopled.perform(catalogue.SIGN_OUT, token, anna)
    assert who(peopled, token) is None


def test_a_session_runs_out(peopled, later):
    token = peopled.perform(catalogue.SIGN_IN, SignIn("anna", PASSWORD), PUBLIC)
    later(SESSION_LASTS - timedelta(minutes=1))
    assert who(peopled, token) is not None
    later(timedelta(minutes=2))
    assert who(peopled, token) is None


@pytest.mark.parametrize("given", [SignIn("anna", "wrong"), SignIn("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_apart_by_nobody(peopled, given):
    with pytest.raises(NotAllowed, match="do not belong together"):
        peopled.perform(catalogue.SIGN_IN, given, PUBLIC)


def test_too_many_tries_close_the_door_for_a_while_even_for_the_right_password(peopled, later):
    for _ in range(REFUSALS_ALLOWED):
        with pytest.raises(NotAllowed):
            peopled.perform(catalogue.SIGN_IN, SignIn("anna", "wrong"), PUBLIC)
    with pytest.raises(Refused, match="Too many tries") as caught:
        peopled.perform(catalogue.SIGN_IN, SignIn("anna", PASSWORD), PUBLIC)
    assert caught.value.rule == "too-many-tries"
    later(REFUSALS_COUNTED_OVER + timedelta(minutes=1))
    assert peopled.perform(catalogue.SIGN_IN, SignIn("anna", PASSWORD), PUBLIC).token


def test_a_link_signs_in_once(peopled, later):
    link = peopled.perform(catalogue.MAKE_LINK, LinkFor("anna"), ADMIN)
    assert who(peopled, peopled.perform(catalogue.SIGN_IN_BY_LINK, link, PUBLIC)) is not None
    [line] = peopled.perform(catalogue.LIST_AUDIT, AuditPage(limit=1), ADMIN)
    assert line.subject == '{"asked": {}, "noted": {"user_id": "anna"}}'
    with pytest.raises(NotAllowed, match="used before"):
        peopled.perform(catalogue.SIGN_IN_BY_LINK, link, PUBLIC)
    late = peopled.perform(catalogue.MAKE_LINK, LinkFor("anna"), ADMIN)
    later(LINK_LASTS + timedelta(minutes=1))
    with pytest.raises(NotAllowed, match="run out"):
        peopled.perform(catalogue.SIGN_IN_BY_LINK, late, PUBLIC)


def test_nobody_can_be_given_a_link_who_is_not_there(office):
    with pytest.raises(NotFound):
        office.perform(catalogue.MAKE_LINK, LinkFor("nobody"), ADMIN)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewUser("Anna B", "Anna", Role.ANALYST, PASSWORD), "id"),
        (NewUser("anna", "  ", Role.ANALYST, PASSWORD), "name"),
        (NewUser("anna", "Anna", Role.ANALYST, "short"), "password"),
    ],
)
def test_a_new_user_is_checked_field_by_field(office, new, field):
    with pytest.raises(Unreadable) as caught:
        office.perform(catalogue.ADD_USER, new, ADMIN)
    assert caught.value.where.field == field
    assert office.perform(catalogue.LIST_USERS, Everybody(), ADMIN) == ()


def test_an_id_belongs_to_one_user(peopled):
    with pytest.raises(Refused, match="already"):
        peopled.perform(catalogue.ADD_USER, NewUser("anna", "Other", Role.ADMIN, PASSWORD), ADMIN)


def test_only_an_administrator_lets_people_in(office):
    with pytest.raises(NotAllowed):
        office.perform(catalogue.ADD_USER, NewUser("anna", "Anna", Role.ADMIN, PASSWORD), COORDINATOR)


def test_no_password_and_no_token_reaches_the_audit_or_a_text(peopled):
    token = peopled.perform(catalogue.SIGN_IN, SignIn("anna", PASSWORD), PUBLIC)
    written = repr(peopled.perform(catalogue.LIST_AUDIT, AuditPage(), ADMIN))
    assert PASSWORD not in written
    assert token.token not in written
    assert token.token not in repr(token)
    assert PASSWORD not in repr(access.SignIn("anna", PASSWORD))
    assert PASSWORD not in repr(NewUser("anna", "Anna", Role.ADMIN, PASSWORD))
    assert Token("x") == Token("x")
