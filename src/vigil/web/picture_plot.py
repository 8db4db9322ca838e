"""A series as a drawing: the expected band first, the counts over it, alarms, events, breaks, what is yet to come in.

The same drawing stands on the page without scripts, on paper, and, with its own styles and words, in a file.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from markupsafe import Markup

from vigil.picture.board.board import BoardPoint, BoardSeries, PeriodKind
from vigil.web import svg
from vigil.web.picture_words import is_coming_in, say_period, say_point
from vigil.web.svg import element
from vigil.web.wording import say_count, say_list, say_number

PERIODS_SHOWN: Final = {PeriodKind.DAY: 92, PeriodKind.MONTH: 48}
"""So many periods stand in a small plot; the page of a series has all that the board keeps."""

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WORD_WIDTH: Final = 40.0
_BESIDE: Final = 28.0
"""So far from an alarm lies the middle of its word when it stands beside it."""

_SIGNS_Y: Final = 12.0
_SIGN_WIDTH: Final = 14.0
_HEAD_ROOM: Final = 1.15
"""So much higher than an alarm a plot reaches, that there is room for its word."""

_MOST_CAPPED: Final = 3.0
"""An upper limit more than so many times everything else is cut off: it would flatten the counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a drawing is, and how much of it is left free around the plot for words."""

    width: float = 340
    height: float = 150
    left: float = 34
    right: float = 10
    top: float = 26
    bottom: float = 22


SMALL: Final = Size()
LARGE: Final = Size(width=960, height=300, left=48, right=16, top=34, bottom=26)


@dataclass(frozen=True, slots=True)
class DatedLine:
    """Something that happened on a day: an event under its letter, or a break in counting under its number."""

    sign: str
    on: date
    words: str
    is_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plotted:
    """What one plot shows: a series, the periods of it, and the dated lines that fall among them."""

    series: BoardSeries
    points: tuple[BoardPoint, ...]
    lines: tuple[DatedLine, ...]


def plot_of(series: BoardSeries, events: Sequence[DatedLine], *, periods: int) -> Plotted | None:
    """Give what a plot of the last so many periods shows; None of a series without a period."""
    points = series.points[-periods:]
    if not points:
        return None
    first, after = points[0].on, end_of(points[-1].on, series.name.period)
    breaks = (DatedLine(str(number), one.on, one.why, True) for number, one in enumerate(series.breaks, start=1))
    meant = [one for one in (*events, *breaks) if first <= one.on < after]
    return Plotted(series=series, points=points, lines=tuple(sorted(meant, key=lambda one: (one.on, one.sign))))


def name_events(events: Sequence[tuple[date, str]]) -> tuple[DatedLine, ...]:
    """Give events, oldest first, with a letter each: A to Z, then AA."""
    return tuple(
        DatedLine(_LETTERS[number % 26] * (1 + number // 26), on, words)
        for number, (on, words) in enumerate(sorted(set(events)))
    )


def end_of(on: date, period: PeriodKind) -> date:
    """Give the first day after a period that begins on a day."""
    if period is PeriodKind.DAY:
        return on + timedelta(days=1)
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1)


def draw_series(plotted: Plotted, *, size: Size = SMALL) -> Markup:
    """Draw a series with its band, alarms and dated lines."""
    parts = plot_parts(plotted, size=size)
    return svg.drawing(parts, width=size.width, height=size.height, label=say_plot(plotted), class_="drawn")


def plot_parts(plotted: Plotted, *, size: Size) -> list[Markup]:
    """Give the parts of a drawing, what lies lowest first."""
    area = _Area(size, plotted.points[0].on, plotted.points[-1].on, _top_of(plotted.points))
    return [
        *_band(plotted.points, area),
        *_axes(plotted, area),
        *_dated_lines(plotted.lines, area),
        *_threshold(plotted.points, area),
        *_counts(plotted.points, area),
        *_likely(plotted.points, area),
        *_alarms(plotted, area),
    ]


def say_plot(plotted: Plotted) -> str:
    """Say in a sentence what a plot shows."""
    period = plotted.series.name.period
    alarms = [say_period(point.on, period) for point in plotted.points if point.is_alarm]
    first, last = plotted.points[0], plotted.points[-1]
    return (
        f"{say_count(len(plotted.points), period.value)} from {say_period(first.on, period)}. "
        f"Lastly, {say_point(last, period)}. "
        f"{'Alarms: ' + say_list(alarms, most=6) if alarms else 'No alarm'}."
    )


@dataclass(frozen=True, slots=True)
class _Area:
    size: Size
    first_on: date
    last_on: date
    highest: float

    def x(self, on: date) -> float:
        across = self.size.width - self.size.left - self.size.right
        days = (self.last_on - self.first_on).days
        return self.size.left + (across * (on - self.first_on).days / days if days else across)

    def y(self, count: float) -> float:
        down = self.size.height - self.size.top - self.size.bottom
        return self.size.height - self.size.bottom - min(max(count, 0.0), self.highest) / self.highest * down


def _top_of(points: Sequence[BoardPoint]) -> float:
    """Give a round number that is not below what is to be seen."""
    plain = [1.0, *(_HEAD_ROOM * point.observed if point.is_alarm else float(point.observed) for point in points)]
    plain += [value for point in points for value in (point.high, point.likely) if value is not None]
    limits = [value for point in points for value in (point.own_limit, point.likely_high) if value is not None]
    highest = max(*plain, min(max(limits, default=0.0), _MOST_CAPPED * max(plain)))
    step = 10.0 ** math.floor(math.log10(highest)) / 2
    return math.ceil(highest / step) * step


def _axes(plotted: Plotted, area: _Area) -> Iterator[Markup]:
    size, period = area.size, plotted.series.name.period
    floor, right = area.y(0), size.width - size.right
    for count in (0.0, area.highest / 2, area.highest):
        if float(count).is_integer():
            yield svg.line(x1=size.left, y1=area.y(count), x2=right, y2=area.y(count), class_="grid")
            yield svg.text(say_number(count), x=size.left - 6, y=area.y(count) + 4, class_="end")
    yield svg.text(say_period_short(area.first_on, period), x=size.left, y=floor + 16)
    if area.last_on > area.first_on:
        yield svg.text(say_period_short(area.last_on, period), x=right, y=floor + 16, class_="end")


def say_period_short(on: date, period: PeriodKind) -> str:
    """Give a period as an axis has room for it: 15 Mar 2019, or March 2019."""
    words = say_period(on, period).split()
    return " ".join(words) if period is PeriodKind.MONTH else f"{words[1]} {words[2][:3]} {words[3]}"


def _band(points: Sequence[BoardPoint], area: _Area) -> Iterator[Markup]:
    """Draw where nine in ten ordinary counts lie, one shape for each stretch in which that is known."""
    for stretch in _stretches(points, lambda point: point.low is not None and point.high is not None):
        upper = [(area.x(point.on), area.y(point.high or 0.0)) for point in stretch]
        lower = [(area.x(point.on), area.y(point.low or 0.0)) for point in reversed(stretch)]
        yield element("polygon", points=_points([*upper, *lower]), class_="expected")


def _threshold(points: Sequence[BoardPoint], area: _Area) -> Iterator[Markup]:
    """Draw above what a period is an alarm; where the days before it decide, it has no such limit of its own."""
    for stretch in _stretches(points, lambda point: point.own_limit is not None):
        drawn = [(area.x(point.on), area.y(point.own_limit or 0.0)) for point in stretch]
        yield element("polyline", points=_points(drawn), class_="threshold")


def _counts(points: Sequence[BoardPoint], area: _Area) -> Iterator[Markup]:
    drawn = [(area.x(point.on), area.y(point.observed)) for point in points]
    yield element("polyline", points=_points(drawn), class_="counts")
    yield element("circle", cx=drawn[-1][0], cy=drawn[-1][1], r=3.0, class_="latest")


def _likely(points: Sequence[BoardPoint], area: _Area) -> Iterator[Markup]:
    """Draw what a count will probably become: a bar from low to high with a hollow diamond at the likeliest."""
    for point in points:
        if point.likely is None or not is_coming_in(point):
            continue
        x, middle = area.x(point.on), area.y(point.likely)
        if point.likely_low is not None and point.likely_high is not None:
            low, high = area.y(point.likely_low), area.y(point.likely_high)
            yield element("path", d=f"M{x:.1f} {low:.1f}V{high:.1f}M{x - 3:.1f} {low:.1f}h6M{x - 3:.1f} {high:.1f}h6",
                          class_="likely")  # fmt: skip
        yield element("path", d=f"M{x:.1f} {middle - 4:.1f}l4 4-4 4-4-4z", class_="likely at")


def _alarms(plotted: Plotted, area: _Area) -> Iterator[Markup]:
    """Draw a filled triangle on every alarm, and the word beside those that leave room for it, from the last."""
    free_until = math.inf
    for point in reversed(plotted.points):
        if not point.is_alarm:
            continue
        x, y = area.x(point.on), area.y(point.observed)
        title = element("title", say_point(point, plotted.series.name.period))
        yield element("path", title, d=f"M{x:.1f} {y - 7:.1f}l6.5 11h-13z", class_="outside")
        word_x = _word_at(x, area.size)
        if word_x <= free_until - _WORD_WIDTH:
            free_until = word_x
            yield svg.text("alarm", x=word_x, y=y - 10 if word_x == x else y + 4, class_="middle strong haloed")


def _word_at(x: float, size: Size) -> float:
    """Give where the middle of an alarm's word stands: above it or, at an edge of the plot, beside it."""
    if x > size.width - size.right - _WORD_WIDTH / 2:
        return x - _BESIDE
    return x + _BESIDE if x < size.left + _WORD_WIDTH / 2 else x


