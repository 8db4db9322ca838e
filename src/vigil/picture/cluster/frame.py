"""Which kernel scans a problem, and the arrays it works on."""

from typing import Final, TypeAlias

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.cluster.kernel_dense import DenseFrame, scan_dense, scan_dense_centres
from vigil.picture.cluster.kernel_draw import Drawn
from vigil.picture.cluster.kernel_recent import (
    CountArray,
    Found,
    RecentFrame,
    TallyArray,
    scan_recent,
    scan_recent_centres,
)
from vigil.picture.cluster.problem import ScanKind, ScanModel, ScanProblem, SeparableBaseline

Frame: TypeAlias = DenseFrame | RecentFrame

MOST_CASES: Final = 2**31 - 1
"""So many are counted in 32 bits."""

MOST_TALLIED: Final = 2**7 - 1
"""So many are counted in 8 bits."""

LANES: Final = 128
"""How many replications are worked side by side at most."""

FEWEST_LANES: Final = 16

CACHED: Final = 8_000_000
"""How many bytes of cases stay in the processor's cache."""

NO_CELLS: Final = np.zeros((0, 0))
NO_PLACES: Final = np.zeros(0)


def make_frame(problem: ScanProblem) -> Frame:
    """Give what the kernel of a problem works on.

    Raises
    ------
    ValueError : more cases than are counted
    """
    if problem.cases.sum() > MOST_CASES:
        raise ValueError(f"{problem.cases.sum()} cases are more than {MOST_CASES}")
    if problem.kind is ScanKind.PROSPECTIVE:
        return _recent_frame(problem)
    return _dense_frame(problem)


def count_windows(problem: ScanProblem) -> int:
    """Give how many stretches of periods a cylinder may cover."""
    periods = int(problem.cases.shape[1])
    longest = min(problem.longest, periods)
    if problem.kind is ScanKind.PROSPECTIVE:
        return longest
    return longest * periods - longest * (longest - 1) // 2


def count_cylinders(problem: ScanProblem) -> int:
    """Give how many cylinders a scan examines: all discs of all centres, times all stretches of periods."""
    around = problem.neighbourhoods
    within = np.arange(around.order.shape[1]) < around.reach[:, None]
    return int(np.count_nonzero(around.closes & within)) * count_windows(problem)


def find_begin(problem: ScanProblem) -> int:
    """Give the first period that any cylinder covers."""
    if problem.kind is not ScanKind.PROSPECTIVE:
        return 0
    return max(0, int(problem.cases.shape[1]) - problem.longest)


