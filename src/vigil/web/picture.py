"""The picture: what stands out, whose it is, where and what next, as known on any day; each figure opens its counts."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import TypeAdapter

from vigil import catalogue
from vigil.desk.job import Job, JobState
from vigil.desk.queue import JobId, JobsOf
from vigil.ground.errors import NotFound, Unreadable, Where
from vigil.ground.moment import FIRST_YEAR, local_day, whole_day
from vigil.picture.board.board import Board, PeriodKind
from vigil.picture.board.kept import BoardHead
from vigil.picture.board.select import of_area
from vigil.picture.monthly.picture import Picture
from vigil.picture.query import BoardQuery, BoardsQuery, PictureQuery, UpdateOrder
from vigil.posture.propose import ANSWERED_WITHIN
from vigil.posture.query import TriggerQuery
from vigil.posture.trigger import Trigger
from vigil.register.area import match_area
from vigil.web import forms
from vigil.web.follow import follow_job
from vigil.web.forms import Fields
from vigil.web.map import areas_shown, give_packed
from vigil.web.page import DESK_ZONE, show
from vigil.web.patrol import Number
from vigil.web.picture_map import draw_clusters, write_clusters
from vigil.web.picture_points import write_plots
from vigil.web.picture_view import (
    alarm_rows,
    charts_shown,
    events_shown,
    forecasts_shown,
    list_rows,
    next_shown,
    notes_shown,
    plots_shown,
    sole_flags,
)
from vigil.web.picture_words import say_headline, say_shares
from vigil.web.places import area_names
from vigil.web.session import Asker, Sender, Signed
from vigil.web.wording import say_day

routes: Final = APIRouter()

MOST_EVENTS: Final = 1000
BOARDS_SHOWN: Final = 8

_AS_OF: Final = Where(forms.THIS_FORM, field="as_of")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which picture is asked for: of which day (None: the newest there is), of which area (empty: all together)."""

    as_of: date | None
    area: str


@dataclass(frozen=True, slots=True)
class Found:
    """A board as it was kept, the areas it knows, and what it says of the area asked for, by that area's own name."""

    areas: tuple[str, ...]
    area: str
    board: Board


def read_wanted(asker: Signed, as_of: str = "", area: str = "") -> Wanted:
    """Read which picture an address asks for.

    Raises
    ------
    Unreadable : the day is none, is not over yet, or lies before 1900
    """
    wanted = read_seen(asker, as_of, area)
    newest = yesterday_of(asker)
    if wanted.as_of and wanted.as_of > newest:
        why = "is not over yet, and half a day would pass for a quiet one; the newest picture there can be is of"
        raise Unreadable(_AS_OF, f"{why} {say_day(newest)}", say_day(wanted.as_of))
    return wanted


def read_seen(asker: Signed, as_of: str = "", area: str = "") -> Wanted:
    """Read up to which day, today included, an address asks for what was known, and of which area.

    Raises
    ------
    Unreadable : the day is none, lies ahead, or lies before 1900
    """
    day = forms.read_day(as_of, field="as_of") if as_of.strip() else None
    if day and day.year < FIRST_YEAR:
        raise Unreadable(_AS_OF, f"lies before the year {FIRST_YEAR}; choose a later day", day.isoformat())
    if day and day > local_day(asker.office.clock(), DESK_ZONE):
        raise Unreadable(_AS_OF, "lies ahead; choose a day that has come", say_day(day))
    return Wanted(day, area.strip())


def yesterday_of(asker: Asker) -> date:
    """Give the newest day that is over: the latest of which there can be a picture."""
    return local_day(asker.office.clock(), DESK_ZONE) - timedelta(days=1)


Picked = Annotated[Wanted, Depends(read_wanted)]
"""The parameter of a page that is asked for a picture's day and an area."""

Seen = Annotated[Wanted, Depends(read_seen)]
"""The parameter of a page that is asked for what was known on a day, and an area."""


