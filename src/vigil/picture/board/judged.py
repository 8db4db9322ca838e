"""A series as it was known, and the same with what a detector said, before all series are weighed together."""

from dataclasses import dataclass
from datetime import date

from vigil.ground.arrays import FloatArray
from vigil.picture.board.board import BoardPoint, SeriesName
from vigil.picture.series.series_break import SeriesBreak


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KnownSeries:
    """A series over consecutive periods, oldest first, as known on the board's day.

    `counts` has the shape (periods,), NaN where a month is not known; `first_days` the first day of each period.
    """

    name: SeriesName
    first_days: tuple[date, ...]
    counts: FloatArray
    breaks: tuple[SeriesBreak, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSeries:
    """A series, by whom it was judged, and its points, oldest first; `is_current` says that its last is the newest."""

    name: SeriesName
    method: str
    is_noisy: bool
    is_current: bool
    points: tuple[BoardPoint, ...]
    breaks: tuple[SeriesBreak, ...] = ()
