"""People at risk between censuses: straight from one census to the next, level before the first and after the last.

A census of a year stands for its first of July, one of a month for its fifteenth, one of a day for that whole day. The
people at risk in a period are the mean over its days. So does SaTScan (User Guide 10, "Population file"); another
convention moves expected cases in the fourth digit.
"""

from datetime import date

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.cluster.date_stamp import DateStamp, Precision


def census_weights(censuses: tuple[DateStamp, ...], edges_on: tuple[date, ...]) -> FloatArray:
    """Give how much each census counts towards the people at risk in each period.

    Parameters
    ----------
    censuses : when people were counted, in ascending order, at least one
    edges_on : the first day of every period, ascending, and the first day after the last

    Returns
    -------
    array, shape (periods, censuses), at least 0: the mean over the days of a period of the straight line between
    censuses, times the period's share of all days; all of it sums to 1

    Raises
    ------
    ValueError : no census, fewer than two edges, or not in ascending order
    """
    if not censuses or list(censuses) != sorted(set(censuses)):
        raise ValueError("censuses are in ascending order, each once")
    edges = np.array([day.toordinal() for day in edges_on], dtype=np.float64)
    if edges.size < 2 or np.any(np.diff(edges) <= 0):
        raise ValueError("edges are at least two, in ascending order")
    knots, of_census = _knots(censuses)
    inner = knots[(knots > edges[0]) & (knots < edges[-1])]
    cuts = np.union1d(edges, inner)
    middles, lengths = (cuts[:-1] + cuts[1:]) / 2, np.diff(cuts)
    # Between two cuts everything is straight, so that the value in the middle is the mean.
    starts = np.searchsorted(cuts[:-1], edges[:-1])
    weights = np.empty((edges.size - 1, len(censuses)))
    for number in range(len(censuses)):
        line = np.interp(middles, knots, (of_census == number).astype(np.float64))
        weights[:, number] = np.add.reduceat(line * lengths, starts)
    weights /= edges[-1] - edges[0]
    return weights


def _knots(censuses: tuple[DateStamp, ...]) -> tuple[FloatArray, FloatArray]:
    """Give the moments, in days, between which the line runs, and which census each belongs to."""
    knots: list[int] = []
    of_census: list[int] = []
    for number, census in enumerate(censuses):
        moments = _moments(census)
        knots.extend(moments)
        of_census.extend([number] * len(moments))
    return np.array(knots, dtype=np.float64), np.array(of_census, dtype=np.float64)


def _moments(census: DateStamp) -> tuple[int, ...]:
    match census.precision:
        case Precision.YEAR:
            return (census.on.replace(month=7).toordinal(),)
        case Precision.MONTH:
            return (census.on.replace(day=15).toordinal(),)
        case _:
            return (census.on.toordinal(), census.on.toordinal() + 1)
