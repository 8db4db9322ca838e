"""Every cylinder of a problem with few periods: the best in each of many replications, which are worked side by side.

Purely spatial scans have one period, yearly ones a few. Nearly every place then has cases in every replication, and
the processor's registers are filled with replications rather than with windows: what a disc expects is worked out once
for all of them. The logarithms are spared by the bound that `kernel_recent` explains; for the Bernoulli model it has a
term each for cases and controls, inside and outside.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import BoolArray, FloatArray, IntArray, PlaceArray
from vigil.ground.compiled import compiled
from vigil.picture.cluster.kernel_draw import Drawn
from vigil.picture.cluster.kernel_recent import Found

SingleArray = NDArray[np.float32]

ROOM: Final = np.float32(0.999)
"""How much of a bound counts, so that rounding to single precision cannot skip a cylinder that is better."""


class DenseFrame(NamedTuple):
    """What stays the same in all replications.

    `by_place` (places,) and `by_period` (periods + 1,), the latter summed from the first period on, are the factors of
    the expected cases; or `by_both` (places, periods + 1), summed likewise, has them whole and `by_place` is empty.
    `first` and `last` are the stretches of periods a cylinder may cover. `people` is 0 but for the Bernoulli model:
    all cases and controls, and `by_place` then counts those of each place.
    """

    order: PlaceArray
    reach: IntArray
    closes: BoolArray
    by_place: FloatArray
    by_period: FloatArray
    by_both: FloatArray
    first: IntArray
    last: IntArray
    cases: float
    people: float
    fewest: int


class _Work(NamedTuple):
    """What one centre needs.

    `counts` (places, periods × replications) has the cases of each place up to each period, `concerned` (places,) says
    which have any; `held` and `expected` are the same of the disc, with a period of nothing before the first; `bound`
    (replications,) is twice the ratio to beat.
    """

    counts: SingleArray
    concerned: BoolArray
    held: SingleArray
    expected: FloatArray
    bound: SingleArray
    hopeful: BoolArray


class _Limits(NamedTuple):
    """What the counts of a cylinder are held against.

    Expected cases, the count to exceed at least, all cases, one over the people inside, one over the controls outside.
    """

    near: np.float32
    lowest: np.float32
    cases: np.float32
    inside: np.float32
    outside: np.float32


class _Disc(NamedTuple):
    """A centre with so many places, what it is measured by, and from which row on it is noted."""

    centre: int
    discs: int
    measure: float
    row: int


class _Stretch(NamedTuple):
    """Periods from the first to the last, and what the cylinder over them is measured by."""

    first: int
    last: int
    measure: float


@compiled
def scan_dense(frame: DenseFrame, drawn: Drawn, found: Found) -> None:
    """Find the best cylinder of each replication."""
    work = _lay_out(frame, drawn)
    for centre in range(len(frame.reach)):
        _scan_centre(centre, 0, frame, work, found)


@compiled
def scan_dense_centres(frame: DenseFrame, drawn: Drawn, found: Found) -> None:
    """Find the best cylinder around each centre, in a single set of cases."""
    work = _lay_out(frame, drawn)
    for centre in range(len(frame.reach)):
        work.bound[:] = 0.0
        _scan_centre(centre, centre, frame, work, found)


@compiled
def _lay_out(frame: DenseFrame, drawn: Drawn) -> _Work:
    """Sort drawn cases by place, period and replication, and give room for one centre."""
    places = frame.order.shape[0]
    periods = len(frame.by_period) - 1
    replications = len(drawn.number)
    counts = np.zeros((places, periods * replications), dtype=np.float32)
    concerned = np.zeros(places, dtype=np.bool_)
    for replication in range(replications):
        for case in range(drawn.number[replication]):
            place = drawn.place[replication, case]
            concerned[place] = True
            counts[place, drawn.period[replication, case] * replications + replication] += np.float32(1.0)
    for place in range(places):
        for later in range(replications, periods * replications):
            counts[place, later] += counts[place, later - replications]
    return _Work(
        counts,
        concerned,
        np.zeros((periods + 1, replications), dtype=np.float32),
        np.zeros(periods + 1),
        np.zeros(replications, dtype=np.float32),
        np.zeros(replications, dtype=np.bool_),
    )


@compiled
def _scan_centre(centre: int, row: int, frame: DenseFrame, work: _Work, found: Found) -> None:
    """Let the disc around a centre grow, and look at every cylinder that could be best.

    What is found goes into the rows from `row` on, one for each replication.
    """
    by_place, by_both, expected = frame.by_place, frame.by_both, work.expected
    work.held[:] = 0.0
    expected[:] = 0.0
    measure = 0.0
    is_fresh = False
    for position in range(frame.reach[centre]):
        place = frame.order[centre, position]
        if len(by_place) > 0:
            measure += by_place[place]
        else:
            for period in range(len(expected)):
                expected[period] += by_both[place, period]
        if work.concerned[place]:
            is_fresh = True
            _enter(place, work.counts, work.held)
        if is_fresh and frame.closes[centre, position]:
            is_fresh = False
            _compare(_Disc(centre, position + 1, measure, row), frame, work, found)


@compiled
def _enter(place: int, counts: SingleArray, held: SingleArray) -> None:
    """Let the cases of a place into the disc."""
    later = held.reshape(held.size)[held.shape[1] :]
    here = counts[place]
    for cell in range(len(here)):
        later[cell] += here[cell]


@compiled
def _compare(disc: _Disc, frame: DenseFrame, work: _Work, found: Found) -> None:
    """Look at every stretch of periods that could be best with this disc."""
    by_period, first, last = frame.by_period, frame.first, frame.last
    held, expected, bound, hopeful = work.held, work.expected, work.bound, work.hopeful
    for stretch in range(len(first)):
        since, until = first[stretch], last[stretch] + 1
        much = expected[until] - expected[since]
        if len(frame.by_place) > 0:
            much = disc.measure * (by_period[until] - by_period[since])
        limits = _limit(much, frame)
        before, after = held[since], held[until]
        hits = np.int32(0)
        for replication in range(len(bound)):
            may = _may_beat(after[replication] - before[replication], bound[replication], limits)
            hopeful[replication] = may
            hits |= np.int32(may)
        if hits > 0:
            _look(disc, _Stretch(since, until - 1, much), frame, work, found)


@compiled
def _limit(measure: float, frame: DenseFrame) -> _Limits:
    """Give what the counts of a cylinder are held against."""
    cases, people = frame.cases, frame.people
    inside = outside = 0.0
    expected = measure
    if people > 0.0:
        expected = measure * cases / people
        inside = 1.0 / measure
        outside = 1.0 / max(1e-9, (people - measure) * (1.0 - cases / people))
    return _Limits(
        np.float32(expected),
        np.float32(max(expected, frame.fewest - 0.5)),
        np.float32(cases),
        np.float32(inside),
        np.float32(outside),
    )


@compiled
def _may_beat(count: np.float32, bound: np.float32, limits: _Limits) -> bool:
    """Tell whether the ratio of a cylinder could be above the bound."""
    over = count - limits.near
    base = (np.float32(0.9) * limits.near + np.float32(0.1) * count) * (np.float32(1.0) - limits.inside * count)
    rest = limits.cases - count
    both = base * rest
    may = (over * over * (base + rest + limits.outside * both) > bound * both) | (
        count > np.float32(300.0) * limits.near
    )
    return bool((count > limits.lowest) & may)


@compiled
def _look(disc: _Disc, stretch: _Stretch, frame: DenseFrame, work: _Work, found: Found) -> None:
    """Work out the ratio itself where the bound does not rule out that it is the best."""
    for replication in range(len(work.bound)):
        if not work.hopeful[replication]:
            continue
        count = float(work.held[stretch.last + 1, replication] - work.held[stretch.first, replication])
        if frame.people > 0.0:
            ratio = _bernoulli_ratio(count, stretch.measure, frame.cases, frame.people)
        else:
            ratio = _poisson_ratio(count, stretch.measure, frame.cases)
        row = disc.row + replication
        if ratio > found.ratio[row]:
            found.ratio[row] = ratio
            found.centre[row] = disc.centre
            found.discs[row] = disc.discs
            found.first[row] = stretch.first
            found.last[row] = stretch.last
            work.bound[replication] = ROOM * np.float32(2.0 * ratio)


@compiled
def _poisson_ratio(count: float, expected: float, cases: float) -> float:
    """Give the Poisson log-likelihood ratio of a cylinder that holds more than expected."""
    ratio = count * np.log(count / expected)
    if cases > count:
        ratio += (cases - count) * np.log((cases - count) / (cases - expected))
    return float(ratio)


@compiled
def _bernoulli_ratio(count: float, inside: float, cases: float, people: float) -> float:
    """Give the Bernoulli log-likelihood ratio of a cylinder with so many people inside."""
    outside = people - inside
    share = cases / people
    ratio = count * np.log(count / inside / share)
    if inside > count:
        ratio += (inside - count) * np.log((inside - count) / inside / (1.0 - share))
    if cases > count:
        ratio += (cases - count) * np.log((cases - count) / outside / share)
    rest = outside - (cases - count)
    if rest > 0.0:
        ratio += rest * np.log(rest / outside / (1.0 - share))
    return float(ratio)