def _dated_lines(lines: Sequence[DatedLine], area: _Area) -> Iterator[Markup]:
    """Draw a line for every date: a break with its number beside it, events with their letters above.

    Letters that would touch are told as from one to the other.
    """
    together: list[list[DatedLine]] = []
    ends: list[tuple[float, float]] = []
    for one in lines:
        # A month's point stands on its first day; what happened later in the last month is drawn at the edge.
        x = area.x(min(one.on, area.last_on))
        title = element("title", f"{one.sign}: {one.words}")
        kind = "break" if one.is_break else "event"
        yield element("line", title, x1=x, y1=_SIGNS_Y + 4, x2=x, y2=area.y(0), class_=kind)
        if one.is_break:
            yield svg.text(one.sign, x=x + 4, y=_SIGNS_Y + 16, class_="strong")
        elif together and x - ends[-1][1] < _SIGN_WIDTH:
            together[-1].append(one)
            ends[-1] = (ends[-1][0], x)
        else:
            together.append([one])
            ends.append((x, x))
    for group, (first, last) in zip(together, ends, strict=True):
        yield svg.text(signs_of(group), x=(first + last) / 2, y=_SIGNS_Y, class_="middle strong")


def signs_of(lines: Sequence[DatedLine]) -> str:
    """Give the signs of neighbouring lines: A, or A–C."""
    return lines[0].sign if len(lines) == 1 else f"{lines[0].sign}–{lines[-1].sign}"


def _stretches(points: Sequence[BoardPoint], has: Callable[[BoardPoint], bool]) -> Iterator[list[BoardPoint]]:
    """Give the stretches of neighbouring points that have something."""
    for is_known, stretch in groupby(points, key=has):
        if is_known:
            yield list(stretch)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
