"""`vigil user`."""

import pytest

from tests.people import ADMIN, PUBLIC
from vigil import catalogue
from vigil.desk.access import Everybody, Token


def test_a_person_is_let_in_and_given_a_link(vigil, sqlite_office, tmp_path):
    secret = tmp_path / "password"
    secret.write_text("correct horse battery\n")
    ran = vigil("user", "add", "anna", "--name", "Anna", "--role", "coordinator", "--password-file", str(secret))
    assert (ran.code, ran.out) == (0, "Anna may sign in as anna (coordinator).\n")
    assert [user.id for user in sqlite_office.perform(catalogue.LIST_USERS, Everybody(), ADMIN)] == ["anna"]
    ran = vigil("user", "link", "anna")
    token = Token(ran.out.strip().removeprefix("/sign-in/"))
    assert sqlite_office.perform(catalogue.SIGN_IN_BY_LINK, token, PUBLIC).token


def test_a_password_is_asked_for_when_no_file_is_given(vigil, monkeypatch):
    monkeypatch.setattr("typer.prompt", lambda *words, **more: "correct horse battery")
    assert vigil("user", "add", "anna", "--name", "Anna", "--role", "officer").code == 0


@pytest.mark.parametrize(
    ("role", "password", "said"), [("king", "correct horse battery", "is not a role"), ("admin", "short", "12 to 200")]
)
def test_bad_input_is_said(vigil, monkeypatch, role, password, said):
    monkeypatch.setattr("typer.prompt", lambda *words, **more: password)
    ran = vigil("user", "add", "anna", "--name", "Anna", "--role", role)
    assert ran.code == 2
    assert said in ran.err
