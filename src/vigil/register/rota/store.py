"""Stewards, duties, swaps and loans in the database."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Column, Connection, Date, ForeignKey, Integer, RowMapping, String, Table, Text, delete, select

from vigil.database.metadata import Moment, metadata
from vigil.ground.errors import NotFound
from vigil.register.rota.loan import Loan
from vigil.register.rota.steward import Duty, Steward
from vigil.register.rota.swap import Hand, Swap, SwapState
from vigil.register.unit import Stretch

steward = Table(
    "steward",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("trained_until", Date),
)

# Units are written anew whenever they are imported, so nothing may hold on to their rows.
duty = Table(
    "duty",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("steward_id", ForeignKey("steward.id"), nullable=False, index=True),
    Column("unit_id", String(100), nullable=False, index=True),
    Column("from_at", Moment, nullable=False),
    Column("until_at", Moment, nullable=False),
)

rota_swap = Table(
    "rota_swap",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("duty_id", ForeignKey("duty.id"), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("giver_id", ForeignKey("steward.id"), nullable=False),
    Column("taker_id", ForeignKey("steward.id")),
    Column("why", Text, nullable=False),
    Column("proposed_by_id", String(64), nullable=False),
    Column("proposed_by_name", Text, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("closed_by_id", String(64), nullable=False),
    Column("closed_by_name", Text, nullable=False),
    Column("closed_at", Moment),
)

unit_loan = Table(
    "unit_loan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_id", String(100), nullable=False, index=True),
    Column("from_at", Moment, nullable=False),
    Column("until_at", Moment, nullable=False),
    Column("agreed_by", Text, nullable=False),
    Column("noted_by_name", Text, nullable=False),
    Column("noted_at", Moment, nullable=False),
)


# ── stewards ────────────────────────────────────────────────────────────────────────────────────────


def add_steward(connection: Connection, new: Steward) -> Steward:
    """Add a steward; give them with their number."""
    row = {"name": new.name, "contact": new.contact, "trained_until": new.trained_until}
    number = connection.execute(steward.insert().values(row).returning(steward.c.id)).scalar_one()
    return Steward(number, new.name, new.contact, new.trained_until)


def change_steward(connection: Connection, changed: Steward) -> None:
    """Keep until when a steward's training is valid."""
    connection.execute(steward.update().where(steward.c.id == changed.id).values(trained_until=changed.trained_until))


def get_steward(connection: Connection, steward_id: int) -> Steward:
    """Give the steward with this number.

    Raises
    ------
    NotFound : there is none
    """
    row = connection.execute(select(steward).where(steward.c.id == steward_id)).mappings().first()
    if row is None:
        raise NotFound("steward", str(steward_id))
    return _steward(row)


def list_stewards(connection: Connection) -> tuple[Steward, ...]:
    """Give every steward, by name."""
    rows = connection.execute(select(steward).order_by(steward.c.name, steward.c.id)).mappings()
    return tuple(_steward(row) for row in rows)


def close_steward(connection: Connection, steward_id: int) -> None:
    """Take a steward off the rota for good: name, contact, duties and swaps."""
    own = select(duty.c.id).where(duty.c.steward_id == steward_id)
    connection.execute(
        delete(rota_swap).where(
            (rota_swap.c.giver_id == steward_id) | (rota_swap.c.taker_id == steward_id) | rota_swap.c.duty_id.in_(own)
        )
    )
    connection.execute(delete(duty).where(duty.c.steward_id == steward_id))
    connection.execute(delete(steward).where(steward.c.id == steward_id))


# ── duties ──────────────────────────────────────────────────────────────────────────────────────────


def add_duties(connection: Connection, duties: Iterable[Duty]) -> None:
    """Add duties; their numbers are given by the database."""
    rows = [
        {
            "steward_id": one.steward_id,
            "unit_id": one.unit_id,
            "from_at": one.stretch.from_at,
            "until_at": one.stretch.until_at,
        }
        for one in duties
    ]
    if rows:
        connection.execute(duty.insert(), rows)


def change_duty(connection: Connection, duty_id: int, *, steward_id: int) -> None:
    """Give a duty to another steward."""
    connection.execute(duty.update().where(duty.c.id == duty_id).values(steward_id=steward_id))


def close_duty(connection: Connection, duty_id: int) -> None:
    """Take a duty off the rota, with its swaps."""
    connection.execute(delete(rota_swap).where(rota_swap.c.duty_id == duty_id))
    connection.execute(delete(duty).where(duty.c.id == duty_id))


def get_duty(connection: Connection, duty_id: int) -> Duty:
    """Give the duty with this number.

    Raises
    ------
    NotFound : there is none
    """
    row = connection.execute(select(duty).where(duty.c.id == duty_id)).mappings().first()
    if row is None:
        raise NotFound("duty", str(duty_id))
    return _duty(row)


