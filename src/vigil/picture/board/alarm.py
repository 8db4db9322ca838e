"""An alarm of a board: which series, how high, and the figures an uplift can rest on."""

from dataclasses import dataclass
from datetime import date

from vigil.picture.board.board import Board, BoardPoint, BoardSeries, PeriodKind, SeriesName
from vigil.picture.board.detector import Detector
from vigil.picture.figure import Figure
from vigil.register.place import Community
from vigil.reports.flag import COMMUNITIES, words_of_flag
from vigil.reports.month import Month


@dataclass(frozen=True, slots=True)
class Alarm:
    """A series that is out of the ordinary in its last period, on the board of a day."""

    as_of: date
    series: BoardSeries

    @property
    def id(self) -> str:
        """Its name, by which an uplift remembers what it rests on."""
        return self.series.alarm_id

    @property
    def community(self) -> Community | None:
        """Whom it speaks of; None when of nobody in particular."""
        return community_of(self.series.name)


def find_alarm(board: Board, alarm_id: str) -> Alarm | None:
    """Give an alarm of a board by its name, or None."""
    found = next((one for one in board.series if one.alarm_id == alarm_id), None)
    return Alarm(board.as_of, found) if found and alarm_id else None


def day_of_alarm(alarm_id: str) -> date | None:
    """Give the day of the board that an alarm stands on, or None when this is no alarm's name."""
    try:
        return date.fromisoformat(alarm_id[:10])
    except ValueError:
        return None


def community_of(name: SeriesName) -> Community | None:
    """Give the community a series speaks of: a flag may speak of one, single incidents always do."""
    if name.flag in set(Community):
        return Community(name.flag)
    return COMMUNITIES.get(name.flag)


def figures_of(alarm: Alarm) -> tuple[Figure, ...]:
    """Give the figures of an alarm: how many, how many were to be expected, how seldom chance brings so many."""
    name, point = alarm.series.name, alarm.series.points[-1]
    thing = "incidents" if name.period is PeriodKind.DAY else "offences"
    words = " ".join(word for word in (words_of_flag(name.flag), name.kind) if word)
    where, when = name.area or "all areas together", _say_period(name, point)
    last_on = point.on if name.period is PeriodKind.DAY else Month(point.on.year, point.on.month).last_on
    by = f"{Detector(alarm.series.method).words}, in {where}, as known on {alarm.as_of.isoformat()}"

    def figure(of: str, value: float, unit: str, denominator: str) -> Figure:
        return Figure(of=of, value=value, unit=unit, denominator=denominator, as_of=last_on, source=name.source)

    recorded = f"recorded in {where}, as known on {alarm.as_of.isoformat()}"
    figures = [figure(f"{words} {thing}, {when}", point.observed, f"{thing} a {name.period}", recorded)]
    if point.expected is not None:
        figures.append(figure(f"{words} {thing}, expected", point.expected, f"{thing} a {name.period}", by))
    if point.p_value is not None:
        figures.append(figure("so many by chance", point.p_value, "probability", by))
    return tuple(figures)


def _say_period(name: SeriesName, point: BoardPoint) -> str:
    return f"{point.on.day} {point.on:%B %Y}" if name.period is PeriodKind.DAY else f"{point.on:%B %Y}"
