"""Large forces in cells: places that lie together, and as many units as their worth asks for.

A cell is a request of its own, so that it can be worked out anywhere. Nothing here depends on names: places are told
apart by where they lie, units by where they can be when.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from vigil.ground.arrays import FloatArray, IntArray
from vigil.patrol.game.problem import Problem
from vigil.patrol.request import Request


@dataclass(frozen=True, slots=True)
class Cell:
    """Some windows and units of a request, by their numbers there, ascending; `units` may be none."""

    windows: tuple[int, ...]
    units: tuple[int, ...]


def split_places(problem: Problem, count: int) -> IntArray:
    """Give the cell of each place, shape (places,), from 0 to count - 1: cut across the longer side, again and again.

    Each cut leaves on either side as much value as the number of cells there asks for, and at least a place for each.
    """
    points = _points(problem)
    cell = np.zeros(len(points), dtype=np.int64)
    _cut(points, _need(problem), (np.arange(len(points)), 0, min(count, len(points))), cell)
    return cell


def travel_to_cells(problem: Problem, cell: IntArray) -> FloatArray:
    """Give how many minutes each unit is from each cell on average, by value: shape (units, cells).

    Units stand in the order of `Problem.units`.
    """
    need = _need(problem) + 1e-9
    count = int(cell.max()) + 1
    whole = np.bincount(cell, need, count)
    each = [np.bincount(cell, need * one.least_out, count) / whole for one in problem.classes]
    return np.array([each[number] for number in problem.units]).reshape(len(problem.units), count)


def nearest_cells(minutes: FloatArray) -> IntArray:
    """Give the cell that each unit is nearest to, shape (units,)."""
    return np.asarray(np.argmin(minutes, axis=1), dtype=np.int64)


def send_units(minutes: FloatArray, wanted: Sequence[int]) -> IntArray:
    """Give each unit's cell, shape (units,), so that every cell has as many as wanted and all drive least in sum.

    Parameters
    ----------
    minutes : how far each unit is from each cell, shape (units, cells)
    wanted : how many units each cell is to have; as many in all as there are
    """
    slots = np.repeat(np.arange(len(wanted)), wanted)
    units, chosen = linear_sum_assignment(minutes[:, slots])
    cell = np.zeros(len(minutes), dtype=np.int64)
    cell[units] = slots[chosen]
    return cell


def wanted_units(values: FloatArray, worth: FloatArray, have: IntArray) -> IntArray:
    """Give how many units each cell should have so that all are left the same value, as far as one can tell.

    No cell gives up more than half of its units or gets more than half as many again (and one), for what a unit is
    worth is only known near what there is.

    Parameters
    ----------
    values : what an attacker is left in each cell, shape (cells,)
    worth : by how much one more unit lowers it, shape (cells,), at least 0
    have : how many units each has
    """
    steep = np.maximum(worth, max(1e-12, 0.05 * float(worth.max(initial=0.0))))
    least, most = -(have // 2), have // 2 + 1

    def change(level: float) -> FloatArray:
        moved: FloatArray = np.clip((values - level) / steep, least, most)
        return moved

    low, high = -float(values.max()) - float((steep * most).max()), 2.0 * float(values.max()) + 1.0
    high += float((steep * have).max(initial=0.0))
    for _ in range(100):
        level = (low + high) / 2
        low, high = (level, high) if change(level).sum() > 0 else (low, level)
    moved = change(high)
    whole = np.floor(moved).astype(np.int64)
    # Rounded so that nobody is lost: the largest parts of a unit first.
    for number in np.argsort(whole - moved, kind="stable")[: max(0, -int(whole.sum()))]:
        whole[number] += 1
    return np.asarray(have + whole, dtype=np.int64)


def cells_of(problem: Problem, place_cell: IntArray, unit_cell: IntArray) -> tuple[Cell, ...]:
    """Give the cells from those of the places, shape (places,), and of the units in the order of `Problem.units`."""
    members = np.array([member for one in problem.classes for member in one.members], dtype=np.int64)
    node_cell = place_cell[problem.place]
    return tuple(
        Cell(
            tuple(np.sort(problem.windows[node_cell == number]).tolist()),
            tuple(np.sort(members[unit_cell == number]).tolist()),
        )
        for number in range(int(place_cell.max()) + 1)
    )


def request_of(request: Request, cell: Cell) -> Request:
    """Give a cell as a request of its own, without floors: they are the whole force's; coverage is worth as much."""
    windows = tuple(request.windows[number] for number in cell.windows)
    places = {window.place_id for window in windows}
    part = replace(
        request,
        places=tuple(place for place in request.places if place.id in places),
        windows=windows,
        units=tuple(request.units[number] for number in cell.units),
        fairness=(),
    )
    here, everywhere = _sum(part), _sum(request)
    rate = request.value_of_coverage * request.max_value / max(everywhere, 1e-300)
    return replace(part, value_of_coverage=rate * here / max(part.max_value, 1e-300))


def _sum(request: Request) -> float:
    return math.fsum(part.value for window in request.windows for part in window.bins)


def _points(problem: Problem) -> FloatArray:
    """Give where places lie, north and east in degrees of latitude: shape (places, 2)."""
    request = problem.request
    place_by_id = request.place_by_id
    points = np.zeros((int(problem.place.max()) + 1, 2))
    for node, number in enumerate(problem.windows):
        point = place_by_id[request.windows[number].place_id].point
        points[problem.place[node]] = (point.lat, point.lon)
    points[:, 1] *= np.cos(np.radians(points[:, 0].mean()))
    return points


def _need(problem: Problem) -> FloatArray:
    """Give the value of each place, shape (places,)."""
    node = np.repeat(problem.place, np.diff(problem.bin_from))
    return np.bincount(node, problem.value[: len(node)], int(problem.place.max()) + 1).astype(np.float64)


def _cut(points: FloatArray, need: FloatArray, part: tuple[IntArray, int, int], cell: IntArray) -> None:
    """Number the places of a part, by the first number and how many cells it is to have, in place."""
    places, first, count = part
    if count <= 1:
        cell[places] = first
        return
    side = int(np.argmax(np.ptp(points[places], axis=0)))
    order = places[np.lexsort((points[places, 1 - side], points[places, side]))]
    half = count // 2
    upto = np.cumsum(need[order])
    at = int(np.searchsorted(upto, upto[-1] * half / count)) + 1
    at = min(max(at, half), len(order) - (count - half))
    _cut(points, need, (order[:at], first, half), cell)
    _cut(points, need, (order[at:], first + half, count - half), cell)
