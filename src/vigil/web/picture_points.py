"""What a browser is sent to draw the small multiples itself: every plot's numbers, and each point in words."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from vigil.picture.board.board import BoardPoint
from vigil.web.picture_plot import Plotted, say_period_short
from vigil.web.picture_words import is_coming_in, say_point

_DECIMALS: Final = 2


def write_plots(board_id: int, plots: Sequence[Plotted]) -> bytes:
    """Give the plots of a board in the order in which the page shows them."""
    written = {"board": board_id, "plots": [_plot(plotted) for plotted in plots]}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


def _plot(plotted: Plotted) -> dict[str, object]:
    points, period = plotted.points, plotted.series.name.period
    return {
        "on": [_seconds(point.on) for point in points],
        "shown": [say_period_short(point.on, period) for point in points],
        "says": [say_point(point, period) for point in points],
        "observed": [point.observed for point in points],
        "alarms": [number for number, point in enumerate(points) if point.is_alarm],
        **{name: [_value(point, name) for point in points] for name in _VALUES},
        "lines": [{"on": _seconds(line.on), "sign": line.sign, "isBreak": line.is_break} for line in plotted.lines],
    }


_VALUES: Final = ("low", "high", "own_limit", "likely", "likely_low", "likely_high")


def _value(point: BoardPoint, name: str) -> float | None:
    if name.startswith("likely") and not is_coming_in(point):
        return None
    value: float | None = getattr(point, name)
    return None if value is None else round(value, _DECIMALS)


def _seconds(on: date) -> int:
    """Give a day as browsers count time; days are days everywhere, so midnight UTC stands for all of them."""
    return int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp())
