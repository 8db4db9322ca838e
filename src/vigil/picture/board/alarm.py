"""An alarm of a board: which series, how high, and the figures an uplift can rest on."""

from dataclasses import dataclass
from datetime import date

from vigil.picture.board.board import Board, BoardPoint, BoardSeries, PeriodKind, SeriesName
from vigil.picture.board.detector import AGAINST, Detector
from vigil.picture.board.say_series import least_likely, say_counted
from vigil.picture.figure import PROBABILITY, Figure
from vigil.picture.words import say_day
from vigil.register.place import Community
from vigil.reports.flag import COMMUNITIES
from vigil.reports.month import Month


@dataclass(frozen=True, slots=True)
class Alarm:
    """A series that is out of the ordinary in its latest periods, on the board of a day."""

    as_of: date
    series: BoardSeries

    @property
    def id(self) -> str:
        """Its name, by which an uplift remembers what it rests on."""
        return self.series.alarm_id

    @property
    def point(self) -> BoardPoint:
        """The period of which its figures are: the alarm that chance brings the least often, the last of none."""
        alarms = self.series.latest_alarms
        return least_likely(alarms) if alarms else self.series.points[-1]

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
    name, known_on = alarm.series.name, say_day(alarm.as_of)
    thing = "incidents" if name.period is PeriodKind.DAY else "offences"
    words = say_counted(name)
    counted, where = f"{words[:1].upper()}{words[1:]}", name.area or "all areas together"
    by = f"against {AGAINST[Detector(alarm.series.method)]}, in {where}, as known on {known_on}"
    recorded = f"recorded in {where}, as known on {known_on}"

    def figure(point: BoardPoint, of: str, value: float, unit_and_against: tuple[str, str]) -> Figure:
        unit, against = unit_and_against
        as_of = point.on if name.period is PeriodKind.DAY else Month(point.on.year, point.on.month).last_on
        return Figure(of=of, value=value, unit=unit, denominator=against, as_of=as_of, source=name.source)

    point = alarm.point
    when, each = _say_period(name, point), f"{thing} a {name.period}"
    on = "on" if name.period is PeriodKind.DAY else "in"
    one = f"{thing[:-1] if point.observed == 1 else thing} a {name.period}"
    figures = [figure(point, f"{counted}, {when}", point.observed, (one, recorded))]
    if point.expected is not None:
        figures.append(figure(point, f"{counted}, expected {on} {when}", point.expected, (each, by)))
    if point.p_value is not None:
        spell = f" with the {point.days_together - 1} days before it" if point.days_together > 1 else ""
        figures.append(figure(point, f"So many by chance, {when}{spell}", point.p_value, (PROBABILITY, by)))
    return tuple(figures)


def _say_period(name: SeriesName, point: BoardPoint) -> str:
    return say_day(point.on) if name.period is PeriodKind.DAY else f"{point.on:%B %Y}"
