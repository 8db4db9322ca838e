"""What the desk asks of the picture: what is known now, the board of a day, breaks in how series are recorded."""

from dataclasses import replace
from datetime import date, timedelta

from pydantic import TypeAdapter

from vigil.desk import queue
from vigil.desk.clock import DESK_ZONE
from vigil.desk.desk import Desk
from vigil.desk.job import Job
from vigil.desk.queue import JobsOf, NewJob
from vigil.ground.errors import NotFound, Refused
from vigil.ground.moment import local_day, whole_day
from vigil.picture import store
from vigil.picture.board.board import Board
from vigil.picture.board.compose import Means, compose_board
from vigil.picture.board.kept import KEPT_FOR, BoardHead
from vigil.picture.board.known import Known, fingerprint, known_months
from vigil.picture.board.recording_break import RecordingBreak, read_breaks, reconcile_break
from vigil.picture.board.select import of_area
from vigil.picture.board.write_table import write_table
from vigil.picture.monthly.compose import SourceSeries, compose
from vigil.picture.monthly.picture import Picture
from vigil.picture.query import (
    BoardExport,
    BoardFile,
    BoardQuery,
    BoardsQuery,
    BreakFile,
    BreaksQuery,
    FigureOrder,
    PictureQuery,
    UpdateOrder,
)
from vigil.picture.words import say_day
from vigil.register import store as register_store
from vigil.register.area import match_area
from vigil.register.centre import centres_of
from vigil.register.change import list_changes
from vigil.register.import_report import ImportReport
from vigil.reports import store as reports_store
from vigil.reports.count_series import series_of
from vigil.reports.query import IncidentQuery, SeriesQuery

UPDATE = "picture.update"
"""The name under which an update waits in the queue; the catalogue gives it to `update`."""


def get_picture(desk: Desk, query: PictureQuery) -> Picture:
    """Give the picture as known at a moment, never later than the desk's own: nobody knows what is to come."""
    at = min(query.at, desk.at) if query.at else desk.at
    held = reports_store.list_held(desk.connection)
    area = match_area(query.area, {name for one in held for name in one.areas}) if query.area else ""
    sources = [
        SourceSeries(
            one.source,
            series_of(
                one.source.name,
                reports_store.list_counts(desk.connection, SeriesQuery(source=one.source.name, area=area)),
            ),
        )
        for one in held
        if not area or area in one.areas
    ]
    return compose(sources, at=at, area=area)


# ── boards ──────────────────────────────────────────────────────────────────────────────────────────


def update(desk: Desk, order: UpdateOrder) -> Board:
    """Make the board of a day with only what was known then, and keep it; a second time with the same data, give it."""
    desk.tell(0.0, "Reading what was known")
    known = _known(desk, _day_meant(desk, order))
    made_from = fingerprint(known, seed=order.seed)
    held = store.find_board_made_from(desk.connection, as_of=known.as_of, made_from=made_from)
    if held is not None:
        return held
    desk.let_go()
    board = compose_board(known, seed=order.seed, means=Means(desk.executor, desk.tell))
    desk.tell(1.0, "Keeping the board")
    store.forget_boards(desk.connection, made_before=desk.at - KEPT_FOR)
    return store.add_board(desk.connection, replace(board, made_at=desk.at), made_from=made_from)


def ask_update(desk: Desk, order: UpdateOrder) -> Job:
    """Have the worker make the board of a day; give the job under way when it is asked for already.

    It is queued although there may be a board of that day: data can have come in since, and if none have, the update
    gives the board there is.
    """
    as_of = _day_meant(desk, order)
    argument = TypeAdapter(UpdateOrder).dump_json(replace(order, as_of=as_of)).decode()
    for job in queue.list_jobs(desk, JobsOf(UPDATE)):
        if not job.is_over and job.argument == argument:
            return job
    return queue.queue_job(desk, NewJob(UPDATE, argument))


