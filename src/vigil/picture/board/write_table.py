"""A board as tables to take away, in CSV."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from vigil.picture.board.board import Board
from vigil.picture.query import BoardFile, BoardPart
from vigil.register.fold import fold

SERIES: Final = (
    *("as_of", "source", "period", "area", "flag", "kind", "method", "on", "observed", "expected", "low", "high"),
    *("alarm_above", "p_value", "alarm", "likely", "likely_low", "likely_high", "known_before"),
)
CLUSTERS: Final = (
    *("as_of", "source", "flag", "lat", "lon", "radius_m", "members", "from", "to", "observed", "expected"),
    *("relative_risk", "llr", "p", "recurrence_interval_days"),
)
FORECASTS: Final = ("as_of", "source", "area", "flag", "kind", "days", "expected", "usual", "low", "high", "record")

HEADS: Final = {BoardPart.SERIES: SERIES, BoardPart.CLUSTERS: CLUSTERS, BoardPart.FORECASTS: FORECASTS}


def write_table(board: Board, part: BoardPart, *, area: str = "") -> BoardFile:
    """Give a part of a board in CSV, one row a period, a cluster or a forecast; what is not defined is left empty.

    `area` is the one the board was narrowed to, for the file's name.
    """
    rows = {BoardPart.SERIES: _series, BoardPart.CLUSTERS: _clusters, BoardPart.FORECASTS: _forecasts}
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEADS[part])
    writer.writerows(rows[part](board))
    return BoardFile(f"{name_file('picture', board.as_of.isoformat(), area, part)}.csv", written.getvalue())


def name_file(*words: str) -> str:
    """Give a file's name, without its ending, out of words: small letters, digits and hyphens, no spaces."""
    return "-".join(part for word in words if (part := re.sub(r"[\W_]+", "-", fold(word)).strip("-")))


def _series(board: Board) -> Iterator[tuple[object, ...]]:
    for one in board.series:
        name = one.name
        of = (board.as_of, name.source, name.period, name.area, name.flag, name.kind, one.method)
        for point in one.points:
            yield (
                *of,
                point.on,
                point.observed,
                point.expected,
                point.low,
                point.high,
                point.alarm_above,
                point.p_value,
                int(point.is_alarm),
                point.likely,
                point.likely_low,
                point.likely_high,
                point.known_before,
            )


def _clusters(board: Board) -> Iterator[tuple[object, ...]]:
    for one in board.clusters:
        yield (
            board.as_of,
            one.source,
            one.flag,
            one.centre.lat,
            one.centre.lon,
            one.radius_m,
            "; ".join(one.members),
            one.from_on,
            one.until_on,
            one.observed,
            one.expected,
            one.relative_risk,
            one.log_likelihood_ratio,
            one.p_value,
            one.recurrence_days,
        )


def _forecasts(board: Board) -> Iterator[tuple[object, ...]]:
    for one in board.forecasts:
        name = one.name
        of = (board.as_of, name.source, name.area, name.flag, name.kind)
        yield (*of, one.days, one.expected, one.usual, one.low, one.high, one.record)
