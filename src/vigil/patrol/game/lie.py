"""How places lie to each other, worked out once: who is next to whom, and which lie together and can be passed over."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import IntArray

NumberArray = NDArray[np.int32]
ShortArray = NDArray[np.int16]
AnyArray = NDArray[np.signedinteger[Any]]

NEAREST: Final = 24
"""A place has so many neighbours at most."""
PLACES_A_CELL: Final = 50
"""So many places lie together on average: more cells cost more to pass over than they save."""
FEW: Final = 400
"""So few places are not worth putting in cells for one time."""
FAR_AWAY: Final = np.iinfo(np.int16).max


@dataclass(frozen=True, slots=True, eq=False)
class Lie:
    """How places lie to each other.

    Neighbours of a place: itself, and those from which a unit can be back while a window of either is still open. Those
    of place i are `near[near_from[i] : near_from[i + 1]]`. The other nodes at a node's place or at its neighbours are
    `beside[beside_from[j] : beside_from[j + 1]]`, as many minutes away as `beside_way` says.

    Cell: places that lie together. Those of cell c are `member[member_from[c] : member_from[c + 1]]`, `cell` says of
    which each is, shape (places,). `by_distance`, shape (places, cells), gives the cells in the order in which they
    can be reached from a place, `least`, of the same shape, after how many minutes in that order.
    """

    near_from: NumberArray
    near: NumberArray
    beside_from: NumberArray
    beside: NumberArray
    beside_way: ShortArray
    cell: NumberArray
    member_from: NumberArray
    member: NumberArray
    by_distance: NumberArray
    least: ShortArray


def find_lie(way: ShortArray, place: NumberArray, slack: IntArray, stay: IntArray) -> Lie:
    """Work out how places lie to each other.

    Parameters
    ----------
    way : least minutes between places, shape (places, places)
    place : the place of each node, shape (nodes,)
    slack : how many minutes after a visit to each node another may begin in the same window at most, shape (nodes,)
    stay : how long a visit to each node takes, shape (nodes,)
    """
    slack_at, stay_at = np.full(len(way), -1, dtype=np.int64), np.full(len(way), FAR_AWAY, dtype=np.int64)
    np.maximum.at(slack_at, place, slack)
    np.minimum.at(stay_at, place, stay)
    return _lie(way, place, _neighbours(way.astype(np.int64), slack_at, stay_at), _cells(way))


def bare_lie(way: ShortArray, place: NumberArray) -> Lie:
    """Give the lie of places without neighbours: soon done, and enough where a bound is not the aim."""
    alone = np.arange(len(way), dtype=np.int32)
    cell = _cells(way) if len(way) > FEW else np.zeros(len(way), dtype=np.int32)
    return _lie(way, place, (np.arange(len(way) + 1, dtype=np.int32), alone), cell)


def _lie(way: ShortArray, place: NumberArray, near: tuple[NumberArray, NumberArray], cell: NumberArray) -> Lie:
    beside_from, of, beside = _nodes_beside(place, *near)
    count = int(cell.max()) + 1
    least = np.full((len(way), count), FAR_AWAY, dtype=np.int16)
    for number in range(count):
        least[:, number] = way[:, cell == number].min(axis=1)
    by_distance = np.argsort(least, axis=1, kind="stable").astype(np.int32)
    return Lie(
        near_from=near[0],
        near=near[1],
        beside_from=beside_from,
        beside=beside,
        beside_way=way[place[of], place[beside]],
        cell=cell,
        member_from=np.searchsorted(np.sort(cell), np.arange(count + 1)).astype(np.int32),
        member=np.argsort(cell, kind="stable").astype(np.int32),
        by_distance=by_distance,
        least=np.take_along_axis(least, by_distance, axis=1),
    )


def _neighbours(way: IntArray, slack: IntArray, stay: IntArray) -> tuple[NumberArray, NumberArray]:
    """Give for each place its neighbours, the nearest if there are many: where they begin, and which they are."""
    round_trip = way + way.T
    there_and_back = round_trip + stay[None, :] <= slack[:, None]
    is_near = there_and_back | there_and_back.T
    np.fill_diagonal(is_near, val=True)
    of, near = np.nonzero(is_near)
    order = np.lexsort((np.where(of == near, -1, round_trip[of, near]), of))
    of, near = of[order], near[order]
    kept = np.arange(len(of)) - np.searchsorted(of, of) < NEAREST
    return _begins(of[kept], len(way)), near[kept].astype(np.int32)


def _nodes_beside(
    place: NumberArray, near_from: NumberArray, near: NumberArray
) -> tuple[NumberArray, NumberArray, NumberArray]:
    """Give for each node the other nodes at neighbours of its place: where they begin, of which they are, which."""
    by_place = np.argsort(place, kind="stable")
    begins = np.searchsorted(place[by_place], np.arange(len(near_from)))
    # First each node with each neighbour of its place, then with each node there.
    node, where = _spread(near_from[place], near_from[place + 1])
    pair, there = _spread(begins[near[where]], begins[near[where] + 1])
    of, beside = node[pair], by_place[there]
    others = of != beside
    return _begins(of[others], len(place)), of[others].astype(np.int32), beside[others].astype(np.int32)


def _spread(begins: AnyArray, ends: AnyArray) -> tuple[IntArray, IntArray]:
    """Give every number of some ranges, each with the number of its range."""
    length = (ends - begins).astype(np.int64)
    of = np.repeat(np.arange(len(length)), length)
    return of, np.arange(len(of)) - np.repeat(np.cumsum(length) - length - begins, length)


def _begins(of: IntArray, count: int) -> NumberArray:
    """Give where the entries of each of some numbers begin, and where the last end, when they stand in order."""
    return np.searchsorted(of, np.arange(count + 1)).astype(np.int32)


def _cells(way: ShortArray) -> NumberArray:
    """Give each place the nearest of some that lie far from each other, shape (places,)."""
    count = max(1, len(way) // PLACES_A_CELL)
    cell = np.zeros(len(way), dtype=np.int32)
    nearest = way[:, 0].astype(np.int64)
    nearest[0] = 0
    for number in range(1, count):
        middle = int(np.argmax(nearest))
        if nearest[middle] <= 0:
            break
        closer = way[:, middle] < nearest
        closer[middle] = True
        cell[closer] = number
        nearest = np.where(closer, way[:, middle], nearest)
        nearest[middle] = 0
    return cell
