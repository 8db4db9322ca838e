"""A visit says what its number of people rests on; of those that were there before it is not known."""

import importlib

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, text

visit_people = importlib.import_module("vigil.migrations.0008_visit_people")


def test_visits_that_were_there_do_not_pretend_to_know():
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE patrol_visit (id INTEGER, people INTEGER)"))
        connection.execute(text("INSERT INTO patrol_visit VALUES (1, 212)"))
        with Operations.context(MigrationContext.configure(connection)):
            visit_people.upgrade()
        rows = connection.execute(text("SELECT people, people_basis FROM patrol_visit")).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [(212, "")]
