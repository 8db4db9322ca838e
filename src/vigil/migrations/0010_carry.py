"""Carrying: links, phones, what they say; rounds in versions."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment


def upgrade() -> None:
    """Make the tables of carrying; rounds that are there are their plan's first version."""
    op.add_column("patrol_round", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.add_column("patrol_visit", sa.Column("follows", sa.Integer, nullable=True))
    _make_terms()
    _make_link()
    _make_phone()
    _make_event()
    _make_repair()


def _make_terms() -> None:
    op.create_table(
        "carry_terms",
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("hours_before", sa.Integer, nullable=False),
        sa.Column("grace_minutes", sa.Integer, nullable=False),
        sa.Column("within_m", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name="pk_carry_terms"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_carry_terms_plan_id_patrol_plan"),
    )


def _make_link() -> None:
    op.create_table(
        "carry_link",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.String(128), nullable=False),
        sa.Column("unit_name", sa.Text, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("made_by_name", sa.Text, nullable=False),
        sa.Column("opened_at", Moment, nullable=True),
        sa.Column("withdrawn_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_carry_link"),
        sa.UniqueConstraint("token_hash", name="uq_carry_link_token_hash"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_carry_link_plan_id_patrol_plan"),
    )
    op.create_index("ix_carry_link_plan_id", "carry_link", ["plan_id"])


def _make_phone() -> None:
    op.create_table(
        "carry_phone",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("link_id", sa.Integer, nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        sa.Column("heard_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_carry_phone"),
        sa.ForeignKeyConstraint(["link_id"], ["carry_link.id"], name="fk_carry_phone_link_id_carry_link"),
    )


def _make_event() -> None:
    op.create_table(
        "carry_event",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.String(128), nullable=False),
        sa.Column("visit_id", sa.Integer, nullable=True),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("said_at", Moment, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("clock_ahead_s", sa.Float, nullable=False),
        sa.Column("doubt", sa.Text, nullable=False),
        sa.Column("lat", sa.Float, nullable=True),
        sa.Column("lon", sa.Float, nullable=True),
        sa.Column("accuracy_m", sa.Float, nullable=True),
        sa.Column("dropped", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_carry_event"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_carry_event_plan_id_patrol_plan"),
        sa.ForeignKeyConstraint(["visit_id"], ["patrol_visit.id"], name="fk_carry_event_visit_id_patrol_visit"),
    )
    op.create_index("ix_carry_event_plan_id", "carry_event", ["plan_id"])


def _make_repair() -> None:
    op.create_table(
        "plan_repair",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("base_version", sa.Integer, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("made_by_name", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.JSON, nullable=False),
        sa.Column("worth_before", sa.Float, nullable=False),
        sa.Column("worth_after", sa.Float, nullable=False),
        sa.Column("changes_json", sa.Text, nullable=False),
        sa.Column("rounds_json", sa.Text, nullable=False),
        sa.Column("accepted_at", Moment, nullable=True),
        sa.Column("accepted_by_name", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plan_repair"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_plan_repair_plan_id_patrol_plan"),
    )
    op.create_index("ix_plan_repair_plan_id", "plan_repair", ["plan_id"])
