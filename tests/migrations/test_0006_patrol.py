"""The tables of patrol (they are compared with the metadata elsewhere)."""

from sqlalchemy import inspect


def test_it_makes_the_tables_of_patrol(connection):
    tables = set(inspect(connection).get_table_names())
    assert {"patrol_plan", "patrol_round", "patrol_visit", "patrol_uncovered"} <= tables
