"""Counts that others have published: area × month × flag."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment


def upgrade() -> None:
    """Make the tables of published counts and of who published them."""
    op.create_table(
        "count_source",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("delay_days", sa.Integer),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_count_source"),
    )
    op.create_table(
        "published_count",
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("flag", sa.String(60), nullable=False),
        sa.Column("area", sa.String(300), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("area_code", sa.String(40), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("source", "flag", "area", "month", name="pk_published_count"),
        sa.ForeignKeyConstraint(["source"], ["count_source.name"], name="fk_published_count_source_count_source"),
    )
