"""Cylinders that end with the last period: the best of them in each of many replications.

Three exact tricks make it quick. A disc can only be best if the place that closes it has cases in the window: without,
it expects more than the disc before it and holds no more. So a batch of replications walks the places around a centre
together, and a place concerns only those in which it has cases. The logarithms are spared by a bound: with C cases in
all, c in the cylinder and e expected, where e < c <= 300 e, the log-likelihood ratio is at most
(c - e)² / 2 × (1 / (0.9 e + 0.1 c) + 1 / (C - c)), because of the second derivative of its two terms, and that is at
most (c - e)² C / (2 (0.9 e + 0.1 c) (C - c)). Solved for c, this gives a count below which a window need not be looked
at in any replication; it only grows with the disc, so that it holds until it is worked out anew. What is left is whole
numbers to be added and compared, many at a time.
"""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import BoolArray, FloatArray, IntArray, PlaceArray
from vigil.ground.compiled import compiled
from vigil.picture.cluster.kernel_draw import Drawn

CountArray: TypeAlias = NDArray[np.int16] | NDArray[np.int32]
"""Cases, in the smaller type that holds all of them: more fit into a register."""

TallyArray: TypeAlias = NDArray[np.int8] | CountArray
"""Cases of one place, in the smallest type that holds them: the cache holds more, and most of them are waited for."""

ROOM: Final = 0.9999
"""How much of a bound counts, so that rounding cannot skip a cylinder that is better."""

STRIDE: Final = 0.25
"""By how many standard deviations of its count a disc grows before the thresholds are worked out anew."""

LANES: Final = 16
"""Windows are padded to whole registers."""


class RecentFrame(NamedTuple):
    """What stays the same in all replications.

    `by_place` (places,) and `by_window` (windows,) are the factors of the expected cases of a place in the last
    1, 2, … periods; or `by_both` (places, windows) has them whole and `by_place` is empty. `few` and
    `whole` are empty; the cases of a place are counted in the type of the former, those of a disc in the latter's.
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
    few: TallyArray
    whole: CountArray


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
    counts: TallyArray


class _Work(NamedTuple):
    """What one centre needs.

    `held` (replications, windows) are the cases in the disc and `expected` (windows,) what is expected in it. A window
    is looked at when it holds more than `lowest` (windows,); `bound` (replications,) is the ratio to beat.
    """

    held: CountArray
    expected: FloatArray
    lowest: CountArray
    bound: FloatArray


class _Disc(NamedTuple):
    """A centre with so many places, and from which row on it is noted."""

    centre: int
    discs: int
    row: int


@compiled
def scan_recent(frame: RecentFrame, drawn: Drawn, found: Found) -> None:
    """Find the best cylinder of each replication."""
    rows = _lay_out(frame, drawn)
    work = _make_work(frame, len(drawn.number))
    for centre in range(len(frame.reach)):
        _scan_centre(_Disc(centre, 0, 0), frame, rows, work, found)


@compiled
def scan_recent_centres(frame: RecentFrame, drawn: Drawn, found: Found) -> None:
    """Find the best cylinder around each centre, in a single set of cases."""
    rows = _lay_out(frame, drawn)
    work = _make_work(frame, 1)
    for centre in range(len(frame.reach)):
        work.bound[:] = 0.0
        _scan_centre(_Disc(centre, 0, centre), frame, rows, work, found)


@compiled
def _lay_out(frame: RecentFrame, drawn: Drawn) -> _Rows:
    """Sort drawn cases into rows."""
    row_of, begins, of_row = _number_rows(frame.order.shape[0], drawn)
    counts = np.zeros((len(of_row), _pad(len(frame.by_window))), dtype=frame.few.dtype)
    for replication in range(len(drawn.number)):
        for case in range(drawn.number[replication]):
            row = row_of[drawn.place[replication, case], replication]
            counts[row, frame.periods - 1 - drawn.period[replication, case]] += 1
    for row in range(len(of_row)):
        for window in range(1, len(frame.by_window)):
            counts[row, window] += counts[row, window - 1]
    return _Rows(begins, of_row, counts)


@compiled
def _number_rows(places: int, drawn: Drawn) -> tuple[IntArray, IntArray, IntArray]:
    """Give the row of each place and replication, where the rows of each place begin, and each row's replication."""
    row_of = np.full((places, len(drawn.number)), -1)
    number = 0
    for replication in range(len(drawn.number)):
        for case in range(drawn.number[replication]):
            number += row_of[drawn.place[replication, case], replication] < 0
            row_of[drawn.place[replication, case], replication] = 0
    begins, of_row = np.zeros(places + 1, dtype=np.int64), np.empty(number, dtype=np.int64)
    number = 0
    for place in range(places):
        for replication in range(len(drawn.number)):
            if row_of[place, replication] == 0:
                row_of[place, replication] = number
                of_row[number] = replication
                number += 1
        begins[place + 1] = number
    return row_of, begins, of_row


