"""What would change a plan, in the database."""

from dataclasses import asdict

from sqlalchemy import JSON, Column, Connection, Float, ForeignKey, Table, delete, select

from vigil.database.metadata import Moment, metadata
from vigil.patrol.sensitivity.query import Sensitivity
from vigil.patrol.sensitivity.study import Variation, VisitShift

patrol_sensitivity = Table(
    "patrol_sensitivity",
    metadata,
    Column("plan_id", ForeignKey("patrol_plan.id"), primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("value", Float, nullable=False),
    Column("variations", JSON, nullable=False),
)


def change_sensitivity(connection: Connection, found: Sensitivity) -> None:
    """Keep what was found of a plan, in the place of what was found before."""
    connection.execute(delete(patrol_sensitivity).where(patrol_sensitivity.c.plan_id == found.id))
    connection.execute(
        patrol_sensitivity.insert().values(
            plan_id=found.id,
            made_at=found.made_at,
            value=found.value,
            variations=[asdict(one) for one in found.variations],
        )
    )


def find_sensitivity(connection: Connection, plan_id: int) -> Sensitivity | None:
    """Give what was found of a plan, or None."""
    wanted = select(patrol_sensitivity).where(patrol_sensitivity.c.plan_id == plan_id)
    row = connection.execute(wanted).mappings().first()
    if row is None:
        return None
    variations = tuple(
        Variation(**{**one, "shifts": tuple(VisitShift(**shift) for shift in one["shifts"])})
        for one in row["variations"]
    )
    return Sensitivity(id=row["plan_id"], made_at=row["made_at"], value=row["value"], variations=variations)
