"""Circular windows: for every centre the places around it, nearest first, as far as the largest disc may reach."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.spatial.distance import cdist

from vigil.ground.arrays import BoolArray, FloatArray, IntArray, PlaceArray
from vigil.picture.cluster.problem import Neighbourhoods

EARTH_RADIUS_KM: Final = 6367.0
"""The radius by which SaTScan measures; `ground.point` has the mean radius, 0.06 % longer, for everything else."""

ROOM: Final = 1 + 1e-12
"""A sum of shares that is over the limit by no more than rounding is within it."""

ROWS: Final = 256
"""How many centres are sorted at a time: few enough that their distances stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Coordinates:
    """Where the places are: points between which distance is a straight line.

    `points` has the shape (places, 2) on a plane, in metres (or in any unit when no radius is asked for), or
    (places, 3) on the globe, in kilometres from the earth's centre. Make it by `on_plane` or `on_globe`.
    """

    points: FloatArray

    def radius_m(self, centre: int, farthest: int) -> float:
        """Give the distance between two places in metres, on the globe along the great circle."""
        straight = float(np.linalg.norm(self.points[centre] - self.points[farthest]))
        if self.points.shape[1] == 2:
            return straight
        return 2000 * EARTH_RADIUS_KM * float(np.arcsin(min(1.0, straight / (2 * EARTH_RADIUS_KM))))

    def straight(self, radius_m: float) -> float:
        """Give the straight line that a radius spans, in the unit of the points."""
        if self.points.shape[1] == 2:
            return radius_m
        half_turn = np.pi * EARTH_RADIUS_KM
        return float(2 * EARTH_RADIUS_KM * np.sin(min(radius_m / 1000, half_turn) / (2 * EARTH_RADIUS_KM)))


def on_plane(x: FloatArray, y: FloatArray) -> Coordinates:
    """Give coordinates on a plane; both arrays have the shape (places,)."""
    return Coordinates(np.column_stack([x, y]).astype(np.float64))


def on_globe(lat: FloatArray, lon: FloatArray) -> Coordinates:
    """Give coordinates on the globe; both arrays have the shape (places,), in degrees."""
    up, round_ = np.radians(lat), np.radians(lon)
    unit = np.column_stack([np.cos(round_) * np.cos(up), np.sin(round_) * np.cos(up), np.sin(up)])
    return Coordinates(EARTH_RADIUS_KM * unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscLimits:
    """How far a disc may reach: a share of the measure, a radius, a number of nearest places, or several of them.

    The measure is what `find_neighbourhoods` is given, for SaTScan's limit the expected cases of a place.

    Raises
    ------
    ValueError : share outside (0, 1], radius negative, fewer than one place
    """

    share: float = 0.5
    radius_m: float | None = None
    nearest: int | None = None

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"a share of {self.share} is not above 0 and at most 1")
        if self.radius_m is not None and not self.radius_m >= 0:
            raise ValueError(f"a radius of {self.radius_m} m is not at least 0")
        if self.nearest is not None and self.nearest < 1:
            raise ValueError(f"{self.nearest} nearest places are fewer than one")


def find_neighbourhoods(coordinates: Coordinates, measure: FloatArray, limits: DiscLimits) -> Neighbourhoods:
    """Give the circular windows around every place.

    A disc grows place by place, nearest first, and ends before the first one that would take it over a limit, as
    SaTScan's does; a place that is alone over the limit has no disc. The sorting is kept for the next call with the
    same coordinates, radius and number of nearest, so that several communities and nightly runs share it.

    Parameters
    ----------
    coordinates : of all places
    measure : shape (places,), at least 0; what `limits.share` is a share of
    limits : how far a disc may reach

    Returns
    -------
    Neighbourhoods; about five bytes a pair of a centre and a place within its reach

    References
    ----------
    SaTScan 10.3 (CentroidNeighborCalculator): order, ties and limits checked against it.
    """
    points = np.ascontiguousarray(coordinates.points)
    straight = None if limits.radius_m is None else coordinates.straight(limits.radius_m)
    around = _sort_places(points.tobytes(), points.shape[1], straight, limits.nearest)
    reach = _limit_share(around, measure, limits.share)
    longest = max(1, int(reach.max(initial=0)))
    if longest == around.order.shape[1]:
        return Neighbourhoods(around.order, reach, around.closes)
    # Copies, because a view would keep the wider arrays alive for as long as it lives; and read-only as those are,
    # because loops are compiled for arrays that can be changed apart from those that cannot.
    order, closes = around.order[:, :longest].copy(), around.closes[:, :longest].copy()
    order.flags.writeable = closes.flags.writeable = False
    return Neighbourhoods(order, reach, closes)


