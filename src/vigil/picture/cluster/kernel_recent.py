"""Cylinders that end with the last period: the best of them in each of many replications.

Two exact tricks make it quick. A disc can only be best if the place that closes it has cases in the window: without,
it expects more than the disc before it and holds no more. So a batch of replications walks the places around a centre
together, and a place concerns only those in which it has cases. And the logarithms are spared by a bound: with
C cases in all, c in the cylinder, e expected and c ≤ C - e, the log-likelihood ratio is at most (c - e)² C / (2 e (C - e)),
because the second derivative of the divergence falls between the two shares. The bound is held in single
precision, with room for its rounding, the ratio itself in double.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import BoolArray, FloatArray, IntArray, PlaceArray
from vigil.ground.compiled import compiled
from vigil.picture.cluster.kernel_draw import Drawn

SingleArray = NDArray[np.float32]

ROOM: Final = np.float32(0.999)
"""How much of a bound counts, so that rounding to single precision cannot skip a cylinder that is better."""

LANES: Final = 16
"""Windows are padded to whole registers of single precision."""


class RecentFrame(NamedTuple):
    """What stays the same in all replications.

    `by_place` (places,) and `by_window` (windows,) are the factors of the expected cases of a place in the last
    1, 2, … periods; or `by_both` (places, windows) has them whole and `by_place` is empty.
    """

    order: PlaceArray
    reach: IntArray
    closes: BoolArray
    by_place: FloatArray
    by_window: FloatArray
    by_both: FloatArray
    periods: int
    cases: float
    fewest: int


class Found(NamedTuple):
    """The best cylinder of each replication, or around each centre: its ratio (0: there is none) and where it is."""

    ratio: FloatArray
    centre: IntArray
    discs: IntArray
    first: IntArray
    last: IntArray


class _Rows(NamedTuple):
    """Cases in the last 1, 2, … periods, a row for each replication in which a place has any, place by place."""

    begins: IntArray
    replication: IntArray
    counts: SingleArray


class _Work(NamedTuple):
    """What one centre needs: counts in the disc, expected cases, and what a count must exceed to be looked at."""

    held: SingleArray
    expected: FloatArray
    near: SingleArray
    lowest: SingleArray
    bound: SingleArray


@compiled
def scan_recent(frame: RecentFrame, drawn: Drawn, found: Found) -> None:
    """Find the best cylinder of each replication."""
    rows = _lay_out(frame, drawn)
    work = _make_work(frame, len(drawn.number))
    for centre in range(len(frame.reach)):
        _scan_centre(centre, frame, rows, work, found)


@compiled
def scan_recent_centres(frame: RecentFrame, drawn: Drawn, found: Found) -> None:
    """Find the best cylinder around each centre, in a single set of cases."""
    rows = _lay_out(frame, drawn)
    work = _make_work(frame, 1)
    for centre in range(len(frame.reach)):
        work.bound[:] = 0.0
        there = slice(centre, centre + 1)
        here = Found(found.ratio[there], found.centre[there], found.discs[there], found.first[there], found.last[there])
        _scan_centre(centre, frame, rows, work, here)


@compiled
def _lay_out(frame: RecentFrame, drawn: Drawn) -> _Rows:
    """Sort drawn cases into rows."""
    places = frame.order.shape[0]
    windows = len(frame.by_window)
    replications = len(drawn.number)
    row_of = np.full((places, replications), -1)
    for replication in range(replications):
        for case in range(drawn.number[replication]):
            row_of[drawn.place[replication, case], replication] = 0
    begins = np.zeros(places + 1, dtype=np.int64)
    number = 0
    for place in range(places):
        begins[place] = number
        for replication in range(replications):
            if row_of[place, replication] == 0:
                row_of[place, replication] = number
                number += 1
    begins[places] = number
    of_row = np.empty(number, dtype=np.int64)
    padded = (windows + LANES - 1) // LANES * LANES
    counts = np.zeros((number, padded), dtype=np.float32)
    for replication in range(replications):
        for case in range(drawn.number[replication]):
            row = row_of[drawn.place[replication, case], replication]
            of_row[row] = replication
            counts[row, frame.periods - 1 - drawn.period[replication, case]] += np.float32(1.0)
    for row in range(number):
        for window in range(1, windows):
            counts[row, window] += counts[row, window - 1]
    return _Rows(begins, of_row, counts)


@compiled
def _make_work(frame: RecentFrame, replications: int) -> _Work:
    """Give room for one centre; what is padded can never be exceeded."""
    windows = len(frame.by_window)
    padded = (windows + LANES - 1) // LANES * LANES
    never = np.full(padded, np.inf, dtype=np.float32)
    return _Work(
        np.zeros((replications, padded), dtype=np.float32),
        np.zeros(windows),
        never.copy(),
        never.copy(),
        np.zeros(replications, dtype=np.float32),
    )


@compiled
def _scan_centre(centre: int, frame: RecentFrame, rows: _Rows, work: _Work, found: Found) -> None:
    """Let the disc around a centre grow, and look at every cylinder that could be best."""
    work.held[:] = 0.0
    work.expected[:] = 0.0
    measure = 0.0
    begins = 0
    while begins < frame.reach[centre]:
        closes = begins
        while not frame.closes[centre, closes]:
            closes += 1
        concerned = 0
        for position in range(begins, closes + 1):
            place = frame.order[centre, position]
            concerned += rows.begins[place + 1] - rows.begins[place]
            if len(frame.by_place) > 0:
                measure += frame.by_place[place]
            else:
                work.expected[:] += frame.by_both[place]
        if concerned > 0:
            _expect(frame, measure, work)
            for position in range(begins, closes + 1):
                _enter(centre, position, closes + 1, frame, rows, work, found)
        begins = closes + 1


@compiled
def _expect(frame: RecentFrame, measure: float, work: _Work) -> None:
    """Work out what a disc expects in each window, and what a count must exceed at least."""
    expected, near, lowest = work.expected, work.near, work.lowest
    if len(frame.by_place) > 0:
        for window in range(len(expected)):
            expected[window] = measure * frame.by_window[window]
    fewest = np.float32(frame.fewest - 0.5)
    for window in range(len(expected)):
        near[window] = np.float32(expected[window])
        lowest[window] = max(near[window], fewest)


@compiled
def _may_beat(count: np.float32, near: np.float32, lowest: np.float32, bound: np.float32, cases: np.float32) -> bool:
    """Tell whether the ratio of a cylinder could be above the bound; the bound is held twice, over all cases."""
    over = count - near
    base = np.float32(0.9) * near + np.float32(0.1) * count
    may = (over * over > bound * base * (cases - count)) | (count > np.float32(300.0) * near)
    return bool((count > lowest) & may)


@compiled
def _enter(  # noqa: PLR0913 (one place enters the disc of every replication concerned)
    centre: int, position: int, discs: int, frame: RecentFrame, rows: _Rows, work: _Work, found: Found
) -> None:
    place = frame.order[centre, position]
    near, lowest = work.near, work.lowest
    cases = np.float32(frame.cases)
    for row in range(rows.begins[place], rows.begins[place + 1]):
        replication = rows.replication[row]
        bound = work.bound[replication]
        held = work.held[replication]
        counts = rows.counts[row]
        hits = np.int32(0)
        for window in range(held.shape[0]):
            count = held[window] + counts[window]
            held[window] = count
            hits |= np.int32(_may_beat(count, near[window], lowest[window], bound, cases))
        if hits > 0:
            _look(centre, discs, replication, frame, work, found)


@compiled
def _look(centre: int, discs: int, replication: int, frame: RecentFrame, work: _Work, found: Found) -> None:  # noqa: PLR0913
    for window in range(len(frame.by_window)):
        single = work.held[replication, window]
        bound = work.bound[replication]
        count = float(single)
        expected = work.expected[window]
        if count > expected and _may_beat(
            single, work.near[window], work.lowest[window], bound, np.float32(frame.cases)
        ):
            ratio = _ratio(count, expected, frame.cases)
            if ratio > found.ratio[replication]:
                found.ratio[replication] = ratio
                found.centre[replication] = centre
                found.discs[replication] = discs
                found.first[replication] = frame.periods - 1 - window
                found.last[replication] = frame.periods - 1
                work.bound[replication] = ROOM * np.float32(2.0 * ratio / frame.cases)


@compiled
def _ratio(count: float, expected: float, cases: float) -> float:
    """Give the Poisson log-likelihood ratio of a cylinder that holds more than expected."""
    ratio = count * np.log(count / expected)
    if cases > count:
        ratio += (cases - count) * np.log((cases - count) / (cases - expected))
    return float(ratio)
