"""The picture in the database: boards, and breaks in how series are recorded."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    RowMapping,
    String,
    Table,
    Text,
    delete,
    select,
    update,
)

from vigil.database.metadata import Moment, metadata
from vigil.picture.board.board import Board
from vigil.picture.board.kept import BoardHead, pack, unpack
from vigil.picture.board.recording_break import RecordingBreak

board = Table(
    "board",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("as_of", Date, nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("made_from", String(64), nullable=False),
    Column("alarms", Integer, nullable=False),
    Column("clusters", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

recording_break = Table(
    "recording_break",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("source", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("flag", Text, nullable=False),
    Column("began_on", Date, nullable=False),
    Column("why", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
)


# ── boards ──────────────────────────────────────────────────────────────────────────────────────────


def add_board(connection: Connection, new: Board, *, made_from: str) -> Board:
    """Keep a board; its id is given here. `made_from` tells the data it was made from apart from others."""
    row = connection.execute(
        board.insert()
        .values(
            as_of=new.as_of,
            made_at=new.made_at,
            made_from=made_from,
            alarms=sum(bool(one.alarm_id) for one in new.series),
            clusters=len(new.clusters),
            content=pack(new),
        )
        .returning(*board.c)
    )
    return _board(row.mappings().one())


def find_board(connection: Connection, *, as_of: date) -> Board | None:
    """Give the newest board of a day, or None."""
    wanted = select(board).where(board.c.as_of == as_of).order_by(board.c.id.desc()).limit(1)
    row = connection.execute(wanted).mappings().first()
    return _board(row) if row else None


def find_board_made_from(connection: Connection, *, as_of: date, made_from: str) -> Board | None:
    """Give the board of a day that was made from these data, or None."""
    wanted = select(board).where(board.c.as_of == as_of, board.c.made_from == made_from).limit(1)
    row = connection.execute(wanted).mappings().first()
    return _board(row) if row else None


def find_latest_board(connection: Connection, *, until_on: date) -> Board | None:
    """Give the newest board of the latest day up to a day, or None."""
    wanted = select(board).where(board.c.as_of <= until_on).order_by(board.c.as_of.desc(), board.c.id.desc()).limit(1)
    row = connection.execute(wanted).mappings().first()
    return _board(row) if row else None


def list_boards(connection: Connection, *, until_on: date, limit: int) -> tuple[BoardHead, ...]:
    """Give what is kept of every board up to a day, the latest day first, its newest board first."""
    column = board.c
    wanted = (
        select(column.id, column.as_of, column.made_at, column.alarms, column.clusters)
        .where(column.as_of <= until_on)
        .order_by(column.as_of.desc(), column.id.desc())
        .limit(limit)
    )
    return tuple(BoardHead(**row) for row in connection.execute(wanted).mappings())


def forget_boards(connection: Connection, *, made_before: datetime) -> int:
    """Remove the boards made before a moment; give how many there were."""
    return connection.execute(delete(board).where(board.c.made_at < made_before)).rowcount


# ── breaks ──────────────────────────────────────────────────────────────────────────────────────────


def add_breaks(connection: Connection, breaks: Sequence[RecordingBreak], *, at: datetime) -> None:
    """Add breaks."""
    if breaks:
        connection.execute(recording_break.insert(), [{**_break_row(one), "added_at": at} for one in breaks])


def change_breaks(connection: Connection, breaks: Sequence[RecordingBreak]) -> None:
    """Put breaks in the stead of those with their ids."""
    for one in breaks:
        connection.execute(update(recording_break).where(recording_break.c.id == one.id).values(**_break_row(one)))


def list_breaks(connection: Connection) -> tuple[RecordingBreak, ...]:
    """Give every break, the oldest first."""
    rows = connection.execute(select(recording_break)).mappings()
    found = (
        RecordingBreak(source=row["source"], area=row["area"], flag=row["flag"], on=row["began_on"], why=row["why"])
        for row in rows
    )
    # Sorted here, because the two dialects do not sort words alike.
    return tuple(sorted(found, key=lambda one: (one.on, one.source, one.area, one.flag)))


# ── rows and values ─────────────────────────────────────────────────────────────────────────────────


def _board(row: RowMapping) -> Board:
    return unpack(row["content"], board_id=row["id"])


def _break_row(one: RecordingBreak) -> dict[str, object]:
    return {
        "id": one.id,
        "source": one.source,
        "area": one.area,
        "flag": one.flag,
        "began_on": one.on,
        "why": one.why,
    }
