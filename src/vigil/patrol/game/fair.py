"""Fairness floors as rows of the masters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vigil.patrol.request import PlanWindow, Request

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Floors:
    """The floors that some coverage must keep.

    `names` are (group, name) and `floor` the share asked for, shape (floors,). A coverage c keeps floor f when
    `coefficient[f] @ c` is at least 0: the group's value-weighted mean less the floor times everybody's. `coefficient`
    has shape (floors, bins), bins in the game's order.
    """

    names: tuple[tuple[str, str], ...]
    floor: FloatArray
    coefficient: FloatArray

    @property
    def count(self) -> int:
        """How many floors there are."""
        return len(self.names)


def find_floors(request: Request, windows: tuple[PlanWindow, ...]) -> Floors:
    """Give the floors of a request whose windows stand in the game's order; groups without value always have theirs."""
    places = request.place_by_id
    group_of = {
        "community": [places[window.place_id].community for window in windows for _ in window.bins],
        "area": [places[window.place_id].area for window in windows for _ in window.bins],
    }
    value = np.array([part.value for window in windows for part in window.bins], dtype=np.float64)
    asked: dict[tuple[str, str], float] = {}
    for floor in request.fairness:
        for name in sorted(set(group_of[floor.group])) if floor.name == "*" else (floor.name,):
            asked[floor.group, name] = max(floor.floor, asked.get((floor.group, name), 0.0))
    rows: list[tuple[tuple[float, ...], tuple[str, str], float]] = []
    for (group, name), least in asked.items():
        members = np.array([other == name for other in group_of[group]], dtype=np.float64) * value
        if least > 0 and members.sum() > 0:
            row = members / members.sum() - least * value / value.sum()
            rows.append((tuple(row), (group, name), least))
    rows.sort(key=lambda item: item[0], reverse=True)
    coefficient = np.array([row for row, _, _ in rows], dtype=np.float64).reshape(len(rows), len(value))
    return Floors(tuple(name for _, name, _ in rows), np.array([least for _, _, least in rows]), coefficient)
