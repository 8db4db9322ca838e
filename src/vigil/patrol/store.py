"""Plans, their rounds and visits in the database."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Float,
    ForeignKey,
    Integer,
    Label,
    RowMapping,
    String,
    Table,
    Text,
    func,
    select,
)

from vigil.database.metadata import Moment, metadata
from vigil.ground.errors import NotFound
from vigil.ground.point import Point
from vigil.patrol.factor import Factor, FactorName
from vigil.patrol.stored import (
    FoundVisit,
    PlanHead,
    StoredPlan,
    StoredRound,
    StoredUncovered,
    StoredVisit,
    StoredWindow,
)

patrol_plan = Table(
    "patrol_plan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("planned_on", Date, nullable=False, index=True),
    Column("time_zone", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by_id", String(64), nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("commitment", String(64), nullable=False),
    Column("iterations", Integer, nullable=False),
    Column("cpu_s", Float, nullable=False),
    Column("max_visits_per_place", Integer, nullable=False),
    Column("area", Text, nullable=False),
    Column("community", String(32), nullable=False),
    Column("units", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("windows", Integer, nullable=False),
    Column("value", Float, nullable=False),
    Column("max_value", Float, nullable=False),
    Column("mean_coverage", Float, nullable=False),
    Column("covered_value", Float, nullable=False),
    Column("request_json", Text, nullable=False),
    Column("plan_json", Text, nullable=False),
)

patrol_round = Table(
    "patrol_round",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", ForeignKey("patrol_plan.id"), nullable=False, index=True),
    Column("unit_id", String(128), nullable=False),
    Column("unit_name", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("travel", String(32), nullable=False),
    Column("base_name", Text, nullable=False),
    Column("base_lat", Float, nullable=False),
    Column("base_lon", Float, nullable=False),
    Column("is_invented", Boolean, nullable=False),
    Column("from_at", Moment, nullable=False),
    Column("until_at", Moment, nullable=False),
    Column("leave_at", Moment),
    Column("back_at", Moment),
    Column("version", Integer, nullable=False, server_default="1"),
)

patrol_visit = Table(
    "patrol_visit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("patrol_round.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("window_id", Text, nullable=False),
    Column("place_id", String(128), nullable=False, index=True),
    Column("place_name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("doors", JSON, nullable=False),
    Column("community", String(32), nullable=False),
    Column("area", Text, nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("session_id", Text, nullable=False),
    Column("session_name", Text, nullable=False),
    Column("phase", String(16), nullable=False),
    Column("people", Integer, nullable=False),
    Column("people_basis", Text, nullable=False, server_default=""),
    Column("opens_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("arrive_at", Moment, nullable=False),
    Column("depart_at", Moment, nullable=False),
    Column("travel_minutes", Integer, nullable=False),
    Column("value", Float, nullable=False),
    Column("level", String(16), nullable=False),
    Column("level_why", JSON, nullable=False),
    Column("uplift_ids", JSON, nullable=False),
    Column("factors", JSON, nullable=False, server_default="[]"),
    Column("follows", Integer),
)

patrol_uncovered = Table(
    "patrol_uncovered",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", ForeignKey("patrol_plan.id"), nullable=False, index=True),
    Column("window_id", Text, nullable=False),
    Column("place_id", String(128), nullable=False),
    Column("place_name", Text, nullable=False),
    Column("community", String(32), nullable=False),
    Column("area", Text, nullable=False),
    Column("session_name", Text, nullable=False),
    Column("phase", String(16), nullable=False),
    Column("opens_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("value", Float, nullable=False),
    Column("level", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("says", Text, nullable=False),
)

# A plan without units has no round and is at its first version.
_LATEST = (
    select(func.coalesce(func.max(patrol_round.c.version), 1))
    .where(patrol_round.c.plan_id == patrol_plan.c.id)
    .correlate(patrol_plan)
    .scalar_subquery()
)

_IN_FORCE = (patrol_round.c.plan_id == patrol_plan.c.id) & (patrol_round.c.version == _LATEST)


def _counted(what: ColumnElement[int], name: str) -> Label[int]:
    """Give a count over the visits of the latest version of a plan's rounds."""
    found = select(what).select_from(patrol_visit.join(patrol_round)).where(_IN_FORCE).correlate(patrol_plan)
    return found.scalar_subquery().label(name)


# What repairs change is counted from the rounds in force; the rest stands as it was when the plan was made.
_HEAD = [
    *(column for column in patrol_plan.c if not column.name.endswith("_json") and column.name != "visits"),
    # A unit without visits has a round too, which never leaves.
    select(func.count())
    .where(_IN_FORCE, patrol_round.c.leave_at.is_not(None))
    .correlate(patrol_plan)
    .scalar_subquery()
    .label("units_sent"),
    _counted(func.count(), "visits"),
    _counted(func.count(func.distinct(patrol_visit.c.window_id)), "windows_visited"),
    _LATEST.label("round_version"),
]


