"""Who stands in a unit: its crew, the rota of stewards with swaps, units lent by others, who was left out of a plan."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment


def upgrade() -> None:
    """Let units keep their crew and lender; make the tables of the rota."""
    op.add_column("unit", sa.Column("crew", sa.Text, nullable=False, server_default="{}"))
    op.add_column("unit", sa.Column("lender", sa.Text, nullable=False, server_default=""))
    op.add_column("unit", sa.Column("has_rota", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "steward",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("trained_until", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_steward"),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("steward_id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.String(100), nullable=False),
        sa.Column("from_at", Moment, nullable=False),
        sa.Column("until_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_duty"),
        sa.ForeignKeyConstraint(["steward_id"], ["steward.id"], name="fk_duty_steward_id_steward"),
    )
    for column in ("steward_id", "unit_id"):
        op.create_index(f"ix_duty_{column}", "duty", [column])
    op.create_table(
        "rota_swap",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("duty_id", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("giver_id", sa.Integer, nullable=False),
        sa.Column("taker_id", sa.Integer),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("proposed_by_id", sa.String(64), nullable=False),
        sa.Column("proposed_by_name", sa.Text, nullable=False),
        sa.Column("proposed_at", Moment, nullable=False),
        sa.Column("closed_by_id", sa.String(64), nullable=False),
        sa.Column("closed_by_name", sa.Text, nullable=False),
        sa.Column("closed_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_rota_swap"),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name="fk_rota_swap_duty_id_duty"),
        sa.ForeignKeyConstraint(["giver_id"], ["steward.id"], name="fk_rota_swap_giver_id_steward"),
        sa.ForeignKeyConstraint(["taker_id"], ["steward.id"], name="fk_rota_swap_taker_id_steward"),
    )
    op.create_index("ix_rota_swap_duty_id", "rota_swap", ["duty_id"])
    op.create_table(
        "unit_loan",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.String(100), nullable=False),
        sa.Column("from_at", Moment, nullable=False),
        sa.Column("until_at", Moment, nullable=False),
        sa.Column("agreed_by", sa.Text, nullable=False),
        sa.Column("noted_by_name", sa.Text, nullable=False),
        sa.Column("noted_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit_loan"),
    )
    op.create_index("ix_unit_loan_unit_id", "unit_loan", ["unit_id"])
    op.create_table(
        "patrol_left_out",
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.String(100), nullable=False),
        sa.Column("unit_name", sa.Text, nullable=False),
        sa.Column("is_sent", sa.Boolean, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "unit_id", name="pk_patrol_left_out"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_patrol_left_out_plan_id_patrol_plan"),
    )
