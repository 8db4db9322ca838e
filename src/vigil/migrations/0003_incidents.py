"""Incidents: what happened, one by one."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment


def upgrade() -> None:
    """Make the table of incidents."""
    op.create_table(
        "incident",
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("happened_at", Moment),
        sa.Column("community", sa.String(32), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("place_id", sa.String(100), nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    op.create_index("ix_incident_happened_on", "incident", ["happened_on"])
    op.create_index("ix_incident_area", "incident", ["area"])
