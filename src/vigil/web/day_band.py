"""The day as a band of time: for each community how many people are coming, there, or going, and the visits planned.

Drawn from sums in steps of ten minutes, because a thousand gatherings drawn one over another would show none of them.
Each lane has a scale of its own, so that a small community's day can be seen too; the peak is said in words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from vigil.register.place import Community
from vigil.register.worship.session import Phase, Session
from vigil.web import svg
from vigil.web.marks import place_mark
from vigil.web.wording import say_count, say_time

STEP: Final = timedelta(minutes=10)

_NAMES: Final = 112
_WIDTH: Final = 880
_TOP: Final = 26
_LANE: Final = 54
_TALL: Final = 30
_EDGE: Final = 24
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Lane:
    """A community's day: its gatherings, and the moments at which visits begin."""

    community: Community
    sessions: tuple[Session, ...]
    visits_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """How many people are expected within one step: moving (arriving or leaving), and gathered."""

    at: datetime
    moving: int
    gathered: int

    @property
    def people(self) -> int:
        """Both together."""
        return self.moving + self.gathered


@dataclass(frozen=True, slots=True)
class DayBand:
    """A band in two drawings of one height: the names of its lanes, which stay in sight, and the day itself."""

    names: Markup
    day: Markup


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when a band runs: whole hours."""

    from_at: datetime
    until_at: datetime


def count_people(sessions: Iterable[Session]) -> tuple[Load, ...]:
    """Give the people expected in each step of the day in which any are; a window counts where it holds half a step."""
    moving: Counter[datetime] = Counter()
    gathered: Counter[datetime] = Counter()
    for session in sessions:
        for window in session.windows:
            count = gathered if window.phase is Phase.GATHERED else moving
            for at in _steps(window.opens_at, window.closes_at):
                count[at] += session.attendance.people
    return tuple(Load(at, moving[at], gathered[at]) for at in sorted({*moving, *gathered}))


def peak(loads: Iterable[Load]) -> Load | None:
    """Give the first step in which most people are expected, or None when none are."""
    return max(loads, key=lambda load: (load.people, -load.at.timestamp()), default=None)


def span_of(lanes: Iterable[Lane], *, at: datetime) -> Span:
    """Give the whole hours that hold every gathering, every visit and the present moment."""
    moments = [at]
    for lane in lanes:
        moments += [moment for session in lane.sessions for moment in (session.starts_at, session.ends_at)]
        moments += [
            w for session in lane.sessions for w in (session.windows[0].opens_at, session.windows[-1].closes_at)
        ]
        moments += lane.visits_at
    first, last = min(moments), max(moments)
    from_at = first.replace(minute=0, second=0, microsecond=0)
    until_at = last.replace(minute=0, second=0, microsecond=0) + _HOUR
    return Span(from_at, max(until_at, from_at + 6 * _HOUR))


def draw_day(lanes: Sequence[Lane], *, at: datetime, zone: ZoneInfo) -> DayBand:
    """Draw the band of a day by the clocks of a zone; `at` is the present moment."""
    span = span_of(lanes, at=at)
    height = _TOP + _LANE * len(lanes) + 20
    names: list[Markup] = []
    parts = list(_hours(span, zone, bottom=height - 20))
    for number, lane in enumerate(lanes):
        loads, top = count_people(lane.sessions), _TOP + _LANE * number
        names += _name(lane, peak(loads), zone, top=top)
        parts += _lane(lane, loads, span, top=top)
    parts += _now(at, span, zone, bottom=height - 20)
    return DayBand(
        svg.drawing(names, width=_NAMES, height=height, label="The communities", class_="band-names"),
        svg.drawing(parts, width=_WIDTH, height=height, label=_label(lanes), class_="band"),
    )


def first_look_at(lanes: Iterable[Lane], *, at: datetime) -> datetime:
    """Give the moment a narrow screen should start at: half an hour before the next people arrive."""
    coming = [
        window.opens_at
        for lane in lanes
        for session in lane.sessions
        for window in session.windows
        if window.closes_at > at
    ]
    return max(min(coming, default=at), at) - timedelta(minutes=30)


def share_of_span(moment: datetime, lanes: Sequence[Lane], *, at: datetime) -> float:
    """Give how far along the band a moment lies, 0 to 1, its margins included."""
    return _x(moment, span_of(lanes, at=at)) / _WIDTH


def _steps(opens_at: datetime, closes_at: datetime) -> Iterable[datetime]:
    middle = _floor(opens_at) + STEP / 2
    if middle < opens_at:
        middle += STEP
    while middle < closes_at:
        yield middle - STEP / 2
        middle += STEP


def _floor(at: datetime) -> datetime:
    return at.replace(minute=at.minute // 10 * 10, second=0, microsecond=0)


def _x(at: datetime, span: Span) -> float:
    share = (at - span.from_at) / (span.until_at - span.from_at)
    return _EDGE + min(1.0, max(0.0, share)) * (_WIDTH - 2 * _EDGE)


def _hours(span: Span, zone: ZoneInfo, *, bottom: float) -> Iterable[Markup]:
    hours = int((span.until_at - span.from_at) / _HOUR)
    every = 1 if hours <= 9 else 2
    for hour in range(0, hours + 1, every):
        at = span.from_at + hour * _HOUR
        x = _x(at, span)
        yield svg.line(x1=x, y1=_TOP - 6, x2=x, y2=bottom, class_="grid")
        yield svg.text(say_time(at, zone), x=x, y=_TOP - 12, class_="middle")


def _now(at: datetime, span: Span, zone: ZoneInfo, *, bottom: float) -> Iterable[Markup]:
    x = _x(at, span)
    is_late = x > _WIDTH - 90
    yield svg.line(x1=x, y1=_TOP - 6, x2=x, y2=bottom, class_="now")
    side, class_ = (-5, "strong end") if is_late else (5, "strong")
    yield svg.text(f"now {say_time(at, zone)}", x=x + side, y=bottom + 14, class_=class_)


def _name(lane: Lane, highest: Load | None, zone: ZoneInfo, *, top: float) -> Iterable[Markup]:
    yield place_mark(lane.community, x=7, y=top + 12, size=12)
    yield svg.text(lane.community.value.capitalize(), x=19, y=top + 16, class_="strong")
    peaks = f"{highest.people:,} at {say_time(highest.at, zone)}" if highest else "none computed"
    yield svg.text(peaks, x=0, y=top + 32)


def _lane(lane: Lane, loads: Sequence[Load], span: Span, *, top: float) -> Iterable[Markup]:
    floor = top + _TALL + 4
    most = max((load.people for load in loads), default=0)
    yield svg.line(x1=_EDGE, y1=floor, x2=_WIDTH - _EDGE, y2=floor, class_="grid")
    for load in loads:
        yield from _column(load, span, lane.community, floor=floor, scale=_TALL / most if most else 0.0)
    for visit_at in lane.visits_at:
        x = _x(visit_at, span)
        yield svg.line(x1=x, y1=floor + 3, x2=x, y2=floor + 12, class_=f"tick {lane.community}")


def _column(load: Load, span: Span, community: Community, *, floor: float, scale: float) -> Iterable[Markup]:
    x = _x(load.at, span)
    width = _x(load.at + STEP, span) - x
    moving, gathered = load.moving * scale, load.gathered * scale
    if gathered:
        yield svg.rectangle(svg.Box(x=x, y=floor - gathered, width=width, height=gathered), class_=f"held {community}")
    if moving:
        yield svg.rectangle(
            svg.Box(x=x, y=floor - gathered - moving, width=width, height=moving), class_=f"open {community}"
        )


def _label(lanes: Sequence[Lane]) -> str:
    visits = sum(len(lane.visits_at) for lane in lanes)
    names = ", ".join(lane.community.value.capitalize() for lane in lanes) or "no community"
    return f"People expected through the day, by community ({names}), and {say_count(visits, 'planned visit')}"
