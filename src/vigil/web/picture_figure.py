"""A figure to take away: a drawing with its title, as of when, from whom, what its marks mean, and its own styles."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from vigil.picture.board.board import Board
from vigil.register.area import Area
from vigil.web import svg
from vigil.web.picture_forecast import WIDTH as FORECAST_WIDTH
from vigil.web.picture_forecast import draw_forecasts, height_of
from vigil.web.picture_map import sketch_clusters
from vigil.web.picture_plot import LARGE, Plotted, plot_parts
from vigil.web.picture_view import forecasts_shown
from vigil.web.picture_words import say_method, say_series
from vigil.web.sketch import WIDTH as SKETCH_WIDTH
from vigil.web.svg import element
from vigil.web.wording import say_day, say_list

KEY: Final = (
    "Shaded: where nine in ten ordinary counts lie. Dashed: a count above it is high enough for an alarm. "
    "Filled triangle: an alarm. Hollow diamond on a bar: what the count will probably be once late reports are in, "
    "between limits that hold nine times in ten. Dotted upright lines: events. Dashed upright lines: counted "
    "differently from there on."
)
FORECAST_KEY: Final = (
    "Hollow diamond: how many are expected. Bar: limits that should hold nine times in ten. Upright line: how many are "
    "usual."
)
MOST_FORECASTS: Final = 24

OUTLINES: Final = (
    "Outlines: Office for National Statistics, Open Government Licence v3.0; contains OS data © Crown copyright and "
    "database right."
)

WIDTH: Final = 1000.0
_EDGE: Final = 20.0
_LINE: Final = 18.0
_LETTERS_A_LINE: Final = 140

# Written by us alone: nothing that anybody typed comes into it. Ink on white, for paper and for other programmes.
_STYLE: Final = Markup(
    "text{font:12px system-ui,'Noto Sans',sans-serif;fill:#333}.strong{font-weight:600;fill:#000}.end{text-anchor:end}"
    ".middle{text-anchor:middle}.title{font-size:18px;font-weight:600;fill:#000}.paper{fill:#fff}"
    ".grid{stroke:#ccc;stroke-width:1}.expected{fill:#e4e1d8}.counts{fill:none;stroke:#000;stroke-width:1.75;"
    "stroke-linejoin:round}.latest{fill:#000}.outside{fill:#a1122b}.threshold{fill:none;stroke:#a1122b;"
    "stroke-width:1.25;stroke-dasharray:5 3}.event{stroke:#0b5563;stroke-width:1;stroke-dasharray:2 2}"
    ".break{stroke:#000;stroke-width:1.5;stroke-dasharray:6 3}.likely{fill:#fff;stroke:#0b5563;stroke-width:1.5}"
    ".usual{stroke:#000;stroke-width:2}.outline{fill:#fff;stroke:#84897f;stroke-width:.7;stroke-linejoin:round}.outline.member{fill:#fff1dc}"
    ".disc{fill:none;stroke:#a1122b;stroke-width:3}.disc-number{font-size:22px;font-weight:600;fill:#000;"
    "text-anchor:middle;stroke:#fff;stroke-width:4;paint-order:stroke}.haloed{stroke:#fff;stroke-width:4;"
    "stroke-linejoin:round;paint-order:stroke}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing to take away: its parts and size, the words above it, the words below it, one entry a paragraph."""

    title: str
    under_title: str
    parts: Sequence[Markup]
    width: float
    height: float
    notes: Sequence[str]


def write_figure(figure: Figure) -> bytes:
    """Give a whole SVG file, with its styles inside, to be opened by any programme."""
    below = [line for note in figure.notes for line in textwrap.wrap(note, _LETTERS_A_LINE)]
    under = textwrap.wrap(figure.under_title, _LETTERS_A_LINE)
    top = 2 * _EDGE + 8 + _LINE * len(under)
    scale = (WIDTH - 2 * _EDGE) / figure.width
    foot = top + figure.height * scale
    height = foot + _LINE * (len(below) + 1) + _EDGE
    parts = [
        element("title", figure.title),
        element("style", _STYLE),
        svg.rectangle(svg.Box(x=0, y=0, width=WIDTH, height=height), class_="paper"),
        svg.text(figure.title, x=_EDGE, y=_EDGE + 12, class_="title"),
        *_lines(under, y=2 * _EDGE + 14),
        element("g", *figure.parts, transform=f"translate({_EDGE:.0f} {top:.0f}) scale({scale:.3f})"),
        *_lines(below, y=foot + _LINE),
    ]
    drawn = svg.drawing(parts, width=WIDTH, height=height, label=figure.title)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'.encode()


def figure_of_series(plotted: Plotted, as_of: date) -> Figure:
    """Give the figure of one series."""
    series = plotted.series
    dated = [f"{one.sign}: {say_day(one.on)}, {one.words}" for one in plotted.lines if not one.is_break]
    breaks = [
        f"{one.sign}: counted differently from {say_day(one.on)}, {one.words}" for one in plotted.lines if one.is_break
    ]
    return Figure(
        title=say_series(series.name),
        under_title=f"As known at the end of {say_day(as_of)}. Source: {series.name.source}. {say_method(series)}",
        parts=plot_parts(plotted, size=LARGE),
        width=LARGE.width,
        height=LARGE.height,
        notes=[series.sentence, KEY, *dated, *breaks],
    )


def figure_of_clusters(board: Board, areas: Sequence[Area], *, area: str = "") -> Figure:
    """Give the figure of a board's clusters, or of those that reach into an area: the map, and a sentence each."""
    sketched = sketch_clusters(areas, board.clusters)
    sources = say_list(sorted({one.source for one in board.clusters})) or "the counts known to this desk"
    return Figure(
        title=f"Clusters in place and time{_reaching(area)}, as known at the end of {say_day(board.as_of)}",
        under_title=f"Source: {sources}. Shaded: areas inside a cluster. {OUTLINES}",
        parts=sketched.parts,
        width=SKETCH_WIDTH,
        height=sketched.height,
        notes=[f"{number}. {one.sentence}" for number, one in enumerate(board.clusters, start=1)] or ["No cluster."],
    )


def figure_of_forecasts(board: Board) -> Figure:
    """Give the figure of a board's forecasts, the first of them when there are many."""
    known = forecasts_shown(board)
    shown = known[:MOST_FORECASTS]
    left_out = [f"The first {len(shown)} of {len(known)} forecasts; the others stand in the table."]
    sources = say_list(sorted({one.name.source for one in shown})) or "the counts known to this desk"
    records = dict.fromkeys(f"{say_series(one.name)}, {one.days} days: {one.record}" for one in shown)
    return Figure(
        title=f"The next days, as known at the end of {say_day(board.as_of)}",
        under_title=f"Source: {sources}. {FORECAST_KEY}",
        parts=draw_forecasts(shown),
        width=FORECAST_WIDTH,
        height=height_of(shown),
        notes=[*(left_out if len(known) > len(shown) else []), *records],
    )


def _reaching(area: str) -> str:
    return f" that reach into {area}" if area else ""


def _lines(lines: Sequence[str], *, y: float) -> list[Markup]:
    return [svg.text(words, x=_EDGE, y=y + number * _LINE) for number, words in enumerate(lines)]
