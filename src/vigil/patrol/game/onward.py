"""What going on can still be worth, for every node and minute: an upper bound, worked out once for all classes alike.

Gone through from the last minute back in blocks as long as the shortest visit: whoever begins a visit in a block leaves
after it, so that all that is needed is known. It leaves out the rest, the hour and the limit on driving, takes the
least travel there is, and lets a walk come back to a node, if not at once between neighbours (as in the 2-cycle
elimination of Houck, Picard, Queyranne and Vemuganti, 1980): all of that only makes it larger than any round is worth.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import FloatArray
from vigil.ground.compiled import compiled
from vigil.patrol.game.lie import Lie, find_lie

NumberArray = NDArray[np.int32]
ShortArray = NDArray[np.int16]
ThinArray = NDArray[np.float32]
Nodes = tuple[NumberArray, NumberArray, NumberArray, NumberArray, NumberArray]
"""place, first, last, minutes, visit_from: as in `Problem`, for the nodes that are looked at."""
Roads = tuple[ShortArray, NumberArray, NumberArray, NumberArray]
"""Least minutes between places; the last minute at which a visit to each node may begin; `near_from` and `near`."""
Beside = tuple[NumberArray, NumberArray, ShortArray]
Cells = tuple[NumberArray, NumberArray, NumberArray, NumberArray, ShortArray]
"""`beside_from`, `beside`, `beside_way`, and from `cell` to `least` as in `Lie`."""
Best = tuple[ThinArray, NumberArray, ThinArray]
"""Of arriving at each node at each minute the best there is, the node that it goes on to, and the best that goes on to
another: each of shape (minutes + 1, nodes)."""
Next = tuple[ThinArray, NumberArray, ThinArray, NumberArray]
"""Of going on after a visit that begins now the best there is, the node that it goes to, and both for the next best:
each of shape (nodes,)."""
Ground = tuple[ThinArray, ThinArray, ThinArray]
"""What the best arrival at each place is worth, the same for each cell, and what leaving each place for one that is no
neighbour is worth: each of shape (places or cells, minutes + LANES)."""

LANES: Final = 16
"""So many minutes are compared at once: as many as fit a register."""
ELSEWHERE: Final = -1
"""What goes on to no neighbour, or home."""


def worth_onward(
    profit: FloatArray, nodes: Nodes, way: ShortArray, latest: NumberArray, lie: Lie | None = None
) -> tuple[ThinArray, ThinArray]:
    """Give what is still to be had from arriving at a node at a minute, and from a visit on.

    Parameters
    ----------
    profit : what each visit earns, shape (visits,), below 0 where it costs more than it brings
    way : least minutes between places, shape (places, places)
    latest : the last minute at which a visit to each node may begin so that a unit is home in time, shape (nodes,)
    lie : how the places of `nodes` lie to each other, if that is known already

    Returns
    -------
    arriving, shape (minutes from the first `first` to one after the last `last`, nodes); visiting, shape (visits,)
    """
    lie = lie_of(nodes, way) if lie is None else lie
    roads = (way, latest, lie.near_from, lie.near)
    cells = (lie.cell, lie.member_from, lie.member, lie.by_distance, lie.least)
    return _worth_onward(profit, nodes, roads, (lie.beside_from, lie.beside, lie.beside_way), cells)


def lie_of(nodes: Nodes, way: ShortArray) -> Lie:
    """Give how the places of nodes lie to each other."""
    place, first, last, minutes, _ = nodes
    return find_lie(way, place, (last - first - minutes).astype(np.int64), minutes.astype(np.int64))


@compiled
def _worth_onward(
    profit: FloatArray, nodes: Nodes, roads: Roads, beside: Beside, cells: Cells
) -> tuple[ThinArray, ThinArray]:
    place, first, last, minutes, _ = nodes
    span = last.max() - first.min() + 1
    step = min(LANES, max(1, minutes.min()))
    visiting = np.zeros(len(profit), dtype=np.float32)
    best = (
        np.zeros((span + 1, len(place)), dtype=np.float32),
        np.full((span + 1, len(place)), ELSEWHERE, dtype=np.int32),
        np.zeros((span + 1, len(place)), dtype=np.float32),
    )
    onward = (
        np.zeros(len(place), dtype=np.float32),
        np.zeros(len(place), dtype=np.int32),
        np.zeros(len(place), dtype=np.float32),
        np.zeros(len(place), dtype=np.int32),
    )
    ground = (
        np.zeros((len(roads[0]), span + LANES), dtype=np.float32),
        np.zeros((len(cells[1]) - 1, span + LANES), dtype=np.float32),
        np.zeros((len(roads[0]), span + LANES), dtype=np.float32),
    )
    until = span
    while until > 0:
        since = max(0, until - step)
        for minute in range(until - 1, since - 1, -1):
            _go_on(minute, nodes, (best, ground[2]), onward, beside)
            _visit(minute, (profit, visiting), (nodes, roads[1]), best, onward)
            _rise(minute, (place, cells[0]), best[0], ground)
        _leave(ground, roads, cells, (since, until - since, span))
        until = since
    return best[0], visiting


@compiled
def _go_on(
    minute: int,
    nodes: Nodes,
    worth: tuple[Best, ThinArray],
    onward: Next,
    beside: Beside,
) -> None:
    """Work out what going on after visits that begin at a minute is worth at best, and by way of another node."""
    place, first, last, minutes, _ = nodes
    (arriving, onto, other), leaving = worth
    begins, nearby, way = beside
    span, now = len(arriving) - 1, minute + first.min()
    for node in range(len(place)):
        leaves = minute + minutes[node]
        onward[0][node], onward[1][node], onward[2][node], onward[3][node] = 0.0, ELSEWHERE, 0.0, ELSEWHERE
        if leaves >= span or now < first[node] or now > last[node]:
            continue
        best, to, second, to_second = leaving[place[node], leaves], ELSEWHERE, np.float32(0.0), ELSEWHERE
        for number in range(begins[node], begins[node + 1]):
            there = min(leaves + way[number], span)
            # Who goes on from a neighbour does not come back at once.
            found = arriving[there, nearby[number]]
            if onto[there, nearby[number]] == node:
                found = other[there, nearby[number]]
            if found > best:
                best, to, second, to_second = found, nearby[number], best, to
            elif found > second:
                second, to_second = found, nearby[number]
        onward[0][node], onward[1][node], onward[2][node], onward[3][node] = best, to, second, to_second


@compiled
def _visit(
    minute: int,
    earn: tuple[FloatArray, ThinArray],
    at: tuple[Nodes, NumberArray],
    worth: Best,
    onward: Next,
) -> None:
    """Work out what arriving at each node at a minute is worth: to begin a visit then, or later."""
    (_, first, _, _, visit_from), latest = at
    arriving, onto, other = worth
    now = minute + first.min()
    for node in range(len(first)):
        if now > latest[node]:
            continue
        best, to, second = arriving[minute + 1, node], onto[minute + 1, node], other[minute + 1, node]
        if now >= first[node]:
            visit = visit_from[node] + now - first[node]
            own = np.float32(earn[0][visit])
            earn[1][visit] = own + onward[0][node]
            best, to, second = _better((best, to, second), own + onward[0][node], onward[1][node])
            best, to, second = _better((best, to, second), own + onward[2][node], onward[3][node])
        arriving[minute, node], onto[minute, node], other[minute, node] = best, to, second


@compiled
def _better(known: tuple[float, int, float], found: float, to: int) -> tuple[float, int, float]:
    """Give the best, the node that it goes on to and the best that goes on to another, with one more found."""
    best, beyond, second = known
    if to == beyond:
        return max(best, found), beyond, second
    if found > best:
        return found, to, best
    return best, beyond, max(second, found)


@compiled
def _rise(minute: int, where: tuple[NumberArray, NumberArray], arriving: ThinArray, ground: Ground) -> None:
    """Write down what the best arrival at each place and in each cell is worth at a minute."""
    place, cell = where
    at_place, at_cell, _ = ground
    for node in range(len(place)):
        spot = place[node]
        at_place[spot, minute] = max(at_place[spot, minute], arriving[minute, node])
        at_cell[cell[spot], minute] = max(at_cell[cell[spot], minute], arriving[minute, node])


@compiled
def _leave(ground: Ground, roads: Roads, cells: Cells, block: tuple[int, int, int]) -> None:
    """Work out what leaving each place for one that is no neighbour is worth at each minute of a block."""
    at_place, at_cell, leaving = ground
    way, _, near_from, near = roads
    _, member_from, member, by_distance, least = cells
    since, step, span = block
    best = np.zeros(LANES, dtype=np.float32)
    passed = np.full(len(way), -1, dtype=np.int32)
    ranked = _ranked(at_place[:, since], cells)
    for place in member:
        for number in range(near_from[place], near_from[place + 1]):
            passed[near[number]] = place
        for lane in range(step):
            best[lane] = 0.0
        for number in range(by_distance.shape[1]):
            there, cell = since + least[place, number], by_distance[place, number]
            if there >= span:
                break
            if at_cell[cell, there] > best[step - 1] and _exceeds(at_cell[cell], there, best, step):
                _try_cell(
                    (place, member_from[cell], member_from[cell + 1]), block, (at_place, best), (way, ranked, passed)
                )
        for lane in range(step):
            leaving[place, since + lane] = best[lane]


@compiled
def _try_cell(
    at: tuple[int, int, int],
    block: tuple[int, int, int],
    worth: tuple[ThinArray, ThinArray],
    among: tuple[ShortArray, NumberArray, NumberArray],
) -> None:
    """Raise the best of leaving a place to what going to one of a cell is worth."""
    place, begins, ends = at
    since, step, span = block
    at_place, best = worth
    way, ranked, passed = among
    for number in range(begins, ends):
        other = ranked[number]
        # Nobody arrives before leaving, and later is never worth more: those that follow cannot add anything.
        if at_place[other, since] <= best[step - 1]:
            break
        there = since + way[place, other]
        if there < span and passed[other] != place and at_place[other, there] > best[step - 1]:
            for lane in range(step):
                best[lane] = max(best[lane], at_place[other, there + lane])


@compiled
def _ranked(worth: ThinArray, cells: Cells) -> NumberArray:
    """Give the places cell by cell, those in each where arriving is worth most first."""
    cell, member_from, _, _, _ = cells
    ranked, filled = np.empty(len(worth), dtype=np.int32), member_from.copy()
    for place in np.argsort(-worth):
        ranked[filled[cell[place]]] = place
        filled[cell[place]] += 1
    return ranked


@compiled
def _exceeds(worth: ThinArray, there: int, best: ThinArray, step: int) -> bool:
    """Say whether there is more to be had at any minute from one on than the best of each lane."""
    more = False
    for lane in range(step):
        more |= worth[there + lane] > best[lane]
    return more
