"""What a detector said of a series, as the points of a board."""

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
from scipy import special

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.board.board import BoardPoint
from vigil.picture.board.judged import KnownSeries
from vigil.picture.fit.distribution import upper_quantile
from vigil.picture.series.detection import Detection

ORDINARY: Final = 0.9
"""The share of ordinary counts that lie between `low` and `high` of a point."""


def points_of(
    series: KnownSeries, detection: Detection | None, *, column: int, alpha: float, first_row: int
) -> Iterator[BoardPoint]:
    """Give the periods of a series from a row on that are known, with what the detector said where it did.

    Parameters
    ----------
    detection : of a table of which the series is one column; None where there was too little to judge anything
    alpha : the chance of an alarm the detector was set to, for those that say how far a count may lie above the mean
        and not how counts vary
    """
    judged = {int(row): number for number, row in enumerate(detection.rows)} if detection else {}
    low, high = _ordinary(detection, column, alpha) if detection else (np.empty(0), np.empty(0))
    for row in range(first_row, len(series.counts)):
        if math.isnan(series.counts[row]):
            continue
        on, observed, at = series.first_days[row], int(series.counts[row]), judged.get(row)
        if detection is None or at is None:
            yield BoardPoint(on=on, observed=observed)
            continue
        yield BoardPoint(
            on=on,
            observed=observed,
            expected=_known(detection.expected[at, column]),
            low=_known(low[at]),
            high=_known(high[at]),
            alarm_above=_known(detection.upper_bound[at, column]),
            p_value=_known(detection.p_value[at, column]),
            is_alarm=bool(detection.is_alarm[at, column]),
            judged_days=_days(detection.judged_periods, at, column),
        )


def _ordinary(detection: Detection, column: int, alpha: float) -> tuple[FloatArray, FloatArray]:
    """Give between which counts nine in ten lie when nothing is out of the ordinary, for every row."""
    mean, phi = detection.expected[:, column], detection.phi[:, column]
    tail = (1 - ORDINARY) / 2
    if np.isnan(phi).all():
        deviation = (detection.upper_bound[:, column] - mean) / special.ndtri(1 - alpha)
        reach = deviation * special.ndtri(1 - tail)
        return np.maximum(mean - reach, 0.0), mean + reach
    usual = np.where(mean > 0, mean, np.nan)
    dispersion = np.maximum(phi, 1.0)
    return upper_quantile(1 - tail, usual, dispersion), upper_quantile(tail, usual, dispersion)


def _days(periods: IntArray | None, at: int, column: int) -> int | None:
    return None if periods is None else int(periods[at, column])


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
