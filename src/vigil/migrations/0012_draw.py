"""Draws: pledged seeds, what mixtures promised; what would change a plan; the factors of a visit's worth."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment


def upgrade() -> None:
    """Make the tables of draws, and let a visit keep its factors."""
    op.add_column("patrol_visit", sa.Column("factors", sa.JSON, nullable=False, server_default="[]"))
    op.create_table(
        "patrol_pledge",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("planned_on", sa.Date, nullable=False),
        sa.Column("seed", sa.String(40), nullable=False),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("made_by_id", sa.String(64), nullable=False),
        sa.Column("made_by_name", sa.Text, nullable=False),
        sa.Column("plan_id", sa.Integer, nullable=True),
        sa.Column("revealed_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_patrol_pledge"),
        sa.UniqueConstraint("plan_id", name="uq_patrol_pledge_plan_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_patrol_pledge_plan_id_patrol_plan"),
    )
    op.create_index("ix_patrol_pledge_planned_on", "patrol_pledge", ["planned_on"])
    op.create_table(
        "patrol_mixture",
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("probabilities", sa.JSON, nullable=False),
        sa.Column("drawn", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("objective", sa.Float, nullable=False),
        sa.Column("max_value", sa.Float, nullable=False),
        sa.Column("bound", sa.Float, nullable=False),
        sa.Column("gap", sa.Float, nullable=False),
        sa.Column("gap_of_range", sa.Float, nullable=False),
        sa.Column("tail_value", sa.Float, nullable=False),
        sa.Column("entropy_bits", sa.Float, nullable=False),
        sa.Column("columns", sa.Integer, nullable=False),
        sa.Column("stopped", sa.String(16), nullable=False),
        sa.Column("floors", sa.JSON, nullable=False),
        sa.Column("floor_costs", sa.JSON, nullable=False),
        sa.Column("baselines", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name="pk_patrol_mixture"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_patrol_mixture_plan_id_patrol_plan"),
    )
    op.create_table(
        "patrol_sensitivity",
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("variations", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name="pk_patrol_sensitivity"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_patrol_sensitivity_plan_id_patrol_plan"),
    )
