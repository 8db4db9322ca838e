"""Places by periods: the cells that cases are counted in."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from vigil.ground.arrays import IntArray
from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.date_stamp import DateStamp, StudyPeriod
from vigil.picture.cluster.read_cases import CaseRow
from vigil.picture.cluster.read_scan_places import ScanPlaces
from vigil.register.read_table import Row

MOST_CELLS = 50_000_000
"""No more cells than fit into memory comfortably."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Places by periods; without a study period everything is one period."""

    places: ScanPlaces
    study: StudyPeriod | None

    @property
    def shape(self) -> tuple[int, int]:
        """How many places and periods there are."""
        return len(self.places.names), 1 if self.study is None else self.study.periods

    def place_of(self, row: Row, name: str) -> int:
        """Give the number of the place a row speaks of.

        Raises
        ------
        Unreadable : the place has no coordinates
        """
        number = self.places.numbers.get(name)
        if number is None:
            raise row.wrong("place", f"is not in {self.places.source}; give every place its coordinates there", name)
        return number

    def period_of(self, stamp: DateStamp | None) -> int:
        """Give the period a date within the study lies in."""
        return 0 if self.study is None or stamp is None else self.study.number_of(stamp.on) or 0

    def count(self, rows: Iterable[CaseRow]) -> IntArray:
        """Give how many cases the rows have in every cell, shape (places, periods).

        Raises
        ------
        Unreadable : a place has no coordinates, or there are more cells than fit into memory
        """
        places, periods = self.shape
        if places * periods > MOST_CELLS:
            why = f"{places:,} places × {periods:,} periods are too many; shorten the study or take a longer step"
            raise Unreadable(Where("--time-step"), why)
        counts = np.zeros((places, periods), dtype=np.int64)
        for one in rows:
            counts[self.place_of(one.row, one.place), self.period_of(one.stamp)] += one.count
        return counts
