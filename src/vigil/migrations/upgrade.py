"""Bringing a database up to date: each numbered file runs once, in order, in a transaction of its own."""

import importlib
import pkgutil
from dataclasses import dataclass
from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, func, select
from sqlalchemy.exc import DatabaseError

import vigil.migrations
from vigil.database.engine import CHANGES
from vigil.database.metadata import Moment
from vigil.desk.clock import now
from vigil.ground.errors import Refused, Unavailable

# Kept apart from the common metadata: it is there before the first migration has run.
schema_version = Table(
    "schema_version",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("applied_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered schema change, `0001_desk.py` and so on."""

    number: int
    name: str

    @property
    def module(self) -> ModuleType:
        """The module with its `upgrade` function."""
        return importlib.import_module(f"vigil.migrations.{self.name}")


def list_migrations() -> tuple[Migration, ...]:
    """Give every migration there is, in order."""
    names = (info.name for info in pkgutil.iter_modules(vigil.migrations.__path__))
    return tuple(
        sorted((Migration(int(name[:4]), name) for name in names if name[:4].isdigit()), key=lambda m: m.number)
    )


def upgrade(engine: Engine) -> tuple[Migration, ...]:
    """Run the migrations that have not run yet; give them.

    Raises
    ------
    Refused : the database was written by a newer Vigil
    """
    known = list_migrations()
    with engine.connect().execution_options(**CHANGES) as connection:
        schema_version.create(connection, checkfirst=True)
        connection.commit()
    done = find_version(engine)
    if done > known[-1].number:
        raise Refused(
            "newest-vigil",
            f"This database is at version {done}; this Vigil knows {known[-1].number}. Use the newer one.",
        )
    waiting = tuple(migration for migration in known if migration.number > done)
    for migration in waiting:
        with engine.connect().execution_options(**CHANGES) as connection:
            _run(connection, migration)
            connection.commit()
    return waiting


def find_version(engine: Engine) -> int:
    """Give the number of the last migration that ran, 0 for none.

    Raises
    ------
    Unavailable : the database does not answer, or the file is none
    """
    try:
        connected = engine.connect()
    except DatabaseError as problem:
        raise Unavailable(f"The database that VIGIL_DATABASE names cannot be used: {problem.orig}.") from problem
    with connected as connection:
        if not connection.dialect.has_table(connection, "schema_version"):
            return 0
        last: int | None = connection.execute(select(func.max(schema_version.c.number))).scalar_one()
        return last or 0


def _run(connection: Connection, migration: Migration) -> None:
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        migration.module.upgrade()
    connection.execute(schema_version.insert().values(number=migration.number, applied_at=now()))