def get_board(desk: Desk, query: BoardQuery) -> Board | None:
    """Give the board of a day, or the newest there is; None when there is none yet."""
    if query.as_of is None:
        board = store.find_latest_board(desk.connection, until_on=_last_day_over(desk))
    else:
        board = store.find_board(desk.connection, as_of=query.as_of)
    if board is None or not query.area:
        return board
    # An area without any count is an area all the same: of it nothing is known.
    known = {one.name.area for one in board.series if one.name.area}
    return of_area(board, match_area(query.area, known | set(register_store.list_area_names(desk.connection))))


def list_boards(desk: Desk, query: BoardsQuery) -> tuple[BoardHead, ...]:
    """Give which boards there are, the newest day first."""
    return store.list_boards(desk.connection, until_on=_last_day_over(desk), limit=query.limit)


def export_board(desk: Desk, order: BoardExport) -> BoardFile:
    """Give a part of a board as a table to take away."""
    board = _board_to_take(desk, BoardQuery(order.as_of, order.area))
    return write_table(board, order.part, area=order.area)


def take_figure(desk: Desk, order: FigureOrder) -> Board:
    """Give the board from which a figure to take away is drawn."""
    return _board_to_take(desk, BoardQuery(order.as_of))


# ── breaks ──────────────────────────────────────────────────────────────────────────────────────────


def import_breaks(desk: Desk, file: BreakFile) -> ImportReport:
    """Take breaks in how series are recorded from a file: all its right rows."""
    reading = read_breaks(file.content, file.name)
    held = {one.id: one for one in store.list_breaks(desk.connection)}
    changes = list_changes((one.value for one in reading.found), held, reconcile_break)
    store.add_breaks(desk.connection, changes.added, at=desk.at)
    store.change_breaks(desk.connection, changes.changed)
    return ImportReport(
        added=len(changes.added),
        changed=len(changes.changed),
        unchanged=changes.unchanged,
        rejected=reading.rejected,
        remarks=reading.remarks,
    )


def list_breaks(desk: Desk, _asked: BreaksQuery) -> tuple[RecordingBreak, ...]:
    """Give the breaks the desk keeps, the oldest first."""
    return store.list_breaks(desk.connection)


# ── what the above share ────────────────────────────────────────────────────────────────────────────


def _last_day_over(desk: Desk) -> date:
    """Give the newest day of which there can be a board. Today is not over: its count would pass for a quiet day's."""
    return local_day(desk.at, DESK_ZONE) - timedelta(days=1)


def _board_to_take(desk: Desk, query: BoardQuery) -> Board:
    board = get_board(desk, query)
    if board is None:
        day = query.as_of.isoformat() if query.as_of else "any day"
        raise NotFound("board", day, "`vigil picture update` makes one.")
    desk.note(board=str(board.id), as_of=board.as_of.isoformat())
    return board


def _day_meant(desk: Desk, order: UpdateOrder) -> date:
    newest = _last_day_over(desk)
    as_of = order.as_of or newest
    if as_of > newest:
        raise Refused(
            "no-board-of-days-to-come",
            f"{say_day(as_of)} is not over yet: the newest there can be is {say_day(newest)}.",
        )
    return as_of


def _known(desk: Desk, as_of: date) -> Known:
    """Read what was known at the end of a day."""
    at = whole_day(as_of, DESK_ZONE)[1]
    published = tuple(
        known_months(
            series_of(source.name, reports_store.list_counts(desk.connection, SeriesQuery(source=source.name))),
            source,
            at,
        )
        for source in reports_store.list_sources(desk.connection)
    )
    return Known(
        as_of=as_of,
        at=at,
        tallies=reports_store.tally_incidents(desk.connection, IncidentQuery(until_on=as_of, known_on=as_of)),
        published=tuple(one for one in published if one.series),
        breaks=tuple(one for one in store.list_breaks(desk.connection) if one.on <= as_of),
        centres=centres_of(register_store.list_areas(desk.connection)),
    )
