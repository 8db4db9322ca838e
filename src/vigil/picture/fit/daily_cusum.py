"""The path of a negative-binomial CUSUM and its limit from day to day, compiled."""

import math
from typing import Final, NamedTuple

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray
from vigil.ground.compiled import compiled

STEPS: Final = 400
"""In how many steps the statistic's range is cut to follow its distribution."""

_ROOM: Final = 5.0
_REACH_SD: Final = 9.0
_REACH_MORE: Final = 25.0
_LEAST_SPREAD: Final = 1.0 + 1e-6


class CusumPath(NamedTuple):
    """What happened on each day, shape (days,); NaN where nothing is said.

    `statistic` before any reset; `limit` above which it alarms; `bound` the highest count that would not have alarmed;
    `p_value` the highest the chance of such a statistic can be, were all as usual and no alarm since the last reset.
    """

    statistic: FloatArray
    limit: FloatArray
    bound: FloatArray
    p_value: FloatArray
    is_alarm: BoolArray


def make_path(days: int) -> CusumPath:
    """Give a path on which nothing has happened yet."""
    statistic, limit, bound, p_value = np.full((4, days), np.nan)
    return CusumPath(statistic, limit, bound, p_value, np.zeros(days, dtype=np.bool_))


@compiled
def follow(counts: FloatArray, mean: FloatArray, spread: FloatArray, rule: tuple[float, float], out: CusumPath) -> None:
    """Follow one series from a statistic of nought, beginning anew after every alarm.

    Parameters
    ----------
    counts, mean, spread : shape (days,); NaN where not known, the statistic then stays as it is
    rule : the rise looked for, as a ratio above 1, and the days between false alarms
    out : written to
    """
    ratio, run_length = rule
    width = (math.log(run_length) + _ROOM) / STEPS
    usual = np.zeros(STEPS)
    moved = np.zeros(STEPS)
    usual[0] = 1.0
    statistic = 0.0
    for day in range(len(counts)):
        if np.isnan(counts[day] + mean[day] + spread[day]):
            continue
        size = mean[day] / (max(spread[day], _LEAST_SPREAD) - 1.0)
        slope = math.log(ratio) + math.log((size + mean[day]) / (size + ratio * mean[day]))
        fall = size * (math.log1p(mean[day] / size) - math.log1p(ratio * mean[day] / size))
        _move(usual, (mean[day], size), (slope / width, fall / width), moved)
        last = _find_limit(moved, 1.0 / run_length)
        out.limit[day] = last * width
        out.bound[day] = max(math.floor((out.limit[day] - statistic - fall) / slope), 0.0)
        statistic = max(statistic + slope * counts[day] + fall, 0.0)
        out.statistic[day] = statistic
        out.p_value[day] = min(np.sum(moved[min(int(statistic / width), STEPS - 1) :]), 1.0)
        out.is_alarm[day] = counts[day] > out.bound[day]
        if out.is_alarm[day]:
            statistic = 0.0
            usual[:] = 0.0
            usual[0] = 1.0
        else:
            usual[:] = moved
            usual[last + 1 :] = 0.0
            usual /= np.sum(usual)


@compiled
def _move(usual: FloatArray, law: tuple[float, float], step: tuple[float, float], moved: FloatArray) -> None:
    """Carry the distribution of the statistic over one day: each count's share moves it by slope × count + fall.

    What falls between two grid points is shared between them so that its mean is kept; what lies beyond the last one
    stays there.
    """
    mean, size = law
    slope, fall = step
    last = len(usual) - 1
    highest = last
    while highest > 0 and usual[highest] == 0.0:
        highest -= 1
    deviation = math.sqrt(mean * (1.0 + mean / size))
    count = float(math.floor(max(mean - _REACH_SD * deviation, 0.0)))
    most = math.ceil(mean + _REACH_SD * deviation + _REACH_MORE)
    odds = mean / (size + mean)
    share = math.exp(
        math.lgamma(size + count)
        - math.lgamma(size)
        - math.lgamma(count + 1.0)
        + size * math.log(size / (size + mean))
        + count * math.log(odds)
    )
    moved[:] = 0.0
    while count <= most:
        by = slope * count + fall
        for at in range(highest + 1):
            to = min(max(at + by, 0.0), float(last))
            below = int(to)
            above = min(below + 1, last)
            moved[below] += usual[at] * share * (1.0 - (to - below))
            moved[above] += usual[at] * share * (to - below)
        share *= odds * (size + count) / (count + 1.0)
        count += 1.0


@compiled
def _find_limit(moved: FloatArray, chance: float) -> int:
    """Give the lowest grid point above which the statistic lies with at most this chance.

    What lies between two points is shared between them. A statistic above the point that is given has its whole share
    there and beyond, hence that point's share is counted too: a heavy atom just above it would else pass for light.
    """
    beyond = 0.0
    at = len(moved)
    while at > 1 and beyond + moved[at - 1] <= chance:
        at -= 1
        beyond += moved[at]
    return min(at, len(moved) - 1)
