"""The negative-binomial CUSUM: a slow rise, added up day by day until chance no longer explains it."""

from dataclasses import dataclass

from vigil.picture.series.count_table import CountTable
from vigil.picture.series.detection import Detection
from vigil.picture.series.series_break import SeriesBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class NbCusumControl:
    """How the CUSUM looks.

    `ratio`: the rise it is tuned to, above 1. `run_length_days`: how many days pass on average between false alarms.
    `window_days`, `gap_days`: as for the daily model, which gives the baseline. `rows`: the first and last row judged,
    counted from 0, both included; None is all.
    """

    ratio: float = 1.5
    run_length_days: float = 730.0
    window_days: int = 1826
    gap_days: int = 28
    rows: tuple[int, int] | None = None


def detect(
    table: CountTable, control: NbCusumControl, *, breaks: tuple[SeriesBreak, ...] = (), threads: int = 1
) -> Detection:
    """Judge every day of every series with what was known before it."""
    raise NotImplementedError
