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


class _Cylinder(NamedTuple):
    """Which cylinder: the centre, the number of places, and the periods; and what it is measured by."""

    centre: int
    discs: int
    first: int
    last: int
    measure: float


@compiled
def scan_dense(frame: DenseFrame, drawn: Drawn, found: Found) -> None:
    """Find the best cylinder of each replication."""
    work = _lay_out(frame, drawn)
    for centre in range(len(frame.reach)):
        _scan_centre(centre, frame, work, found)


@compiled
def scan_dense_centres(frame: DenseFrame, drawn: Drawn, found: Found) -> None:
    """Find the best cylinder around each centre, in a single set of cases."""
    work = _lay_out(frame, drawn)
    for centre in range(len(frame.reach)):
        work.bound[:] = 0.0
        there = slice(centre, centre + 1)
        here = Found(found.ratio[there], found.centre[there], found.discs[there], found.first[there], found.last[there])
        _scan_centre(centre, frame, work, here)


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
def _scan_centre(centre: int, frame: DenseFrame, work: _Work, found: Found) -> None:
    """Let the disc around a centre grow, and look at every cylinder that could be best.

    Everything a disc needs is written out here, in names of its own: handing a bundle of arrays to a function counts
    a reference to each, which takes longer than the work.
    """
    counts, concerned, held, expected = work.counts, work.concerned, work.held, work.expected
    bound, hopeful = work.bound, work.hopeful
    by_place, by_period, by_both, first, last = frame.by_place, frame.by_period, frame.by_both, frame.first, frame.last
    order, closes = frame.order, frame.closes
    replications = len(bound)
    later = held.reshape(held.size)[replications:]
    held[:] = 0.0
    expected[:] = 0.0
    measure = 0.0
    fresh = False
    for position in range(frame.reach[centre]):
        place = order[centre, position]
        if len(by_place) > 0:
            measure += by_place[place]
        else:
            for period in range(len(expected)):
                expected[period] += by_both[place, period]
        if concerned[place]:
            fresh = True
            for cell in range(counts.shape[1]):
                later[cell] += counts[place, cell]
        if not (fresh and closes[centre, position]):
            continue
        fresh = False
        for stretch in range(len(first)):
            since, until = first[stretch], last[stretch] + 1
            much = expected[until] - expected[since]
            if len(by_place) > 0:
                much = measure * (by_period[until] - by_period[since])
            limits = _limit(much, frame.cases, frame.people, frame.fewest)
            hits = np.int32(0)
            for replication in range(replications):
                count = held[until, replication] - held[since, replication]
                may = _may_beat(count, bound[replication], limits)
                hopeful[replication] = may
                hits |= np.int32(may)
            if hits > 0:
                _look(_Cylinder(centre, position + 1, since, until - 1, much), frame, work, found)


@compiled
def _limit(measure: float, cases: float, people: float, fewest: int) -> _Limits:
    """Give what the counts of a cylinder are held against."""
    inside = outside = 0.0
    expected = measure
    if people > 0.0:
        expected = measure * cases / people
        inside = 1.0 / measure
        outside = 1.0 / max(1e-9, (people - measure) * (1.0 - cases / people))
    return _Limits(
        np.float32(expected),
        np.float32(max(expected, fewest - 0.5)),
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
    return (count > limits.lowest) & may


@compiled
def _look(cylinder: _Cylinder, frame: DenseFrame, work: _Work, found: Found) -> None:
    """Work out the ratio itself where the bound does not rule out that it is the best."""
    replications = len(work.bound)
    for replication in range(replications):
        if not work.hopeful[replication]:
            continue
        count = work.held[cylinder.last + 1, replication] - work.held[cylinder.first, replication]
        if frame.people > 0.0:
            ratio = _bernoulli_ratio(float(count), cylinder.measure, frame.cases, frame.people)
        else:
            ratio = _poisson_ratio(float(count), cylinder.measure, frame.cases)
        if ratio > found.ratio[replication]:
            found.ratio[replication] = ratio
            found.centre[replication] = cylinder.centre
            found.discs[replication] = cylinder.discs
            found.first[replication] = cylinder.first
            found.last[replication] = cylinder.last
            work.bound[replication] = ROOM * np.float32(2.0 * ratio)


@compiled
def _poisson_ratio(count: float, expected: float, cases: float) -> float:
    """Give the Poisson log-likelihood ratio of a cylinder that holds more than expected."""
    ratio = count * np.log(count / expected)
    if cases > count:
        ratio += (cases - count) * np.log((cases - count) / (cases - expected))
    return ratio


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
    return ratio
