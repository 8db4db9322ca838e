"""The live board of a plan: planned, on the way, present, missed; and afterwards, planned against proven."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from vigil import catalogue
from vigil.desk import clock
from vigil.ground.moment import zone_named
from vigil.patrol.carry.board import Board, BoardRound, BoardVisit, draw_board
from vigil.patrol.carry.fairness import least_planned
from vigil.patrol.carry.proven import Grouping
from vigil.patrol.carry.query import CarriedPlan, FairnessQuery, ProvenQuery
from vigil.patrol.carry.step import VisitState
from vigil.patrol.query import PlanId
from vigil.web.fairness_line import draw_fairness
from vigil.web.files import attach
from vigil.web.page import render, show
from vigil.web.patrol import Number
from vigil.web.session import Asker, Signed

routes: Final = APIRouter()

LOOKED_AT_EVERY_S: Final = 2.0

DRAWN_EVERY: Final = timedelta(seconds=20)
"""Though nothing has come in, visits become late: it is drawn anew after this."""

TOLD_FOR: Final = timedelta(minutes=5)
"""After this the browser asks anew, and whoever has signed out meanwhile hears no more."""


@routes.get("/plans/{number}/board", name=catalogue.GET_CARRIED_PLAN.name)
def show_board(asker: Signed, number: Number) -> HTMLResponse:
    """Give the board of a plan."""
    carried = asker.ask(catalogue.GET_CARRIED_PLAN, PlanId(number))
    return show(asker, "patrol/board.html", **_values(carried))


def find_plan(asker: Signed, number: Number) -> CarriedPlan:
    """Give the plan that is to be watched, before the answer begins: a stream can no longer say that there is none."""
    return asker.ask(catalogue.GET_CARRIED_PLAN, PlanId(number))


@routes.get("/plans/{number}/board/live", name=catalogue.GET_CARRIED_PLAN.name, response_class=EventSourceResponse)
async def stream_board(
    asker: Signed, plan: Annotated[CarriedPlan, Depends(find_plan)]
) -> AsyncIterator[ServerSentEvent]:
    """Give the board of a plan, again whenever anything on it changes."""
    async for told in follow_board(asker, plan):
        yield told


async def follow_board(asker: Asker, carried: CarriedPlan) -> AsyncIterator[ServerSentEvent]:
    """Give a board as its page shows it, again whenever that changes, for some minutes."""
    until, before, drawn_at = clock.now() + TOLD_FOR, "", None
    while clock.now() < until:
        if drawn_at is None or carried.at - drawn_at >= DRAWN_EVERY:
            told, drawn_at = render("patrol/board_now.html", asker, **_values(carried)), carried.at
            if told != before:
                yield ServerSentEvent(raw_data=told)
                before = told
        await asyncio.sleep(LOOKED_AT_EVERY_S)
        seen = await run_in_threadpool(_look_again, asker, carried)
        drawn_at = drawn_at if seen.mark == carried.mark else None
        carried = seen


def _look_again(asker: Asker, carried: CarriedPlan) -> CarriedPlan:
    """Give a plan as it is now; it is read again only when something has come in for it."""
    at = asker.office.clock()
    if asker.ask(catalogue.GET_CARRY_MARK, PlanId(carried.plan.id)) == carried.mark:
        return replace(carried, at=at)
    return asker.ask(catalogue.GET_CARRIED_PLAN, PlanId(carried.plan.id))


@routes.get("/plans/{number}/proven", name=catalogue.GET_PROVEN.name)
def show_proven(asker: Signed, number: Number, by: Grouping = Grouping.COMMUNITY) -> HTMLResponse:
    """Give planned against proven of a plan."""
    page = asker.ask(catalogue.GET_PROVEN, ProvenQuery(number, by))
    return show(asker, "patrol/proven.html", page=page, groupings=tuple(Grouping), zone=zone_named(page.plan.time_zone))


@routes.get("/plans/{number}/proven.csv", name=catalogue.EXPORT_PROVEN.name)
def export_proven(asker: Signed, number: Number, by: Grouping = Grouping.COMMUNITY) -> Response:
    """Give planned against proven of a plan as a table."""
    file = asker.ask(catalogue.EXPORT_PROVEN, ProvenQuery(number, by))
    return attach(file.content, file.name, file.media_type)


@routes.get("/plans/fairness", name=catalogue.LIST_FAIRNESS.name)
def show_fairness(asker: Signed) -> HTMLResponse:
    """Give the fairness line of every community over the last weeks."""
    lines = asker.ask(catalogue.LIST_FAIRNESS, FairnessQuery())
    drawn = [(line, draw_fairness(line)) for line in lines]
    weeks = {week.begins_on for line in lines for week in line.weeks if week.planned is not None}
    return show(asker, "patrol/fairness.html", lines=drawn, least=least_planned(lines), planned_weeks=len(weeks))


def _values(carried: CarriedPlan) -> dict[str, object]:
    board: Board = draw_board(carried.plan, carried.events, at=carried.at, before=carried.before)
    return {
        "plan": carried.plan,
        "board": board,
        "zone": zone_named(carried.plan.head.time_zone),
        "State": VisitState,
        "current": {walk.walk.id: current_of(walk) for walk in board.rounds if walk.visits},
        "units": {one.visit.lasting_id: walk.walk.unit_name for walk in board.rounds for one in walk.visits},
    }


def current_of(walk: BoardRound) -> BoardVisit:
    """Give where a unit is; where it is nowhere, where it goes next or, when all is over, where it was last."""
    for states in ((VisitState.PRESENT, VisitState.ON_WAY), (VisitState.PLANNED,)):
        found = next((one for one in walk.visits if one.presence.state in states), None)
        if found:
            return found
    return walk.visits[-1]
