"""People who may sign in, their sessions and one-time links."""

from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, RowMapping, String, Table, Text, delete, select

from vigil.database.metadata import Moment, metadata
from vigil.desk.actor import Actor, role_named
from vigil.desk.user import User

desk_user = Table(
    "desk_user",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(32), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
)

sign_in_session = Table(
    "sign_in_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user_id", ForeignKey("desk_user.id"), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
)

sign_in_link = Table(
    "sign_in_link",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user_id", ForeignKey("desk_user.id"), nullable=False),
    Column("ends_at", Moment, nullable=False),
)


def add_user(connection: Connection, user: User, *, at: datetime) -> None:
    """Add a person."""
    connection.execute(
        desk_user.insert().values(
            id=user.id,
            name=user.name,
            role=(user.role.name or "").lower(),
            password_hash=user.password_hash,
            added_at=at,
        )
    )


def find_user(connection: Connection, user_id: str) -> User | None:
    """Give the person with this id, or None."""
    row = connection.execute(select(desk_user).where(desk_user.c.id == user_id)).mappings().first()
    return _user(row) if row else None


def list_users(connection: Connection) -> tuple[User, ...]:
    """Give everybody, by name."""
    rows = connection.execute(select(desk_user).order_by(desk_user.c.name)).mappings()
    return tuple(_user(row) for row in rows)


def add_session(connection: Connection, token_hash: str, user_id: str, *, at: datetime, ends_at: datetime) -> None:
    """Begin a session; only the hash of its token is kept."""
    connection.execute(
        sign_in_session.insert().values(token_hash=token_hash, user_id=user_id, began_at=at, ends_at=ends_at)
    )


def find_actor(connection: Connection, token_hash: str, *, at: datetime) -> Actor | None:
    """Give who holds a session that has not ended, or None."""
    wanted = (
        select(desk_user)
        .join(sign_in_session)
        .where(
            sign_in_session.c.token_hash == token_hash,
            sign_in_session.c.ends_at > at,
        )
    )
    row = connection.execute(wanted).mappings().first()
    return Actor(row["id"], row["name"], role_named(row["role"])) if row else None


def close_session(connection: Connection, token_hash: str) -> None:
    """End a session."""
    connection.execute(delete(sign_in_session).where(sign_in_session.c.token_hash == token_hash))


def add_link(connection: Connection, token_hash: str, user_id: str, *, ends_at: datetime) -> None:
    """Keep a one-time link by the hash of its token."""
    connection.execute(sign_in_link.insert().values(token_hash=token_hash, user_id=user_id, ends_at=ends_at))


def take_link(connection: Connection, token_hash: str, *, at: datetime) -> str | None:
    """Use a link up and give whose it was, or None when there is none or it has run out."""
    used = connection.execute(
        delete(sign_in_link)
        .where(sign_in_link.c.token_hash == token_hash)
        .returning(sign_in_link.c.user_id, sign_in_link.c.ends_at)
    ).first()
    return used.user_id if used and used.ends_at > at else None


def _user(row: RowMapping) -> User:
    return User(row["id"], row["name"], role_named(row["role"]), row["password_hash"])
