"""Judging months by the twelve before, for series too short for a model."""

import math

from vigil.picture.board.board import BoardPoint
from vigil.picture.board.judged import KnownSeries
from vigil.picture.expect import expect
from vigil.picture.monthly.reading import BASELINE_MONTHS
from vigil.picture.surge import Comparison, alarm_from


def judge_twelve(series: KnownSeries, *, shown: int) -> tuple[BoardPoint, ...]:
    """Give the last so many months of a series that are known, each held against the twelve before it.

    Nothing is expected where one of the twelve is not known, or where the series has since been recorded differently.
    """
    rows = range(max(0, len(series.counts) - shown), len(series.counts))
    return tuple(_point(series, row) for row in rows if not math.isnan(series.counts[row]))


def _point(series: KnownSeries, row: int) -> BoardPoint:
    on, observed = series.first_days[row], int(series.counts[row])
    before = series.counts[max(0, row - BASELINE_MONTHS) : row]
    is_short = len(before) < BASELINE_MONTHS or any(math.isnan(count) for count in before)
    if is_short or any(series.first_days[row - BASELINE_MONTHS] < one.on <= on for one in series.breaks):
        return BoardPoint(on=on, observed=observed)
    compared = Comparison(observed, expect([int(count) for count in before]))
    return BoardPoint(
        on=on,
        observed=observed,
        expected=compared.expected.mean,
        alarm_above=alarm_from(compared.expected) - 1.0,
        p_value=compared.p_overdispersed,
        is_alarm=compared.is_alarm,
    )
