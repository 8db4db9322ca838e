"""Patrol: plans, rounds, visits, and what is left uncovered."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment


def upgrade() -> None:
    """Make the tables of patrol."""
    _make_plan()
    _make_round()
    _make_visit()
    _make_uncovered()


def _make_plan() -> None:
    op.create_table(
        "patrol_plan",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("planned_on", sa.Date, nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("made_by_id", sa.String(64), nullable=False),
        sa.Column("made_by_name", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("iterations", sa.Integer, nullable=False),
        sa.Column("cpu_s", sa.Float, nullable=False),
        sa.Column("max_visits_per_place", sa.Integer, nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("community", sa.String(32), nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.Column("visits", sa.Integer, nullable=False),
        sa.Column("windows", sa.Integer, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("max_value", sa.Float, nullable=False),
        sa.Column("mean_coverage", sa.Float, nullable=False),
        sa.Column("covered_value", sa.Float, nullable=False),
        sa.Column("request_json", sa.Text, nullable=False),
        sa.Column("plan_json", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patrol_plan"),
    )
    op.create_index("ix_patrol_plan_planned_on", "patrol_plan", ["planned_on"])


def _make_round() -> None:
    op.create_table(
        "patrol_round",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.String(128), nullable=False),
        sa.Column("unit_name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("travel", sa.String(32), nullable=False),
        sa.Column("base_name", sa.Text, nullable=False),
        sa.Column("base_lat", sa.Float, nullable=False),
        sa.Column("base_lon", sa.Float, nullable=False),
        sa.Column("is_invented", sa.Boolean, nullable=False),
        sa.Column("from_at", Moment, nullable=False),
        sa.Column("until_at", Moment, nullable=False),
        sa.Column("leave_at", Moment, nullable=True),
        sa.Column("back_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_patrol_round"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_patrol_round_plan_id_patrol_plan"),
    )
    op.create_index("ix_patrol_round_plan_id", "patrol_round", ["plan_id"])


def _make_visit() -> None:
    op.create_table(
        "patrol_visit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("round_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("window_id", sa.Text, nullable=False),
        sa.Column("place_id", sa.String(128), nullable=False),
        sa.Column("place_name", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("doors", sa.JSON, nullable=False),
        sa.Column("community", sa.String(32), nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("lat", sa.Float, nullable=False),
        sa.Column("lon", sa.Float, nullable=False),
        sa.Column("session_id", sa.Text, nullable=False),
        sa.Column("session_name", sa.Text, nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("opens_at", Moment, nullable=False),
        sa.Column("closes_at", Moment, nullable=False),
        sa.Column("arrive_at", Moment, nullable=False),
        sa.Column("depart_at", Moment, nullable=False),
        sa.Column("travel_minutes", sa.Integer, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("level_why", sa.JSON, nullable=False),
        sa.Column("uplift_ids", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patrol_visit"),
        sa.ForeignKeyConstraint(["round_id"], ["patrol_round.id"], name="fk_patrol_visit_round_id_patrol_round"),
    )
    op.create_index("ix_patrol_visit_round_id", "patrol_visit", ["round_id"])
    op.create_index("ix_patrol_visit_place_id", "patrol_visit", ["place_id"])


def _make_uncovered() -> None:
    op.create_table(
        "patrol_uncovered",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("window_id", sa.Text, nullable=False),
        sa.Column("place_id", sa.String(128), nullable=False),
        sa.Column("place_name", sa.Text, nullable=False),
        sa.Column("community", sa.String(32), nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("session_name", sa.Text, nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("opens_at", Moment, nullable=False),
        sa.Column("closes_at", Moment, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patrol_uncovered"),
        sa.ForeignKeyConstraint(["plan_id"], ["patrol_plan.id"], name="fk_patrol_uncovered_plan_id_patrol_plan"),
    )
    op.create_index("ix_patrol_uncovered_plan_id", "patrol_uncovered", ["plan_id"])
