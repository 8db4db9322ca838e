"""The daily model: what a day's count would be without a surge, and whether the last day, three days or week are."""

from dataclasses import dataclass

from vigil.picture.series.count_table import CountTable
from vigil.picture.series.detection import Detection
from vigil.picture.series.series_break import SeriesBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyControl:
    """How the daily model looks.

    `alpha`: the chance of an alarm on a day without a surge. `window_days`: how many days a fit looks back over.
    `gap_days`: how many days up to and with the one judged are kept out of the fit. `weights_threshold`: from which
    Anscombe residual past surges weigh less. `rows`: the first and last row judged, counted from 0, both included;
    None is all.
    """

    alpha: float = 0.001
    window_days: int = 1826
    gap_days: int = 7
    weights_threshold: float = 2.58
    rows: tuple[int, int] | None = None


def detect(
    table: CountTable, control: DailyControl, *, breaks: tuple[SeriesBreak, ...] = (), threads: int = 1
) -> Detection:
    """Judge every day of every series with what was known before it."""
    raise NotImplementedError