def count_lanes(problem: ScanProblem, frame: Frame) -> int:
    """Give how many replications to work side by side, so that their cases stay in the processor's cache."""
    places = len(frame.reach)
    cells, size = places * problem.cases.shape[1], frame.whole.itemsize
    if isinstance(frame, RecentFrame):
        size = frame.few.itemsize
        recent = int(problem.cases[:, find_begin(problem) :].sum())
        cells = max(1, min(places, recent)) * len(frame.by_window)
    fitting = CACHED // (size * int(cells))
    return max(FEWEST_LANES, min(LANES, fitting // FEWEST_LANES * FEWEST_LANES))


def list_cases(problem: ScanProblem) -> Drawn:
    """Give the cases that were observed, as if drawn in a single replication."""
    begins = find_begin(problem)
    place, period = np.nonzero(problem.cases[:, begins:])
    number = problem.cases[place, period + begins]
    return Drawn(
        np.repeat(place, number).astype(np.int32)[None, :],
        np.repeat(period + begins, number).astype(np.int32)[None, :],
        np.array([number.sum()], dtype=np.int64),
    )


def scan(frame: Frame, drawn: Drawn) -> Found:
    """Find the best cylinder of each replication."""
    found = _make_found(len(drawn.number))
    if isinstance(frame, RecentFrame):
        scan_recent(frame, drawn, found)
    else:
        scan_dense(frame, drawn, found)
    return found


def scan_centres(frame: Frame, drawn: Drawn) -> Found:
    """Find the best cylinder around each centre, in a single set of cases."""
    found = _make_found(len(frame.reach))
    if isinstance(frame, RecentFrame):
        scan_recent_centres(frame, drawn, found)
    else:
        scan_dense_centres(frame, drawn, found)
    return found


def _make_found(number: int) -> Found:
    where: list[IntArray] = [np.full(number, -1, dtype=np.int64) for _ in range(4)]
    return Found(np.zeros(number), *where)


def _recent_frame(problem: ScanProblem) -> RecentFrame:
    """Give the last 1, 2, … periods: what is expected in them is summed from the last period back."""
    around, baseline = problem.neighbourhoods, problem.baseline
    periods = problem.cases.shape[1]
    longest = min(problem.longest, periods)
    by_place, by_window, by_both = NO_PLACES, np.zeros(longest), NO_CELLS
    if isinstance(baseline, SeparableBaseline):
        by_place = _as_float(baseline.by_place)
        by_window = np.cumsum(_as_float(baseline.by_time)[::-1])[:longest].copy()
    else:
        by_both = np.ascontiguousarray(np.cumsum(_as_float(baseline.expected)[:, ::-1], axis=1)[:, :longest])
    return RecentFrame(
        order=around.order,
        reach=around.reach,
        closes=around.closes,
        by_place=by_place,
        by_window=by_window,
        by_both=by_both,
        periods=periods,
        cases=float(problem.cases.sum()),
        fewest=problem.fewest_cases,
        few=_tally(problem),
        whole=_counter(problem),
    )


def _dense_frame(problem: ScanProblem) -> DenseFrame:
    """Give all stretches of periods: what is expected in them is a difference of sums from the first period on."""
    around, baseline = problem.neighbourhoods, problem.baseline
    periods = problem.cases.shape[1]
    first, last = _stretches(periods, problem.longest)
    by_place, by_period, by_both, people = NO_PLACES, np.zeros(periods + 1), NO_CELLS, 0.0
    if problem.model is ScanModel.BERNOULLI and problem.controls is not None:
        by_place = _as_float(problem.cases[:, 0] + problem.controls)
        by_period[1] = 1.0
        people = float(by_place.sum())
    elif isinstance(baseline, SeparableBaseline):
        by_place = _as_float(baseline.by_place)
        by_period[1:] = np.cumsum(baseline.by_time)
    else:
        by_both = np.zeros((len(problem.cases), periods + 1))
        by_both[:, 1:] = np.cumsum(baseline.expected, axis=1)
    return DenseFrame(
        order=around.order,
        reach=around.reach,
        closes=around.closes,
        by_place=by_place,
        by_period=by_period,
        by_both=by_both,
        first=first,
        last=last,
        cases=float(problem.cases.sum()),
        people=people,
        fewest=problem.fewest_cases,
        whole=_counter(problem),
    )


def _stretches(periods: int, longest: int) -> tuple[IntArray, IntArray]:
    """Give the first and last period of every stretch of up to so many periods."""
    first, last = np.triu_indices(periods)
    short = last - first < longest
    return first[short].astype(np.int64), last[short].astype(np.int64)


def _as_float(values: FloatArray | IntArray) -> FloatArray:
    return np.ascontiguousarray(values, dtype=np.float64)


def _counter(problem: ScanProblem) -> CountArray:
    """Give an empty array of the smaller type that holds all cases."""
    if problem.cases.sum() <= np.iinfo(np.int16).max:
        return np.zeros(0, dtype=np.int16)
    return np.zeros(0, dtype=np.int32)


def _tally(problem: ScanProblem) -> TallyArray:
    """Give an empty array of the smallest type that holds the cases of any place in any replication."""
    if problem.model is ScanModel.PERMUTATION and problem.cases.sum(axis=1).max() <= MOST_TALLIED:
        return np.zeros(0, dtype=np.int8)
    return _counter(problem)
