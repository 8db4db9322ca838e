"""Cases as they fall by chance: the draws of the Monte Carlo replications.

Every replication has its own stream of random numbers, keyed by the seed and the replication's number: the i-th number
of a stream is a hash of key + i (splitmix64). Which replications are drawn together, by whom and on how many threads
therefore changes nothing.

References
----------
Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators, OOPSLA (the hash). Walker (1977), An
efficient method for generating discrete random variables, ACM TOMS 3 (alias tables); Vose (1991) (their set-up).
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vigil.ground.arrays import FloatArray, IntArray, PlaceArray
from vigil.ground.compiled import compiled

STEP: Final = np.uint64(0x9E3779B97F4A7C15)
FIRST_FACTOR: Final = np.uint64(0xBF58476D1CE4E5B9)
SECOND_FACTOR: Final = np.uint64(0x94D049BB133111EB)
UNIT: Final = 1.0 / 9007199254740992.0


class Drawn(NamedTuple):
    """The cases of several replications: `place` and `period`, shape (replications, cases); `number` of them count.

    A case outside the periods that any cylinder covers is not listed.
    """

    place: PlaceArray
    period: PlaceArray
    number: IntArray


class AliasTable(NamedTuple):
    """A discrete distribution from which to draw in one step: take a cell at random, keep it or take the other."""

    keep: FloatArray
    other: PlaceArray


class Streams(NamedTuple):
    """Which streams of random numbers: those of the replications numbered `first` and on, under one seed."""

    seed: int
    first: int


def make_room(replications: int, cases: int) -> Drawn:
    """Give room for so many replications of so many cases."""
    room = np.zeros((replications, cases), dtype=np.int32)
    return Drawn(room, np.zeros_like(room), np.zeros(replications, dtype=np.int64))


@compiled
def _mix(value: np.uint64) -> np.uint64:
    """Give a hash of 64 bits."""
    value = (value ^ (value >> np.uint64(30))) * FIRST_FACTOR
    value = (value ^ (value >> np.uint64(27))) * SECOND_FACTOR
    return value ^ (value >> np.uint64(31))


@compiled
def _key(streams: Streams, replication: int) -> NDArray[np.uint64]:
    """Give where the stream of a replication begins."""
    key = np.empty(1, dtype=np.uint64)
    key[0] = _mix(_mix(np.uint64(streams.seed) + STEP) ^ np.uint64(streams.first + replication))
    return key


@compiled
def _uniform(stream: NDArray[np.uint64]) -> float:
    """Give the next number of a stream, in [0, 1)."""
    stream[0] += STEP
    return float(_mix(stream[0]) >> np.uint64(11)) * UNIT


@compiled
def _alias(table: AliasTable, stream: NDArray[np.uint64]) -> int:
    """Give a cell, drawn from a table."""
    spot = _uniform(stream) * len(table.keep)
    cell = int(spot)
    if spot - cell < table.keep[cell]:
        return cell
    return int(table.other[cell])


@compiled
def make_alias_table(weights: FloatArray) -> AliasTable:
    """Give the table of a distribution in proportion to weights, shape (cells,), at least 0 and not all 0."""
    cells = len(weights)
    keep = weights * (cells / weights.sum())
    other = np.arange(cells).astype(np.int32)
    small = np.empty(cells, dtype=np.int32)
    large = np.empty(cells, dtype=np.int32)
    smalls = 0
    larges = 0
    for cell in range(cells):
        if keep[cell] < 1.0:
            small[smalls] = cell
            smalls += 1
        else:
            large[larges] = cell
            larges += 1
    while smalls > 0 and larges > 0:
        smalls -= 1
        low = small[smalls]
        high = large[larges - 1]
        other[low] = high
        keep[high] -= 1.0 - keep[low]
        if keep[high] < 1.0:
            larges -= 1
            small[smalls] = high
            smalls += 1
    # What is left differs from 1 by rounding only; a cell that can never be drawn is not among the small ones left,
    # unless rounding left no large one, and then it must not be kept.
    for rest in range(larges):
        keep[large[rest]] = 1.0
    for rest in range(smalls):
        if weights[small[rest]] > 0.0:
            keep[small[rest]] = 1.0
        else:
            other[small[rest]] = np.argmax(weights)
    return AliasTable(keep, other)


@compiled
def draw_separable(places: AliasTable, periods: AliasTable, begins: int, streams: Streams, drawn: Drawn) -> None:
    """Draw all cases, place and period apart; those in periods before `begins` are not listed."""
    for replication in range(drawn.place.shape[0]):
        stream = _key(streams, replication)
        number = 0
        for _ in range(drawn.place.shape[1]):
            period = _alias(periods, stream)
            if period >= begins:
                drawn.place[replication, number] = _alias(places, stream)
                drawn.period[replication, number] = period
                number += 1
        drawn.number[replication] = number


@compiled
def draw_cells(cells: AliasTable, periods: int, begins: int, streams: Streams, drawn: Drawn) -> None:
    """Draw all cases among the cells of places × the last `periods`, from `begins` on; the last cell is elsewhere."""
    elsewhere = len(cells.keep) - 1
    for replication in range(drawn.place.shape[0]):
        stream = _key(streams, replication)
        number = 0
        for _ in range(drawn.place.shape[1]):
            cell = _alias(cells, stream)
            if cell < elsewhere:
                drawn.place[replication, number] = cell // periods
                drawn.period[replication, number] = begins + cell % periods
                number += 1
        drawn.number[replication] = number


@compiled
def draw_shuffled(place_of: PlaceArray, periods: PlaceArray, streams: Streams, drawn: Drawn) -> None:
    """Give each of some periods to one of the individuals, whose places are known; nobody gets two.

    With the periods of the cases this shuffles them among the cases; with one period as often as there are cases it
    draws which of all individuals are the cases.
    """
    individuals = len(place_of)
    for replication in range(drawn.place.shape[0]):
        stream = _key(streams, replication)
        left = place_of.copy()
        for case in range(len(periods)):
            chosen = case + int(_uniform(stream) * (individuals - case))
            drawn.place[replication, case] = left[chosen]
            left[chosen] = left[case]
            drawn.period[replication, case] = periods[case]
        drawn.number[replication] = len(periods)
