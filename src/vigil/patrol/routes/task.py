"""A routing task as plain arrays: what may be visited when, for what prize, and by which units.

Times are whole minutes, or any whole unit that everything is given in. Compiled code takes the arrays as they are; a
walk goes from its unit's start to its end, and has its rest in it: rows of `visits` too, after all the visits.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

OPENS: Final = 0
CLOSES: Final = 1
STAY: Final = 2
SPOT: Final = 3
GROUP: Final = 4
HOURS: Final = 5
"""The columns of `visits`: first and last time to begin, how long, where, with which others it shares a limit, and
which of a unit's travel tables holds for the way to it."""

TABLE: Final = 0
KIND: Final = 1
DRIVE: Final = 2
REST: Final = 3
"""The columns of `crew`: the first of the unit's travel tables, its row of `prize`, the most it may drive, and the row
of its rest, -1 for none."""

FAR: Final = 1 << 40
"""Later than anything."""

WAIT_COUNTS: Final = 0.2
"""How much a minute of waiting between two visits sets them apart, against a minute of travel."""

MOST_NEAR: Final = 300
"""A step of the search looks at no more visits than this around where it began."""


class Task(NamedTuple):
    """What may be visited, by whom, and how long ways take.

    `visits` : shape (visits + 3 × units, 6); the last rows are each unit's start and end, then each unit's rest
    `most` : shape (groups + 1,), at most so many visits of a group; the last is for what is no visit
    `prize` : shape (kinds, visits + 3 × units), what a visit by a kind of unit is worth; 0 or less is not allowed
    `travel` : shape (tables, spots, spots)
    `crew` : shape (units, 4)
    `near` : shape (visits, n), for each visit others near it in space and time, nearest first, itself foremost
    """

    visits: IntArray
    most: IntArray
    prize: FloatArray
    travel: NDArray[np.int32]
    crew: IntArray
    near: IntArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """A unit as a task sees it: where and when it starts and ends, and what it is bound to.

    `kind` is its row of prizes, `profile` its way of travelling, `drive` the most it may drive. It rests for `rest`,
    begun and over between two times; 0 is no rest.
    """

    start: int
    end: int
    from_time: int
    until_time: int
    kind: int = 0
    profile: int = 0
    drive: int = FAR
    rest: int = 0
    rest_from: int = 0
    rest_until: int = 0


def build_task(
    visits: IntArray, most: IntArray, prize: FloatArray, travel: NDArray[np.int64], crews: tuple[Crew, ...]
) -> Task:
    """Build a task.

    Parameters
    ----------
    visits : shape (visits, 6)
    most : shape (groups,)
    prize : shape (kinds, visits)
    travel : shape (profiles, hours, spots, spots); ways home take the last of the hours
    """
    units = len(crews)
    profiles, hours, spots, _ = travel.shape
    none = len(most)
    ends = [
        row
        for crew in crews
        for row in (
            (crew.from_time, FAR, 0, crew.start, none, hours - 1),
            (-FAR, crew.until_time, 0, crew.end, none, hours - 1),
        )
    ]
    rests = [(crew.rest_from, crew.rest_until - crew.rest, crew.rest, 0, none, 0) for crew in crews]
    rest_row = len(visits) + 2 * units
    crew = [
        (crew.profile * hours, crew.kind, crew.drive, rest_row + number if crew.rest else -1)
        for number, crew in enumerate(crews)
    ]
    return Task(
        visits=np.concatenate([visits, np.array([*ends, *rests], dtype=np.int64).reshape(-1, 6)]),
        most=np.append(most, FAR),
        prize=np.hstack([prize, np.zeros((len(prize), 3 * units))]),
        travel=np.ascontiguousarray(travel.reshape(profiles * hours, spots, spots), dtype=np.int32),
        crew=np.array(crew, dtype=np.int64),
        near=find_near(visits, travel[0, -1]),
    )


def find_near(visits: IntArray, table: IntArray) -> IntArray:
    """Give each visit's nearest others, shape (visits, n): by travel, and by how long one must wait between them."""
    opens, closes, stay, spot = (visits[:, column] for column in (OPENS, CLOSES, STAY, SPOT))
    keep = min(len(visits), MOST_NEAR)
    near = np.empty((len(visits), keep), dtype=np.int64)
    for visit in range(len(visits)):
        way = (table[spot[visit], spot] + table[spot, spot[visit]]) / 2
        after = opens - (closes[visit] + stay[visit] + way)
        before = opens[visit] - (closes + stay + way)
        apart = way + WAIT_COUNTS * np.maximum(0.0, np.maximum(after, before))
        apart[visit] = -1.0
        near[visit] = np.argsort(apart, kind="stable")[:keep]
    return near
