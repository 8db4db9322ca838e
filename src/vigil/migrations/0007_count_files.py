"""Counts: in which file each one stands."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Give every count its file; those that are there stand in the newest file of their source, as far as is known."""
    op.add_column("published_count", sa.Column("file", sa.Text, nullable=False, server_default=""))
    op.execute(
        "UPDATE published_count SET file = "
        "(SELECT count_source.file FROM count_source WHERE count_source.name = published_count.source)"
    )
