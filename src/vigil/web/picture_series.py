"""One series opened: the counts an alarm rests on, what they were held against, the reports behind them; and files."""

from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from vigil import catalogue
from vigil.ground.errors import NotFound, Unreadable, Where
from vigil.picture.board.alarm import community_of
from vigil.picture.board.board import Board, BoardSeries, PeriodKind, SeriesName
from vigil.picture.board.select import of_area
from vigil.picture.board.write_table import name_file
from vigil.picture.query import BoardExport, BoardPart, FigureOrder
from vigil.reports.incident import Incident
from vigil.reports.query import IncidentQuery
from vigil.web import forms
from vigil.web.files import attach
from vigil.web.map import areas_shown, give_packed
from vigil.web.page import show
from vigil.web.picture import Picked, Wanted, get_board, may_propose, triggers_known
from vigil.web.picture_figure import figure_of_clusters, figure_of_forecasts, figure_of_series, write_figure
from vigil.web.picture_plot import LARGE, DatedLine, Plotted, name_events, plot_of
from vigil.web.picture_points import write_plots
from vigil.web.picture_view import chart_of, events_of, find_series
from vigil.web.picture_words import is_coming_in, say_method
from vigil.web.session import Asker, Signed

routes: Final = APIRouter()

EVERY_PERIOD: Final = 10_000
DAYS_BEHIND: Final = timedelta(days=28)
"""So far back the page of a daily series lists the reports behind it."""

MOST_REPORTS: Final = 1000

PERIODS_LISTED: Final = 24
"""So many of the newest counts are listed; the earlier ones are folded away."""


def read_name(source: str = "", flag: str = "", period: str = "month", area: str = "", kind: str = "") -> SeriesName:
    """Read which series an address names.

    Raises
    ------
    Unreadable : its period is neither day nor month
    """
    if period not in set(PeriodKind):
        raise Unreadable(Where(forms.THIS_FORM, field="period"), "write day or month", period)
    return SeriesName(source=source, period=PeriodKind(period), area=area, flag=flag, kind=kind)


Named = Annotated[SeriesName, Depends(read_name)]
"""The parameter of a page about one series."""


@routes.get("/picture/series", name=catalogue.GET_BOARD.name)
def show_series(asker: Signed, name: Named, wanted: Picked) -> HTMLResponse:
    """Open one series: its counts, what they were held against, the reports behind its last periods."""
    board = get_board(asker, Wanted(wanted.as_of, "")).board
    series = find_series(board, name)
    chart = chart_of(_plotted(asker, board, series), board.as_of, size=LARGE)
    return show(
        asker,
        "picture/series.html",
        board=board,
        chart=chart,
        points=series.points[::-1],
        shown=PERIODS_LISTED,
        has_likely=any(is_coming_in(point) for point in series.points),
        row=chart.row,
        method=say_method(series),
        reports=_reports_behind(asker, board, series),
        may_propose=may_propose(asker, board),
    )


@routes.get("/picture/series.json", name=catalogue.GET_BOARD.name)
def give_points(request: Request, asker: Signed, name: Named, wanted: Picked) -> Response:
    """Give the numbers behind the plot of one series, for the browser to draw."""
    board = get_board(asker, Wanted(wanted.as_of, "")).board
    plotted = _plotted(asker, board, find_series(board, name))
    return give_packed(request, write_plots(board.id, [plotted]), media_type="application/json")


@routes.get("/picture/series.svg", name=catalogue.TAKE_FIGURE.name)
def give_figure(asker: Signed, name: Named, wanted: Picked) -> Response:
    """Give the figure of one series as a file."""
    # What is not there is not taken away, and must not stand in the audit as taken.
    find_series(get_board(asker, Wanted(wanted.as_of, "")).board, name)
    board = _take(asker, wanted, name.flag)
    plotted = _plotted(asker, board, find_series(board, name))
    name = plotted.series.name
    return _file(
        write_figure(figure_of_series(plotted, board.as_of)),
        name_file(name.flag, name.area, name.kind, board.as_of.isoformat()),
    )


@routes.get("/picture/clusters.svg", name=catalogue.TAKE_FIGURE.name)
def give_cluster_figure(asker: Signed, wanted: Picked) -> Response:
    """Give the map of the clusters, of those that reach into one area or of all, as a file."""
    area = get_board(asker, wanted).area
    board = _take(asker, wanted, "clusters")
    name = name_file("clusters", area, board.as_of.isoformat())
    narrowed = of_area(board, area) if area else board
    return _file(write_figure(figure_of_clusters(narrowed, areas_shown(asker), area=area)), name)


@routes.get("/picture/forecasts.svg", name=catalogue.TAKE_FIGURE.name)
def give_forecast_figure(asker: Signed, wanted: Picked) -> Response:
    """Give the forecasts, of one area or of all, as a drawing in a file."""
    area = get_board(asker, wanted).area
    board = _take(asker, wanted, "forecasts")
    name = name_file("forecasts", area, board.as_of.isoformat())
    return _file(write_figure(figure_of_forecasts(of_area(board, area) if area else board)), name)


@routes.get("/picture/{part}.csv", name=catalogue.EXPORT_BOARD.name)
def export_board(asker: Signed, part: BoardPart, wanted: Picked) -> Response:
    """Give a part of the picture as a table."""
    file = asker.ask(catalogue.EXPORT_BOARD, BoardExport(part=part, as_of=wanted.as_of, area=wanted.area))
    return attach(file.content.encode(), file.name, "text/csv; charset=utf-8")


def _take(asker: Asker, wanted: Wanted, figure: str) -> Board:
    return asker.ask(catalogue.TAKE_FIGURE, FigureOrder(figure=figure, as_of=wanted.as_of))


def _plotted(asker: Asker, board: Board, series: BoardSeries) -> Plotted:
    plotted = plot_of(series, _events(asker, board, series), periods=EVERY_PERIOD)
    if plotted is None:
        raise NotFound("count of the series", series.name.flag)
    return plotted


def _events(asker: Asker, board: Board, series: BoardSeries) -> tuple[DatedLine, ...]:
    known = events_of(series.name, triggers_known(asker, board))
    return name_events([event for event in known if series.points and event[0] >= series.points[0].on])


def _reports_behind(asker: Asker, board: Board, series: BoardSeries) -> tuple[Incident, ...] | None:
    """Give the single reports of the last days that were known on the board's day; None where counts were published."""
    name, community = series.name, community_of(series.name)
    if name.period is PeriodKind.MONTH or community is None:
        return None
    until_on = series.points[-1].on
    query = IncidentQuery(
        area=name.area,
        community=community,
        from_on=until_on - DAYS_BEHIND + timedelta(days=1),
        until_on=until_on,
        known_on=board.as_of,
        limit=MOST_REPORTS,
    )
    found = asker.ask(catalogue.LIST_INCIDENTS, query).incidents
    return tuple(one for one in found if name.kind in ("", one.kind))


def _file(content: bytes, name: str) -> Response:
    return attach(content, f"{name}.svg", "image/svg+xml")
