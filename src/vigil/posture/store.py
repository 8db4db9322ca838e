"""Triggers, uplifts and changes of the threat level in the database."""

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
    insert,
    select,
    update,
)

from vigil.database.metadata import Moment, metadata
from vigil.ground.errors import Conflict, NotFound
from vigil.ground.point import Point
from vigil.picture.figure import Figure
from vigil.posture.level import ResponseLevel
from vigil.posture.threat import ThreatChange, ThreatLevel
from vigil.posture.trigger import Toll, Trigger, TriggerKind
from vigil.posture.uplift import Decision, Uplift, UpliftState, UpliftTerms, is_in_force
from vigil.register.place import Community, Origin

trigger_event = Table(
    "trigger_event",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("country", String(2), nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("began_on", Date, nullable=False),
    Column("started_at", Moment),
    Column("known_from_at", Moment, nullable=False, index=True),
    Column("worship", JSON, nullable=False),
    Column("targeted", JSON, nullable=False),
    Column("tolls", JSON, nullable=False),
    Column("note", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("reference", Text, nullable=False),
)

uplift = Table(
    "uplift",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("level", String(16), nullable=False),
    Column("communities", JSON, nullable=False),
    Column("areas", JSON, nullable=False),
    Column("from_at", Moment, nullable=False),
    Column("until_at", Moment, nullable=False, index=True),
    Column("time_zone", String(64), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("trigger_id", ForeignKey("trigger_event.id")),
    Column("figures", JSON, nullable=False),
    Column("proposed_by", String(64), nullable=False),
    Column("proposed_by_name", Text, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("answered_by", String(64)),
    Column("answered_by_name", Text),
    Column("answered_at", Moment),
    Column("answered_because", Text),
    Column("ended_by", String(64)),
    Column("ended_by_name", Text),
    Column("ended_at", Moment),
    Column("ended_because", Text),
    Column("alarm_id", String(40), nullable=False, server_default=""),
)

threat_change = Table(
    "threat_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("level", String(16), nullable=False),
    Column("from_at", Moment, nullable=False),
    Column("source", Text, nullable=False),
    Column("set_by", String(64), nullable=False),
    Column("set_at", Moment, nullable=False),
)


def add_trigger(connection: Connection, new: Trigger) -> None:
    """Add a trigger."""
    connection.execute(insert(trigger_event).values(id=new.id, **_trigger_values(new)))


def change_trigger(connection: Connection, changed: Trigger) -> None:
    """Write a trigger over the one with its id."""
    connection.execute(update(trigger_event).where(trigger_event.c.id == changed.id).values(**_trigger_values(changed)))


def find_trigger(connection: Connection, trigger_id: str) -> Trigger | None:
    """Give the trigger with this id, or None."""
    row = connection.execute(select(trigger_event).where(trigger_event.c.id == trigger_id)).mappings().first()
    return _trigger(row) if row else None


def list_triggers(
    connection: Connection, *, at: datetime | None = None, since: datetime | None = None
) -> tuple[Trigger, ...]:
    """Give triggers, newest first: those known at a moment, and from a moment on, when these are given."""
    wanted = select(trigger_event).order_by(trigger_event.c.known_from_at.desc(), trigger_event.c.id.desc())
    if at is not None:
        wanted = wanted.where(trigger_event.c.known_from_at <= at)
    if since is not None:
        wanted = wanted.where(trigger_event.c.known_from_at >= since)
    return tuple(_trigger(row) for row in connection.execute(wanted).mappings())


def add_uplift(connection: Connection, terms: UpliftTerms, figures: tuple[Figure, ...], proposal: Decision) -> Uplift:
    """Add an uplift that was put forward; its id is given here."""
    values = {
        "state": UpliftState.PROPOSED.value,
        "level": terms.level.value,
        "communities": [community.value for community in terms.communities],
        "areas": list(terms.areas),
        "from_at": terms.from_at,
        "until_at": terms.until_at,
        "time_zone": terms.time_zone,
        "reasons": list(terms.reasons),
        "trigger_id": terms.trigger_id or None,
        "alarm_id": terms.alarm_id,
        "figures": [_figure_values(figure) for figure in figures],
        "proposed_by": proposal.by_id,
        "proposed_by_name": proposal.by_name,
        "proposed_at": proposal.at,
    }
    row = connection.execute(insert(uplift).values(**values).returning(*uplift.c)).mappings().one()
    return _uplift(row)


def change_uplift(connection: Connection, before: Uplift, after: Uplift) -> None:
    """Keep what was decided about an uplift.

    Raises
    ------
    Conflict : somebody decided something else since `before` was read
    """
    changed = connection.execute(
        update(uplift)
        .where(uplift.c.id == before.id, uplift.c.state == before.state.value)
        .values(state=after.state.value, **_decided("answered", after.answer), **_decided("ended", after.ending))
    )
    if changed.rowcount != 1:
        raise Conflict(f"Somebody decided about uplift {before.id} in the meantime. Look at it again.")


def get_uplift(connection: Connection, uplift_id: int) -> Uplift:
    """Give the uplift with this number.

    Raises
    ------
    NotFound : there is none
    """
    row = connection.execute(select(uplift).where(uplift.c.id == uplift_id)).mappings().first()
    if row is None:
        raise NotFound("uplift", str(uplift_id))
    return _uplift(row)


def list_uplifts(connection: Connection, *, limit: int) -> tuple[Uplift, ...]:
    """Give uplifts, newest first."""
    rows = connection.execute(select(uplift).order_by(uplift.c.id.desc()).limit(limit)).mappings()
    return tuple(_uplift(row) for row in rows)


def list_uplifts_in_force(connection: Connection, *, at: datetime) -> tuple[Uplift, ...]:
    """Give the uplifts that hold at a moment, oldest first."""
    wanted = (
        select(uplift)
        .where(uplift.c.answered_at <= at, uplift.c.from_at <= at, uplift.c.until_at > at)
        .order_by(uplift.c.id)
    )
    found = (_uplift(row) for row in connection.execute(wanted).mappings())
    return tuple(one for one in found if is_in_force(one, at))


def add_threat_change(connection: Connection, change: ThreatChange, *, set_by: str, at: datetime) -> None:
    """Keep a change of the threat level that the desk was told of."""
    connection.execute(
        insert(threat_change).values(
            level=change.level.value, from_at=change.from_at, source=change.source, set_by=set_by, set_at=at
        )
    )


def list_threat_changes(connection: Connection, *, at: datetime) -> tuple[ThreatChange, ...]:
    """Give the changes set by a moment, in the order in which they were set."""
    rows = connection.execute(
        select(threat_change).where(threat_change.c.set_at <= at).order_by(threat_change.c.id)
    ).mappings()
    return tuple(
        ThreatChange(from_at=row["from_at"], level=ThreatLevel(row["level"]), source=row["source"]) for row in rows
    )


def _trigger_values(trigger: Trigger) -> dict[str, object]:
    return {
        "name": trigger.name,
        "place": trigger.place,
        "country": trigger.country,
        "lat": trigger.point.lat,
        "lon": trigger.point.lon,
        "kind": trigger.kind.value,
        "began_on": trigger.on,
        "started_at": trigger.started_at,
        "known_from_at": trigger.known_from_at,
        "worship": list(trigger.worship),
        "targeted": list(trigger.targeted),
        "tolls": [_toll_values(toll) for toll in trigger.tolls],
        "note": trigger.note,
        "source": trigger.origin.source,
        "reference": trigger.origin.reference,
    }


def _toll_values(toll: Toll) -> dict[str, object]:
    as_of_at = toll.as_of_at.isoformat() if toll.as_of_at else None
    return {"killed": toll.killed, "as_of_at": as_of_at, "is_approximate": toll.is_approximate}


def _trigger(row: RowMapping) -> Trigger:
    return Trigger(
        id=row["id"],
        name=row["name"],
        place=row["place"],
        country=row["country"],
        point=Point(lat=row["lat"], lon=row["lon"]),
        kind=TriggerKind(row["kind"]),
        on=row["began_on"],
        origin=Origin(row["source"], row["reference"]),
        started_at=row["started_at"],
        worship=tuple(row["worship"]),
        targeted=tuple(row["targeted"]),
        tolls=tuple(_toll(**kept) for kept in row["tolls"]),
        note=row["note"],
    )


def _toll(*, killed: int, as_of_at: str | None, is_approximate: bool) -> Toll:
    return Toll(killed, datetime.fromisoformat(as_of_at) if as_of_at else None, is_approximate)


def _uplift(row: RowMapping) -> Uplift:
    terms = UpliftTerms(
        level=ResponseLevel(row["level"]),
        communities=tuple(Community(word) for word in row["communities"]),
        areas=tuple(row["areas"]),
        from_at=row["from_at"],
        until_at=row["until_at"],
        time_zone=row["time_zone"],
        reasons=tuple(row["reasons"]),
        trigger_id=row["trigger_id"] or "",
        alarm_id=row["alarm_id"],
    )
    proposal = Decision(row["proposed_by"], row["proposed_by_name"], row["proposed_at"], terms.reasons[0])
    return Uplift(
        id=row["id"],
        state=UpliftState(row["state"]),
        terms=terms,
        figures=tuple(_figure(figure) for figure in row["figures"]),
        proposal=proposal,
        answer=_decision(row, "answered"),
        ending=_decision(row, "ended"),
    )


def _figure_values(figure: Figure) -> dict[str, object]:
    return {**asdict(figure), "as_of": figure.as_of.isoformat()}


def _figure(kept: dict[str, Any]) -> Figure:
    return Figure(**{**kept, "as_of": date.fromisoformat(kept["as_of"])})


def _decided(step: str, decision: Decision | None) -> dict[str, object]:
    if decision is None:
        return {}
    return {
        f"{step}_by": decision.by_id,
        f"{step}_by_name": decision.by_name,
        f"{step}_at": decision.at,
        f"{step}_because": decision.reason,
    }


def _decision(row: RowMapping, step: str) -> Decision | None:
    if row[f"{step}_by"] is None:
        return None
    return Decision(row[f"{step}_by"], row[f"{step}_by_name"], row[f"{step}_at"], row[f"{step}_because"])
