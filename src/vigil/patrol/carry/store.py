"""Links, phones and events of carried plans in the database; only hashes of tokens are kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)

from vigil.database.engine import lock_for_append
from vigil.database.metadata import Moment, metadata
from vigil.ground.point import Point
from vigil.patrol.carry.event import EventKind, KeptEvent, Position
from vigil.patrol.carry.link import Carrier, CarryLink
from vigil.patrol.carry.terms import CarryTerms

carry_terms = Table(
    "carry_terms",
    metadata,
    Column("plan_id", ForeignKey("patrol_plan.id"), primary_key=True),
    Column("hours_before", Integer, nullable=False),
    Column("grace_minutes", Integer, nullable=False),
    Column("within_m", Integer, nullable=False),
)

carry_link = Table(
    "carry_link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", ForeignKey("patrol_plan.id"), nullable=False, index=True),
    Column("unit_id", String(128), nullable=False),
    Column("unit_name", Text, nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("opened_at", Moment),
    Column("withdrawn_at", Moment),
)

carry_phone = Table(
    "carry_phone",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("link_id", ForeignKey("carry_link.id"), nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("heard_at", Moment),
)

carry_event = Table(
    "carry_event",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("plan_id", ForeignKey("patrol_plan.id"), nullable=False, index=True),
    Column("unit_id", String(128), nullable=False),
    Column("visit_id", ForeignKey("patrol_visit.id")),
    Column("device", String(64), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("clock_ahead_s", Float, nullable=False),
    Column("doubt", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("accuracy_m", Float),
    Column("dropped", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# ── terms ───────────────────────────────────────────────────────────────────────────────────────────


def get_terms(connection: Connection, plan_id: int) -> CarryTerms:
    """Give the terms on which a plan is carried; the usual ones where nobody changed them."""
    row = connection.execute(select(carry_terms).where(carry_terms.c.plan_id == plan_id)).mappings().first()
    return CarryTerms(**{name: row[name] for name in CarryTerms.__dataclass_fields__}) if row else CarryTerms()


def change_terms(connection: Connection, plan_id: int, terms: CarryTerms) -> None:
    """Put other terms in the stead of a plan's."""
    connection.execute(delete(carry_terms).where(carry_terms.c.plan_id == plan_id))
    values = {name: getattr(terms, name) for name in CarryTerms.__dataclass_fields__}
    connection.execute(carry_terms.insert().values(plan_id=plan_id, **values))


# ── links and phones ────────────────────────────────────────────────────────────────────────────────


def add_link(connection: Connection, link: CarryLink, token_hash: str) -> int:
    """Keep a one-time link by the hash of its token; give its number."""
    names = ("plan_id", "unit_id", "unit_name", "made_at", "made_by_name")
    values = {name: getattr(link, name) for name in names}
    made: int = connection.execute(
        carry_link.insert().values(token_hash=token_hash, **values).returning(carry_link.c.id)
    ).scalar_one()
    return made


def list_links(connection: Connection, plan_id: int) -> tuple[CarryLink, ...]:
    """Give the links of a plan, the newest first."""
    columns = [carry_link.c[name] for name in CarryLink.__dataclass_fields__ if name != "heard_at"]
    wanted = (
        select(*columns, func.max(carry_phone.c.heard_at).label("heard_at"))
        .outerjoin(carry_phone)
        .where(carry_link.c.plan_id == plan_id)
        .group_by(*columns)
        .order_by(carry_link.c.id.desc())
    )
    return tuple(CarryLink(**row) for row in connection.execute(wanted).mappings())


def take_link(connection: Connection, token_hash: str, *, at: datetime) -> Carrier | None:
    """Use a link up and give whom it lets in, or None when there is none that holds."""
    used = connection.execute(
        update(carry_link)
        .where(
            carry_link.c.token_hash == token_hash,
            carry_link.c.opened_at.is_(None),
            carry_link.c.withdrawn_at.is_(None),
        )
        .values(opened_at=at)
        .returning(carry_link.c.id, carry_link.c.plan_id, carry_link.c.unit_id, carry_link.c.unit_name)
    ).first()
    return _carrier(used._mapping) if used else None  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping


def withdraw_link(connection: Connection, plan_id: int, link_id: int, *, at: datetime) -> bool:
    """Take a link of a plan back, with every phone that opened it; say whether there was one to take back."""
    changed = connection.execute(
        update(carry_link)
        .where(carry_link.c.id == link_id, carry_link.c.plan_id == plan_id, carry_link.c.withdrawn_at.is_(None))
        .values(withdrawn_at=at)
        .returning(carry_link.c.id)
    )
    return changed.first() is not None


def add_phone(connection: Connection, token_hash: str, link_id: int, *, ends_at: datetime) -> None:
    """Let a phone in until a moment of the machine's clock."""
    connection.execute(carry_phone.insert().values(token_hash=token_hash, link_id=link_id, ends_at=ends_at))


