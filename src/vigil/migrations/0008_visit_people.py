"""Patrol: what the number of people expected at a visit is worked out from."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Give every visit what its number of people rests on; of those that are there it was not kept."""
    op.add_column("patrol_visit", sa.Column("people_basis", sa.Text, nullable=False, server_default=""))
