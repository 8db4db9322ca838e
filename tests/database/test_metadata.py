"""Moments keep their zone on both dialects."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, select
from sqlalchemy.exc import StatementError

from vigil.database.metadata import Moment

when = Table("try_moment", MetaData(), Column("id", Integer, primary_key=True), Column("at", Moment))


def test_a_moment_comes_back_in_utc(connection):
    when.create(connection)
    nz = datetime(2019, 3, 15, 13, 40, tzinfo=timezone(timedelta(hours=13)))
    connection.execute(when.insert().values(id=1, at=nz))
    connection.execute(when.insert().values(id=2, at=None))
    given = [row.at for row in connection.execute(select(when).order_by(when.c.id))]
    assert given == [datetime(2019, 3, 15, 0, 40, tzinfo=UTC), None]
    assert given[0].tzinfo is UTC


def test_a_naive_moment_is_a_mistake(connection):
    when.create(connection)
    with pytest.raises(StatementError, match="naive moment"):
        connection.execute(when.insert().values(id=1, at=datetime(2019, 3, 15)))


def test_moments_compare_in_time_not_in_text(connection):
    when.create(connection)
    early = datetime(2019, 3, 15, 0, 40, tzinfo=UTC)
    connection.execute(when.insert().values(id=1, at=early))
    in_hawaii = datetime(2019, 3, 14, 15, tzinfo=timezone(timedelta(hours=-10)))  # twenty minutes later
    assert connection.execute(select(when.c.id).where(when.c.at < in_hawaii)).scalar_one() == 1
