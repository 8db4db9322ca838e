"""Every cylinder of a problem with few periods: the best in each of many replications, which are worked side by side.

Purely spatial scans have one period, yearly ones a few. Nearly every place then has cases in every replication, and
the processor's registers are filled with replications rather than with windows. What a cylinder must hold to be looked
at is kept in a table, for every replication and for steps of what is expected: the count at which a bound of the ratio
comes up to the best so far. `kernel_recent` has the bound of the Poisson model. That of the Bernoulli model has a term
for each of the four groups of people; it is solved by trying counts.

What runs for every disc is given whole arrays and the numbers of the rows: to cut a row out of an array would take
longer than to walk it.
"""

from typing import Final, NamedTuple

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray, IntArray, PlaceArray
from vigil.ground.compiled import compiled
from vigil.picture.cluster.kernel_draw import Drawn
from vigil.picture.cluster.kernel_recent import CountArray, Found

ROOM: Final = 0.9999
"""How much of a bound counts, so that rounding cannot skip a cylinder that is better."""

STEP: Final = 0.125
"""By how much the root of what is expected grows from one row of thresholds to the next: a quarter of a deviation."""

WORTH: Final = 1.3
"""By what factor the best must grow for the thresholds to follow at once, and not only at the next centre."""


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

    `counts` (places, periods, replications) has the cases of each place up to each period, `concerned` (places,) says
    which have any; `held` and `expected` are the same of the disc, with a period of nothing before the first. `bound`
    (replications,) is the ratio to beat. A cylinder is looked at in the replications in which it holds more than
    `lowest` (steps, replications), which was worked out when `bound` was `known`.
    """

    counts: CountArray
    concerned: BoolArray
    held: CountArray
    expected: FloatArray
    lowest: CountArray
    bound: FloatArray
    known: FloatArray


class _Limits(NamedTuple):
    """What is in the whole study: cases, people (0 but for the Bernoulli model), and the fewest cases of a cylinder."""

    cases: float
    people: float
    fewest: int


class _Cylinder(NamedTuple):
    """A centre with so many places, the edges of its periods, its measure, and the row of the thresholds."""

    centre: int
    discs: int
    since: int
    until: int
    measure: float
    step: int


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
        work.known[:] = -1.0
        _scan_centre(centre, centre, frame, work, found)


@compiled
def _lay_out(frame: DenseFrame, drawn: Drawn) -> _Work:
    """Sort drawn cases by place, period and replication, and give room for one centre."""
    places = frame.order.shape[0]
    periods = len(frame.by_period) - 1
    replications = len(drawn.number)
    counts = np.zeros((places, periods, replications), dtype=frame.whole.dtype)
    concerned = np.zeros(places, dtype=np.bool_)
    for replication in range(replications):
        for case in range(drawn.number[replication]):
            place = drawn.place[replication, case]
            concerned[place] = True
            counts[place, drawn.period[replication, case], replication] += 1
    for place in range(places):
        for period in range(1, periods):
            counts[place, period] += counts[place, period - 1]
    return _Work(
        counts,
        concerned,
        np.zeros((periods + 1, replications), dtype=frame.whole.dtype),
        np.zeros(periods + 1),
        np.zeros((int(np.sqrt(frame.cases) / STEP) + 2, replications), dtype=frame.whole.dtype),
        np.zeros(replications),
        np.full(replications, -1.0),
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
    share = frame.cases / frame.people if frame.people > 0.0 else 1.0
    counts, concerned, held, expected = work.counts, work.concerned, work.held, work.expected
    lowest, bound = work.lowest, work.bound
    held[:] = 0
    expected[:] = 0.0
    measure = 0.0
    is_fresh = False
    _follow(1.0, limits, work)
    for position in range(frame.reach[centre]):
        place = order[centre, position]
        if len(by_both) > 0:
            _add(expected, by_both, place)
        else:
            measure += by_place[place]
        if concerned[place]:
            is_fresh = True
            _enter(held, counts, place)
        if not (is_fresh and closes[centre, position]):
            continue
        is_fresh = False
        if len(by_both) == 0:
            for period in range(len(expected)):
                expected[period] = measure * by_period[period]
        for stretch in range(len(first)):
            since, until = first[stretch], last[stretch] + 1
            much = expected[until] - expected[since]
            step = int(np.sqrt(max(0.0, much * share)) / STEP)
            if not _has_more(held, since, until, lowest, step):
                continue
            cylinder = _Cylinder(centre, position + 1, since, until, much, step)
            if _is_best(held, lowest, bound, cylinder, limits):
                _note(cylinder, row, limits, work, found)


@compiled
def _add(expected: FloatArray, by_both: FloatArray, place: int) -> None:
    """Add what is expected of a place."""
    for period in range(len(expected)):
        expected[period] += by_both[place, period]


@compiled
def _enter(held: CountArray, counts: CountArray, place: int) -> None:
    """Let the cases of a place into the disc."""
    whole = held.dtype.type
    for period in range(counts.shape[1]):
        for replication in range(held.shape[1]):
            held[period + 1, replication] = whole(held[period + 1, replication] + counts[place, period, replication])


@compiled
def _has_more(held: CountArray, since: int, until: int, lowest: CountArray, step: int) -> bool:
    """Tell whether any replication has more cases between two sums than its threshold."""
    whole = held.dtype.type
    room = whole(0)
    for replication in range(held.shape[1]):
        number = whole(held[until, replication] - held[since, replication])
        room = min(room, whole(lowest[step, replication] - number))
    return bool(room < 0)


@compiled
def _is_best(held: CountArray, lowest: CountArray, bound: FloatArray, cylinder: _Cylinder, limits: _Limits) -> bool:
    """Tell whether a cylinder is the best of any replication."""
    since, until, step = cylinder.since, cylinder.until, cylinder.step
    for replication in range(len(bound)):
        number = held[until, replication] - held[since, replication]
        if number <= lowest[step, replication]:
            continue
        if _ratio(float(number), cylinder.measure, limits) > bound[replication]:
            return True
    return False


@compiled
def _note(cylinder: _Cylinder, row: int, limits: _Limits, work: _Work, found: Found) -> None:
    """Note a cylinder in the row of every replication whose best it is."""
    since, until, step = cylinder.since, cylinder.until, cylinder.step
    held, lowest, bound = work.held, work.lowest, work.bound
    is_best = False
    for replication in range(len(bound)):
        number = held[until, replication] - held[since, replication]
        if number <= lowest[step, replication]:
            continue
        ratio = _ratio(float(number), cylinder.measure, limits)
        if ratio > bound[replication]:
            is_best = True
            bound[replication] = ratio
            found.ratio[row + replication] = ratio
            found.centre[row + replication] = cylinder.centre
            found.discs[row + replication] = cylinder.discs
            found.first[row + replication] = since
            found.last[row + replication] = until - 1
    if is_best:
        _follow(WORTH, limits, work)


@compiled
def _follow(worth: float, limits: _Limits, work: _Work) -> None:
    """Work out the thresholds of the replications whose best has grown by more than a factor."""
    for replication in range(len(work.bound)):
        bound = work.bound[replication]
        if bound > worth * work.known[replication]:
            work.known[replication] = bound
            count = limits.fewest - 1
            for step in range(len(work.lowest)):
                usual = min(STEP * STEP * step * step, limits.cases)
                count = _find_lowest(count, usual, ROOM * bound, limits)
                work.lowest[step, replication] = count


@compiled
def _find_lowest(known: int, usual: float, bound: float, limits: _Limits) -> int:
    """Give the largest count whose ratio cannot be above the bound, if it is at least a count that is known."""
    if limits.people > 0.0:
        return _try_counts(known, usual, bound, limits)
    cases, share = limits.cases, 2.0 * bound / limits.cases
    square = 1.0 + 0.1 * share
    half = usual + share * (0.05 * cases - 0.45 * usual)
    rest = usual * usual - 0.9 * share * usual * cases
    root = (half + np.sqrt(max(0.0, half * half - square * rest))) / square
    return int(max(min(root, 300.0 * usual), limits.fewest - 1.0))


@compiled
def _try_counts(known: int, usual: float, bound: float, limits: _Limits) -> int:
    """Try counts, from the known one on, in steps that grow and then shrink."""
    most = min(usual * limits.people / limits.cases, limits.cases)
    count = max(known, int(usual))
    step = 1
    while count + step <= most and _highest_ratio(float(count + step), usual, limits) <= bound:
        count += step
        step *= 2
    while step > 1:
        step //= 2
        if count + step <= most and _highest_ratio(float(count + step), usual, limits) <= bound:
            count += step
    return count


@compiled
def _highest_ratio(count: float, usual: float, limits: _Limits) -> float:
    """Give what the Bernoulli ratio of a cylinder is at most, without logarithms.

    Its second derivative by the count is the sum of one over each group: cases and controls inside and outside. Of the
    two that shrink as the count grows, twice the inverse at the usual count is as good a bound as the inverse at the
    count itself.
    """
    cases, people = limits.cases, limits.people
    if count > 300.0 * usual:
        return np.inf
    inside = usual * people / cases
    over = count - usual
    controls = max(inside - count, 0.5 * (inside - usual))
    outside = max(cases - count, 0.5 * (cases - usual))
    rest = people - inside - cases + usual
    return float(0.5 * over * over * (1.0 / (0.9 * usual + 0.1 * count) + 1.0 / controls + 1.0 / outside + 1.0 / rest))


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
