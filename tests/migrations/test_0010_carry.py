"""The tables of carrying (they are compared with the metadata elsewhere); rounds there before are the first version."""

import importlib

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, inspect, text

carry = importlib.import_module("vigil.migrations.0010_carry")


def test_rounds_that_were_there_are_their_plans_first_version():
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        for table in ("patrol_plan", "patrol_round", "patrol_visit"):
            connection.execute(text(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY)"))
            connection.execute(text(f"INSERT INTO {table} VALUES (1)"))
        with Operations.context(MigrationContext.configure(connection)):
            carry.upgrade()
        assert connection.execute(text("SELECT version FROM patrol_round")).scalar_one() == 1
        assert connection.execute(text("SELECT follows FROM patrol_visit")).scalar_one() is None
        tables = set(inspect(connection).get_table_names())
    engine.dispose()
    assert {"carry_terms", "carry_link", "carry_phone", "carry_event", "plan_repair"} <= tables
