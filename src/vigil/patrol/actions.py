"""What can be asked of patrol: a request for a day, a plan, its files, and why a unit stands at a door."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from importlib import resources
from pathlib import Path

from vigil.desk import clock
from vigil.desk.clock import DESK_ZONE
from vigil.desk.desk import Desk
from vigil.ground.errors import NotFound, Refused
from vigil.ground.moment import local_day
from vigil.patrol import store
from vigil.patrol.copy_number import draw_copy_number
from vigil.patrol.draft import Draft, DraftedDay, DraftTerms, draft_request, refuse_spent_day
from vigil.patrol.draws import store as draws_store
from vigil.patrol.draws.pledge import Pledge
from vigil.patrol.game.effort import GameEffort
from vigil.patrol.keep import PlanAsked, plan_to_keep
from vigil.patrol.made import Made, draw_one, search_one
from vigil.patrol.muster import store as muster_store
from vigil.patrol.muster.left_out import find_left_out
from vigil.patrol.query import (
    ExportOrder,
    PlanFile,
    PlanFormat,
    PlanId,
    PlanKind,
    PlanOrder,
    PlanQuery,
    VisitId,
    check_order,
)
from vigil.patrol.request import FairnessFloor, Request
from vigil.patrol.route import Effort
from vigil.patrol.sheet import print_sheets
from vigil.patrol.stored import PlanHead, StoredPlan, StoredRound
from vigil.patrol.surge_factor import find_surges
from vigil.patrol.weigh import Weights
from vigil.patrol.why import VisitExplanation, explain_visit
from vigil.patrol.write_calendar import write_calendar
from vigil.patrol.write_csv import write_csv
from vigil.patrol.write_geojson import write_geojson
from vigil.patrol.write_request import write_request
from vigil.picture import store as picture_store
from vigil.posture import actions as posture
from vigil.posture import store as posture_store
from vigil.posture.place_level import PlaceLevel, level_of
from vigil.posture.query import ThreatQuery
from vigil.posture.uplift import is_in_force
from vigil.register import actions as register
from vigil.register import store as register_store
from vigil.register.area import match_area
from vigil.register.place import Place
from vigil.register.query import DayQuery
from vigil.register.rota import actions as rota
from vigil.register.rota.query import StandingQuery, UnitStanding

UPLIFTS_LOOKED_AT = 500


def settle_plan_order(desk: Desk, order: PlanOrder) -> PlanOrder:
    """Give an order as a plan can keep it, its area by the name the desk holds; refuse at once what no plan could.

    Raises
    ------
    Unreadable : a number or the day is out of its bounds
    NotFound : there is no such area
    Refused : the day, or every shift of it, is over
    """
    check_order(order)
    area = match_area(order.area, register_store.list_area_names(desk.connection)) if order.area else ""
    refuse_spent_day(order.on, register_store.list_units(desk.connection), desk.at)
    return replace(order, area=area)


def draft_patrol_request(desk: Desk, order: PlanOrder) -> Request:
    """Draw up the request for a day from who gathers when, the levels and the units; nothing is kept."""
    return draft_day(desk, order).draft.request


def draft_day(desk: Desk, order: PlanOrder) -> DraftedDay:
    """Draw up the request for a day, with what is known of each of its windows and the units that can be sent."""
    settled = settle_plan_order(desk, order)
    mustered = rota.list_standings(desk, StandingQuery(settled.on)).units
    return DraftedDay(_draft(desk, settled, mustered), tuple(one.unit for one in mustered))


def plan_rounds(desk: Desk, order: PlanOrder) -> StoredPlan:
    """Plan who stands at which door and when on a day, and keep it with the request it answers.

    Raises
    ------
    Refused : a plan is to be drawn, and no seed was pledged for it before
    NoPlan : nothing can be reached
    """
    # Told before the first look: whoever hears it writes it down, and would wait for this transaction to end.
    desk.tell(0.0, "Reading who gathers when")
    order = settle_plan_order(desk, order)
    pledge = _pledge_of(desk, order) if order.kind is PlanKind.GAME else None
    mustered = rota.list_standings(desk, StandingQuery(order.on)).units
    draft = _draft(desk, order, mustered)
    desk.let_go()
    made = _make(desk, order, draft.request, pledge)
    asked = PlanAsked(
        at=desk.at,
        by_id=desk.actor.id,
        by_name=desk.actor.name,
        area=order.area,
        community=order.community.value if order.community else "",
        commitment=pledge.commitment if pledge else "",
    )
    plan_id = store.add_plan(
        desk.connection,
        plan_to_keep(made.plan, draft, [one.unit for one in mustered], asked),
        request_json=write_request(draft.request),
        plan_json=made.content,
    )
    muster_store.add_left_out(desk.connection, plan_id, find_left_out(mustered))
    if pledge and made.published:
        draws_store.add_published(desk.connection, pledge.id, plan_id, made.published)
        desk.note(plan=str(plan_id), content=made.published.content_hash)
    return store.get_plan(desk.connection, plan_id)


def get_plan(desk: Desk, wanted: PlanId) -> StoredPlan:
    """Give one plan whole."""
    return store.get_plan(desk.connection, wanted.id)


def list_plans(desk: Desk, query: PlanQuery) -> tuple[PlanHead, ...]:
    """Give the newest plans."""
    return store.list_plans(desk.connection, on=query.on, limit=query.limit)


def explain_planned_visit(desk: Desk, wanted: VisitId) -> VisitExplanation:
    """Walk from a visit back to the uplift it rests on, its figures and its trigger."""
    found = store.get_visit(desk.connection, wanted.id)
    uplifts = tuple(posture_store.get_uplift(desk.connection, number) for number in found.visit.uplift_ids)
    triggers = {
        trigger.id: trigger
        for uplift in uplifts
        if (trigger := posture_store.find_trigger(desk.connection, uplift.terms.trigger_id))
    }
    return explain_visit(found, uplifts, triggers)


def export_plan(desk: Desk, order: ExportOrder) -> PlanFile:
    """Give a plan, or one unit's part of it, as a file."""
    plan = store.get_plan(desk.connection, order.plan_id)
    rounds = _rounds_meant(plan, order.unit_id)
    name = "-".join(part for part in ("plan", str(plan.id), order.unit_id) if part)
    match order.format:
        case PlanFormat.CSV:
            return PlanFile(f"{name}.csv", "text/csv; charset=utf-8", write_csv(plan, rounds).encode())
        case PlanFormat.GEOJSON:
            return PlanFile(f"{name}.geojson", "application/geo+json", write_geojson(plan, rounds).encode())
        case PlanFormat.ICS:
            return PlanFile(f"{name}.ics", "text/calendar; charset=utf-8", write_calendar(plan, rounds).encode())
        case PlanFormat.PDF:
            copy = draw_copy_number(desk.rng)
            desk.note(copy=copy)
            return PlanFile(f"{name}.pdf", "application/pdf", _print(plan, rounds, copy))
        case PlanFormat.JSON:
            text = store.get_plan_json(desk.connection, plan.id)
            return PlanFile(f"plan-{plan.id}.json", "application/json", text.encode())
        case PlanFormat.REQUEST:
            text = store.get_request_json(desk.connection, plan.id)
            return PlanFile(f"plan-{plan.id}-request.json", "application/json", text.encode())


