"""Which columns of a programme cover which bins, and how much: it grows as columns come."""

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray


class Shares:
    """Entries of a column, a bin and a share, in the order in which they came."""

    def __init__(self) -> None:
        self._columns = np.zeros(1024, dtype=np.int64)
        self._bins = np.zeros(1024, dtype=np.int64)
        self._shares = np.zeros(1024)
        self._count = 0

    def add(self, columns: IntArray, bins: IntArray, shares: FloatArray) -> None:
        """Add entries, all arrays of shape (entries,)."""
        until = self._count + len(columns)
        if until > len(self._columns):
            self._grow(max(until, 2 * len(self._columns)))
        self._columns[self._count : until] = columns
        self._bins[self._count : until] = bins
        self._shares[self._count : until] = shares
        self._count = until

    def of(self, bins: IntArray) -> tuple[IntArray, IntArray, FloatArray]:
        """Give the entries of bins that are all different: the columns, which of the bins it is, and the shares."""
        place = np.full(int(max(bins.max(initial=-1), self._bins.max(initial=-1))) + 1, -1, dtype=np.int64)
        place[bins] = np.arange(len(bins))
        mine = place[self._bins[: self._count]]
        found = np.flatnonzero(mine >= 0)
        return self._columns[found], mine[found], self._shares[found]

    def sums(self, weights: FloatArray, bins: int) -> FloatArray:
        """Give what columns of these weights, shape (columns,), cover of each bin, shape (bins,)."""
        count = self._count
        return np.bincount(
            self._bins[:count], self._shares[:count] * weights[self._columns[:count]], minlength=bins
        ).astype(np.float64)

    def earned(self, prices: FloatArray, columns: int) -> FloatArray:
        """Give what each column earns at prices of shape (bins,): shape (columns,)."""
        count = self._count
        worth = self._shares[:count] * prices[self._bins[:count]]
        return np.bincount(self._columns[:count], worth, minlength=columns).astype(np.float64)

    def _grow(self, size: int) -> None:
        self._columns = np.resize(self._columns, size)
        self._bins = np.resize(self._bins, size)
        self._shares = np.resize(self._shares, size)