@routes.get("/picture", name=catalogue.GET_BOARD.name)
def show_picture(asker: Signed, wanted: Picked) -> HTMLResponse:
    """Give the picture of a day; where none has been made yet, the way to have it made."""
    found = find_board(asker, wanted)
    if found is None:
        return _show_none(asker, wanted)
    board, area = found.board, found.area
    plots = plots_shown(board, area, triggers_known(asker, board))
    whose = _whose(asker, found)
    sole = sole_flags(whose) if whose else {}
    forecasts = forecasts_shown(board)
    return show(
        asker,
        "picture/picture.html",
        **_around(asker),
        wanted=wanted,
        area=area,
        areas=found.areas,
        shown_on=board.as_of,
        board=board,
        opening=say_headline(board, area, whose=sole),
        sole=sole,
        alarms=alarm_rows(board),
        charts=charts_shown(plots, board.as_of),
        events=events_shown(plots),
        rows=list_rows(board, area),
        drawn=draw_clusters(areas_shown(asker), board.clusters) if board.clusters else None,
        forecasts=forecasts,
        nearest=next_shown(forecasts, area),
        whose=whose,
        newer_alarms=any(one.alarm_id and one.name.period is PeriodKind.DAY for one in board.series),
        shares=say_shares(whose) if whose else (),
        notes=notes_shown(board, whose),
        may_propose=may_propose(asker, board),
    )


@routes.post("/picture", name=catalogue.ASK_UPDATE.name)
def ask_for_picture(asker: Sender, fields: Fields) -> Response:
    """Have the picture of a day made by the worker."""
    wanted = read_wanted(asker, forms.text_of(fields, "as_of"), forms.text_of(fields, "area"))
    job = asker.ask(catalogue.ASK_UPDATE, UpdateOrder(as_of=wanted.as_of))
    area = f"?{urlencode({'area': wanted.area})}" if wanted.area else ""
    return RedirectResponse(f"/picture/jobs/{job.id}{area}", status_code=303)


@routes.get("/picture/points.json", name=catalogue.GET_BOARD.name)
def give_points(request: Request, asker: Signed, wanted: Picked) -> Response:
    """Give the numbers behind the small multiples, for the browser to draw."""
    found = get_board(asker, wanted)
    plots = plots_shown(found.board, found.area, triggers_known(asker, found.board))
    return give_packed(request, write_plots(found.board.id, plots), media_type="application/json")


@routes.get("/picture/clusters.json", name=catalogue.GET_BOARD.name)
def give_clusters(request: Request, asker: Signed, wanted: Picked) -> Response:
    """Give the clusters for the map to draw."""
    return give_packed(request, write_clusters(get_board(asker, wanted).board.clusters))


def find_job(asker: Signed, number: Number) -> Job:
    """Give the update that is to be watched, before the answer begins: a stream can no longer say that there is none.

    Raises
    ------
    NotFound : there is no such job, or it is no update of the picture
    """
    job = asker.ask(catalogue.GET_JOB, JobId(number))
    if job.action != catalogue.UPDATE_PICTURE.name:
        raise NotFound("update of the picture", str(number))
    return job


@routes.get("/picture/jobs/{number}", name=catalogue.GET_JOB.name)
def watch_picture(asker: Signed, number: Number, area: str = "") -> Response:
    """Give the page on which one watches a picture being made; when it is made, the picture, of the area wanted."""
    job = find_job(asker, number)
    if job.state is JobState.DONE:
        made = urlencode({"as_of": str(order_of(job).as_of), **({"area": area} if area else {})})
        return RedirectResponse(f"/picture?{made}", status_code=303)
    return show(asker, "picture/job.html", job=job)


@routes.get("/picture/jobs/{number}/progress", name=catalogue.GET_JOB.name, response_class=EventSourceResponse)
async def stream_progress(asker: Signed, job: Annotated[Job, Depends(find_job)]) -> AsyncIterator[ServerSentEvent]:
    """Give how far a picture has come, again whenever that changes, until it is over."""
    async for told in follow_job(asker, job, "picture/progress.html"):
        yield told


