"""Today: what happened, whose surge, what we propose; the day as a band; what is not covered, and why."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from vigil import catalogue
from vigil.ground.moment import local_day
from vigil.patrol.stored import StoredPlan
from vigil.picture.picture import FlagPicture, Picture
from vigil.picture.query import PictureQuery
from vigil.posture.query import UpliftQuery
from vigil.posture.trigger import Trigger, communities_of
from vigil.register.place import Community
from vigil.register.query import Day, DayQuery
from vigil.register.worship.session import Session
from vigil.web.day_band import Lane, draw_day, first_look_at, share_of_span
from vigil.web.day_table import list_rows, next_main
from vigil.web.opening import decided_at, say_today
from vigil.web.page import DESK_ZONE, show
from vigil.web.patrol import list_left
from vigil.web.places import area_names, latest_plan
from vigil.web.plot import Month, draw_months
from vigil.web.session import Signed
from vigil.web.uplifts import recent_triggers

routes: Final = APIRouter()

LEFT_SHOWN: Final = 8


@routes.get("/", name=catalogue.LIST_DAY.name)
def show_today(asker: Signed, area: str = "") -> HTMLResponse:
    """Give the page of the day, everywhere or in one area."""
    at = asker.office.clock()
    on = local_day(at, DESK_ZONE)
    day = asker.ask(catalogue.LIST_DAY, DayQuery(on=on, area=area))
    plan = latest_plan(asker, on)
    lanes = list_lanes(day, plan, area)
    rows = list_rows(day.gatherings)
    # An officer sees the day; what is decided about it is for those who work at the desk.
    events = recent_triggers(asker) if asker.may(catalogue.LIST_TRIGGERS) else ()
    uplifts = asker.ask(catalogue.LIST_UPLIFTS, UpliftQuery()) if asker.may(catalogue.LIST_UPLIFTS) else ()
    picture = asker.ask(catalogue.GET_PICTURE, PictureQuery()) if asker.may(catalogue.GET_PICTURE) else None
    decided = decided_at(uplifts, at)
    return show(
        asker,
        "today/today.html",
        at=at,
        on=on,
        area=area,
        areas=area_names(asker),
        opening=say_today(next_main(rows, at=at), decided, plan.head if plan else None, at=at, zone=DESK_ZONE),
        day=day,
        rows=rows,
        events=events,
        decided=decided,
        answered={uplift.terms.trigger_id for uplift in uplifts},
        picture=picture,
        shown=_shown_flags(picture, [event for event, _toll in events]) if picture else (),
        plan=plan,
        left=list_left(plan, area)[:LEFT_SHOWN] if plan else (),
        band=draw_day(lanes, at=at, zone=DESK_ZONE),
        start=share_of_span(first_look_at(lanes, at=at), lanes, at=at),
    )


def list_lanes(day: Day, plan: StoredPlan | None, area: str) -> tuple[Lane, ...]:
    """Give a lane for every community that gathers on a day, with the visits planned for it."""
    sessions: defaultdict[Community, list[Session]] = defaultdict(list)
    for gathering in day.gatherings:
        sessions[gathering.place.community].extend(gathering.sessions)
    visits: defaultdict[str, list[datetime]] = defaultdict(list)
    for walk in plan.rounds if plan else ():
        for visit in walk.visits:
            if area in ("", visit.area):
                visits[visit.community].append(visit.arrive_at)
    return tuple(
        Lane(community, tuple(sessions[community]), tuple(sorted(visits[community.value])))
        for community in Community
        if community in sessions
    )


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
