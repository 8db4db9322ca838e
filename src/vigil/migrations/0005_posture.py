"""Posture: triggers, uplifts, changes of the threat level."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment


def upgrade() -> None:
    """Make the tables of posture."""
    op.create_table(
        "trigger_event",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("lat", sa.Float, nullable=False),
        sa.Column("lon", sa.Float, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("began_on", sa.Date, nullable=False),
        sa.Column("started_at", Moment, nullable=True),
        sa.Column("known_from_at", Moment, nullable=False),
        sa.Column("worship", sa.JSON, nullable=False),
        sa.Column("targeted", sa.JSON, nullable=False),
        sa.Column("tolls", sa.JSON, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trigger_event"),
    )
    op.create_index("ix_trigger_event_known_from_at", "trigger_event", ["known_from_at"])
    op.create_table(
        "uplift",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("communities", sa.JSON, nullable=False),
        sa.Column("areas", sa.JSON, nullable=False),
        sa.Column("from_at", Moment, nullable=False),
        sa.Column("until_at", Moment, nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("trigger_id", sa.String(128), nullable=True),
        sa.Column("figures", sa.JSON, nullable=False),
        sa.Column("proposed_by", sa.String(64), nullable=False),
        sa.Column("proposed_by_name", sa.Text, nullable=False),
        sa.Column("proposed_at", Moment, nullable=False),
        sa.Column("answered_by", sa.String(64), nullable=True),
        sa.Column("answered_by_name", sa.Text, nullable=True),
        sa.Column("answered_at", Moment, nullable=True),
        sa.Column("answered_because", sa.Text, nullable=True),
        sa.Column("ended_by", sa.String(64), nullable=True),
        sa.Column("ended_by_name", sa.Text, nullable=True),
        sa.Column("ended_at", Moment, nullable=True),
        sa.Column("ended_because", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_uplift"),
        sa.ForeignKeyConstraint(["trigger_id"], ["trigger_event.id"], name="fk_uplift_trigger_id_trigger_event"),
    )
    op.create_index("ix_uplift_until_at", "uplift", ["until_at"])
    op.create_table(
        "threat_change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("from_at", Moment, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("set_by", sa.String(64), nullable=False),
        sa.Column("set_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_threat_change"),
    )
