"""The walk worth most, exactly and compiled: from the start of a shift to its end through visits that earn a profit.

A state is a visit that a unit has arrived for, and whether it has taken its rest. States are gone through minute by
minute. At a node only a state is followed that is worth more than every one before it there, because who is early may
wait. A walk may come back to a node, which no round may: what it is worth bounds what any round is worth.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigil.ground.compiled import compiled

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
NumberArray = NDArray[np.int32]
ShortArray = NDArray[np.int16]
BoolArray = NDArray[np.bool_]

Nodes = tuple[NumberArray, NumberArray, NumberArray, NumberArray, NumberArray]
"""place, first, last, minutes, visit_from: as in `Problem`."""
Ways = tuple[ShortArray, ShortArray, IntArray]
"""way, shape (slots, places, places); least_way, shape (places, places); slot_from, shape (slots,)."""
Ends = tuple[IntArray, IntArray, ShortArray, ShortArray, ShortArray]
"""Earliest arrival at each place; the same with the rest taken before; least minutes out; minutes home, shape (slots,
places); least minutes home. Each but the fourth of shape (places,)."""
Limits = tuple[IntArray, BoolArray, float]
"""[home_by, rest minutes (0: no rest), rest from, rest until]; which nodes it may visit; what a minute driven costs."""
Given = tuple[Nodes, Ways, Ends, Limits]
Table = tuple[FloatArray, IntArray, FloatArray, IntArray, FloatArray]
"""For each state what it is worth on arrival and the state before; for each layer and node the best arrival so far, the
state before that, and what the last visit that was followed is worth."""
Walks = tuple[FloatArray, IntArray, IntArray, int]
"""For each node what the best walk that ends there is worth and its last state (-1: none); for each state the one
before (-1: none); how many steps were looked at."""

NOTHING: Final = -1e18
NEVER: Final = 1 << 40
HOME_BY, REST_MINUTES, REST_FROM, REST_UNTIL = 0, 1, 2, 3


@compiled
def longest_walks(profit: FloatArray, nodes: Nodes, ways: Ways, ends: Ends, limits: Limits) -> Walks:
    """Give for each node the walk worth most that ends with it.

    Parameters
    ----------
    profit : what each visit earns, shape (visits,)

    Returns
    -------
    values, shape (nodes,); last states; states before, shape (layers × visits,); steps. State = layer × visits + visit;
    in the last layer the rest is taken.
    """
    place, first, last, _, _ = nodes
    layers = 2 if limits[0][REST_MINUTES] > 0 else 1
    size = (layers, len(place))
    arrived, before = np.full(layers * len(profit), NOTHING), np.full(layers * len(profit), -1, dtype=np.int64)
    here, via, top = np.full(size, NOTHING), np.full(size, -1, dtype=np.int64), np.full(size, NOTHING)
    value, final = np.full(len(place), NOTHING), np.full(len(place), -1, dtype=np.int64)
    table = (arrived, before, here, via, top)
    _set_out(arrived, nodes, ends, limits)
    waiting = np.argsort(first, kind="mergesort")
    active = np.zeros(len(place), dtype=np.int64)
    steps, begun, count = 0, 0, 0
    minute = first[waiting[0]] if len(place) > 0 else 0
    while begun < len(place) or count > 0:
        while begun < len(place) and first[waiting[begun]] <= minute:
            active[count] = waiting[begun]
            count += 1
            begun += 1
        for number in range(count):
            for layer in range(layers):
                steps += _settle(
                    profit, (active[number], minute, layer), table, (value, final), (nodes, ways, ends, limits)
                )
        kept = 0
        for number in range(count):
            if last[active[number]] > minute:
                active[kept] = active[number]
                kept += 1
        count = kept
        minute += 1
    return value, final, before, steps


@compiled
def _settle(
    profit: FloatArray, at: tuple[int, int, int], table: Table, best: tuple[FloatArray, IntArray], given: Given
) -> int:
    """Follow a state if it is worth more than every one before it at its node; give the steps looked at."""
    node, minute, layer = at
    arrived, before, here, via, top = table
    value, final = best
    nodes, ways, ends, limits = given
    place, first, _, minutes, visit_from = nodes
    hours, _, toll = limits
    visit = visit_from[node] + minute - first[node]
    state = layer * len(profit) + visit
    if arrived[state] > here[layer, node]:
        here[layer, node] = arrived[state]
        via[layer, node] = before[state]
    worth = here[layer, node] + profit[visit]
    # Who has taken the rest and is worth as much can do all that who has not can.
    if here[layer, node] <= NOTHING / 2 or worth <= max(top[layer, node], top[-1, node]):
        return 0
    top[layer, node] = worth
    before[state] = via[layer, node]
    leaves = minute + minutes[node]
    if _gets_home(leaves, layer, place[node], (ends[3], ways[2], hours)):
        home = worth - toll * ends[4][place[node]]
        if home > value[node]:
            value[node] = home
            final[node] = state
    return _go_on((arrived, before), (state, node, leaves, layer, worth), nodes, ways, limits)


@compiled
def _rested(minute: int, hours: IntArray) -> int:
    """Give when a rest begun from a minute on is over, or never."""
    over = max(minute, hours[REST_FROM]) + hours[REST_MINUTES]
    return over if over <= min(hours[REST_UNTIL], hours[HOME_BY]) else NEVER


@compiled
def _set_out(arrived: FloatArray, nodes: Nodes, ends: Ends, limits: Limits) -> None:
    place, first, last, _, visit_from = nodes
    there, there_rested, out, _, _ = ends
    hours, may, toll = limits
    visits = visit_from[-1]
    for node in range(len(place)):
        if not may[node]:
            continue
        spot = place[node]
        visit = max(there[spot], first[node])
        if visit <= last[node]:
            arrived[visit_from[node] + visit - first[node]] = -toll * out[spot]
        if hours[REST_MINUTES] > 0:
            visit = max(min(there_rested[spot], _rested(there[spot], hours)), first[node])
            if visit <= last[node]:
                arrived[visits + visit_from[node] + visit - first[node]] = -toll * out[spot]


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
    best = NEVER
    for slot in range(len(slot_from)):
        off = max(leaves, slot_from[slot])
        if slot + 1 == len(slot_from) or off < slot_from[slot + 1]:
            best = min(best, off + way[slot])
    return best


@compiled
def _go_on(
    states: tuple[FloatArray, IntArray], at: tuple[int, int, int, int, float], nodes: Nodes, ways: Ways, limits: Limits
) -> int:
    """Let a unit go on from a visit to every other node it can still be at in time; give how many were looked at."""
    if len(ways[2]) > 1 or (limits[0][REST_MINUTES] > 0 and at[3] == 0):
        return _go_on_by_the_hour(states, at, nodes, ways, limits)
    arrived, before = states
    state, node, leaves, layer, worth = at
    place, first, last, _, visit_from = nodes
    way = ways[0][0, place[node]]
    _, may, toll = limits
    offset = layer * visit_from[-1]
    other = 0
    # Nodes stand by their last minute, latest first: behind one that has closed, all have.
    while other < len(place) and last[other] >= leaves:
        drive = way[place[other]]
        there = leaves + drive
        if there <= last[other] and may[other] and other != node:
            number = offset + visit_from[other] + max(there - first[other], 0)
            then = worth - toll * drive
            if then > arrived[number]:
                arrived[number] = then
                before[number] = state
        other += 1
    return other


@compiled
def _go_on_by_the_hour(
    states: tuple[FloatArray, IntArray], at: tuple[int, int, int, int, float], nodes: Nodes, ways: Ways, limits: Limits
) -> int:
    """Do the same where travel depends on the hour, or the rest may be taken on leaving or on arrival."""
    state, node, leaves, layer, worth = at
    place, first, last, _, visit_from = nodes
    hours, may, toll = limits
    rests = hours[REST_MINUTES] > 0 and layer == 0
    over = _rested(leaves, hours) if rests else NEVER
    other = 0
    while other < len(place) and last[other] >= leaves:
        if may[other] and other != node:
            way = ways[0][:, place[node], place[other]]
            then = worth - toll * ways[1][place[node], place[other]]
            start = layer * visit_from[-1] + visit_from[other] - first[other]
            there = _there(leaves, way, ways[2])
            if there <= last[other]:
                _reach(states, start + max(there, first[other]), state, then)
            there = _rested(there, hours) if rests else NEVER
            there = min(there, _there(over, way, ways[2])) if over < NEVER else there
            if there <= last[other]:
                _reach(states, start + visit_from[-1] + max(there, first[other]), state, then)
        other += 1
    return 3 * other


@compiled
def _reach(states: tuple[FloatArray, IntArray], number: int, state: int, worth: float) -> None:
    arrived, before = states
    if worth > arrived[number]:
        arrived[number] = worth
        before[number] = state
