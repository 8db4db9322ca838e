"""The reporting triangle: for each day, how many reports of it came within so many days, as known on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from vigil.ground.arrays import IntArray
from vigil.picture.delay.reported import ReportedCount

EDGES_DAYS: Final = (0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 42, 60, 90, 180, 365)
"""Delays are told apart day by day for a week and more and more coarsely after it: late reports are few."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Triangle:
    """Reports of every day from the first to the as-of day, the last row, as far as they had come in by then.

    `edges_days` are delays, growing from 0. `within[day, edge]` is how many reports of the day came within so many
    days, shape (days, edges); it is whole only where so many days have passed. `known` is all that have come, shape
    (days,), `known_before` those that had come a day earlier; `came_later` how many took longer than the last edge.
    """

    as_of: date
    edges_days: tuple[int, ...]
    within: IntArray
    known: IntArray
    known_before: IntArray
    came_later: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return len(self.known)

    def weekdays(self) -> IntArray:
        """Give the day of the week of every row, Monday being 0, shape (days,)."""
        last = self.as_of.toordinal() - 1
        return np.arange(last - self.days + 1, last + 1) % 7


def make_triangle(
    reports: Sequence[ReportedCount], *, as_of: date, first_on: date, longest_delay_days: int = EDGES_DAYS[-1]
) -> Triangle:
    """Give the triangle of the reports known on a day, in whatever order they stand.

    Parameters
    ----------
    reports : those that came in after the as-of day, or of days before the first, are passed over
    first_on : the first row, not after `as_of`
    longest_delay_days : later reports are counted as known, but no delay is learnt from them
    """
    first, last = first_on.toordinal(), as_of.toordinal()
    edges = (*(edge for edge in EDGES_DAYS if edge < longest_delay_days), longest_delay_days)
    known = [one for one in reports if one.reported_on <= as_of and one.happened_on >= first_on]
    rows = np.array([one.happened_on.toordinal() - first for one in known], dtype=np.int64)
    counts = np.array([one.count for one in known], dtype=np.int64)
    columns = np.searchsorted(edges, [one.delay_days for one in known])
    table = np.zeros((last - first + 1, len(edges) + 1), dtype=np.int64)
    np.add.at(table, (rows, columns), counts)
    before = np.zeros(len(table), dtype=np.int64)
    np.add.at(before, rows, counts * np.array([one.reported_on < as_of for one in known], dtype=np.int64))
    return Triangle(
        as_of=as_of,
        edges_days=edges,
        within=table[:, :-1].cumsum(axis=1),
        known=table.sum(axis=1),
        known_before=before,
        came_later=int(table[:, -1].sum()),
    )
