"""The audit in the database: append and read, never change (triggers refuse both)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Column, Connection, Index, Integer, RowMapping, String, Table, Text, func, select

from vigil.database.engine import lock_for_append
from vigil.database.metadata import Moment, metadata
from vigil.desk.chain import FIRST, AuditLine, Outcome, seal
from vigil.desk.user_store import desk_user

audit_line = Table(
    "audit_line",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("actor_id", String(64), nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("role", String(32), nullable=False),
    Column("action", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("seed", String(40), nullable=False),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "action", "recorded_at"),
)


def add_line(connection: Connection, line: AuditLine) -> AuditLine:
    """Append a line to the chain; its number and the hash before it are set here."""
    lock_for_append(connection, "audit_line")
    last = connection.execute(
        select(audit_line.c.number, audit_line.c.hash).order_by(audit_line.c.number.desc()).limit(1)
    ).first()
    number, before = (last.number + 1, last.hash) if last else (1, FIRST)
    sealed = seal(replace(line, number=number, before=before))
    connection.execute(
        audit_line.insert().values(
            number=sealed.number,
            at=sealed.at,
            recorded_at=sealed.recorded_at,
            actor_id=sealed.actor_id,
            actor_name=sealed.actor_name,
            role=sealed.role,
            action=sealed.action,
            outcome=sealed.outcome.value,
            subject=sealed.subject,
            seed=sealed.seed,
            before=sealed.before,
            hash=sealed.hash,
        )
    )
    return sealed


def list_lines(connection: Connection, *, limit: int, before: int | None = None) -> tuple[AuditLine, ...]:
    """Give the newest lines first, at most `limit`, those with a number under `before` when it is given."""
    wanted = select(audit_line).order_by(audit_line.c.number.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(audit_line.c.number < before)
    return tuple(_line(row) for row in connection.execute(wanted).mappings())


def walk_lines(connection: Connection, *, before: int | None = None) -> Iterator[AuditLine]:
    """Give every line, oldest first, or those with a number under `before`, without holding them all in memory.

    Raises
    ------
    ValueError : a line holds what no line can, because somebody wrote it past the desk
    """
    wanted = select(audit_line).order_by(audit_line.c.number)
    if before is not None:
        wanted = wanted.where(audit_line.c.number < before)
    for row in connection.execute(wanted).mappings():
        yield _line(row)


def find_unreadable(connection: Connection) -> int | None:
    """Give the number of the first line that holds what no line can, or None."""
    numbers: Sequence[int] = (
        connection.execute(select(audit_line.c.number).order_by(audit_line.c.number)).scalars().all()
    )
    for number in numbers:
        try:
            _line(connection.execute(select(audit_line).where(audit_line.c.number == number)).mappings().one())
        except ValueError:
            return number
    return None


def has_hash(connection: Connection, wanted: str) -> bool:
    """Say whether some line carries this hash."""
    return connection.execute(select(audit_line.c.number).where(audit_line.c.hash == wanted)).first() is not None


def count_refused(connection: Connection, *, action: str, subject: str, since: datetime) -> int:
    """Count how often an action with this subject was refused since a moment (of the machine's clock)."""
    wanted = select(func.count()).where(
        audit_line.c.action == action,
        audit_line.c.recorded_at >= since,
        audit_line.c.outcome == Outcome.REFUSED.value,
        audit_line.c.subject == subject,
    )
    return connection.execute(wanted).scalar_one()


def is_emptied(connection: Connection) -> bool:
    """Say whether there is no line though users are held: letting one in writes a line."""
    has_line = connection.execute(select(audit_line.c.number).limit(1)).first() is not None
    return not has_line and connection.execute(select(desk_user.c.id).limit(1)).first() is not None


def _line(row: RowMapping) -> AuditLine:
    return AuditLine(**{**row, "outcome": Outcome(row["outcome"])})
