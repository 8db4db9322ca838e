"""Pledged seeds, and what mixtures promised, in the database."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Float,
    ForeignKey,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    select,
    update,
)

from vigil.database.metadata import Moment, metadata
from vigil.ground.errors import NotFound
from vigil.patrol.draws.pledge import Pledge
from vigil.patrol.draws.published import Published
from vigil.patrol.mixture import Baseline, FloorCost
from vigil.patrol.plan import FloorKept

patrol_pledge = Table(
    "patrol_pledge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("planned_on", Date, nullable=False, index=True),
    # 128 bits: no integer column of either database holds them.
    Column("seed", String(40), nullable=False),
    Column("commitment", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by_id", String(64), nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("plan_id", ForeignKey("patrol_plan.id"), unique=True),
    Column("revealed_at", Moment),
)

patrol_mixture = Table(
    "patrol_mixture",
    metadata,
    Column("plan_id", ForeignKey("patrol_plan.id"), primary_key=True),
    Column("probabilities", JSON, nullable=False),
    Column("drawn", Integer, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("value", Float, nullable=False),
    Column("objective", Float, nullable=False),
    Column("max_value", Float, nullable=False),
    Column("bound", Float, nullable=False),
    Column("gap", Float, nullable=False),
    Column("gap_of_range", Float, nullable=False),
    Column("tail_value", Float, nullable=False),
    Column("entropy_bits", Float, nullable=False),
    Column("columns", Integer, nullable=False),
    Column("stopped", String(16), nullable=False),
    Column("floors", JSON, nullable=False),
    Column("floor_costs", JSON, nullable=False),
    Column("baselines", JSON, nullable=False),
)


def add_pledge(connection: Connection, pledge: Pledge) -> int:
    """Keep a pledge; give its number."""
    written = patrol_pledge.insert().values(
        planned_on=pledge.on,
        seed=str(pledge.seed),
        commitment=pledge.commitment,
        made_at=pledge.made_at,
        made_by_id=pledge.made_by_id,
        made_by_name=pledge.made_by_name,
    )
    return int(connection.execute(written.returning(patrol_pledge.c.id)).scalar_one())


def get_pledge(connection: Connection, number: int) -> Pledge:
    """Give a pledge.

    Raises
    ------
    NotFound : there is none of this number
    """
    row = connection.execute(select(patrol_pledge).where(patrol_pledge.c.id == number)).mappings().first()
    if row is None:
        raise NotFound("pledge", str(number))
    return _pledge(row)


def find_pledge_of(connection: Connection, plan_id: int) -> Pledge | None:
    """Give the pledge a plan was drawn with, or None."""
    row = connection.execute(select(patrol_pledge).where(patrol_pledge.c.plan_id == plan_id)).mappings().first()
    return _pledge(row) if row else None


def list_pledges(connection: Connection, *, from_on: date, until_on: date) -> tuple[Pledge, ...]:
    """Give the pledges for the days from one to another, both included, in the order they were made."""
    days = patrol_pledge.c.planned_on
    wanted = select(patrol_pledge).where(days >= from_on, days <= until_on).order_by(patrol_pledge.c.id)
    return tuple(_pledge(row) for row in connection.execute(wanted).mappings())


def list_sealed(connection: Connection, *, before_on: date) -> tuple[Pledge, ...]:
    """Give the pledges of days before a day whose seeds are not yet known."""
    wanted = (
        select(patrol_pledge)
        .where(patrol_pledge.c.planned_on < before_on, patrol_pledge.c.revealed_at.is_(None))
        .order_by(patrol_pledge.c.id)
    )
    return tuple(_pledge(row) for row in connection.execute(wanted).mappings())


def change_revealed(connection: Connection, number: int, *, at: datetime) -> None:
    """Note when the seed of a pledge was made known."""
    connection.execute(update(patrol_pledge).where(patrol_pledge.c.id == number).values(revealed_at=at))


def add_published(connection: Connection, pledge_id: int, plan_id: int, published: Published) -> None:
    """Keep what a mixture promised, and with which pledge its plan was drawn."""
    connection.execute(update(patrol_pledge).where(patrol_pledge.c.id == pledge_id).values(plan_id=plan_id))
    connection.execute(patrol_mixture.insert().values(plan_id=plan_id, **asdict(published)))


def find_published(connection: Connection, plan_id: int) -> Published | None:
    """Give what the mixture behind a plan promised, or None when the plan was not drawn."""
    row = connection.execute(select(patrol_mixture).where(patrol_mixture.c.plan_id == plan_id)).mappings().first()
    return _published(row) if row else None


def list_drawn(connection: Connection, *, from_on: date, until_on: date) -> tuple[Published, ...]:
    """Give what the mixtures of the days from one to another promised, in the order of their pledges."""
    days = patrol_pledge.c.planned_on
    wanted = (
        select(patrol_mixture)
        .join(patrol_pledge, patrol_pledge.c.plan_id == patrol_mixture.c.plan_id)
        .where(days >= from_on, days <= until_on)
        .order_by(patrol_pledge.c.id)
    )
    return tuple(_published(row) for row in connection.execute(wanted).mappings())


def _pledge(row: RowMapping) -> Pledge:
    return Pledge(
        id=row["id"],
        on=row["planned_on"],
        seed=int(row["seed"]),
        commitment=row["commitment"],
        made_at=row["made_at"],
        made_by_id=row["made_by_id"],
        made_by_name=row["made_by_name"],
        plan_id=row["plan_id"],
        revealed_at=row["revealed_at"],
    )


def _published(row: RowMapping) -> Published:
    plain: Mapping[str, Any] = {name: value for name, value in row.items() if name != "plan_id"}
    return Published(
        **{
            **plain,
            "probabilities": tuple(plain["probabilities"]),
            "floors": tuple(FloorKept(**one) for one in plain["floors"]),
            "floor_costs": tuple(FloorCost(**one) for one in plain["floor_costs"]),
            "baselines": tuple(Baseline(**one) for one in plain["baselines"]),
        }
    )
