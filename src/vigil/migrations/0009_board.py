"""The picture: what a nightly update found, breaks in how series are recorded, when incidents were reported."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment


def upgrade() -> None:
    """Make the tables of the picture; let incidents say when they were reported, runs of the schedule be kept once."""
    op.create_table(
        "board",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("made_from", sa.String(64), nullable=False),
        sa.Column("alarms", sa.Integer, nullable=False),
        sa.Column("clusters", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_board"),
    )
    op.create_index("ix_board_as_of", "board", ["as_of"])
    op.create_table(
        "recording_break",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("flag", sa.Text, nullable=False),
        sa.Column("began_on", sa.Date, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recording_break"),
    )
    op.add_column("incident", sa.Column("reported_on", sa.Date))
    op.add_column("uplift", sa.Column("alarm_id", sa.String(40), nullable=False, server_default=""))
    op.create_table(
        "scheduled_run",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("job_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", "due_on", name="pk_scheduled_run"),
    )
