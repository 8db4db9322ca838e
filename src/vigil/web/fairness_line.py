"""A community's fairness line: week by week, the share planned as a dashed line, the share proven as a full one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from vigil.patrol.carry.fairness import FairnessLine, WeekShare
from vigil.web import svg
from vigil.web.svg import element
from vigil.web.wording import say_short_day

_WIDTH: Final = 320
_HEIGHT: Final = 110
_LEFT: Final = 38
_RIGHT: Final = 8
_TOP: Final = 12
_BOTTOM: Final = 22


def draw_fairness(line: FairnessLine) -> Markup:
    """Draw the line of a community; a week for which nothing was planned leaves a gap.

    Raises
    ------
    ValueError : there is no week to draw
    """
    if not line.weeks:
        raise ValueError("a line needs a week")
    area = _Area(len(line.weeks))
    parts = [
        *_axes(line.weeks, area),
        *_drawn([week.planned for week in line.weeks], area, class_="threshold"),
        *_drawn([week.proven for week in line.weeks], area, class_="counts"),
    ]
    return svg.drawing(parts, width=_WIDTH, height=_HEIGHT, label=_label(line), class_="plot")


@dataclass(frozen=True, slots=True)
class _Area:
    weeks: int

    def x(self, number: int) -> float:
        return _LEFT + number * (_WIDTH - _LEFT - _RIGHT) / max(1, self.weeks - 1)

    def y(self, share: float) -> float:
        return _TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM)


def _axes(weeks: Sequence[WeekShare], area: _Area) -> Iterable[Markup]:
    for share, words in ((1.0, "100%"), (0.5, "50%"), (0.0, "0")):
        yield svg.line(x1=_LEFT, y1=area.y(share), x2=_WIDTH - _RIGHT, y2=area.y(share), class_="grid")
        yield svg.text(words, x=_LEFT - 6, y=area.y(share) + 4, class_="end")
    for number, class_ in ((0, ""), (len(weeks) - 1, "end")):
        begins_on = weeks[number].begins_on
        yield svg.text(say_short_day(begins_on), x=area.x(number), y=_HEIGHT - 5, class_=class_)


def _drawn(shares: Sequence[float | None], area: _Area, *, class_: str) -> Iterable[Markup]:
    """Draw a line through the weeks that have a share; one between two gaps is a dot, or nobody would see it."""
    stretch: list[tuple[float, float]] = []
    for number, share in enumerate((*shares, None)):
        if share is not None:
            stretch.append((area.x(number), area.y(min(1.0, share))))
            continue
        if len(stretch) == 1:
            yield element("circle", cx=stretch[0][0], cy=stretch[0][1], r=3.0, class_=class_)
        elif stretch:
            yield element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in stretch), class_=class_)
        stretch = []


def _label(line: FairnessLine) -> str:
    told = [
        f"week of {say_short_day(week.begins_on)}: {week.planned:.0%} planned, {week.proven:.0%} proven"
        for week in line.weeks
        if week.planned is not None and week.proven is not None
    ]
    return f"{line.community.capitalize()}: {'; '.join(told) or 'nothing was planned for'}"
