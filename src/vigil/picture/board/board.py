"""What one update of the picture found, as of one day: series with what was expected, clusters, forecasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from vigil.ground.point import Point
from vigil.picture.series.series_break import SeriesBreak


class PeriodKind(StrEnum):
    """How long one period of a series is."""

    DAY = "day"
    MONTH = "month"


LATEST: Final[Mapping[PeriodKind, int]] = {PeriodKind.DAY: 3, PeriodKind.MONTH: 1}
"""An alarm of one of so many last periods still stands out. The last day or two are seldom all in: what alarmed just
before them is not over because less of them is known yet. A month is told once its figures are published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesName:
    """What a series counts: whose figures, in which area (empty: all together), against whom, of which kind.

    `flag` is a publisher's flag, or a community's name where single incidents are counted; `kind` is the kind of
    incident, empty where all kinds are counted together.
    """

    source: str
    period: PeriodKind
    area: str
    flag: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPoint:
    """One period of a series, as known on the board's day; None where something is not defined.

    `low` to `high` is where nine in ten ordinary counts lie; `alarm_above` is the alarm's threshold; `p_value` the
    chance of so high a count. `likely`, between `likely_low` and `likely_high`, is what the count will probably become
    when late reports are in, where that is still to be expected; `known_before` is how many of it were known a day
    earlier, so that a page can say how late reports changed yesterday's figure.

    `judged_days` says how many days, this the last of them, gave `p_value` together; None where each period is judged
    by itself. `alarm_above` then allows for what came on the days before.
    """

    on: date
    observed: int
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    alarm_above: float | None = None
    p_value: float | None = None
    is_alarm: bool = False
    likely: float | None = None
    likely_low: float | None = None
    likely_high: float | None = None
    known_before: int | None = None
    judged_days: int | None = None

    @property
    def is_coming_in(self) -> bool:
        """True when more of the period is probably still to be reported."""
        return self.likely is not None and max(self.likely, self.likely_high or 0.0) > self.observed

    @property
    def own_limit(self) -> float | None:
        """Above how many a period is an alarm; None where the days before it would make a usual count one."""
        is_own = self.alarm_above is not None and (self.high is None or self.alarm_above >= self.high)
        return self.alarm_above if is_own else None

    @property
    def days_together(self) -> int:
        """How many days were judged together, this the last of them; 1 where the period was judged by itself."""
        return self.judged_days or 1


def latest_alarms(points: tuple[BoardPoint, ...], period: PeriodKind) -> tuple[BoardPoint, ...]:
    """Give the alarms among the latest periods of a series, oldest first."""
    return tuple(point for point in points[-LATEST[period] :] if point.is_alarm)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSeries:
    """One series on the board: its periods oldest first, its breaks, and what is said of the latest of them.

    `method` says which detector spoke; `is_noisy` that there is too little history for a quiet one. `alarm_id` names
    the alarm of its latest periods, so that an uplift can be proposed from it; empty when there is none.
    """

    name: SeriesName
    method: str
    is_noisy: bool
    points: tuple[BoardPoint, ...]
    breaks: tuple[SeriesBreak, ...]
    sentence: str
    alarm_id: str = ""

    @property
    def latest_alarms(self) -> tuple[BoardPoint, ...]:
        """The alarms that still stand out, oldest first; none where the series has no alarm by a name."""
        return latest_alarms(self.points, self.name.period) if self.alarm_id else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCluster:
    """A cluster on the map: a disc, the areas or places in it, its dates, and a sentence.

    `flag` is what was counted. `p_value` is by replication, `recurrence_days` how seldom so strong a cluster comes by
    chance when the scan is run every period.
    """

    id: int
    source: str
    flag: str
    centre: Point
    radius_m: float
    members: tuple[str, ...]
    from_on: date
    until_on: date
    observed: int
    expected: float
    relative_risk: float
    log_likelihood_ratio: float
    p_value: float
    recurrence_days: float
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardForecast:
    """How many are expected of one series over the next days, against how many are usual, with 90 % limits.

    `record` says in a sentence how well such forecasts did before.
    """

    name: SeriesName
    days: int
    expected: float
    usual: float
    low: float
    high: float
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything one update found, as of one day, with only what was known then."""

    id: int
    as_of: date
    made_at: datetime
    seed: int
    series: tuple[BoardSeries, ...]
    clusters: tuple[BoardCluster, ...]
    forecasts: tuple[BoardForecast, ...]
    notes: tuple[str, ...]
