"""Seconds on the road made into the whole minutes that a request holds."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigil.patrol.request import Minutes

NO_WAY_MINUTES: Final = 1440
"""What a request says where there is no way: longer than any shift."""


def whole_minutes(seconds: NDArray[np.float64], handover_minutes: float) -> Minutes:
    """Give ⌈seconds / 60 + handover⌉ for every way, none from a point to itself, a whole day where there is no way.

    Parameters
    ----------
    seconds : shape (points, points), at least 0; not a number where there is no way
    handover_minutes : what every way takes besides, such as to park and walk to the door; at least 0
    """
    minutes = np.ceil(seconds / 60 + handover_minutes)
    table = np.where(np.isnan(minutes), NO_WAY_MINUTES, np.minimum(minutes, NO_WAY_MINUTES)).astype(np.int64)
    np.fill_diagonal(table, 0)
    return tuple(tuple(int(cell) for cell in row) for row in table)


def cut_off(seconds: NDArray[np.float64], names: Sequence[str]) -> tuple[str, ...]:
    """Name the points that have no way to or from most of the others, such as on an island without a bridge."""
    others = np.isnan(seconds) & ~np.eye(len(names), dtype=bool)
    lost = np.maximum(others.sum(axis=0), others.sum(axis=1))
    return tuple(name for name, count in zip(names, lost, strict=True) if count > (len(names) - 1) / 2)