def list_duties(connection: Connection, *, from_at: datetime, until_at: datetime | None = None) -> tuple[Duty, ...]:
    """Give the duties that are not over at a moment, and begin before another if one is given; the earliest first."""
    wanted = select(duty).where(duty.c.until_at > from_at).order_by(duty.c.from_at, duty.c.unit_id, duty.c.id)
    if until_at is not None:
        wanted = wanted.where(duty.c.from_at < until_at)
    return tuple(_duty(row) for row in connection.execute(wanted).mappings())


# ── swaps ───────────────────────────────────────────────────────────────────────────────────────────


def add_swap(connection: Connection, new: Swap) -> int:
    """Add a swap; give its number."""
    number: int = connection.execute(rota_swap.insert().values(_swap_row(new)).returning(rota_swap.c.id)).scalar_one()
    return number


def change_swap(connection: Connection, changed: Swap) -> None:
    """Keep a swap as it now is."""
    connection.execute(rota_swap.update().where(rota_swap.c.id == changed.id).values(_swap_row(changed)))


def get_swap(connection: Connection, swap_id: int) -> Swap:
    """Give the swap with this number.

    Raises
    ------
    NotFound : there is none
    """
    row = connection.execute(select(rota_swap).where(rota_swap.c.id == swap_id)).mappings().first()
    if row is None:
        raise NotFound("swap", str(swap_id))
    return _swap(row)


def list_open_swaps(connection: Connection) -> tuple[Swap, ...]:
    """Give the swaps to which something can still happen, the oldest first."""
    waiting = (SwapState.PROPOSED.value, SwapState.TAKEN.value)
    rows = connection.execute(select(rota_swap).where(rota_swap.c.state.in_(waiting)).order_by(rota_swap.c.id))
    return tuple(_swap(row) for row in rows.mappings())


# ── loans ───────────────────────────────────────────────────────────────────────────────────────────


def add_loan(connection: Connection, new: Loan) -> int:
    """Add a loan; give its number."""
    row = {
        "unit_id": new.unit_id,
        "from_at": new.stretch.from_at,
        "until_at": new.stretch.until_at,
        "agreed_by": new.agreed_by,
        "noted_by_name": new.noted_by_name,
        "noted_at": new.noted_at,
    }
    number: int = connection.execute(unit_loan.insert().values(row).returning(unit_loan.c.id)).scalar_one()
    return number


def close_loan(connection: Connection, loan_id: int, *, at: datetime) -> bool:
    """End a loan at a moment, or take it off if it has not begun; give whether there was one that is not over."""
    known = connection.execute(select(unit_loan).where(unit_loan.c.id == loan_id)).mappings().first()
    if known is None or known["until_at"] <= at:
        return False
    if known["from_at"] >= at:
        connection.execute(delete(unit_loan).where(unit_loan.c.id == loan_id))
    else:
        connection.execute(unit_loan.update().where(unit_loan.c.id == loan_id).values(until_at=at))
    return True


def list_loans(connection: Connection, *, from_at: datetime) -> tuple[Loan, ...]:
    """Give the loans that are not over at a moment, the earliest first."""
    wanted = select(unit_loan).where(unit_loan.c.until_at > from_at).order_by(unit_loan.c.from_at, unit_loan.c.id)
    return tuple(
        Loan(
            id=row["id"],
            unit_id=row["unit_id"],
            stretch=Stretch(row["from_at"], row["until_at"]),
            agreed_by=row["agreed_by"],
            noted_by_name=row["noted_by_name"],
            noted_at=row["noted_at"],
        )
        for row in connection.execute(wanted).mappings()
    )


# ── rows and values ─────────────────────────────────────────────────────────────────────────────────


def _steward(row: RowMapping) -> Steward:
    return Steward(row["id"], row["name"], row["contact"], row["trained_until"])


def _duty(row: RowMapping) -> Duty:
    return Duty(row["id"], row["steward_id"], row["unit_id"], Stretch(row["from_at"], row["until_at"]))


def _swap_row(one: Swap) -> dict[str, object]:
    closed = one.closed
    return {
        "duty_id": one.duty_id,
        "state": one.state.value,
        "giver_id": one.giver_id,
        "taker_id": one.taker_id,
        "why": one.why,
        "proposed_by_id": one.proposed.by_id,
        "proposed_by_name": one.proposed.by_name,
        "proposed_at": one.proposed.at,
        "closed_by_id": closed.by_id if closed else "",
        "closed_by_name": closed.by_name if closed else "",
        "closed_at": closed.at if closed else None,
    }


def _swap(row: RowMapping) -> Swap:
    closed_at = row["closed_at"]
    return Swap(
        id=row["id"],
        duty_id=row["duty_id"],
        state=SwapState(row["state"]),
        giver_id=row["giver_id"],
        taker_id=row["taker_id"],
        why=row["why"],
        proposed=Hand(row["proposed_by_id"], row["proposed_by_name"], row["proposed_at"]),
        closed=Hand(row["closed_by_id"], row["closed_by_name"], closed_at) if closed_at else None,
    )
