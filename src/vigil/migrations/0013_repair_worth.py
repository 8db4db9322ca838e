"""Patrol: what the rounds would cover if nobody had dropped out, beside what a repair wins back of it."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Give every repair what was planned before it; of those that are there it was not kept."""
    op.add_column("plan_repair", sa.Column("worth_planned", sa.Float, nullable=True))
