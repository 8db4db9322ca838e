"""Every cylinder of a problem with few periods: the best in each of many replications, which are worked side by side.

Purely spatial scans have one period, yearly ones a few. Nearly every place then has cases in every replication, and
the processor's registers are filled with replications rather than with windows. What a cylinder must hold to be looked
at is worked out once for all of them, as `kernel_recent` explains; for the Bernoulli model by trying counts.
"""

from typing import Final, NamedTuple

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray, IntArray, PlaceArray
from vigil.ground.compiled import compiled
from vigil.picture.cluster.kernel_draw import Drawn
from vigil.picture.cluster.kernel_recent import CountArray, Found

ROOM: Final = 0.9999
"""How much of a bound counts, so that rounding cannot skip a cylinder that is better."""

STRIDE: Final = 0.25
"""By how many standard deviations of its count a disc grows before a threshold is worked out anew."""


class DenseFrame(NamedTuple):
    """What stays the same in all replications.

    `by_place` (places,) and `by_period` (periods + 1,), the latter summed from the first period on, are the factors of
    the expected cases; or `by_both` (places, periods + 1), summed likewise, has them whole and `by_place` is empty.
    `first` and `last` are the stretches of periods a cylinder may cover. `people` is 0 but for the Bernoulli model:
    all cases and controls, and `by_place` then counts those of each place. `whole` is empty; cases are counted in its
    type, which holds all of them.
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
    whole: CountArray


class _Work(NamedTuple):
    """What one centre needs.

    `counts` (places, periods × replications) has the cases of each place up to each period, `concerned` (places,) says
    which have any; `held` and `expected` are the same of the disc, with a period of nothing before the first. A
    cylinder is looked at when it holds more than `lowest` (stretches,); `bound` (replications,) is the ratio to beat
    and `least` (1,) the smallest of them.
    """

    counts: CountArray
    concerned: BoolArray
    held: CountArray
    expected: FloatArray
    lowest: CountArray
    bound: FloatArray
    least: FloatArray


class _Limits(NamedTuple):
    """What is in the whole study: cases, people (0 but for the Bernoulli model), and the fewest cases of a cylinder."""

    cases: float
    people: float
    fewest: int


class _Cylinder(NamedTuple):
    """A centre with so many places, the edges of its periods, its measure, and above which count it is looked at."""

    centre: int
    discs: int
    since: int
    until: int
    measure: float
    lowest: int


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
        work.least[0] = 0.0
        _scan_centre(centre, centre, frame, work, found)


@compiled
def _lay_out(frame: DenseFrame, drawn: Drawn) -> _Work:
    """Sort drawn cases by place, period and replication, and give room for one centre."""
    places = frame.order.shape[0]
    periods = len(frame.by_period) - 1
    replications = len(drawn.number)
    counts = np.zeros((places, periods * replications), dtype=frame.whole.dtype)
    concerned = np.zeros(places, dtype=np.bool_)
    for replication in range(replications):
        for case in range(drawn.number[replication]):
            place = drawn.place[replication, case]
            concerned[place] = True
            counts[place, drawn.period[replication, case] * replications + replication] += 1
    for place in range(places):
        for later in range(replications, periods * replications):
            counts[place, later] += counts[place, later - replications]
    return _Work(
        counts,
        concerned,
        np.zeros((periods + 1, replications), dtype=frame.whole.dtype),
        np.zeros(periods + 1),
        np.zeros(len(frame.first), dtype=frame.whole.dtype),
        np.zeros(replications),
        np.zeros(1),
    )


@compiled
def _scan_centre(  # noqa: C901 - to hand a bundle of arrays to a function for every disc takes longer than the work
    centre: int, row: int, frame: DenseFrame, work: _Work, found: Found
) -> None:
    """Let the disc around a centre grow, and look at every cylinder that could be best.

    What is found goes into the rows from `row` on, one for each replication.
    """
    by_place, by_both, by_period = frame.by_place, frame.by_both, frame.by_period
    order, closes, first, last = frame.order, frame.closes, frame.first, frame.last
    limits = _Limits(frame.cases, frame.people, frame.fewest)
    counts, concerned, held, expected = work.counts, work.concerned, work.held, work.expected
    lowest, least, bound = work.lowest, work.least, work.bound
    held[:] = 0
    lowest[:] = 0
    expected[:] = 0.0
    measure = 0.0
    valid = -1.0
    is_fresh = False
    for position in range(frame.reach[centre]):  # noqa: PLR1702 - as above
        place = order[centre, position]
        if len(by_both) > 0:
            expected += by_both[place]
        else:
            measure += by_place[place]
        if concerned[place]:
            is_fresh = True
            _enter(held, counts[place])
        if not (is_fresh and closes[centre, position]):
            continue
        is_fresh = False
        if len(by_both) == 0:
            for period in range(len(expected)):
                expected[period] = measure * by_period[period]
        usual = expected[-1]
        is_larger = usual > valid
        if is_larger:
            valid = usual + STRIDE * np.sqrt(usual)
        for stretch in range(len(first)):
            since, until = first[stretch], last[stretch] + 1
            much = expected[until] - expected[since]
            if is_larger:
                lowest[stretch] = _find_lowest(lowest[stretch], much, ROOM * least[0], limits)
            if _has_more(held[since], held[until], lowest[stretch]):
                cylinder = _Cylinder(centre, position + 1, since, until, much, lowest[stretch])
                if _could_beat(held[since], held[until], bound, cylinder, limits):
                    _note(cylinder, row, limits, work, found)


@compiled
def _enter(held: CountArray, counts: CountArray) -> None:
    """Let the cases of a place into the disc."""
    later = held.reshape(held.size)[held.shape[1] :]
    for cell in range(len(counts)):
        later[cell] += counts[cell]


@compiled
def _has_more(before: CountArray, after: CountArray, lowest: int) -> bool:
    """Tell whether any replication has more cases than that between two sums."""
    whole = before.dtype.type
    most, room = whole(lowest), whole(0)
    for replication in range(len(after)):
        room = min(room, whole(most - whole(after[replication] - before[replication])))
    return bool(room < 0)


@compiled
def _find_lowest(known: int, measure: float, bound: float, limits: _Limits) -> int:
    """Give the largest count whose ratio cannot be above the bound, if it is at least a count that is known."""
    if limits.people > 0.0:
        return _try_counts(known, measure, bound, limits)
    cases, usual, share = limits.cases, max(measure, 0.0), 2.0 * bound / limits.cases
    square = 1.0 + 0.1 * share
    half = usual + share * (0.05 * cases - 0.45 * usual)
    rest = usual * usual - 0.9 * share * usual * cases
    root = (half + np.sqrt(max(0.0, half * half - square * rest))) / square
    return int(max(min(root, 300.0 * usual), limits.fewest - 1.0))


@compiled
def _try_counts(known: int, inside: float, bound: float, limits: _Limits) -> int:
    """Try counts, from the known one on, in steps that grow and then shrink."""
    most = min(inside, limits.cases)
    count = max(known, limits.fewest - 1, int(inside * limits.cases / limits.people))
    step = 1
    while count + step <= most and _ratio(float(count + step), inside, limits) <= bound:
        count += step
        step *= 2
    while step > 1:
        step //= 2
        if count + step <= most and _ratio(float(count + step), inside, limits) <= bound:
            count += step
    return count


@compiled
def _could_beat(before: CountArray, after: CountArray, bound: FloatArray, cylinder: _Cylinder, limits: _Limits) -> bool:
    """Tell whether a cylinder could be the best of any replication."""
    usual, cases = cylinder.measure, limits.cases
    for replication in range(len(bound)):
        number = after[replication] - before[replication]
        if number <= cylinder.lowest:
            continue
        count = float(number)
        over = count - usual
        least = 2.0 * ROOM * bound[replication] * (0.9 * usual + 0.1 * count) * (cases - count)
        if limits.people > 0.0:
            if _ratio(count, usual, limits) > bound[replication]:
                return True
        elif over * over * cases > least or count > 300.0 * usual:
            return True
    return False


@compiled
def _note(cylinder: _Cylinder, row: int, limits: _Limits, work: _Work, found: Found) -> None:
    """Note a cylinder in the row of every replication whose best it is."""
    before, after = work.held[cylinder.since], work.held[cylinder.until]
    for replication in range(len(work.bound)):
        number = after[replication] - before[replication]
        if number <= cylinder.lowest:
            continue
        ratio = _ratio(float(number), cylinder.measure, limits)
        if ratio > work.bound[replication]:
            work.bound[replication] = ratio
            found.ratio[row + replication] = ratio
            found.centre[row + replication] = cylinder.centre
            found.discs[row + replication] = cylinder.discs
            found.first[row + replication] = cylinder.since
            found.last[row + replication] = cylinder.until - 1
    work.least[0] = work.bound.min()


@compiled
def _ratio(count: float, measure: float, limits: _Limits) -> float:
    """Give the log-likelihood ratio of a cylinder, 0 unless it holds more than expected."""
    if limits.people > 0.0:
        return _bernoulli_ratio(count, measure, limits)
    if count <= measure:
        return 0.0
    ratio = count * np.log(count / measure)
    if limits.cases > count:
        ratio += (limits.cases - count) * np.log((limits.cases - count) / (limits.cases - measure))
    return float(ratio)


@compiled
def _bernoulli_ratio(count: float, inside: float, limits: _Limits) -> float:
    """Give the Bernoulli log-likelihood ratio of a cylinder with so many people inside."""
    cases, outside, share = limits.cases, limits.people - inside, limits.cases / limits.people
    if count <= inside * share:
        return 0.0
    ratio = count * np.log(count / inside / share)
    if inside > count:
        ratio += (inside - count) * np.log((inside - count) / inside / (1.0 - share))
    if cases > count:
        ratio += (cases - count) * np.log((cases - count) / outside / share)
    rest = outside - (cases - count)
    if rest > 0.0:
        ratio += rest * np.log(rest / outside / (1.0 - share))
    return float(ratio)
