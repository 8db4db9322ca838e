"""Every count says in which file it stands, those that were there before as well."""

import importlib

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, text

count_files = importlib.import_module("vigil.migrations.0007_count_files")


def test_counts_that_were_there_stand_in_the_newest_file_of_their_source():
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        for statement in (
            "CREATE TABLE count_source (name TEXT, file TEXT)",
            "CREATE TABLE published_count (source TEXT, flag TEXT)",
            "INSERT INTO count_source VALUES ('Met', 'met.csv'), ('Another', 'other.csv')",
            "INSERT INTO published_count VALUES ('Met', 'faith'), ('Another', 'faith')",
        ):
            connection.execute(text(statement))
        with Operations.context(MigrationContext.configure(connection)):
            count_files.upgrade()
        rows = connection.execute(text("SELECT source, file FROM published_count ORDER BY source")).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("Another", "other.csv"), ("Met", "met.csv")]
