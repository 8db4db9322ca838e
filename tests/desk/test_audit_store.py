"""The audit in the database."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from vigil.desk.audit_store import add_line, audit_line, count_refused, has_hash, list_lines, walk_lines
from vigil.desk.chain import FIRST, AuditLine, Outcome, verify

AT = datetime(2019, 3, 15, 8, tzinfo=UTC)


def a_line(subject="{}", **changes):
    values = {
        "number": 0,
        "at": AT,
        "recorded_at": AT,
        "actor_id": "amina",
        "actor_name": "Amina",
        "role": "coordinator",
        "action": "try.it",
        "outcome": Outcome.DONE,
        "subject": subject,
        "seed": str(2**63 - 1),
        "before": "",
    }
    return AuditLine(**{**values, **changes})


def test_lines_are_numbered_and_chained_and_come_back_as_written(connection):
    added = [add_line(connection, a_line(f'{{"é": {n}}}')) for n in range(5)]
    assert [line.number for line in added] == [1, 2, 3, 4, 5]
    assert added[0].before == FIRST
    assert list(walk_lines(connection)) == added
    assert verify(walk_lines(connection)).is_whole


def test_the_newest_lines_come_first_a_page_at_a_time(connection):
    for n in range(5):
        add_line(connection, a_line(str(n)))
    assert [line.number for line in list_lines(connection, limit=2)] == [5, 4]
    assert [line.number for line in list_lines(connection, limit=10, before=3)] == [2, 1]


@pytest.mark.parametrize("change", [update(audit_line).values(subject="x"), delete(audit_line)])
def test_the_database_refuses_to_change_or_drop_a_line(connection, change):
    add_line(connection, a_line())
    with pytest.raises(DBAPIError, match="append-only"):
        connection.execute(change)


def test_refusals_are_counted_by_action_subject_and_time(connection):
    for minutes in (1, 5, 20):
        add_line(connection, a_line("s", outcome=Outcome.REFUSED, recorded_at=AT - timedelta(minutes=minutes)))
    add_line(connection, a_line("s"))
    add_line(connection, a_line("other", outcome=Outcome.REFUSED))
    assert count_refused(connection, action="try.it", subject="s", since=AT - timedelta(minutes=15)) == 2


def test_a_hash_is_known_or_not(connection):
    line = add_line(connection, a_line())
    assert has_hash(connection, line.hash)
    assert not has_hash(connection, "f" * 64)
