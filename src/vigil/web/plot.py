"""A small plot of counts by month: what was expected as a band drawn first, the counts over it, a dot outside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from vigil.web import svg
from vigil.web.svg import element
from vigil.web.wording import say_month, say_number

_WIDTH: Final = 320
_HEIGHT: Final = 116
_LEFT: Final = 34
_RIGHT: Final = 6
_TOP: Final = 14
_BOTTOM: Final = 22


@dataclass(frozen=True, slots=True)
class Month:
    """A month's count, and between which counts it was expected to lie (None where nothing was expected yet)."""

    on: date
    count: float
    low: float | None = None
    high: float | None = None

    @property
    def is_above(self) -> bool:
        """True when it is above everything expected."""
        return self.high is not None and self.count > self.high


def draw_months(months: Sequence[Month], *, of: str) -> Markup:
    """Draw counts by month, oldest first; `of` says what is counted.

    Raises
    ------
    ValueError : there is no month to draw
    """
    if not months:
        raise ValueError("a plot needs a month")
    highest = max(1.0, *(month.count for month in months), *(month.high or 0.0 for month in months))
    area = _Area(len(months), highest)
    parts = [*_axes(months, area, highest), *_expected(months, area), _counts(months, area)]
    for number, month in enumerate(months):
        if month.is_above:
            parts.append(_dot(number, month, area, class_="outside"))
    parts.append(_dot(len(months) - 1, months[-1], area, class_="outside" if months[-1].is_above else "latest"))
    return svg.drawing(parts, width=_WIDTH, height=_HEIGHT, label=_label(months, of), class_="plot")


@dataclass(frozen=True, slots=True)
class _Area:
    months: int
    highest: float

    def x(self, number: int) -> float:
        return _LEFT + number * (_WIDTH - _LEFT - _RIGHT) / max(1, self.months - 1)

    def y(self, count: float) -> float:
        return _HEIGHT - _BOTTOM - count / self.highest * (_HEIGHT - _TOP - _BOTTOM)


def _axes(months: Sequence[Month], area: _Area, highest: float) -> list[Markup]:
    floor = area.y(0)
    return [
        svg.line(x1=_LEFT, y1=floor, x2=_WIDTH - _RIGHT, y2=floor, class_="grid"),
        svg.text(say_number(round(highest)), x=_LEFT - 6, y=area.y(highest) + 4, class_="end"),
        svg.text("0", x=_LEFT - 6, y=floor + 4, class_="end"),
        svg.text(say_month(months[0].on), x=_LEFT, y=_HEIGHT - 5),
        svg.text(say_month(months[-1].on), x=_WIDTH - _RIGHT, y=_HEIGHT - 5, class_="end"),
    ]


def _expected(months: Sequence[Month], area: _Area) -> list[Markup]:
    known = [(number, month.low, month.high) for number, month in enumerate(months)]
    upper = [(area.x(number), area.y(high)) for number, _low, high in known if high is not None]
    lower = [(area.x(number), area.y(low)) for number, low, _high in known if low is not None]
    return [element("polygon", points=_points([*upper, *reversed(lower)]), class_="expected")] if upper else []


def _counts(months: Sequence[Month], area: _Area) -> Markup:
    points = [(area.x(number), area.y(month.count)) for number, month in enumerate(months)]
    return element("polyline", points=_points(points), class_="counts")


def _dot(number: int, month: Month, area: _Area, *, class_: str) -> Markup:
    title = element("title", f"{say_month(month.on)}: {say_number(month.count)}")
    return element("circle", title, cx=area.x(number), cy=area.y(month.count), r=4.0, class_=class_)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _label(months: Sequence[Month], of: str) -> str:
    last, above = months[-1], [say_month(month.on) for month in months if month.is_above]
    outside = f"; above what was expected in {', '.join(above)}" if above else "; none above what was expected"
    return f"{of}, {say_month(months[0].on)} to {say_month(last.on)}: lastly {say_number(last.count)}{outside}"
