"""The register: places, areas, units, places' own times."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment


def upgrade() -> None:
    """Make the tables of the register."""
    op.create_table(
        "place",
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("community", sa.String(32), nullable=False),
        sa.Column("denomination", sa.Text, nullable=False),
        sa.Column("use", sa.String(32), nullable=False),
        sa.Column("lat", sa.Double, nullable=False),
        sa.Column("lon", sa.Double, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("police_force", sa.Text, nullable=False),
        sa.Column("footprint_m2", sa.Double),
        sa.Column("capacity", sa.Integer),
        sa.Column("capacity_source", sa.String(32), nullable=False),
        sa.Column("aliases", sa.Text, nullable=False),
        sa.Column("doors", sa.Text, nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("origin_source", sa.Text, nullable=False),
        sa.Column("origin_reference", sa.Text, nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
    )
    for column in ("area", "community"):
        op.create_index(f"ix_place_{column}", "place", [column])
    op.create_table(
        "area",
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("outline", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_area"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("base_lat", sa.Double, nullable=False),
        sa.Column("base_lon", sa.Double, nullable=False),
        sa.Column("base_name", sa.Text, nullable=False),
        sa.Column("shift_from", sa.Time, nullable=False),
        sa.Column("shift_until", sa.Time, nullable=False),
        sa.Column("travel", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("origin_source", sa.Text, nullable=False),
        sa.Column("origin_reference", sa.Text, nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("speaks", sa.Text, nullable=False),
        sa.Column("liaison", sa.Text, nullable=False),
        sa.Column("is_invented", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
    )
    op.create_table(
        "own_time",
        sa.Column("place_id", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("days", sa.String(64), nullable=False),
        sa.Column("starts", sa.String(16)),
        sa.Column("lasts_minutes", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date),
        sa.Column("until_on", sa.Date),
        sa.Column("people", sa.Integer),
        sa.PrimaryKeyConstraint("place_id", "number", name="pk_own_time"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_own_time_place_id_place"),
    )
