"""Opening databases and transactions that do not trip over each other."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.desk.test_audit_store import a_line
from vigil.database.engine import CHANGES, READS, lock_for_append, open_engine, sqlite_file, watch_changes
from vigil.desk.audit_store import add_line
from vigil.desk.user_store import desk_user
from vigil.ground.errors import Unreadable


@pytest.mark.parametrize("url", ["mysql://localhost/x", "not an address", "postgresql://localhost/x"])
def test_another_database_is_refused(url):
    with pytest.raises(Unreadable, match="VIGIL_DATABASE"):
        open_engine(url)


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:////data/vigil.db", Path("/data/vigil.db")),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("postgresql+psycopg://desk@localhost/vigil", None),
    ],
)
def test_the_file_of_an_address(url, file):
    assert sqlite_file(url) == file


def test_sqlite_keeps_its_promises(sqlite_office):
    with sqlite_office.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2


def test_a_reader_does_not_wait_for_a_writer(office):
    with (
        office.engine.connect().execution_options(**CHANGES) as writer,
        office.engine.connect().execution_options(**READS) as reader,
    ):
        writer.execute(text("DELETE FROM sign_in_link"))
        assert reader.execute(text("SELECT count(*) FROM desk_user")).scalar_one() == 0


def test_appending_can_be_locked_on_both_dialects(connection):
    lock_for_append(connection, "audit_line")
    lock_for_append(connection, "audit_line")  # a transaction may take its own lock again
    add_line(connection, a_line())
    assert connection.in_transaction()


def test_only_changes_are_noticed(connection):
    seen = []
    watch_changes(connection, lambda: seen.append("change"))
    connection.execute(desk_user.select())
    assert seen == []
    connection.execute(desk_user.delete())
    assert seen == ["change"]
