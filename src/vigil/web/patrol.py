"""Plans: asked for as long work, watched while it runs, seen by unit and by what is left, taken away as files."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import TypeAdapter

from vigil import catalogue
from vigil.desk.job import Job
from vigil.desk.queue import JobId, JobsOf, NewJob
from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import local_day, zone_named
from vigil.patrol.draws.query import DrawOf, PledgeOrder
from vigil.patrol.query import ExportOrder, PlanFormat, PlanId, PlanKind, PlanOrder, PlanQuery, VisitId
from vigil.patrol.sensitivity.query import SensitivityOf, SensitivityOrder
from vigil.patrol.stored import StoredPlan, StoredRound, StoredUncovered, StoredVisit
from vigil.register.place import Community
from vigil.register.query import UnitQuery
from vigil.web import forms
from vigil.web.again import MENDABLE, NOTHING_SENT, Again, send_again
from vigil.web.files import attach
from vigil.web.follow import follow_job
from vigil.web.forms import Fields
from vigil.web.page import DESK_ZONE, show
from vigil.web.places import area_names
from vigil.web.round_band import Call, Row, draw_rounds
from vigil.web.session import Asker, Sender, Signed

routes: Final = APIRouter()

_LONG_WORK: Final = (catalogue.PLAN_ROUNDS, catalogue.STUDY_SENSITIVITY)
"""What is watched here: one after the other, in the order in which it was asked for."""

LEFT_SHOWN: Final = 200
PLANNED_WITHIN: Final = timedelta(days=366)
"""How far ahead the form offers days: beyond it, a year was mistyped."""

SECONDS_OFFERED: Final = (10, 30, 90, 300)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""The number of a plan, job or visit, as it stands in an address."""


@routes.get("/plans", name=catalogue.LIST_PLANS.name)
def list_plans(asker: Signed) -> HTMLResponse:
    """Give the plans, whatever planning is under way, and the form that asks for one."""
    return _plans(asker)


@routes.post("/plans", name=catalogue.QUEUE_JOB.name)
def ask_for_plan(request: Request, asker: Sender, fields: Fields) -> Response:
    """Have a plan made by the worker; what cannot be planned is said above the form."""
    asker.insist(catalogue.PLAN_ROUNDS)
    try:
        return queue_plan(asker, _read_order(fields))
    except MENDABLE as problem:
        return _plans(asker, send_again(request, fields, problem))


def _plans(asker: Asker, again: Again = NOTHING_SENT) -> HTMLResponse:
    jobs = asker.ask(catalogue.LIST_JOBS, JobsOf(catalogue.PLAN_ROUNDS.name))
    today = local_day(asker.office.clock(), DESK_ZONE)
    page = show(
        asker,
        "patrol/plans.html",
        again=again,
        plans=asker.ask(catalogue.LIST_PLANS, PlanQuery()),
        running=[job for job in jobs if not job.is_over],
        units=asker.ask(catalogue.LIST_UNITS, UnitQuery()),
        today=today,
        last_day=today + PLANNED_WITHIN,
        areas=area_names(asker),
        communities=tuple(Community),
        seconds_offered=SECONDS_OFFERED,
        may_plan=asker.may(catalogue.PLAN_ROUNDS),
    )
    page.status_code = again.status
    return page


def queue_plan(asker: Asker, order: PlanOrder) -> Response:
    """Have a plan made by the worker, with a seed pledged first; lead to where it is watched."""
    # The worker would refuse it too; whoever asks should hear so at once.
    asker.insist(catalogue.PLAN_ROUNDS)
    order = asker.ask(catalogue.SETTLE_PLAN_ORDER, order)
    if order.kind is PlanKind.GAME:
        # Before anything is worked out: the audit then shows that nobody chose the seed to suit the plans.
        order = replace(order, pledge_id=asker.ask(catalogue.PLEDGE_DRAW, PledgeOrder(order.on)).id)
    job = asker.ask(
        catalogue.QUEUE_JOB, NewJob(catalogue.PLAN_ROUNDS.name, TypeAdapter(PlanOrder).dump_json(order).decode())
    )
    return RedirectResponse(f"/plans/jobs/{job.id}", status_code=303)


@routes.get("/plans/jobs/{number}", name=catalogue.GET_JOB.name)
def watch_plan(asker: Signed, number: Number) -> Response:
    """Give the page on which one watches a plan being made; when it is made, the plan."""
    job = asker.ask(catalogue.GET_JOB, JobId(number))
    if job.result:
        return RedirectResponse(f"/plans/{job.result}", status_code=303)
    waiting = (asker.ask(catalogue.LIST_JOBS, JobsOf(one.name)) for one in _LONG_WORK)
    ahead = [one for jobs in waiting for one in jobs if one.id < job.id and not one.is_over]
    return show(asker, "patrol/job.html", job=job, ahead=ahead)


def find_job(asker: Signed, number: Number) -> Job:
    """Give the job that is to be watched, before the answer begins: a stream can no longer say that there is none."""
    return asker.ask(catalogue.GET_JOB, JobId(number))


@routes.get("/plans/jobs/{number}/progress", name=catalogue.GET_JOB.name, response_class=EventSourceResponse)
async def stream_progress(asker: Signed, job: Annotated[Job, Depends(find_job)]) -> AsyncIterator[ServerSentEvent]:
    """Give how far a plan has come, again whenever that changes, until it is over."""
    async for told in follow_job(asker, job, "patrol/progress.html"):
        yield told


