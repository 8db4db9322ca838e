"""What going on can still be worth, for every node and minute: an upper bound, worked out once for all classes alike.

Gone through from the last minute back in blocks as long as the shortest visit: whoever begins a visit in a block leaves
after it, so that all that is needed is known. It leaves out the rest, the hour and the limit on driving, takes the
least travel there is, and lets a walk come back to a node after another: all of that only makes it larger.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import FloatArray
from vigil.ground.compiled import compiled

NumberArray = NDArray[np.int32]
ShortArray = NDArray[np.int16]
ThinArray = NDArray[np.float32]
Nodes = tuple[NumberArray, NumberArray, NumberArray, NumberArray, NumberArray]
"""place, first, last, minutes, visit_from: as in `Problem`, for the nodes that are looked at."""

LANES: Final = 16
"""So many minutes are compared at once: as many as fit a register."""


@compiled
def worth_onward(profit: FloatArray, nodes: Nodes, way: ShortArray, latest: NumberArray) -> tuple[ThinArray, ThinArray]:
    """Give what is still to be had from arriving at a node at a minute, and from a visit on.

    Parameters
    ----------
    profit : what each visit earns, shape (visits,), at least 0
    way : least minutes between places, shape (places, places)
    latest : the last minute at which a visit to each node may begin so that a unit is home in time, shape (nodes,)

    Returns
    -------
    arriving, shape (minutes from the first `first` to one after the last `last`, nodes); visiting, shape (visits,)
    """
    place, first, last, minutes, _ = nodes
    span = last.max() - first.min() + 1
    step = min(LANES, max(1, minutes.min()))
    arriving = np.zeros((span + 1, len(place)), dtype=np.float32)
    visiting = np.zeros(len(profit), dtype=np.float32)
    at_place = np.zeros((len(way), span + LANES), dtype=np.float32)
    leaving = np.zeros((len(way), span + LANES), dtype=np.float32)
    beside = _nodes_at(place, len(way))
    until = span
    while until > 0:
        since = max(0, until - step)
        for minute in range(until - 1, since - 1, -1):
            _visit_at(minute, profit, nodes, (arriving, visiting, at_place, leaving), (latest, *beside))
        _leave_block(leaving, at_place, way, (since, until - since, span))
        until = since
    return arriving, visiting


@compiled
def _visit_at(
    minute: int,
    profit: FloatArray,
    nodes: Nodes,
    worth: tuple[ThinArray, ThinArray, ThinArray, ThinArray],
    limits: tuple[NumberArray, NumberArray, NumberArray],
) -> None:
    """Work out what arriving at each node at a minute is worth, from what later minutes are."""
    place, first, _, minutes, visit_from = nodes
    arriving, visiting, at_place, leaving = worth
    latest, first_at, next_at = limits
    now = minute + first.min()
    for node in range(len(place)):
        if now > latest[node]:
            continue
        best = arriving[minute + 1, node]
        if now >= first[node]:
            leaves = minute + minutes[node]
            onward = leaving[place[node], leaves] if leaves < len(arriving) - 1 else np.float32(0.0)
            other = first_at[place[node]] if leaves < len(arriving) - 1 else -1
            while other >= 0:
                found = arriving[leaves, other] if other != node else np.float32(0.0)
                onward = max(onward, found)
                other = next_at[other]
            visit = visit_from[node] + now - first[node]
            visiting[visit] = onward + np.float32(profit[visit])
            best = max(best, visiting[visit])
        arriving[minute, node] = best
        at_place[place[node], minute] = max(at_place[place[node], minute], best)


@compiled
def _nodes_at(place: NumberArray, places: int) -> tuple[NumberArray, NumberArray]:
    """Give for each place the first of its nodes, and for each node the next of the same place; -1 for none."""
    first_at = np.full(places, -1, dtype=np.int32)
    next_at = np.full(len(place), -1, dtype=np.int32)
    for node in range(len(place)):
        next_at[node] = first_at[place[node]]
        first_at[place[node]] = node
    return first_at, next_at


@compiled
def _leave_block(leaving: ThinArray, at_place: ThinArray, way: ShortArray, block: tuple[int, int, int]) -> None:
    """Work out what leaving each place for another is worth at each minute of a block."""
    since, step, span = block
    order = np.argsort(-at_place[:, since])
    best = np.zeros(LANES, dtype=np.float32)
    for place in range(len(way)):
        best[:] = 0.0
        for other in order:
            # Nobody arrives before leaving, and later is never worth more: those that follow cannot add anything.
            if at_place[other, since] <= best[step - 1]:
                break
            there = since + way[place, other]
            if other == place or there >= span:
                continue
            for lane in range(LANES):
                found = at_place[other, there + lane]
                best[lane] = max(best[lane], found)
        for lane in range(step):
            leaving[place, since + lane] = best[lane]