@routes.post("/picture/jobs/{number}/stop", name=catalogue.STOP_JOB.name)
def stop_picture(asker: Sender, number: Number) -> Response:
    """Ask for a picture that is being made to stop."""
    asker.ask(catalogue.STOP_JOB, JobId(find_job(asker, number).id))
    return RedirectResponse(f"/picture/jobs/{number}", status_code=303)


def find_board(asker: Asker, wanted: Wanted) -> Found | None:
    """Give the board that is asked for, narrowed to its area; None when none has been made of that day.

    Raises
    ------
    NotFound : the board, or the desk where there is no board, knows no such area
    """
    board = asker.ask(catalogue.GET_BOARD, BoardQuery(as_of=wanted.as_of))
    counted = {one.name.area for one in board.series} - {""} if board else set()
    # An area of which nothing has been counted is an area all the same, and the page says that nothing is known of it.
    area = match_area(wanted.area, counted | set(area_names(asker))) if wanted.area else ""
    areas = tuple(sorted(counted | ({area} - {""})))
    return Found(areas, area, of_area(board, area) if area else board) if board else None


def get_board(asker: Asker, wanted: Wanted) -> Found:
    """Give the board that is asked for.

    Raises
    ------
    NotFound : none has been made of that day, or it knows no such area
    """
    found = find_board(asker, wanted)
    if found is None:
        day = say_day(wanted.as_of) if wanted.as_of else "any day"
        raise NotFound("picture of", day, "Open the page Picture and have it made.")
    return found


def triggers_known(asker: Asker, board: Board) -> tuple[Trigger, ...]:
    """Give the events that were known at the end of a board's day, newest first."""
    return asker.ask(catalogue.LIST_TRIGGERS, TriggerQuery(at=end_of(board.as_of), limit=MOST_EVENTS))


def end_of(on: date) -> datetime:
    """Give the moment at which a day is over by the desk's clocks."""
    return whole_day(on, DESK_ZONE)[1]


def order_of(job: Job) -> UpdateOrder:
    """Give what an update was asked for."""
    return TypeAdapter(UpdateOrder).validate_json(job.argument)


def may_propose(asker: Asker, board: Board) -> bool:
    """Say whether this person may put an uplift forward after an alarm of a board: one not too old to be answered."""
    age = local_day(asker.office.clock(), DESK_ZONE) - board.as_of
    return age <= ANSWERED_WITHIN and asker.may(catalogue.PROPOSE_UPLIFT)


def _show_none(asker: Asker, wanted: Wanted) -> HTMLResponse:
    around = _around(asker)
    return show(
        asker,
        "picture/none.html",
        **around,
        wanted=wanted,
        area=wanted.area,
        areas=area_names(asker),
        shown_on=wanted.as_of,
    )


def _around(asker: Asker) -> dict[str, object]:
    """Give what stands around every picture, and where none is: the pictures made, and those under way."""
    jobs = asker.ask(catalogue.LIST_JOBS, JobsOf(catalogue.UPDATE_PICTURE.name))
    return {
        "newest": yesterday_of(asker),
        "boards": newest_of_each_day(asker.ask(catalogue.LIST_BOARDS, BoardsQuery()))[:BOARDS_SHOWN],
        "running": [job for job in jobs if not job.is_over],
        "may_ask": asker.may(catalogue.ASK_UPDATE),
    }


def newest_of_each_day(boards: tuple[BoardHead, ...]) -> tuple[BoardHead, ...]:
    """Give of every day the board that is shown: the one made last. They come newest first."""
    shown: dict[date, BoardHead] = {}
    for one in boards:
        shown.setdefault(one.as_of, one)
    return tuple(shown.values())


def _whose(asker: Asker, found: Found) -> Picture | None:
    """Give the picture of the published months as known on the board's day; None where none are known of its area."""
    try:
        return asker.ask(catalogue.GET_PICTURE, PictureQuery(area=found.area, at=end_of(found.board.as_of)))
    except NotFound:
        return None