@routes.post("/plans/jobs/{number}/stop", name=catalogue.STOP_JOB.name)
def stop_plan(asker: Sender, number: Number) -> Response:
    """Ask for a plan that is being made to stop."""
    asker.ask(catalogue.STOP_JOB, JobId(number))
    return RedirectResponse(f"/plans/jobs/{number}", status_code=303)


@routes.get("/plans/{number}", name=catalogue.GET_PLAN.name)
def get_plan(asker: Signed, number: Number) -> HTMLResponse:
    """Give one plan: its rounds by unit, and what is left uncovered and why."""
    plan = asker.ask(catalogue.GET_PLAN, PlanId(number))
    zone = zone_named(plan.head.time_zone)
    return show(
        asker,
        "patrol/plan.html",
        plan=plan,
        zone=zone,
        band=draw_rounds([row_of(walk) for walk in plan.rounds], zone=zone),
        left=list_left(plan)[:LEFT_SHOWN],
        left_why=_reasons(plan),
        may_export=asker.may(catalogue.EXPORT_PLAN),
        draw=asker.ask(catalogue.FIND_DRAW, DrawOf(number)),
        sensitivity=asker.ask(catalogue.FIND_SENSITIVITY, SensitivityOf(number)),
        left_out=asker.ask(catalogue.LIST_LEFT_OUT, PlanId(number)),
        names=_names(plan),
        may_plan=asker.may(catalogue.PLAN_ROUNDS),
    )


@routes.post("/plans/{number}/sensitivity", name=catalogue.STUDY_SENSITIVITY.name)
def ask_for_sensitivity(asker: Sender, number: Number) -> Response:
    """Have it worked out what would change a plan if an assumption were wrong."""
    asker.insist(catalogue.STUDY_SENSITIVITY)
    asker.ask(catalogue.GET_PLAN, PlanId(number))
    order = TypeAdapter(SensitivityOrder).dump_json(SensitivityOrder(number)).decode()
    job = asker.ask(catalogue.QUEUE_JOB, NewJob(catalogue.STUDY_SENSITIVITY.name, order))
    return RedirectResponse(f"/plans/jobs/{job.id}", status_code=303)


@routes.get("/plans/{number}/{kind}", name=catalogue.EXPORT_PLAN.name)
def export_plan(asker: Signed, number: Number, kind: PlanFormat, unit: str = "") -> Response:
    """Give a plan, or one unit's part of it, as a file."""
    file = asker.ask(catalogue.EXPORT_PLAN, ExportOrder(plan_id=number, format=kind, unit_id=unit))
    return attach(file.content, file.name, file.media_type)


@routes.get("/visits/{number}", name=catalogue.EXPLAIN_VISIT.name)
def explain_visit(asker: Signed, number: Number) -> HTMLResponse:
    """Walk back from a visit to what it rests on."""
    why = asker.ask(catalogue.EXPLAIN_VISIT, VisitId(number))
    return show(asker, "patrol/visit.html", why=why, zone=zone_named(why.found.plan.time_zone))


def row_of(walk: StoredRound) -> Row:
    """Give a round as its band draws it."""
    return Row(
        # The page says above the band that its units are invented; beside sixty rows there is no room to.
        name=walk.unit_name.removesuffix(" (invented)"),
        from_at=walk.from_at,
        until_at=walk.until_at,
        calls=tuple(
            Call(
                arrives_at=visit.arrive_at,
                departs_at=visit.depart_at,
                community=Community(visit.community),
                says=f"{visit.place_name}, {visit.phase}",
            )
            for visit in walk.visits
        ),
    )


def list_left(plan: StoredPlan) -> tuple[StoredUncovered, ...]:
    """Give what a plan leaves, the most valuable first: windows of places nobody visits at all, then the others."""
    visited = {visit.place_id for walk in plan.rounds for visit in walk.visits}
    return tuple(sorted(plan.uncovered, key=lambda one: one.place_id in visited))


def _names(plan: StoredPlan) -> dict[str, str]:
    """Give what a page calls each window of a plan, by its id."""
    visits = tuple(visit for walk in plan.rounds for visit in walk.visits)
    known: tuple[StoredVisit | StoredUncovered, ...] = visits + plan.uncovered
    return {one.window_id: f"{one.place_name}, {one.session_name}, {one.phase}" for one in known}


def _reasons(plan: StoredPlan) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for left in plan.uncovered:
        counted[left.reason] = counted.get(left.reason, 0) + 1
    return tuple(sorted(counted.items(), key=lambda item: -item[1]))


def _read_order(fields: Fields) -> PlanOrder:
    community = forms.text_of(fields, "community")
    return PlanOrder(
        on=forms.read_day(forms.text_of(fields, "on"), field="on"),
        kind=_read_kind(forms.text_of(fields, "kind")),
        seconds=forms.read_whole(forms.text_of(fields, "seconds") or "90", field="seconds"),
        max_visits_per_place=forms.read_whole(forms.text_of(fields, "visits") or "2", field="visits"),
        area=forms.text_of(fields, "area"),
        community=forms.read_communities([community])[0] if community else None,
    )


def _read_kind(text: str) -> PlanKind:
    if text not in {"", *PlanKind}:
        raise Unreadable(Where(forms.THIS_FORM, field="kind"), f"must be one of {', '.join(PlanKind)}", text)
    return PlanKind(text or PlanKind.GAME)
