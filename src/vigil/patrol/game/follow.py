"""A good round read off what going on can still be worth: no search, and no proof that it is the best."""

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import BoolArray, IntArray
from vigil.ground.compiled import compiled

NumberArray = NDArray[np.int32]
ShortArray = NDArray[np.int16]
ThinArray = NDArray[np.float32]

Nodes = tuple[NumberArray, NumberArray, NumberArray, NumberArray, NumberArray]
"""place, first, last, minutes, visit_from: as in `Problem`, for the nodes that are looked at."""
Trip = tuple[IntArray, ShortArray, ShortArray, int, BoolArray]
"""Earliest arrival at each place; minutes between places, shape (places, places); minutes home; when to be back; which
nodes may be visited."""


@compiled
def follow(nodes: Nodes, worth: tuple[ThinArray, ThinArray], trip: Trip, begins: BoolArray) -> NumberArray:
    """Give the visits of a round that goes every time where going on is worth most, to no node twice.

    Parameters
    ----------
    worth : arriving and visiting, as `worth_onward` gives them for these nodes
    begins : which nodes a round may begin at, shape (nodes,)
    """
    place, first, last, minutes, visit_from = nodes
    _, _, home, home_by, may = trip
    open_ = may & begins
    walk = np.zeros(len(place), dtype=np.int32)
    length, leaves, spot = 0, -1, -1
    while True:
        node, since = _next((spot, leaves), open_, nodes, worth[0], trip)
        if node < 0:
            return walk[:length].copy()
        open_[node] = False
        until = min(last[node], home_by - home[place[node]] - minutes[node])
        if since > until:
            continue
        visit = visit_from[node] + since - first[node]
        for later in range(visit, visit + until - since + 1):
            visit = later if worth[1][later] > worth[1][visit] else visit
        if length == 0:
            open_ = may.copy()
            open_[node] = False
        walk[length] = visit
        length += 1
        leaves, spot = first[node] + visit - visit_from[node] + minutes[node], place[node]


@compiled
def _next(at: tuple[int, int], open_: BoolArray, nodes: Nodes, arriving: ThinArray, trip: Trip) -> tuple[int, int]:
    """Give the node where going on is worth most, and the minute at which it is reached; -1 when there is none."""
    spot, leaves = at
    place, first, last, _, _ = nodes
    there, way = trip[0], trip[1]
    begin = first.min()
    best, node, since = np.float32(0.0), -1, 0
    for other in range(len(place)):
        if not open_[other]:
            continue
        arrives = there[place[other]] if spot < 0 else leaves + way[spot, place[other]]
        minute = max(arrives, first[other])
        if minute <= last[other] and arriving[minute - begin, other] > best:
            best, node, since = arriving[minute - begin, other], other, minute
    return node, since
