"""What the page Picture shows of a board: series by community, each with its plot and where its counts are opened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from vigil.ground.errors import NotFound, Unreadable, Where
from vigil.picture.board.alarm import community_of
from vigil.picture.board.board import Board, BoardForecast, BoardPoint, BoardSeries, PeriodKind, SeriesName
from vigil.picture.board.say_series import say_days
from vigil.picture.monthly.picture import Picture
from vigil.posture.trigger import Trigger, communities_of
from vigil.register.fold import fold
from vigil.register.place import Community
from vigil.web.forms import THIS_FORM
from vigil.web.picture_plot import PERIODS_SHOWN, SMALL, DatedLine, Plotted, Size, draw_series, name_events, plot_of
from vigil.web.picture_words import alarming, say_late, say_period, say_series
from vigil.web.wording import say_day

HOME: Final = "GB"
"""What happened in this country is a line in every plot; what happened elsewhere where it was aimed at a community."""

MOST_EVENTS: Final = 26

WEEK: Final = 7
MOST_RAISED: Final = 2
MOST_NEXT: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A series in a line: whom it speaks of, what it counts, its last period, the part of an address that opens it.

    `alarmed` says which of its latest periods are alarms, where that is not its last alone.
    """

    series: BoardSeries
    community: Community | None
    title: str
    period: str
    last: BoardPoint
    query: str
    alarmed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A small multiple: its number on the page, its row, its plot, how late reports changed it."""

    number: int
    row: Row
    plotted: Plotted
    drawing: Markup
    late: str


def series_shown(board: Board, area: str) -> tuple[BoardSeries, ...]:
    """Give the series of an area, or of all areas together: communities in their order, days before months."""
    of_area = [one for one in board.series if one.name.area == area and one.points]
    return tuple(sorted(of_area, key=_order))


def plots_shown(board: Board, area: str, triggers: Sequence[Trigger]) -> tuple[Plotted, ...]:
    """Give what the small multiples of a page show, in its order: one for every series that counts all kinds."""
    shown = [one for one in series_shown(board, area) if not one.name.kind]
    # One letter stands for one event in every plot of the page, so that their list stands there once.
    since = min((first_shown(one) for one in shown), default=board.as_of)
    meant = {event for one in shown for event in events_of(one.name, triggers) if event[0] >= since}
    named = {(line.on, line.words): line for line in name_events(tuple(meant))}
    plots = (
        plot_of(
            one,
            [named[event] for event in events_of(one.name, triggers) if event in named],
            periods=PERIODS_SHOWN[one.name.period],
        )
        for one in shown
    )
    return tuple(plot for plot in plots if plot is not None)


def events_shown(plots: Iterable[Plotted]) -> tuple[DatedLine, ...]:
    """Give the events that are lines in any of some plots, oldest first."""
    return tuple(sorted({line for plot in plots for line in plot.lines if not line.is_break}, key=lambda one: one.on))


def first_shown(series: BoardSeries) -> date:
    """Give the first period that a small plot shows."""
    return series.points[-PERIODS_SHOWN[series.name.period] :][0].on


def charts_shown(plots: Iterable[Plotted], as_of: date) -> tuple[Chart, ...]:
    """Give the charts of a page."""
    return tuple(chart_of(plotted, as_of, number=number) for number, plotted in enumerate(plots))


def chart_of(plotted: Plotted, as_of: date, *, number: int = 0, size: Size = SMALL) -> Chart:
    """Give the chart of one series."""
    return Chart(
        number=number,
        row=row_of(plotted.series, as_of),
        plotted=plotted,
        drawing=draw_series(plotted, size=size),
        late=say_late(plotted.series),
    )


def alarm_rows(board: Board) -> tuple[Row, ...]:
    """Give the series with an alarm in their latest periods, the least likely by chance first."""
    return tuple(row_of(one, board.as_of) for one in alarming(board.series))


def list_rows(board: Board, area: str) -> tuple[Row, ...]:
    """Give every series of an area, or of all areas together and then every alarm in a single one."""
    shown = series_shown(board, area)
    elsewhere = () if area else tuple(one for one in alarming(board.series) if one.name.area)
    return tuple(row_of(one, board.as_of) for one in (*shown, *elsewhere))


def row_of(series: BoardSeries, as_of: date) -> Row:
    """Give a series in a line."""
    last = series.points[-1]
    return Row(
        series=series,
        community=community_of(series.name),
        title=say_series(series.name),
        period=say_period(last.on, series.name.period),
        last=last,
        query=query_of(series.name, as_of),
        alarmed=say_days([one.on for one in series.latest_alarms]) if series.latest_alarms not in {(), (last,)} else "",
    )


def events_of(name: SeriesName, triggers: Iterable[Trigger]) -> tuple[tuple[date, str], ...]:
    """Give the events that are lines in a series' plot, newest first: at home, or aimed at whom it speaks of."""
    meant = [one for one in triggers if concerns(one, community_of(name))]
    return tuple((one.on, f"{one.name}, {one.place}") for one in meant[:MOST_EVENTS])