def find_carrier(connection: Connection, token_hash: str, *, at: datetime) -> Carrier | None:
    """Give whose round a phone carries, or None when its time is over or its link was withdrawn."""
    wanted = (
        select(carry_link.c.id, carry_link.c.plan_id, carry_link.c.unit_id, carry_link.c.unit_name)
        .join(carry_phone)
        .where(
            carry_phone.c.token_hash == token_hash,
            carry_phone.c.ends_at > at,
            carry_link.c.withdrawn_at.is_(None),
        )
    )
    row = connection.execute(wanted).mappings().first()
    return _carrier(row) if row else None


def end_phone(connection: Connection, token_hash: str, *, at: datetime) -> None:
    """Let a phone in no longer, from a moment of the machine's clock on."""
    connection.execute(update(carry_phone).where(carry_phone.c.token_hash == token_hash).values(ends_at=at))


def change_heard(connection: Connection, token_hash: str, *, at: datetime) -> None:
    """Note when a phone was last heard of."""
    connection.execute(update(carry_phone).where(carry_phone.c.token_hash == token_hash).values(heard_at=at))


# ── events ──────────────────────────────────────────────────────────────────────────────────────────


def lock_events(connection: Connection, plan_id: int) -> None:
    """Let nobody else add events to a plan until this transaction ends, so that none is kept twice."""
    lock_for_append(connection, f"carry_event {plan_id}")


def list_known(connection: Connection, event_ids: Sequence[str]) -> frozenset[str]:
    """Give those of some events that are kept already."""
    wanted = select(carry_event.c.id).where(carry_event.c.id.in_(event_ids))
    return frozenset(connection.execute(wanted).scalars())


def add_events(connection: Connection, plan_id: int, events: Iterable[KeptEvent]) -> None:
    """Keep events of a plan."""
    rows = [_event_row(event) | {"plan_id": plan_id} for event in events]
    if rows:
        connection.execute(carry_event.insert(), rows)


def list_events(connection: Connection, plan_id: int, *, unit_id: str = "") -> tuple[KeptEvent, ...]:
    """Give what was said of a plan, or by one unit of it, in the order in which it came in."""
    wanted = select(carry_event).where(carry_event.c.plan_id == plan_id)
    if unit_id:
        wanted = wanted.where(carry_event.c.unit_id == unit_id)
    wanted = wanted.order_by(carry_event.c.received_at, carry_event.c.device, carry_event.c.seq, carry_event.c.id)
    return tuple(_event(row) for row in connection.execute(wanted).mappings())


def count_events(connection: Connection, plan_id: int) -> tuple[int, datetime | None]:
    """Give how many events there are of a plan, and when the last one came in."""
    wanted = select(func.count(), func.max(carry_event.c.received_at)).where(carry_event.c.plan_id == plan_id)
    count, latest_at = connection.execute(wanted).one()
    return count, latest_at


def list_proven(connection: Connection, plan_ids: Iterable[int]) -> frozenset[int]:
    """Give the lasting numbers of the visits of some plans at which somebody has said to be, or to have been."""
    wanted = select(carry_event.c.visit_id).where(
        carry_event.c.plan_id.in_(tuple(plan_ids)),
        carry_event.c.kind.in_([kind.value for kind in EventKind if kind.is_at_the_door]),
        carry_event.c.visit_id.is_not(None),
    )
    return frozenset(connection.execute(wanted.distinct()).scalars())


def list_carried(connection: Connection, plan_ids: Iterable[int]) -> frozenset[int]:
    """Give those of some plans for which the desk has made a link."""
    wanted = select(carry_link.c.plan_id).where(carry_link.c.plan_id.in_(tuple(plan_ids)))
    return frozenset(connection.execute(wanted.distinct()).scalars())


# ── rows and values ─────────────────────────────────────────────────────────────────────────────────


_AS_IT_IS = (
    "id", "visit_id", "unit_id", "device", "seq", "said_at", "at", "received_at", "clock_ahead_s", "doubt", "dropped",
    "text",
)  # fmt: skip
"""Fields of an event that a column of the same name holds as they are."""


def _event_row(event: KeptEvent) -> dict[str, Any]:
    position = event.position
    return {
        **{name: getattr(event, name) for name in _AS_IT_IS},
        "kind": event.kind.value,
        "lat": position.point.lat if position else None,
        "lon": position.point.lon if position else None,
        "accuracy_m": position.accuracy_m if position else None,
    }


def _event(row: RowMapping) -> KeptEvent:
    position = None
    if row["lat"] is not None:
        position = Position(point=Point(lat=row["lat"], lon=row["lon"]), accuracy_m=row["accuracy_m"])
    return KeptEvent(**{name: row[name] for name in _AS_IT_IS}, kind=EventKind(row["kind"]), position=position)


def _carrier(row: RowMapping) -> Carrier:
    return Carrier(link_id=row["id"], plan_id=row["plan_id"], unit_id=row["unit_id"], unit_name=row["unit_name"])
