"""A person who may sign in, their password, and the rules for both."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from vigil.desk.actor import Role

USER_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}")
SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 200

SESSION_LASTS: Final = timedelta(hours=12)
LINK_LASTS: Final = timedelta(minutes=30)

REFUSALS_ALLOWED: Final = 10
REFUSALS_COUNTED_OVER: Final = timedelta(minutes=15)

_hasher: Final = PasswordHasher()  # argon2id with the library's current defaults
_NOBODY: Final = _hasher.hash("nobody signs in with this")


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in; the hash of the password never leaves the desk."""

    id: str
    name: str
    role: Role
    password_hash: str = field(repr=False)


def hash_password(password: str) -> str:
    """Give the argon2id hash of a password, salted.

    Raises
    ------
    ValueError : it is shorter than 12 or longer than 200 characters
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ValueError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    return _hasher.hash(password)


def is_password_of(user: User | None, password: str) -> bool:
    """Say whether a password is a user's; takes as long when there is no such user."""
    try:
        _hasher.verify(user.password_hash if user else _NOBODY, password[: LONGEST_PASSWORD + 1])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return user is not None


def new_token() -> str:
    """Give a token nobody can guess, 256 bits."""
    return secrets.token_urlsafe(32)


def hash_of_token(token: str) -> str:
    """Give the hash under which a token is kept, so that a copy of the database opens nothing."""
    return sha256(token.encode()).hexdigest()
