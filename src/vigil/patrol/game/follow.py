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
def follow(nodes: Nodes, worth: tuple[ThinArray, ThinArray], trip: Trip) -> NumberArray:
    """Give the visits of a round that goes every time where going on is worth most, to no node twice.

    Parameters
    ----------
    worth : arriving and visiting, as `worth_onward` gives them for these nodes
    """
    place, first, last, minutes, visit_from = nodes
    there, way, home, home_by, may = trip
    begin, open_ = first.min(), may.copy()
    walk = np.zeros(len(place), dtype=np.int32)
    length, leaves, spot = 0, -1, -1
    while True:
        best, node, since = np.float32(0.0), -1, 0
        for other in range(len(place)):
            if not open_[other]:
                continue
            arrives = there[place[other]] if spot < 0 else leaves + way[spot, place[other]]
            minute = max(arrives, first[other])
            if minute <= last[other] and worth[0][minute - begin, other] > best:
                best, node, since = worth[0][minute - begin, other], other, minute
        if node < 0:
            return walk[:length].copy()
        open_[node] = False
        until = min(last[node], home_by - home[place[node]] - minutes[node])
        if since > until:
            continue
        visit = visit_from[node] + since - first[node]
        for later in range(visit, visit + until - since + 1):
            visit = later if worth[1][later] > worth[1][visit] else visit
        walk[length] = visit
        length += 1
        leaves, spot = first[node] + visit - visit_from[node] + minutes[node], place[node]
