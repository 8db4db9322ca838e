"""Signing in and out: passwords, sessions and one-time links."""

from dataclasses import dataclass, field

from vigil.desk import audit_store, clock, user_store
from vigil.desk.actor import Actor, Role
from vigil.desk.desk import Desk
from vigil.desk.subject import subject_of
from vigil.desk.user import (
    LINK_LASTS,
    REFUSALS_ALLOWED,
    REFUSALS_COUNTED_OVER,
    SESSION_LASTS,
    USER_ID,
    User,
    hash_of_token,
    hash_password,
    is_password_of,
    new_token,
)
from vigil.ground.errors import NotAllowed, NotFound, Refused, Unreadable, Where

# Sessions and links live by the machine's clock, not by the desk's moment: in a replay of a day of the past
# they must run out all the same.


@dataclass(frozen=True, slots=True)
class NewUser:
    """A person to be let in."""

    id: str
    name: str
    role: Role
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What somebody gives at the door."""

    user_id: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A session's or a link's token."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LinkFor:
    """Whom a one-time link lets in."""

    user_id: str


@dataclass(frozen=True, slots=True)
class Everybody:
    """Asks for all users."""


def add_user(desk: Desk, new: NewUser) -> User:
    """Let a person in from now on."""
    if not USER_ID.fullmatch(new.id):
        raise Unreadable(Where("user", field="id"), "takes 2 to 63 small letters, digits, dots and dashes", new.id)
    if not new.name.strip():
        raise Unreadable(Where("user", field="name"), "must not be empty")
    if user_store.find_user(desk.connection, new.id):
        raise Refused("one-user-an-id", f"There is a user “{new.id}” already.")
    try:
        user = User(new.id, new.name.strip(), new.role, hash_password(new.password))
    except ValueError as problem:
        raise Unreadable(Where("user", field="password"), str(problem)) from problem
    user_store.add_user(desk.connection, user, at=desk.at)
    return user


def sign_in(desk: Desk, given: SignIn) -> Token:
    """Begin a session for whoever knows the password."""
    refused = audit_store.count_refused(
        desk.connection,
        action="desk.sign_in",
        subject=subject_of(given),
        since=clock.now() - REFUSALS_COUNTED_OVER,
    )
    if refused >= REFUSALS_ALLOWED:
        raise Refused("too-many-tries", "Too many tries for this name. Wait 15 minutes, or ask an administrator.")
    user = user_store.find_user(desk.connection, given.user_id)
    desk.let_go()  # hashing takes a tenth of a second, in which others may write
    if not is_password_of(user, given.password):
        raise NotAllowed("That name and password do not belong together.")
    return _begin_session(desk, given.user_id)


def make_link(desk: Desk, wanted: LinkFor) -> Token:
    """Make a link that signs a person in once, within half an hour."""
    if user_store.find_user(desk.connection, wanted.user_id) is None:
        raise NotFound("user", wanted.user_id)
    token = new_token()
    ends_at = clock.now() + LINK_LASTS
    user_store.add_link(desk.connection, hash_of_token(token), wanted.user_id, ends_at=ends_at)
    return Token(token)


def sign_in_by_link(desk: Desk, link: Token) -> Token:
    """Begin a session for whoever holds an unused link."""
    user_id = user_store.take_link(desk.connection, hash_of_token(link.token), at=clock.now())
    if user_id is None:
        raise NotAllowed("This link was used before, or has run out. Ask for a new one.")
    desk.note(user_id=user_id)
    return _begin_session(desk, user_id)


def sign_out(desk: Desk, session: Token) -> None:
    """End a session."""
    user_store.close_session(desk.connection, hash_of_token(session.token))


def find_actor(desk: Desk, session: Token) -> Actor | None:
    """Give who holds a session, or None when it has ended."""
    return user_store.find_actor(desk.connection, hash_of_token(session.token), at=clock.now())


def list_users(desk: Desk, _asked: Everybody) -> tuple[User, ...]:
    """Give everybody who may sign in."""
    return user_store.list_users(desk.connection)


def _begin_session(desk: Desk, user_id: str) -> Token:
    token, now = new_token(), clock.now()
    user_store.add_session(desk.connection, hash_of_token(token), user_id, at=now, ends_at=now + SESSION_LASTS)
    return Token(token)
