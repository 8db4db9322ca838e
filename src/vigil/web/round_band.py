"""Rounds as a band of time: a row for each unit, its shift, its visits and the ways between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from vigil.register.place import Community
from vigil.web import svg
from vigil.web.wording import say_count, say_time

_NAMES: Final = 178
_WIDTH: Final = 840
_TOP: Final = 26
_ROW: Final = 22
_TALL: Final = 14
_EDGE: Final = 24
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A visit as it is drawn: when, for which community, and the words that say where."""

    arrives_at: datetime
    departs_at: datetime
    community: Community
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A unit's day: its name, its shift and its visits in order."""

    name: str
    from_at: datetime
    until_at: datetime
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundBand:
    """A band in two drawings of one height: the names of the units, which stay in sight, and their rounds.

    `start` is how far along, 0 to 1, the first visit lies: where a narrow screen should begin.
    """

    names: Markup
    rounds: Markup
    start: float


def draw_rounds(rows: Sequence[Row], *, zone: ZoneInfo) -> RoundBand:
    """Draw the rounds of a plan by the clocks of a zone.

    Raises
    ------
    ValueError : there is no unit to draw
    """
    from_at, until_at = _span(rows)
    scale = _Scale(from_at, until_at)
    height = _TOP + _ROW * len(rows) + 8
    names: list[Markup] = []
    parts = list(_hours(scale, zone, bottom=height))
    for number, row in enumerate(rows):
        top = _TOP + _ROW * number
        names.append(svg.text(_short(row.name), x=0, y=top + 15, class_="strong" if row.calls else ""))
        parts += _row(row, scale, zone, top=top)
    visits = sum(len(row.calls) for row in rows)
    label = f"The rounds of {say_count(len(rows), 'unit')} through the day, with {say_count(visits, 'visit')}"
    return RoundBand(
        svg.drawing(names, width=_NAMES, height=height, label="The units", class_="band-names"),
        svg.drawing(parts, width=_WIDTH, height=height, label=label, class_="band"),
        start=scale.x(min((row.calls[0].arrives_at for row in rows if row.calls), default=from_at)) / _WIDTH,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    from_at: datetime
    until_at: datetime

    def x(self, at: datetime) -> float:
        share = (at - self.from_at) / (self.until_at - self.from_at)
        return _EDGE + min(1.0, max(0.0, share)) * (_WIDTH - 2 * _EDGE)


def _span(rows: Sequence[Row]) -> tuple[datetime, datetime]:
    moments = [moment for row in rows for moment in (row.from_at, row.until_at)]
    first, last = min(moments), max(moments)
    from_at = first.replace(minute=0, second=0, microsecond=0)
    return from_at, max(last, from_at + _HOUR)


def _hours(scale: _Scale, zone: ZoneInfo, *, bottom: float) -> Iterable[Markup]:
    at = scale.from_at
    while at <= scale.until_at:
        x = scale.x(at)
        yield svg.line(x1=x, y1=_TOP - 6, x2=x, y2=bottom, class_="grid")
        yield svg.text(say_time(at, zone), x=x, y=_TOP - 12, class_="middle")
        at += 2 * _HOUR


def _row(row: Row, scale: _Scale, zone: ZoneInfo, *, top: float) -> Iterable[Markup]:
    middle = top + _ROW / 2
    yield svg.rectangle(_box(scale, row.from_at, row.until_at, top=top), class_="shift")
    for before, after in zip(row.calls, row.calls[1:], strict=False):
        yield svg.line(
            x1=scale.x(before.departs_at), y1=middle, x2=scale.x(after.arrives_at), y2=middle, class_="travel"
        )
    for call in row.calls:
        says = f"{say_time(call.arrives_at, zone)}–{say_time(call.departs_at, zone)} {call.says}"
        box = _box(scale, call.arrives_at, call.departs_at, top=top)
        yield svg.rectangle(box, class_=f"stop {call.community}", title=says)


def _box(scale: _Scale, from_at: datetime, until_at: datetime, *, top: float) -> svg.Box:
    x = scale.x(from_at)
    return svg.Box(x=x, y=top + (_ROW - _TALL) / 2, width=max(0.0, scale.x(until_at) - x), height=_TALL)


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