@compiled
def _pad(windows: int) -> int:
    """Give how many windows there is room for."""
    return (windows + LANES - 1) // LANES * LANES


@compiled
def _make_work(frame: RecentFrame, replications: int) -> _Work:
    """Give room for one centre; what is padded holds nothing and is never looked at."""
    padded = _pad(len(frame.by_window))
    return _Work(
        np.zeros((replications, padded), dtype=frame.whole.dtype),
        np.zeros(len(frame.by_window)),
        np.zeros(padded, dtype=frame.whole.dtype),
        np.zeros(replications),
    )


@compiled
def _scan_centre(  # noqa: C901 - calls in the innermost loops would take longer than the work
    at: _Disc, frame: RecentFrame, rows: _Rows, work: _Work, found: Found
) -> None:
    """Let the disc around a centre grow, and look at every cylinder that could be best."""
    order, by_both, expected = frame.order, frame.by_both, work.expected
    begins, of_row, counts = rows.begins, rows.replication, rows.counts
    held, lowest = work.held, work.lowest
    whole = lowest.dtype.type
    held[:] = 0
    expected[:] = 0.0
    measure = 0.0
    valid = -1.0
    entered = 0
    number = 0
    for position in range(frame.reach[at.centre]):  # noqa: PLR1702 - as above
        place = order[at.centre, position]
        number += begins[place + 1] - begins[place]
        if len(by_both) > 0:
            expected += by_both[place]
        else:
            measure += frame.by_place[place]
        if not frame.closes[at.centre, position]:
            continue
        if number > 0:
            usual = expected[-1] if len(by_both) > 0 else measure * frame.by_window[-1]
            if usual > valid:
                _reckon(measure, frame, work)
                valid = usual + STRIDE * np.sqrt(usual)
            for inside in range(entered, position + 1):
                place = order[at.centre, inside]
                for row in range(begins[place], begins[place + 1]):
                    here, more = held[of_row[row]], counts[row]
                    room = whole(0)
                    for window in range(len(lowest)):
                        count = whole(here[window] + more[window])
                        here[window] = count
                        room = min(room, whole(lowest[window] - count))
                    if room < 0:
                        _look(_Disc(at.centre, position + 1, at.row), of_row[row], measure, frame, work, found)
        entered = position + 1
        number = 0


@compiled
def _reckon(measure: float, frame: RecentFrame, work: _Work) -> None:
    """Work out above which count each window of this disc, or of a larger one, could be best in some replication."""
    whole = work.lowest.dtype.type
    cases, fewest = frame.cases, frame.fewest - 1.0
    share = 2.0 * ROOM * work.bound.min() / cases
    square = 1.0 + 0.1 * share
    for window in range(len(frame.by_window)):
        usual = work.expected[window] if len(frame.by_both) > 0 else measure * frame.by_window[window]
        half = usual + share * (0.05 * cases - 0.45 * usual)
        rest = usual * usual - 0.9 * share * usual * cases
        root = (half + np.sqrt(max(0.0, half * half - square * rest))) / square
        work.lowest[window] = whole(max(min(root, 300.0 * usual), fewest))


@compiled
def _look(  # noqa: PLR0913, PLR0917 - a bundle of these would be one more to explain
    disc: _Disc, replication: int, measure: float, frame: RecentFrame, work: _Work, found: Found
) -> None:
    """Work out the ratio itself where a window could be the best."""
    row = disc.row + replication
    for window in range(len(frame.by_window)):
        if work.held[replication, window] > work.lowest[window]:
            count = float(work.held[replication, window])
            expected = work.expected[window] if len(frame.by_both) > 0 else measure * frame.by_window[window]
            ratio = _ratio(count, expected, frame.cases)
            if ratio > work.bound[replication]:
                work.bound[replication] = ratio
                found.ratio[row] = ratio
                found.centre[row] = disc.centre
                found.discs[row] = disc.discs
                found.first[row] = frame.periods - 1 - window
                found.last[row] = frame.periods - 1


@compiled
def _ratio(count: float, expected: float, cases: float) -> float:
    """Give the Poisson log-likelihood ratio of a cylinder, 0 unless it holds more than expected."""
    if count <= expected:
        return 0.0
    ratio = count * np.log(count / expected)
    if cases > count:
        ratio += (cases - count) * np.log((cases - count) / (cases - expected))
    return float(ratio)
