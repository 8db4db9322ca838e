"""A series with what its detector said of each of its latest periods, before all series are weighed together."""

from dataclasses import dataclass

from vigil.picture.board.board import BoardPoint, SeriesName


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSeries:
    """A series, who judged it, and its points, oldest first; `is_current` says that its last period is the newest."""

    name: SeriesName
    method: str
    is_noisy: bool
    is_current: bool
    points: tuple[BoardPoint, ...]
