"""The numbered schema changes lead from nothing to exactly the tables that the stores declare."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from tests.whole.tree import modules
from vigil.database.metadata import metadata
from vigil.desk.office import Office
from vigil.migrations.upgrade import list_migrations, upgrade


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [migration.number for migration in list_migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(migration.name[4] == "_" for migration in list_migrations())


def test_the_database_has_the_tables_that_the_stores_declare(office: Office) -> None:
    """The fixture's database was brought up from empty by the migrations alone."""
    assert list(modules())  # importing every store fills the metadata
    with office.engine.connect() as connection:
        own = _tables_of_virtual_tables(connection) | {"schema_version"}

        def is_ours(name: str | None, kind: str, _parents: object) -> bool:
            return kind != "table" or name not in own

        context = MigrationContext.configure(connection, opts={"include_name": is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_bringing_up_to_date_twice_changes_nothing(office: Office) -> None:
    assert upgrade(office.engine) == ()


def _tables_of_virtual_tables(connection: Connection) -> set[str]:
    """Give SQLite's search indexes and the tables they keep for themselves: no metadata knows them."""
    if connection.dialect.name != "sqlite":
        return set()
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
    virtual = {row.name for row in rows if row.sql and row.sql.upper().startswith("CREATE VIRTUAL")}
    return {row.name for row in rows if row.name in virtual or any(row.name.startswith(f"{v}_") for v in virtual)}
