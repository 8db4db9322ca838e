"""Units that a plan left out, in the database."""

from collections.abc import Iterable

from sqlalchemy import Boolean, Column, Connection, ForeignKey, String, Table, Text, select

from vigil.database.metadata import metadata
from vigil.patrol.muster.left_out import LeftOut

patrol_left_out = Table(
    "patrol_left_out",
    metadata,
    Column("plan_id", ForeignKey("patrol_plan.id"), primary_key=True),
    Column("unit_id", String(100), primary_key=True),
    Column("unit_name", Text, nullable=False),
    Column("is_sent", Boolean, nullable=False),
    Column("says", Text, nullable=False),
)


def add_left_out(connection: Connection, plan_id: int, units: Iterable[LeftOut]) -> None:
    """Keep with a plan which units it left out."""
    rows = [
        {
            "plan_id": plan_id,
            "unit_id": one.unit_id,
            "unit_name": one.unit_name,
            "is_sent": one.is_sent,
            "says": one.says,
        }
        for one in units
    ]
    if rows:
        connection.execute(patrol_left_out.insert(), rows)


def list_left_out(connection: Connection, plan_id: int) -> tuple[LeftOut, ...]:
    """Give the units that a plan left out; those that were not sent come first."""
    known = patrol_left_out
    wanted = select(known).where(known.c.plan_id == plan_id).order_by(known.c.is_sent, known.c.unit_id)
    return tuple(
        LeftOut(row["unit_id"], row["unit_name"], row["is_sent"], row["says"])
        for row in connection.execute(wanted).mappings()
    )
