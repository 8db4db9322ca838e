"""Mended rounds that were proposed, and those that were accepted."""

from datetime import datetime
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    RowMapping,
    Table,
    Text,
    select,
    update,
)

from vigil.database.metadata import Moment, metadata
from vigil.ground.errors import NotFound
from vigil.patrol.mend.proposal import Proposal
from vigil.patrol.mend.say_changes import RoundChanges
from vigil.patrol.stored import StoredRound

plan_repair = Table(
    "plan_repair",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", ForeignKey("patrol_plan.id"), nullable=False, index=True),
    Column("base_version", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("withdrawn", JSON, nullable=False),
    Column("worth_before", Float, nullable=False),
    Column("worth_after", Float, nullable=False),
    Column("changes_json", Text, nullable=False),
    Column("rounds_json", Text, nullable=False),
    Column("accepted_at", Moment),
    Column("accepted_by_name", Text, nullable=False),
    Column("version", Integer),
    Column("worth_planned", Float),
)

_ROUNDS: Final = TypeAdapter(tuple[StoredRound, ...])
_CHANGES: Final = TypeAdapter(RoundChanges)
_AS_IT_IS: Final = (
    "id", "plan_id", "base_version", "made_at", "made_by_name", "why", "worth_before", "worth_after", "accepted_at",
    "accepted_by_name", "version", "worth_planned",
)  # fmt: skip


def add_proposal(connection: Connection, proposal: Proposal) -> int:
    """Keep a proposal; give its number."""
    values = {name: getattr(proposal, name) for name in _AS_IT_IS if name != "id"} | {
        "withdrawn": list(proposal.withdrawn),
        "changes_json": _CHANGES.dump_json(proposal.changes).decode(),
        "rounds_json": _ROUNDS.dump_json(proposal.rounds).decode(),
    }
    made: int = connection.execute(plan_repair.insert().values(**values).returning(plan_repair.c.id)).scalar_one()
    return made


def get_proposal(connection: Connection, plan_id: int, proposal_id: int) -> Proposal:
    """Give a proposal of a plan.

    Raises
    ------
    NotFound : the plan has none of this number
    """
    wanted = select(plan_repair).where(plan_repair.c.id == proposal_id, plan_repair.c.plan_id == plan_id)
    row = connection.execute(wanted).mappings().first()
    if row is None:
        raise NotFound("repair of this plan", str(proposal_id))
    return _proposal(row, _ROUNDS.validate_json(row["rounds_json"]))


def list_proposals(connection: Connection, plan_id: int) -> tuple[Proposal, ...]:
    """Give the proposals of a plan, the newest first, without their rounds."""
    columns = [column for column in plan_repair.c if column.name != "rounds_json"]
    wanted = select(*columns).where(plan_repair.c.plan_id == plan_id).order_by(plan_repair.c.id.desc())
    return tuple(_proposal(row, ()) for row in connection.execute(wanted).mappings())


def change_accepted(connection: Connection, proposal: Proposal, *, version: int, by_name: str, at: datetime) -> None:
    """Keep that a proposal was accepted, and which version it became."""
    connection.execute(
        update(plan_repair)
        .where(plan_repair.c.id == proposal.id)
        .values(accepted_at=at, accepted_by_name=by_name, version=version)
    )


def _proposal(row: RowMapping, rounds: tuple[StoredRound, ...]) -> Proposal:
    return Proposal(
        **{name: row[name] for name in _AS_IT_IS},
        withdrawn=tuple(row["withdrawn"]),
        changes=_CHANGES.validate_json(row["changes_json"]),
        rounds=rounds,
    )
