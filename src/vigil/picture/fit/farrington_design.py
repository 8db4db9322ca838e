"""Which rows a period is judged by: windows around the same time of earlier years, and the seasons between them.

Every row between the oldest window and now gets the number of its season block, 1 to `blocks`; the windows carry the
highest number, which is also the block of the period judged. With one block only the windows are used.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import IntArray
from vigil.ground.compiled import compiled
from vigil.ground.errors import Unreadable, Where
from vigil.picture.series.count_table import CountTable

WEEKLY: Final = 52
MONTHLY: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """How the reference rows lie: so many years back, so many rows either side, so many blocks, so many rows unused."""

    frequency: int
    years: int
    half_width: int
    blocks: int
    recent_left_out: int


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """For every row judged, stretches of neighbouring rows of one block, oldest first.

    `stretch` has the shape (stretches, 3): first row, row after the last, block counted from 0. Those of the j-th row
    judged are `begins[j]` to `begins[j + 1]`; `begins` has the shape (judged + 1,). `anchors` has the shape (judged,
    years + 1): the row judged and the same time in earlier years.
    """

    stretch: IntArray
    begins: IntArray
    anchors: IntArray


def find_anchors(table: CountTable, rows: IntArray, windows: Windows) -> IntArray:
    """Give the row of the same time in each of the years before, shape (rows, years + 1); -1 where the file has none.

    Numbered periods, and months, lie exactly `frequency` rows apart. Days go back by the calendar, 29 February to 1
    March; a week is the one that begins nearest to that day.
    """
    years = np.arange(windows.years + 1)
    if not table.first_days or windows.frequency == MONTHLY:
        back = rows[:, None] - windows.frequency * years
        return np.where(back >= 0, back, -1).astype(np.int64)
    days = np.array(table.first_days, dtype="datetime64[D]")
    months = days[rows].astype("datetime64[M]")
    into_month = days[rows] - months.astype("datetime64[D]")
    wanted = (months[:, None] - 12 * years).astype("datetime64[D]") + into_month[:, None]
    if windows.frequency == WEEKLY:
        late = (wanted - days[rows][:, None]).astype(np.int64) % 7
        wanted = wanted - late + np.where(late > 3, 7, 0)
    place = np.minimum(np.searchsorted(days, wanted), len(days) - 1)
    return np.where(days[place] == wanted, place, -1).astype(np.int64)


def first_workable(anchors: IntArray, rows: IntArray, windows: Windows) -> int | None:
    """Give the first of the rows from which on every row has all its reference rows in the file, or None.

    A window may begin one row before the file, as R lets it.
    """
    lacks = (anchors[:, -1] < windows.half_width - 1) | (anchors < 0).any(axis=1)
    lacks |= rows < windows.recent_left_out - 1
    if not lacks.any():
        return int(rows[0])
    last = int(np.flatnonzero(lacks)[-1])
    return int(rows[last + 1]) if last + 1 < len(rows) else None


def lay_out(anchors: IntArray, rows: IntArray, windows: Windows, source: str) -> Stretches:
    """Give the stretches of rows by which each of the rows is judged.

    Raises
    ------
    Unreadable : the windows overlap, or leave too few rows between them for so many blocks
    """
    between = int((anchors[:, :-1] - anchors[:, 1:]).min()) - 2 * windows.half_width - 1
    if windows.blocks > 1 and between < max(windows.blocks - 2 * windows.half_width - 1, 0):
        raise Unreadable(
            Where(source, field="noPeriods"),
            f"between the windows of two years lie {between} rows, too few for so many blocks; "
            "take fewer blocks or a smaller w",
            str(windows.blocks),
        )
    longest = (windows.years + 1) * (windows.blocks + 2) * 2
    stretch = np.empty((len(rows) * longest, 3), dtype=np.int64)
    begins = np.zeros(len(rows) + 1, dtype=np.int64)
    shape = np.array([windows.half_width, windows.blocks, windows.recent_left_out], dtype=np.int64)
    _find_stretches(anchors, shape, stretch, begins)
    return Stretches(stretch[: begins[-1]].copy(), begins, anchors)


@compiled
def _find_stretches(anchors: IntArray, shape: IntArray, stretch: IntArray, begins: IntArray) -> None:
    longest = 0
    for judged in range(len(anchors)):
        longest = max(longest, anchors[judged, 0] + shape[0] + 2)
    block = np.zeros(longest, dtype=np.int64)
    at = 0
    for judged in range(len(anchors)):
        block[:] = 0
        _fill_blocks(anchors[judged], shape, block)
        now = anchors[judged, 0]
        block[max(now - shape[2], 0) :] = 0
        at = _join_stretches(block[: now + 1], stretch, at)
        begins[judged + 1] = at


@compiled
def _fill_blocks(anchors: IntArray, shape: IntArray, block: IntArray) -> None:
    half, blocks = shape[0], shape[1]
    block[max(anchors[0] - half, 0) : anchors[0] + 1] = blocks
    for year in range(1, len(anchors)):
        anchor = anchors[year]
        block[max(anchor - half, 0) : anchor + half + 1] = blocks
        if blocks == 1:
            continue
        between = anchors[year - 1] - 2 * half - 1 - anchor
        length, rest = between // (blocks - 1), between % (blocks - 1)
        begin = anchor + half + 1
        for number in range(1, blocks):
            end = begin + length + (1 if number <= rest else 0)
            # Where a year has fewer rows than blocks, R's blocks without a row run backwards over two rows:
            # the one where they would begin and the one before it.
            block[begin if end > begin else begin - 1 : end if end > begin else begin + 1] = number
            begin = end


@compiled
def _join_stretches(block: IntArray, stretch: IntArray, at: int) -> int:
    row = 0
    while row < len(block):
        begin = row
        while row < len(block) and block[row] == block[begin]:
            row += 1
        if block[begin] > 0:
            stretch[at, 0], stretch[at, 1], stretch[at, 2] = begin, row, block[begin] - 1
            at += 1
    return at
