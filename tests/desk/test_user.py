"""Passwords and tokens."""

import pytest

from vigil.desk.actor import Role
from vigil.desk.user import USER_ID, User, hash_of_token, hash_password, is_password_of, new_token


def test_a_password_is_kept_as_argon2id_and_known_again():
    anna = User("anna", "Anna", Role.ANALYST, hash_password("correct horse battery"))
    assert anna.password_hash.startswith("$argon2id$")
    assert is_password_of(anna, "correct horse battery")
    assert not is_password_of(anna, "correct horse batterz")
    assert "argon2" not in repr(anna)


def test_nobody_has_a_password():
    assert not is_password_of(None, "nobody signs in with this")


def test_a_broken_hash_lets_nobody_in():
    assert not is_password_of(User("x1", "X", Role.ADMIN, "not a hash"), "anything at all")


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 201])
def test_a_password_too_short_or_too_long_is_refused(password):
    with pytest.raises(ValueError, match="12 to 200"):
        hash_password(password)


def test_a_longer_password_is_not_cut_to_a_right_one():
    anna = User("anna", "Anna", Role.ANALYST, hash_password("x" * 200))
    assert not is_password_of(anna, "x" * 201)


def test_tokens_differ_and_are_kept_as_hashes():
    one, other = new_token(), new_token()
    assert one != other
    assert len(one) >= 43
    assert hash_of_token(one) != one
    assert len(hash_of_token(one)) == 64


@pytest.mark.parametrize("user_id", ["Anna", "a", "-anna", "anna b", "a" * 64, "añna"])
def test_odd_user_ids_do_not_fit(user_id):
    assert USER_ID.fullmatch(user_id) is None
