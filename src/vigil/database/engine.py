"""Opening a database: SQLite for one small machine, PostgreSQL for several desks."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from vigil.ground.errors import Unreadable, Where

READS: Final = {"vigil_begin": "BEGIN"}
CHANGES: Final = {"vigil_begin": "BEGIN IMMEDIATE"}
"""Execution options for a connection: a SQLite transaction that will write takes the write lock at
once, because upgrading a read transaction fails when another has written in between."""

SQLITE_SETTINGS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 15000",
)


def open_engine(url: str) -> Engine:
    """Give an engine for a database address; nothing is connected yet.

    Raises
    ------
    Unreadable : the address is not one of SQLite or PostgreSQL (psycopg)
    """
    try:
        drivername = make_url(url).drivername
    except ArgumentError as problem:
        raise Unreadable(Where("VIGIL_DATABASE"), "is not a database address") from problem
    if drivername == "sqlite":
        engine = create_engine(url, hide_parameters=True)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if drivername == "postgresql+psycopg":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    raise Unreadable(
        Where("VIGIL_DATABASE"),
        "must begin with sqlite:/// or postgresql+psycopg://",
        drivername,
    )


def sqlite_file(url: str) -> Path | None:
    """Give the file of a SQLite address, or None when it is another database or lives in memory."""
    address = make_url(url)
    named = address.database
    return Path(named) if address.drivername == "sqlite" and named and named != ":memory:" else None


def _set_up_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling is switched off; `_begin_sqlite` says when one begins.
    connection.isolation_level = None
    for setting in SQLITE_SETTINGS:
        connection.execute(setting).close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("vigil_begin", "BEGIN"))


def lock_for_append(connection: Connection, name: str) -> None:
    """Let only one transaction at a time append to a named chain until it ends.

    SQLite has one writer anyway; PostgreSQL takes an advisory lock for the transaction.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})


def watch_changes(connection: Connection, changed: Callable[[], None]) -> None:
    """Call `changed` before every statement on this connection that writes."""

    @event.listens_for(connection, "before_execute")
    def _before(_connection: Connection, clause: object, *_rest: object) -> None:
        if getattr(clause, "is_dml", False):
            changed()
