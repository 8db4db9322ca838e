"""The rounds of a class worth most, found among those that can still be worth enough: exact, and compiled.

A label is a visit that a unit makes, with all that it did before. Labels are made minute by minute. One is followed
only if what it is worth with what going on can still be worth (`onward.py`) is more than asked for, and if no other at
its node is as early and as good in every respect. Whether a walk came by a node before is remembered for some nodes,
those that matter; a walk may come back to any other, which no round may. What the best walk is worth bounds all rounds.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import BoolArray, FloatArray, IntArray
from vigil.ground.compiled import compiled

NumberArray = NDArray[np.int32]
ShortArray = NDArray[np.int16]
ThinArray = NDArray[np.float32]

Nodes = tuple[NumberArray, NumberArray, NumberArray, NumberArray, NumberArray]
"""place, first, last, minutes, visit_from: as in `Problem`, for the nodes that are looked at."""
Ways = tuple[ShortArray, ShortArray, IntArray]
"""way, shape (slots, places, places); least_way, shape (places, places); slot_from, shape (slots,)."""
Ends = tuple[IntArray, IntArray, ShortArray, ShortArray, ShortArray]
"""Earliest arrival at each place; the same with the rest taken before; least minutes out; minutes home, shape (slots,
places); least minutes home. Each but the fourth of shape (places,)."""
Rules = tuple[IntArray, BoolArray, IntArray]
"""[home_by, rest minutes (0: no rest), rest from, rest until]; which nodes the unit may visit; for each node 0, or the
bit by which it is remembered."""
Onward = tuple[ThinArray, ThinArray, float, int]
"""Arriving and visiting, as `worth_onward` gives them, the effect of the class, and the minute arriving begins at."""
Aims = tuple[float, float, float, int]
"""What a round must be worth more than; the share of the best found that it must be worth; what a minute driven costs;
how many labels to make at most."""
Given = tuple[Nodes, Ways, Ends, Rules, Onward]
Book = tuple[
    IntArray,
    IntArray,
    FloatArray,
    IntArray,
    FloatArray,
    IntArray,
    FloatArray,
    IntArray,
    FloatArray,
    IntArray,
    FloatArray,
    IntArray,
]
"""What is written down: see `find_labels`."""
Labels = tuple[IntArray, FloatArray, float, int]
"""Labels, shape (labels, 5): visit, label before (-1: none), what is remembered, layer, next label at the node; what
each is worth after its visit and at home (`NOTHING`: not in time), shape (labels, 2); what every walk that is not there
is worth at most, infinite when there were too many labels; steps taken."""

NOTHING: Final = -1e18
NEVER: Final = 1 << 40
HOME_BY, REST_MINUTES, REST_FROM, REST_UNTIL = 0, 1, 2, 3
VISIT, BEFORE, REMEMBERED, LAYER, NEXT = 0, 1, 2, 3, 4
NODE, MINUTE = 0, 5
EVENTS, LABELS, STEPS = 0, 1, 2
AIM, BEST = 0, 1
EVENTS_A_LABEL: Final = 12
ROUNDED_UP: Final = 1.00001
"""The worth of going on comes in small floats: by so much at most they may be too low."""


@compiled
def find_labels(profit: FloatArray, given: Given, aims: Aims) -> Labels:
    """Make all labels that can lead to a walk that is worth enough.

    Parameters
    ----------
    profit : what each visit earns a unit of the class, shape (visits,)
    """
    nodes, _, _, rules, onward = given
    first = nodes[1]
    layers = 2 if rules[0][REST_MINUTES] > 0 else 1
    span, most = len(onward[0]) - 1, aims[3]
    size = layers * len(profit)
    book = (
        np.full(span, -1, dtype=np.int64),  # the first event of each minute
        np.empty((most * EVENTS_A_LABEL, 6), dtype=np.int64),  # events: node, before, remembered, layer, next, minute
        np.empty((most * EVENTS_A_LABEL, 2)),  # what each is worth on arrival, and the best profit tried since
        np.empty((most, 5), dtype=np.int64),  # labels
        np.empty((most, 2)),
        np.full(len(first), -1, dtype=np.int64),  # the last label at each node
        np.full(size, NOTHING),  # the best arrival at each visit and layer,
        np.zeros(size, dtype=np.int64),  # and what it remembers
        np.array([aims[0], 0.0]),  # what a walk must be worth more than by now, and the best walk's worth
        np.zeros(3, dtype=np.int64),  # how many events and labels there are, and how many steps were taken
        np.full(layers * len(first), NOTHING),  # the best arrival at each node and layer so far,
        np.zeros(layers * len(first), dtype=np.int64),  # and what it remembers
    )
    _set_out(given, aims[2], book)
    for minute in range(span):
        event = book[0][minute]
        while event >= 0:
            following = book[1][event, NEXT]
            _start(event, profit, given, aims, book)
            event = following
            if book[9][LABELS] >= most or book[9][EVENTS] >= len(book[1]):
                return book[3][: book[9][LABELS]].copy(), book[4][: book[9][LABELS]].copy(), np.inf, book[9][STEPS]
    count = book[9][LABELS]
    return book[3][:count].copy(), book[4][:count].copy(), book[8][AIM], book[9][STEPS]


@compiled
def _set_out(given: Given, toll: float, book: Book) -> None:
    nodes, _, ends, rules, onward = given
    place = nodes[0]
    there, there_rested, out, _, _ = ends
    hours, may, _ = rules
    for node in range(len(place)):
        spot = place[node]
        if may[node]:
            worth = -toll * out[spot]
            _push((node, there[spot], -1, 0, 0), worth, nodes, onward, book)
            if hours[REST_MINUTES] > 0:
                rested = min(there_rested[spot], _rested(there[spot], hours))
                _push((node, rested, -1, 0, 1), worth, nodes, onward, book)


@compiled
def _push(what: tuple[int, int, int, int, int], worth: float, nodes: Nodes, onward: Onward, book: Book) -> None:
    """Write down an arrival, unless it cannot lead to enough or another is at the same minute and as good."""
    node, minute, before, remembered, layer = what
    _, first, last, _, visit_from = nodes
    arriving, visiting, effect, begin = onward
    heads, events, event_worth, _, _, _, best, best_remembers, marks, counts, _, _ = book
    minute = max(minute, first[node])
    if minute > last[node] or counts[EVENTS] >= len(events):
        return
    when = minute - begin
    if worth + effect * arriving[when, node] * ROUNDED_UP <= marks[AIM]:
        return
    state = layer * len(visiting) + visit_from[node] + minute - first[node]
    if worth <= best[state] and best_remembers[state] & ~remembered == 0:
        return
    if worth > best[state]:
        best[state] = worth
        best_remembers[state] = remembered
    event = counts[EVENTS]
    counts[EVENTS] += 1
    events[event, NODE], events[event, BEFORE], events[event, REMEMBERED] = node, before, remembered
    events[event, LAYER], events[event, NEXT], events[event, MINUTE] = layer, heads[when], minute
    event_worth[event, 0], event_worth[event, 1] = worth, NOTHING
    heads[when] = event


@compiled
def _start(event: int, profit: FloatArray, given: Given, aims: Aims, book: Book) -> None:
    """Begin the visit that a unit arrived for, and let it wait for a later minute that earns more."""
    nodes, _, _, _, onward = given
    _, first, last, _, visit_from = nodes
    _, visiting, effect, begin = onward
    heads, events, event_worth, _, _, _, _, _, marks, _, here, here_remembers = book
    node, minute, layer = events[event, NODE], events[event, MINUTE], events[event, LAYER]
    visit = visit_from[node] + minute - first[node]
    worth, remembered = event_worth[event, 0], events[event, REMEMBERED]
    # Who came here before, or just now, and is worth more can do all that this one can.
    known = layer * len(first) + node
    is_new = event_worth[event, 1] == NOTHING
    if here_remembers[known] & ~remembered == 0 and (worth < here[known] or (is_new and worth == here[known])):
        return
    if worth > here[known]:
        here[known], here_remembers[known] = worth, remembered
    if worth + effect * visiting[visit] * ROUNDED_UP > marks[AIM]:
        _settle((visit, node, minute, event), worth + profit[visit], given, aims, book)
    event_worth[event, 1] = profit[visit]
    for later in range(minute + 1, last[node] + 1):
        visit += 1
        if profit[visit] > event_worth[event, 1] and worth + effect * visiting[visit] * ROUNDED_UP > marks[AIM]:
            when = later - begin
            events[event, MINUTE], events[event, NEXT] = later, heads[when]
            heads[when] = event
            return


@compiled
def _settle(at: tuple[int, int, int, int], worth: float, given: Given, aims: Aims, book: Book) -> None:
    """Make a label unless another at the node is as early and as good, and go on from there."""
    visit, node, minute, event = at
    nodes, ways, ends, rules, _ = given
    _, events, _, labels, label_worth, at_node, _, _, marks, counts, _, _ = book
    remembered, layer = events[event, REMEMBERED], events[event, LAYER]
    if counts[LABELS] >= len(labels):
        return
    other = at_node[node]
    while other >= 0:
        counts[STEPS] += 1
        as_good = label_worth[other, 0] >= worth and labels[other, LAYER] >= layer
        if as_good and labels[other, REMEMBERED] & ~remembered == 0:
            return
        other = labels[other, NEXT]
    label = counts[LABELS]
    counts[LABELS] += 1
    labels[label, VISIT], labels[label, BEFORE], labels[label, LAYER] = visit, events[event, BEFORE], layer
    labels[label, REMEMBERED], labels[label, NEXT] = remembered | rules[2][node], at_node[node]
    at_node[node] = label
    label_worth[label, 0], label_worth[label, 1] = worth, NOTHING
    leaves, spot = minute + nodes[3][node], nodes[0][node]
    if _gets_home(leaves, layer, spot, (ends[3], ways[2], rules[0])):
        home = worth - aims[2] * ends[4][spot]
        label_worth[label, 1] = home
        marks[BEST] = max(marks[BEST], home)
        marks[AIM] = max(marks[AIM], marks[BEST] * aims[1])
    _go_on((label, node, leaves), given, aims[2], book)


@compiled
def _go_on(at: tuple[int, int, int], given: Given, toll: float, book: Book) -> None:
    """Let a unit go on to every node that can still be worth enough."""
    label, node, leaves = at
    nodes, ways, _, rules, onward = given
    arriving, labels, counts = onward[0], book[3], book[9]
    when = leaves - onward[3]
    if when >= len(arriving) - 1:
        return
    counts[STEPS] += len(nodes[0])
    rests = rules[0][REST_MINUTES] > 0 and labels[label, LAYER] == 0
    if rests or len(ways[2]) > 1:
        _go_on_by_the_hour(at, given, toll, book)
        return
    place, first, last, _, visit_from = nodes
    may, bits = rules[1], rules[2]
    heads, events, event_worth, best, best_remembers = book[0], book[1], book[2], book[6], book[7]
    spot, remembered, layer = place[node], labels[label, REMEMBERED], labels[label, LAYER]
    worth, effect, begin = book[4][label, 0], onward[2] * ROUNDED_UP, onward[3]
    onward_now, way = arriving[max(when, 0)], ways[0][0, spot]
    aim, offset = book[8][AIM], layer * len(onward[1])
    enough = (aim - worth) / effect
    for other in np.flatnonzero((onward_now > enough) & may & (bits & remembered == 0)):
        drive = way[place[other]]
        minute = max(leaves + drive, first[other])
        then = worth - toll * drive
        if other == node or minute > last[other] or then + effect * arriving[minute - begin, other] <= aim:
            continue
        state = offset + visit_from[other] + minute - first[other]
        if then <= best[state] and best_remembers[state] & ~remembered == 0:
            continue
        if then > best[state]:
            best[state], best_remembers[state] = then, remembered
        event = min(counts[EVENTS], len(events) - 1)
        counts[EVENTS] += 1
        events[event, NODE], events[event, BEFORE], events[event, REMEMBERED] = other, label, remembered
        events[event, LAYER], events[event, NEXT], events[event, MINUTE] = layer, heads[minute - begin], minute
        event_worth[event, 0], event_worth[event, 1] = then, NOTHING
        heads[minute - begin] = event


@compiled
def _go_on_by_the_hour(at: tuple[int, int, int], given: Given, toll: float, book: Book) -> None:
    """Do the same where travel depends on the hour, or the rest may be taken on leaving or on arrival."""
    label, node, leaves = at
    nodes, ways, _, rules, onward = given
    place, (way, least, slot_from), (hours, may, bits) = nodes[0], ways, rules
    labels, label_worth, marks = book[3], book[4], book[8]
    remembered, layer, worth, spot = labels[label, REMEMBERED], labels[label, LAYER], label_worth[label, 0], place[node]
    rests = hours[REST_MINUTES] > 0 and layer == 0
    over = _rested(leaves, hours) if rests else NEVER
    onward_now = onward[0][max(leaves - onward[3], 0)]
    enough = (marks[AIM] - worth) / (onward[2] * ROUNDED_UP)
    for other in range(len(place)):
        if onward_now[other] <= enough or not may[other] or other == node or bits[other] & remembered:
            continue
        to = place[other]
        then = worth - toll * least[spot, to]
        there = _there(leaves, way[:, spot, to], slot_from)
        _push((other, there, label, remembered, layer), then, nodes, onward, book)
        if rests:
            there = _rested(there, hours)
            there = min(there, _there(over, way[:, spot, to], slot_from)) if over < NEVER else there
            _push((other, there, label, remembered, 1), then, nodes, onward, book)


@compiled
def _rested(minute: int, hours: IntArray) -> int:
    """Give when a rest begun from a minute on is over, or never."""
    over = max(minute, hours[REST_FROM]) + hours[REST_MINUTES]
    return over if over <= min(hours[REST_UNTIL], hours[HOME_BY]) else NEVER


@compiled
def _gets_home(leaves: int, layer: int, spot: int, home: tuple[ShortArray, IntArray, IntArray]) -> bool:
    """Say whether a unit that may leave a place from a minute on ends its shift in time, with its rest taken."""
    way, slot_from, hours = home
    if hours[REST_MINUTES] == 0 or layer == 1:
        return bool(_there(leaves, way[:, spot], slot_from) <= hours[HOME_BY])
    if _rested(_there(leaves, way[:, spot], slot_from), hours) < NEVER:
        return True
    over = _rested(leaves, hours)
    return bool(over < NEVER and _there(over, way[:, spot], slot_from) <= hours[HOME_BY])


@compiled
def _there(leaves: int, way: ShortArray, slot_from: IntArray) -> int:
    """Give the earliest arrival of who may leave from a minute on, by ways of shape (slots,)."""
    if len(slot_from) == 1:
        return int(leaves + way[0])
    best = NEVER
    for slot in range(len(slot_from)):
        off = max(leaves, slot_from[slot])
        if slot + 1 == len(slot_from) or off < slot_from[slot + 1]:
            best = min(best, off + way[slot])
    return best


@compiled
def pick_walks(labels: IntArray, worth: FloatArray, visit_node: NumberArray, count: int) -> tuple[IntArray, IntArray]:
    """Choose walks among those that get home: the best of all, then the best rounds with different last nodes.

    A round comes by no node twice; the best walk may.

    Returns
    -------
    visits of each walk in order, filled up with -1, shape (up to count + 1, longest); which labels they end with
    """
    order = np.argsort(-worth[:, 1], kind="mergesort")
    ends = np.full(count + 1, -1, dtype=np.int64)
    taken = np.zeros(len(visit_node), dtype=np.bool_)
    found, longest = 0, 0
    for label in order:
        if worth[label, 1] <= 0.0 or found > count:
            break
        last = visit_node[labels[label, VISIT]]
        length = _length(labels, label, visit_node)
        if found == 0 or (length > 0 and not taken[last]):
            taken[last] = taken[last] or length > 0
            ends[found] = label
            longest = max(longest, abs(length))
            found += 1
    walks = np.full((found, longest), -1, dtype=np.int64)
    for number in range(found):
        label, at = ends[number], abs(_length(labels, ends[number], visit_node))
        while label >= 0:
            at -= 1
            walks[number, at] = labels[label, VISIT]
            label = labels[label, BEFORE]
    return walks, ends[:found].copy()


@compiled
def _length(labels: IntArray, label: int, visit_node: NumberArray) -> int:
    """Give how many visits a walk has, below 0 when it comes by a node twice."""
    length, sign = 0, 1
    while label >= 0:
        length += 1
        before = labels[label, BEFORE]
        while before >= 0:
            if visit_node[labels[before, VISIT]] == visit_node[labels[label, VISIT]]:
                sign = -1
            before = labels[before, BEFORE]
        label = labels[label, BEFORE]
    return sign * length
