"""Which detector judges a series on a board, by how long it has been counted, and with which settings."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture import daily, ears, farrington, nb_cusum
from vigil.picture.board.board import PeriodKind
from vigil.picture.series.count_table import CountTable
from vigil.picture.series.detection import Detection
from vigil.picture.series.series_break import SeriesBreak

DAYS_FOR_MODEL: Final = 366
"""A day is judged by the daily model when a year lies before it."""

MONTHS_FOR_MODEL: Final = 38
"""A month is judged by Farrington's method when three years, and a month more, lie before it."""

DAY_ALPHA: Final = 0.001
"""How probable an alarm may be on an ordinary day: half of it for the daily model, which sees a sudden rise, half for
the CUSUM, which sees a slow one (Bonferroni)."""

EARS_ALPHA: Final = 0.001

EARS: Final = ears.EarsControl(method=ears.EarsMethod.C2, baseline=28, min_sigma=1.0, alpha=EARS_ALPHA)
"""Four weeks, so that every weekday counts alike; and one incident after a quiet month is no alarm."""

FEWEST_YEARS: Final = 3
MOST_YEARS: Final = 5

FARRINGTON: Final = farrington.FarringtonControl(
    frequency=12,
    w=1,
    no_periods=6,
    past_weeks_not_included=3,
    alpha=0.01,
    threshold_method=farrington.ThresholdMethod.MUAN,
    limit54=(0, 1),
)
"""Months by three to five earlier years, cut into two-month seasons, without the last quarter.

The bound allows for what is not known of the mean, which with so few years is much. On the Metropolitan Police's series
outside the months of known surges, and after false discoveries are kept down, it alarms in 0.2 % of the months of
single areas and 1.3 % of London's; the rule of the twelve months before in 0.4 % and 1.3 %.
"""


class Detector(StrEnum):
    """Who judges a series, by the name of the method."""

    DAILY = "daily"
    EARS = "ears-c2"
    FARRINGTON = "farrington"
    TWELVE_MONTHS = "twelve-months"

    @property
    def words(self) -> str:
        """Its name in a sentence."""
        return DETECTOR_WORDS[self]


DETECTOR_WORDS: Final = {
    Detector.DAILY: "the daily model and the CUSUM",
    Detector.EARS: "EARS C2, which is noisy",
    Detector.FARRINGTON: "Farrington's method",
    Detector.TWELVE_MONTHS: "the twelve months before",
}


AGAINST: Final = {
    Detector.DAILY: "a daily model of trend, season and day of the week, with room for incidents that come in bunches",
    Detector.EARS: "the four weeks that ended two days before it (EARS C2)",
    Detector.FARRINGTON: "the same months of three to five earlier years (Farrington’s method, improved by Noufaily)",
    Detector.TWELVE_MONTHS: "the twelve months before it",
}
"""Against what a detector holds a count, for somebody who has never heard its name."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DetectTask:
    """A piece of work: some series over the same periods, the detector, and the first row it judges if it can."""

    detector: Detector
    table: CountTable
    first_row: int
    breaks: tuple[SeriesBreak, ...]


def choose(period: PeriodKind, periods: int) -> Detector:
    """Give who judges a series of so many periods."""
    if period is PeriodKind.DAY:
        return Detector.DAILY if periods >= DAYS_FOR_MODEL else Detector.EARS
    return Detector.FARRINGTON if periods >= MONTHS_FOR_MODEL else Detector.TWELVE_MONTHS


def detect(task: DetectTask) -> Detection | None:
    """Have the detector judge a piece; None when there is too little before its last row."""
    last = len(task.table.counts) - 1
    if task.detector is Detector.DAILY:
        return _detect_days(task, (max(task.first_row, DAYS_FOR_MODEL - 1), last))
    if task.detector is Detector.EARS:
        first = max(task.first_row, EARS.first_row)
        return ears.detect(task.table, replace(EARS, rows=(first, last))) if first <= last else None
    years = min(MOST_YEARS, max(FEWEST_YEARS, (last - FARRINGTON.w) // 12))
    rows = (max(task.first_row, 12 * years + FARRINGTON.w), last)
    return farrington.detect(task.table, replace(FARRINGTON, b=years, rows=rows), breaks=task.breaks)


def _detect_days(task: DetectTask, rows: tuple[int, int]) -> Detection:
    """Ask the daily model and the CUSUM, and give what either says of a day, its chance counted twice."""
    sudden = daily.detect(task.table, daily.DailyControl(alpha=DAY_ALPHA / 2, rows=rows), breaks=task.breaks)
    control = nb_cusum.NbCusumControl(run_length_days=2 / DAY_ALPHA, rows=rows)
    slow = nb_cusum.detect(task.table, control, breaks=task.breaks)
    risen = count_days_of_sum(slow)
    return replace(
        sudden,
        upper_bound=np.fmin(sudden.upper_bound, slow.upper_bound),
        score=np.fmax(sudden.score, slow.score),
        p_value=np.minimum(2 * np.fmin(sudden.p_value, slow.p_value), 1.0),
        is_alarm=sudden.is_alarm | slow.is_alarm,
        judged_periods=_of_lower((sudden.p_value, slow.p_value), (sudden.judged_periods, risen)),
    )


def count_days_of_sum(found: Detection) -> IntArray:
    """Give over how many days, each the last of them, a CUSUM has risen from nought, shape (rows, series)."""
    days = np.ones(found.score.shape, dtype=np.int64)
    for row in range(1, len(days)):
        goes_on = (found.score[row - 1] > 0) & ~found.is_alarm[row - 1]
        days[row] += np.where(goes_on, days[row - 1], 0)
    return days


def _of_lower(values: tuple[FloatArray, FloatArray], days: tuple[IntArray | None, IntArray]) -> IntArray:
    """Give the days of the first detector, and of the second where its value is the lower."""
    first, second = values
    return np.where((second < first) | np.isnan(first), days[1], 1 if days[0] is None else days[0])
