"""The second migration makes the register's tables (they are compared with the metadata elsewhere)."""

from sqlalchemy import inspect


def test_it_makes_the_tables_of_the_register(connection):
    assert {"place", "area", "unit", "own_time"} <= set(inspect(connection).get_table_names())


def test_own_times_belong_to_a_place(connection):
    (key,) = inspect(connection).get_foreign_keys("own_time")
    assert (key["referred_table"], key["constrained_columns"]) == ("place", ["place_id"])