@lru_cache(maxsize=2)
def _sort_places(points: bytes, dimensions: int, straight: float | None, nearest: int | None) -> Neighbourhoods:
    """Sort all places around each, as far as a straight line and a number reach; the bytes are those of the points."""
    given = np.frombuffer(points, dtype=np.float64).reshape(-1, dimensions)
    number = len(given)
    # Columns in the order of their coordinates: a stable sort by distance then breaks ties as SaTScan does.
    by_coordinates = np.lexsort(given.T[::-1]).astype(np.int32)
    columns = given[by_coordinates]
    same_as_before = np.zeros(number, dtype=np.int64)
    same_as_before[1:] = np.any(columns[1:] != columns[:-1], axis=1)
    groups = np.cumsum(same_as_before)
    orders: list[PlaceArray] = []
    closings: list[BoolArray] = []
    reaches: list[IntArray] = []
    widest = number if nearest is None else min(nearest, number)
    for begins in range(0, number, ROWS):
        far = cdist(given[begins : begins + ROWS], columns)
        order, ordered = _argsort(far)
        closes = np.ones(order.shape, dtype=np.bool_)
        closes[:, :-1] = groups[order[:, 1:]] != groups[order[:, :-1]]
        within = np.full(len(far), number) if straight is None else (ordered <= straight * ROOM).sum(axis=1)
        width = int(min(widest, within.max()))
        orders.append(by_coordinates[order[:, :width]])
        closings.append(closes[:, :width])
        reaches.append(np.minimum(within, widest))
    return _join(orders, closings, reaches)


def _argsort(far: FloatArray) -> tuple[IntArray, FloatArray]:
    """Give a stable order of every row, and the rows in that order.

    The quick sort of numpy is several times faster than the stable one; only rows with equal distances need the latter.
    """
    order = np.argsort(far, axis=1)
    ordered = np.take_along_axis(far, order, axis=1)
    tied = np.any(ordered[:, 1:] == ordered[:, :-1], axis=1)
    order[tied] = np.argsort(far[tied], axis=1, kind="stable")
    return order, ordered


def _join(orders: list[PlaceArray], closings: list[BoolArray], reaches: list[IntArray]) -> Neighbourhoods:
    """Put blocks of rows one below the other, as wide as the widest."""
    reach = np.concatenate(reaches)
    width = max(block.shape[1] for block in orders)
    order = np.zeros((len(reach), width), dtype=np.int32)
    closes = np.zeros((len(reach), width), dtype=np.bool_)
    row = 0
    for block, closing in zip(orders, closings, strict=True):
        order[row : row + len(block), : block.shape[1]] = block
        closes[row : row + len(block), : block.shape[1]] = closing
        row += len(block)
    for shared in (order, closes, reach):
        shared.flags.writeable = False
    return Neighbourhoods(order, reach, closes)


def _limit_share(around: Neighbourhoods, measure: FloatArray, share: float) -> IntArray:
    """Give how many places the largest disc of each centre holds, so that places at one point enter together."""
    most = share * float(np.sum(measure)) * ROOM
    reach = np.empty(len(around.reach), dtype=np.int64)
    for begins in range(0, len(reach), ROWS):
        rows = slice(begins, begins + ROWS)
        within = np.cumsum(measure[around.order[rows]], axis=1) <= most
        number = np.minimum(within.sum(axis=1), around.reach[rows])
        positions = np.arange(within.shape[1])
        may_end = around.closes[rows] & (positions < number[:, None])
        reach[rows] = np.where(may_end, positions + 1, 0).max(axis=1, initial=0)
    return reach
