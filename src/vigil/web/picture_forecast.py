"""Forecasts as a drawing to take away: what is expected, between which limits, beside what is usual."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from vigil.picture.board.board import BoardForecast
from vigil.web import svg
from vigil.web.picture_words import say_near_number, say_series
from vigil.web.svg import element

WIDTH: Final = 960.0
ROW: Final = 34.0
TOP: Final = 22.0

_LEFT: Final = 500.0
_RIGHT: Final = 60.0


def height_of(forecasts: Sequence[BoardForecast]) -> float:
    """Give how high a drawing of some forecasts is."""
    return TOP + ROW * max(1, len(forecasts))


def draw_forecasts(forecasts: Sequence[BoardForecast]) -> list[Markup]:
    """Give the parts of a drawing: a row for each forecast, all against one scale that begins at nothing."""
    if not forecasts:
        return [svg.text("No series has enough daily events for a forecast.", x=0, y=TOP + 12, class_="strong")]
    most = max(max(one.high, one.usual, 1.0) for one in forecasts)
    floor = height_of(forecasts)
    parts = [
        part
        for count in (0.0, most)
        for part in (
            svg.line(x1=_x(count, most), y1=TOP, x2=_x(count, most), y2=floor, class_="grid"),
            svg.text(say_near_number(count), x=_x(count, most), y=TOP - 8, class_="middle"),
        )
    ]
    for number, one in enumerate(forecasts):
        parts += _row(one, TOP + ROW * (number + 0.5), most)
    return parts


def _row(one: BoardForecast, y: float, most: float) -> Iterator[Markup]:
    low, high, middle, usual = (_x(count, most) for count in (one.low, one.high, one.expected, one.usual))
    yield svg.text(f"{say_series(one.name)}, next {one.days} days", x=0, y=y + 4)
    yield svg.line(x1=usual, y1=y - 11, x2=usual, y2=y + 11, class_="usual")
    bar = f"M{low:.1f} {y:.1f}H{high:.1f}M{low:.1f} {y - 4:.1f}v8M{high:.1f} {y - 4:.1f}v8"
    yield element("path", d=bar, class_="likely")
    yield element("path", d=f"M{middle:.1f} {y - 5:.1f}l5 5-5 5-5-5z", class_="likely at")
    yield svg.text(say_near_number(one.expected), x=high + 8, y=y + 4, class_="strong")


def _x(count: float, most: float) -> float:
    return _LEFT + count / most * (WIDTH - _LEFT - _RIGHT)