def add_plan(connection: Connection, plan: StoredPlan, *, request_json: str, plan_json: str) -> int:
    """Keep a plan whole, with the request it answers; give its number."""
    head = plan.head
    counted = {"id", "on", "units_sent", "windows_visited", "round_version"}
    values = {name: getattr(head, name) for name in PlanHead.__dataclass_fields__ if name not in counted}
    values |= {"planned_on": head.on, "request_json": request_json, "plan_json": plan_json}
    plan_id: int = connection.execute(patrol_plan.insert().values(**values).returning(patrol_plan.c.id)).scalar_one()
    add_rounds(connection, plan_id, plan.rounds)
    left = [_values(item, StoredUncovered.__dataclass_fields__) | {"plan_id": plan_id} for item in plan.uncovered]
    if left:
        connection.execute(patrol_uncovered.insert(), left)
    return plan_id


def add_rounds(connection: Connection, plan_id: int, rounds: Iterable[StoredRound], *, version: int = 1) -> None:
    """Keep a version of a plan's rounds; those before it stay."""
    for walk in rounds:
        _add_round(connection, plan_id, walk, version)


def get_plan(connection: Connection, plan_id: int, *, version: int | None = None) -> StoredPlan:
    """Give a plan with its rounds and visits, of one version or the latest, and what it leaves uncovered.

    Raises
    ------
    NotFound : there is no plan of this number
    """
    head = _get_head(connection, plan_id)
    is_meant = (patrol_round.c.plan_id == plan_id) & (patrol_round.c.version == (version or head.round_version))
    rounds = connection.execute(select(patrol_round).where(is_meant).order_by(patrol_round.c.id)).mappings().all()
    visits: dict[int, list[StoredVisit]] = {row["id"]: [] for row in rounds}
    of_plan = (
        select(patrol_visit)
        .join(patrol_round)
        .where(is_meant)
        .order_by(patrol_visit.c.round_id, patrol_visit.c.position)
    )
    for row in connection.execute(of_plan).mappings():
        visits[row["round_id"]].append(_visit(row))
    left = select(patrol_uncovered).where(patrol_uncovered.c.plan_id == plan_id).order_by(patrol_uncovered.c.id)
    return StoredPlan(
        head,
        tuple(_round(row, visits[row["id"]]) for row in rounds),
        tuple(_uncovered(row) for row in connection.execute(left).mappings()),
    )


def get_latest_version(connection: Connection, plan_id: int) -> int:
    """Give the number of the version of a plan's rounds that holds.

    Raises
    ------
    NotFound : there is no plan of this number
    """
    version = connection.execute(select(_LATEST).where(patrol_plan.c.id == plan_id)).scalar_one_or_none()
    if version is None:
        raise NotFound("plan", str(plan_id))
    return int(version)


def list_plans(connection: Connection, *, on: date | None = None, limit: int) -> tuple[PlanHead, ...]:
    """Give the heads of plans, newest first: of one day when it is given."""
    wanted = select(*_HEAD).order_by(patrol_plan.c.id.desc()).limit(limit)
    if on is not None:
        wanted = wanted.where(patrol_plan.c.planned_on == on)
    return tuple(_head(row) for row in connection.execute(wanted).mappings())


def get_request_json(connection: Connection, plan_id: int) -> str:
    """Give the request that a plan answers, as JSON.

    Raises
    ------
    NotFound : there is no plan of this number
    """
    return _get_text(connection, plan_id, patrol_plan.c.request_json)


def get_plan_json(connection: Connection, plan_id: int) -> str:
    """Give a plan as JSON.

    Raises
    ------
    NotFound : there is no plan of this number
    """
    return _get_text(connection, plan_id, patrol_plan.c.plan_json)


def get_visit(connection: Connection, visit_id: int) -> FoundVisit:
    """Give a visit with its round, which holds this visit alone, and its plan.

    Raises
    ------
    NotFound : there is no visit of this number
    """
    row = connection.execute(select(patrol_visit).where(patrol_visit.c.id == visit_id)).mappings().first()
    if row is None:
        raise NotFound("visit", str(visit_id))
    walk = connection.execute(select(patrol_round).where(patrol_round.c.id == row["round_id"])).mappings().one()
    visit = _visit(row)
    return FoundVisit(visit, _round(walk, [visit]), _get_head(connection, walk["plan_id"]), walk["version"])


def list_versions(connection: Connection, plan_id: int) -> Mapping[int, tuple[StoredRound, ...]]:
    """Give every version of a plan's rounds, by its number."""
    rounds = select(patrol_round).where(patrol_round.c.plan_id == plan_id).order_by(patrol_round.c.id)
    visits = select(patrol_visit).join(patrol_round).where(patrol_round.c.plan_id == plan_id)
    held: dict[int, list[StoredVisit]] = {}
    for row in connection.execute(visits.order_by(patrol_visit.c.round_id, patrol_visit.c.position)).mappings():
        held.setdefault(row["round_id"], []).append(_visit(row))
    found: dict[int, tuple[StoredRound, ...]] = {}
    for row in connection.execute(rounds).mappings():
        found[row["version"]] = (*found.get(row["version"], ()), _round(row, held.get(row["id"], [])))
    return found


