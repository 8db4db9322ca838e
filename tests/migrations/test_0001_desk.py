"""The first migration guards the audit on both dialects (the tables are compared with the metadata elsewhere)."""

import importlib

from sqlalchemy import inspect

from vigil.desk.audit_store import audit_line


def test_it_makes_the_tables_of_the_desk(connection):
    tables = set(inspect(connection).get_table_names())
    assert {"audit_line", "desk_user", "sign_in_session", "sign_in_link", "job"} <= tables


def test_both_dialects_have_their_guard_on_the_audit():
    module = importlib.import_module("vigil.migrations.0001_desk")
    for statements in (module.SQLITE_APPEND_ONLY, module.POSTGRESQL_APPEND_ONLY):
        written = " ".join(statements)
        assert "UPDATE" in written
        assert "DELETE" in written
        assert audit_line.name in written
