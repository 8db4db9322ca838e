"""Walks while they are being changed, as plain arrays for compiled code."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vigil.patrol.routes.task import DRIVE, GROUP, OPENS, REST, SPOT, TABLE, FloatArray, IntArray, Task

Walks = tuple[tuple[int, ...], ...]
"""For each unit the visits it makes, by number, in order."""

PLACE: Final = 0
WAY: Final = 1
READY: Final = 2
DUE: Final = 3
HOUR: Final = 4
"""The columns of `line`: a stop's spot, the way to it, its earliest end, its latest begin, the table for ways to it."""

LENGTH: Final = 0
DROVE: Final = 1
RESTS: Final = 2
"""The columns of `state`: how many stops a walk has with its ends and its rest, how long it drives, where the rest is
in it (0 for none)."""


class Tour(NamedTuple):
    """Walks and what is known of them.

    `walk` : shape (units, visits + 3), rows of `visits` in order, from the unit's start to its end
    `state` : shape (units, 3); `score` : shape (units,), prizes less travel
    `where` : shape (visits + 3 × units,), the unit that makes a visit, or -1
    `made` : shape (groups + 1,), visits made
    `line` : shape (units, visits + 3, 5), for each stop of a walk what is known of it
    """

    walk: IntArray
    state: IntArray
    score: FloatArray
    where: IntArray
    made: IntArray
    line: IntArray


class Scratch(NamedTuple):
    """Where a step writes, and what it needs to be undone.

    `walk`, `state` : as they were; `touched` : shape (units,), 1 where changed; `units` : those, in the order touched
    `everybody` : all units; `removed` : shape (visits,), 1 where taken out; `ask`, `key` : who may be put in, when
    `dice` : shape (1,), the state of the generator; `numbers` : shape (2,), how many touched, how many asked
    """

    walk: IntArray
    state: IntArray
    touched: IntArray
    units: IntArray
    everybody: IntArray
    removed: IntArray
    ask: IntArray
    key: FloatArray
    dice: NDArray[np.uint64]
    numbers: IntArray


class Step(NamedTuple):
    """How steps are made: `temperature`, the price of travel, the longest string, the most walks torn.

    One place in `blink_range` is overlooked. Of what was out before, no more than about `reach` visits are tried.
    """

    temperature: float
    travel_price: float
    longest: int
    most_walks: int
    blink_range: int
    reach: int


def new_tour(task: Task) -> Tour:
    """Give a tour in which every unit goes from its start to its end, and rests on the way if it must."""
    units, visits = len(task.crew), len(task.near)
    tour = Tour(
        walk=np.zeros((units, visits + 3), dtype=np.int64),
        state=np.zeros((units, 3), dtype=np.int64),
        score=np.zeros(units),
        where=np.full(len(task.visits), -1, dtype=np.int64),
        made=np.zeros(len(task.most), dtype=np.int64),
        line=np.zeros((units, visits + 3, 5), dtype=np.int64),
    )
    for unit in range(units):
        _set_walk(task, tour, unit, ())
    return tour


def new_scratch(task: Task, seed: int) -> Scratch:
    """Give the scratch for steps from a seed."""
    units, visits = len(task.crew), len(task.near)
    return Scratch(
        walk=np.zeros((units, visits + 3), dtype=np.int64),
        state=np.zeros((units, 3), dtype=np.int64),
        touched=np.zeros(units, dtype=np.int64),
        units=np.zeros(units, dtype=np.int64),
        everybody=np.arange(units, dtype=np.int64),
        removed=np.zeros(len(task.visits), dtype=np.int64),
        ask=np.zeros(visits, dtype=np.int64),
        key=np.zeros(visits),
        dice=np.random.Philox(key=seed % 2**64).random_raw(1) | np.uint64(1),
        numbers=np.zeros(2, dtype=np.int64),
    )


def set_walks(task: Task, tour: Tour, walks: Walks) -> bool:
    """Give a new tour the walks to begin with; say whether every one can be kept, and no group has too many."""
    is_kept = [_set_walk(task, tour, unit, walk) for unit, walk in enumerate(walks)]
    return all(is_kept) and bool((tour.made <= task.most).all())


def keep_those_that_fit(task: Task, walks: Walks) -> Walks:
    """Give the walks, and none for a unit whose walk cannot be kept."""
    tour = new_tour(task)
    return tuple(walk if _set_walk(task, tour, unit, walk) else () for unit, walk in enumerate(walks))


def walks_of(task: Task, tour: Tour) -> Walks:
    """Give the walks of a tour, without ends and rests."""
    return tuple(
        tuple(int(visit) for visit in walk[1 : length - 1] if visit < len(task.near))
        for walk, length in zip(tour.walk, tour.state[:, LENGTH], strict=True)
    )


def can_walk(task: Task, unit: int, rows: IntArray) -> bool:
    """Say whether a unit can go through rows of `visits`, from its start to its end, in time and without too far."""
    visits, table = task.visits, int(task.crew[unit, TABLE])
    spot, ready, drove = visits[rows[0], SPOT], visits[rows[0], OPENS], 0
    for row in rows[1:]:
        opens, closes, stay, there, _, hours = (int(value) for value in visits[row])
        if row != task.crew[unit, REST]:
            way = int(task.travel[table + hours, spot, there])
            ready, drove, spot = ready + way, drove + way, there
        ready = max(ready, opens)
        if ready > closes:
            return False
        ready += stay
    return bool(drove <= task.crew[unit, DRIVE])


def _set_walk(task: Task, tour: Tour, unit: int, walk: tuple[int, ...]) -> bool:
    """Give a unit its walk, the rest where it first fits."""
    first = len(task.near) + 2 * unit
    plain = [first, *walk, first + 1]
    rest = int(task.crew[unit, REST])
    choices = [plain] if rest < 0 else [[*plain[:n], rest, *plain[n:]] for n in range(1, len(plain))]
    rows = next((rows for rows in choices if not walk or can_walk(task, unit, np.array(rows))), None)
    if rows is None:
        return False
    tour.walk[unit, : len(rows)] = rows
    tour.state[unit, LENGTH] = len(rows)
    tour.where[list(walk)] = unit
    np.add.at(tour.made, task.visits[list(walk), GROUP], 1)
    return True