def _pledge_of(desk: Desk, order: PlanOrder) -> Pledge:
    if order.pledge_id is None:
        raise Refused("a-pledge-first", "A plan is drawn with a seed that was pledged before. Pledge one for the day.")
    pledge = draws_store.get_pledge(desk.connection, order.pledge_id)
    if pledge.on != order.on or pledge.plan_id is not None:
        raise Refused("a-pledge-of-its-own", "That seed was pledged for another day or plan. Pledge a new one.")
    return pledge


def _make(desk: Desk, order: PlanOrder, request: Request, pledge: Pledge | None) -> Made:
    seed = desk.seed if order.seed is None else order.seed
    if pledge is not None:
        effort = GameEffort(
            seed=seed, seconds=order.seconds, spent_s=clock.cpu_s, tell=desk.tell, executor=desk.executor
        )
        return draw_one(request, effort, pledge.seed)
    seconds = None if order.iterations else order.seconds
    search = Effort(seed=seed, seconds=seconds, iterations=order.iterations, spent_s=clock.cpu_s, tell=desk.tell)
    return search_one(request, search)


def _draft(desk: Desk, order: PlanOrder, mustered: Sequence[UnitStanding]) -> Draft:
    day = register.list_day(desk, DayQuery(on=order.on, area=order.area, community=order.community))
    weights = Weights()
    board = picture_store.find_latest_board(desk.connection, until_on=local_day(desk.at, DESK_ZONE))
    terms = DraftTerms(
        on=order.on,
        at=desk.at,
        max_visits_per_place=order.max_visits_per_place if order.kind is PlanKind.SINGLE else None,
        fairness=_floors(order) if order.kind is PlanKind.GAME else (),
        weights=weights,
        surges=find_surges(board, on=order.on, most=weights.most_surge),
        standings={one.unit.id: one.standing for one in mustered},
    )
    gatherings = [(gathering.place, gathering.sessions) for gathering in day.gatherings]
    return draft_request(gatherings, [one.unit for one in mustered], _levels(desk), terms)


def _floors(order: PlanOrder) -> tuple[FairnessFloor, ...]:
    asked = (FairnessFloor("community", "*", order.community_floor), FairnessFloor("area", "*", order.area_floor))
    return tuple(floor for floor in asked if floor.floor > 0)


def _levels(desk: Desk) -> Callable[[Place, datetime], PlaceLevel]:
    """Give what tells the level of a place at a moment, by what has been decided until now."""
    uplifts = posture_store.list_uplifts(desk.connection, limit=UPLIFTS_LOOKED_AT)
    threat = posture.get_threat_level(desk, ThreatQuery())

    def level_at(place: Place, at: datetime) -> PlaceLevel:
        return level_of(place, [uplift for uplift in uplifts if is_in_force(uplift, at)], threat)

    return level_at


def _rounds_meant(plan: StoredPlan, unit_id: str) -> tuple[StoredRound, ...]:
    rounds = tuple(walk for walk in plan.rounds if unit_id in ("", walk.unit_id))
    if not rounds:
        raise NotFound("unit in this plan", unit_id)
    return rounds


def _print(plan: StoredPlan, rounds: tuple[StoredRound, ...], copy: str) -> bytes:
    template = (resources.files("vigil.patrol") / "sheet.typ").read_bytes()
    fonts = resources.files("vigil") / "web" / "static" / "vendor" / "fonts"
    return print_sheets(plan, rounds, copy=copy, template=template, fonts=Path(str(fonts)) if fonts.is_dir() else None)