def list_windows(connection: Connection, *, from_on: date, until_on: date) -> tuple[StoredWindow, ...]:
    """Give the windows of the plans for some days, both included: once for each visit, once where there is none."""
    is_meant = patrol_plan.c.planned_on.between(from_on, until_on)
    head = (patrol_plan.c.id.label("plan_id"), patrol_plan.c.planned_on.label("on"))
    visited = (
        select(
            *head,
            *(patrol_visit.c[name] for name in ("community", "window_id", "value")),
            func.coalesce(patrol_visit.c.follows, patrol_visit.c.id).label("visit_id"),
            (patrol_round.c.version == 1).label("is_first"),
        )
        .join(patrol_round, patrol_round.c.id == patrol_visit.c.round_id)
        .join(patrol_plan, patrol_plan.c.id == patrol_round.c.plan_id)
        .where(is_meant)
        .order_by(patrol_visit.c.id)
    )
    left = (
        select(*head, *(patrol_uncovered.c[name] for name in ("community", "window_id", "value")))
        .join(patrol_plan)
        .where(is_meant)
        .order_by(patrol_uncovered.c.id)
    )
    return (
        *(StoredWindow(**row) for row in connection.execute(visited).mappings()),
        *(StoredWindow(**row, visit_id=None, is_first=True) for row in connection.execute(left).mappings()),
    )


def list_doors(connection: Connection, plan_id: int, unit_id: str) -> Mapping[int, Point]:
    """Give where every visit is that a unit was ever given in a plan, by the visit's lasting number."""
    wanted = (
        select(patrol_visit.c.id, patrol_visit.c.follows, patrol_visit.c.lat, patrol_visit.c.lon)
        .join(patrol_round)
        .where(patrol_round.c.plan_id == plan_id, patrol_round.c.unit_id == unit_id)
    )
    return {row.follows or row.id: Point(lat=row.lat, lon=row.lon) for row in connection.execute(wanted)}


def _add_round(connection: Connection, plan_id: int, walk: StoredRound, version: int) -> None:
    values = _values(walk, [name for name in StoredRound.__dataclass_fields__ if name not in ("base", "visits")])
    values |= {"plan_id": plan_id, "version": version, "base_lat": walk.base.lat, "base_lon": walk.base.lon}
    round_id = connection.execute(patrol_round.insert().values(**values).returning(patrol_round.c.id)).scalar_one()
    visits = [_visit_values(visit) | {"round_id": round_id} for visit in walk.visits]
    if visits:
        connection.execute(patrol_visit.insert(), visits)


def _visit_values(visit: StoredVisit) -> dict[str, object]:
    values = _values(visit, [name for name in StoredVisit.__dataclass_fields__ if name != "point"])
    lists = {name: list(getattr(visit, name)) for name in ("doors", "level_why", "uplift_ids")}
    factors = [asdict(factor) for factor in visit.factors]
    return values | lists | {"factors": factors, "lat": visit.point.lat, "lon": visit.point.lon}


def _values(thing: object, names: Iterable[str]) -> dict[str, object]:
    """Give the fields of a row to add; its number is given by the database."""
    return {name: getattr(thing, name) for name in names if name != "id"}


def _get_head(connection: Connection, plan_id: int) -> PlanHead:
    row = connection.execute(select(*_HEAD).where(patrol_plan.c.id == plan_id)).mappings().first()
    if row is None:
        raise NotFound("plan", str(plan_id))
    return _head(row)


def _get_text(connection: Connection, plan_id: int, column: Column[str]) -> str:
    text = connection.execute(select(column).where(patrol_plan.c.id == plan_id)).scalar_one_or_none()
    if text is None:
        raise NotFound("plan", str(plan_id))
    return text


def _head(row: RowMapping) -> PlanHead:
    values: dict[str, Any] = dict(row)
    return PlanHead(on=values.pop("planned_on"), **values)


def _round(row: RowMapping, visits: list[StoredVisit]) -> StoredRound:
    values: dict[str, Any] = {name: value for name, value in row.items() if name not in ("plan_id", "version")}
    base = Point(lat=values.pop("base_lat"), lon=values.pop("base_lon"))
    return StoredRound(base=base, visits=tuple(visits), **values)


def _visit(row: RowMapping) -> StoredVisit:
    values: dict[str, Any] = {name: value for name, value in row.items() if name != "round_id"}
    lists: dict[str, Any] = {name: tuple(values.pop(name)) for name in ("doors", "level_why", "uplift_ids")}
    lists["factors"] = tuple(Factor(**{**one, "name": FactorName(one["name"])}) for one in values.pop("factors"))
    return StoredVisit(point=Point(lat=values.pop("lat"), lon=values.pop("lon")), **lists, **values)


def _uncovered(row: RowMapping) -> StoredUncovered:
    values: dict[str, Any] = {name: value for name, value in row.items() if name not in ("id", "plan_id")}
    return StoredUncovered(**values)
