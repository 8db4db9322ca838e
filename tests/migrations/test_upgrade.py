"""Bringing a database up to date."""

import pytest
from sqlalchemy import text

from vigil.database.engine import open_engine
from vigil.ground.errors import Refused, Unavailable
from vigil.migrations import upgrade


def test_migrations_are_in_order():
    numbers = [migration.number for migration in upgrade.list_migrations()]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1


def test_an_empty_database_is_brought_up_to_date_once(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/v.db")
    assert upgrade.find_version(engine) == 0
    assert upgrade.upgrade(engine) == upgrade.list_migrations()
    assert upgrade.find_version(engine) == upgrade.list_migrations()[-1].number
    assert upgrade.upgrade(engine) == ()
    engine.dispose()


def test_a_database_of_a_newer_vigil_is_left_alone(office):
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET number = 9999 WHERE number = 1"))
    with pytest.raises(Refused, match="Use the newer one"):
        upgrade.upgrade(office.engine)


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path, monkeypatch):
    engine = open_engine(f"sqlite:///{tmp_path}/v.db")
    first = upgrade.list_migrations()[0]
    real = first.module.upgrade

    def fail_at_the_end():
        real()
        raise ZeroDivisionError

    monkeypatch.setattr(first.module, "upgrade", fail_at_the_end)
    with pytest.raises(ZeroDivisionError):
        upgrade.upgrade(engine)
    assert upgrade.find_version(engine) == 0
    with engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    assert tables == ["schema_version"]
    engine.dispose()


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "v.db").write_text("this is a text, and long enough to be taken for nothing else" * 40)
    engine = open_engine(f"sqlite:///{tmp_path}/v.db")
    with pytest.raises(Unavailable, match="cannot be used: file is not a database"):
        upgrade.find_version(engine)
    engine.dispose()