def concerns(trigger: Trigger, community: Community | None) -> bool:
    """Say whether an event may be felt here: it happened in this country, or was aimed at the community."""
    return trigger.country == HOME or community in communities_of(trigger)


def query_of(name: SeriesName, as_of: date) -> str:
    """Give the part of an address that names a series on a day."""
    named = {"source": name.source, "period": name.period.value, "area": name.area, "flag": name.flag}
    return urlencode({"as_of": as_of.isoformat(), **named, **({"kind": name.kind} if name.kind else {})})


def find_series(board: Board, name: SeriesName) -> BoardSeries:
    """Give one series of a board, whatever the case and accents of its name.

    Raises
    ------
    NotFound : the board has none of this name
    Unreadable : the name is none
    """
    if not name.source.strip() or not name.flag.strip():
        raise Unreadable(Where(THIS_FORM), "the address names no series; open one from the page Picture")
    found = next((one for one in board.series if _folded(one.name) == _folded(name)), None)
    if found is None:
        raise NotFound("series", say_series(name), f"The picture of {say_day(board.as_of)} does not hold it.")
    return found


def forecasts_shown(board: Board) -> tuple[BoardForecast, ...]:
    """Give the forecasts of a board: all areas together, communities in their order; then areas, most excess first."""
    excess = {one.name: one.usual - one.expected for one in board.forecasts if one.days == WEEK}
    return tuple(sorted(board.forecasts, key=lambda one: _order_of_forecast(one, excess.get(one.name, 0.0))))


def next_shown(forecasts: Sequence[BoardForecast], area: str) -> tuple[BoardForecast, ...]:
    """Give the few forecasts for a tired reader: areas where more than usual is to be expected, then the whole."""
    raised = [one for one in forecasts if one.name.area != area and one.days == WEEK and one.low > one.usual]
    own = [one for one in forecasts if one.name.area == area]
    return (*raised[:MOST_RAISED], *own[:MOST_NEXT])


def notes_shown(board: Board, whose: Picture | None) -> tuple[str, ...]:
    """Give what is to be known of a board, without what the published months say beside it already."""
    said = {*whose.corrections, *(one.sentence for one in whose.flags)} if whose else set()
    return tuple(note for note in board.notes if note not in said)


def sole_flags(picture: Picture) -> Mapping[str, str]:
    """Give, for a wide flag whose rise is one narrower flag's alone, that flag."""
    return {one.whose.within: one.whose.flag for one in picture.flags if one.whose.is_sole and one.whose.within}


def _order_of_forecast(one: BoardForecast, less_than_usual: float) -> tuple[object, ...]:
    """Give where a forecast stands; the spans of one series stay together, in the place of its week."""
    first = less_than_usual if one.name.area else 0.0
    return (bool(one.name.area), first, one.name.area, *_order_of_name(one.name), one.days)


def _folded(name: SeriesName) -> tuple[str, ...]:
    return (name.period.value, *(fold(word) for word in (name.source, name.area, name.flag, name.kind)))


def _order(series: BoardSeries) -> tuple[int, str, str, str, str]:
    return _order_of_name(series.name)


def _order_of_name(name: SeriesName) -> tuple[int, str, str, str, str]:
    communities: list[Community | None] = [*Community, None]
    is_month = "1" if name.period is PeriodKind.MONTH else "0"
    return communities.index(community_of(name)), is_month, name.source, name.flag, name.kind
