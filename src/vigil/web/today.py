"""Today: what happened, whose surge, what we propose; the day as a band; what is not covered, and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from vigil import catalogue
from vigil.ground.moment import local_day
from vigil.patrol.scope import EVERYWHERE, Scope, narrow_plan
from vigil.patrol.stored import StoredPlan
from vigil.picture.monthly.picture import FlagPicture, Picture
from vigil.picture.query import PictureQuery
from vigil.posture.query import UpliftQuery
from vigil.posture.trigger import Trigger, communities_of
from vigil.posture.uplift import Uplift
from vigil.register.fold import fold
from vigil.register.place import Community
from vigil.register.query import Day, DayQuery
from vigil.register.worship.session import Session
from vigil.web.day_band import Lane, draw_day, first_look_at, share_of_span
from vigil.web.day_table import list_rows, next_main
from vigil.web.opening import (
    Decided,
    answers_at,
    cover_of,
    decided_at,
    is_open,
    narrow_uplifts,
    say_closed,
    say_cover,
    say_decided,
    say_gathering,
    say_scope,
    say_today,
)
from vigil.web.page import DESK_ZONE, show
from vigil.web.patrol import list_left
from vigil.web.places import area_names, find_plan
from vigil.web.plot import Month, draw_months
from vigil.web.session import Asker, Signed
from vigil.web.uplifts import recent_triggers

routes: Final = APIRouter()

LEFT_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class UpliftsNow:
    """The uplifts of an area that matter now, and for every event the uplift that speaks for it anywhere."""

    decided: Decided
    answers: Mapping[str, Uplift]


@dataclass(frozen=True, slots=True)
class Offer:
    """The event that calls for an uplift now, and what became of an earlier one."""

    event: Trigger
    closed: str


@routes.get("/", name=catalogue.LIST_DAY.name)
def show_today(asker: Signed, area: str = "") -> HTMLResponse:
    """Give the page of the day, everywhere or in one area."""
    at = asker.office.clock()
    on = local_day(at, DESK_ZONE)
    areas = area_names(asker)
    area = next((name for name in areas if fold(name) == fold(area)), area)
    day = asker.ask(catalogue.LIST_DAY, DayQuery(on=on, area=area))
    standing = find_plan(asker, on, _scope(day, area))
    plan = _part(standing.plan, day, area) if standing else None
    rows = list_rows(day.gatherings)
    lanes = list_lanes(day, plan)
    # An officer sees the day; what is decided about it is for those who work at the desk. None is not theirs to see.
    events = recent_triggers(asker) if asker.may(catalogue.LIST_TRIGGERS) else None
    decision = _decision(asker, day, area, at) if asker.may(catalogue.LIST_UPLIFTS) else None
    picture = asker.ask(catalogue.GET_PICTURE, PictureQuery()) if asker.may(catalogue.GET_PICTURE) else None
    may_see_plans = asker.may(catalogue.LIST_PLANS)
    cover = cover_of(plan) if plan else None
    clauses = [say_decided(decision.decided, at=at, zone=DESK_ZONE, area=area)] if decision else []
    clauses += [say_cover(cover, area=area)] if may_see_plans else []
    return show(
        asker,
        "today/today.html",
        at=at,
        on=on,
        area=area,
        areas=areas,
        opening=say_today(say_gathering(next_main(rows, at=at), DESK_ZONE, area=area), clauses),
        day=day,
        rows=rows,
        events=events,
        decision=decision,
        offered=_offered(events or (), decision, at) if decision else None,
        may_propose=asker.may(catalogue.PROPOSE_UPLIFT),
        picture=picture,
        shown=_shown_flags(picture, [event for event, _toll in events or ()]) if picture else (),
        may_see_plans=may_see_plans,
        standing=standing,
        cover=cover,
        plan_of=say_scope(standing.plan.head) if standing else "",
        newer=[(head.id, say_scope(head)) for head in standing.newer] if standing else [],
        sent=sum(1 for walk in plan.rounds if walk.visits) if plan else 0,
        left=list_left(plan)[:LEFT_SHOWN] if plan else (),
        band=draw_day(lanes, at=at, zone=DESK_ZONE),
        start=share_of_span(first_look_at(lanes, at=at), lanes, at=at),
    )


def list_lanes(day: Day, plan: StoredPlan | None) -> tuple[Lane, ...]:
    """Give a lane for every community that gathers on a day, with the visits planned for it."""
    sessions: defaultdict[Community, list[Session]] = defaultdict(list)
    for gathering in day.gatherings:
        sessions[gathering.place.community].extend(gathering.sessions)
    visits: defaultdict[str, list[datetime]] = defaultdict(list)
    for walk in plan.rounds if plan else ():
        for visit in walk.visits:
            visits[visit.community].append(visit.arrive_at)
    return tuple(
        Lane(community, tuple(sessions[community]), tuple(sorted(visits[community.value])))
        for community in Community
        if community in sessions
    )


def _scope(day: Day, area: str) -> Scope:
    if not area:
        return EVERYWHERE
    forces = {gathering.place.police_force for gathering in day.gatherings} - {""}
    # A plan of the force covers its districts; a plan of one district is a part of what a force asks about.
    return Scope((area, *(forces if len(forces) == 1 else ())), tuple(_names(day, area)))


def _names(day: Day, area: str) -> set[str]:
    """Give the names under which an area, or a part of it, stands in plans and uplifts."""
    places = [gathering.place for gathering in day.gatherings]
    return {area} | {place.area for place in places} | {place.police_force for place in places} - {""}


def _part(plan: StoredPlan, day: Day, area: str) -> StoredPlan:
    return narrow_plan(plan, {gathering.place.id for gathering in day.gatherings}) if area else plan


def _decision(asker: Asker, day: Day, area: str, at: datetime) -> UpliftsNow:
    uplifts = asker.ask(catalogue.LIST_UPLIFTS, UpliftQuery())
    meant = narrow_uplifts(uplifts, _names(day, area)) if area else uplifts
    return UpliftsNow(decided_at(meant, at), answers_at(uplifts, at))


def _offered(events: Sequence[tuple[Trigger, str]], decision: UpliftsNow, at: datetime) -> Offer | None:
    """Give the newest event, when no uplift that waits or holds speaks for it."""
    for event, _toll in events[:1]:
        answer = decision.answers.get(event.id)
        if answer is None or not is_open(answer, at):
            return Offer(event, say_closed(answer, at, DESK_ZONE) if answer else "")
    return None


def _shown_flags(picture: Picture, events: Iterable[Trigger]) -> tuple[tuple[FlagPicture, Markup], ...]:
    """Give the flags that speak of whom an event was aimed at, else those that alarm, each with its plot."""
    concerned = {community for event in events for community in communities_of(event)}
    meant = [one for one in picture.flags if one.reading.community in concerned]
    return tuple((one, _plot(one)) for one in meant or [one for one in picture.flags if one.history[-1].is_alarm])


def _plot(flag: FlagPicture) -> Markup:
    months = [
        Month(
            point.month.first_on,
            point.count,
            point.mean,
            None if point.alarm_from is None else max(point.alarm_from - 1.0, point.mean or 0.0),
        )
        for point in flag.history
    ]
    return draw_months(months, of=f"{flag.reading.flag.capitalize()} offences, {flag.reading.source}")
