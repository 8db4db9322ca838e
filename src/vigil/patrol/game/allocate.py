"""How a large force is shared out: cells worked out by themselves, and units moved to where the attacker is left most.

Every cell is a task of its own with a seed of its own, wherever it runs. What comes back are rounds, to begin the
undivided game from; nothing of it is taken on trust, for the bound is always that of the whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import IntArray
from vigil.ground.executor import Executor, hear_nothing
from vigil.patrol.game.baseline import water_level
from vigil.patrol.game.cells import (
    Cell,
    cells_of,
    nearest_cells,
    request_of,
    send_units,
    split_places,
    travel_to_cells,
    wanted_units,
)
from vigil.patrol.game.per_unit import PerUnit, PerUnitLimits, solve_per_unit
from vigil.patrol.game.problem import Problem, Visits, make_problem
from vigil.patrol.request import Request

ROUGH: Final = 0.05
"""Before units are moved, cells are worked out to this share of the value."""
FINE: Final = 0.005
"""After that, to this."""
MOVES: Final = 2
"""So often units are moved between cells."""

Stops = tuple[tuple[int, int], ...]
"""A round as the whole force's request has it: the number of each window, and the minute at which its visit begins."""


@dataclass(frozen=True, slots=True)
class CellTask:
    """One cell to work out: what is asked, the numbers of its windows and units in the whole, and how hard to try."""

    request: Request
    cell: Cell
    seed: tuple[int, int]
    gap: float
    work: int
    warm: tuple[tuple[int, Stops], ...]


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """What a cell came to: the value left, and the rounds made, by the unit's number in the whole.

    `level` is what would be left if its coverage were spread freely over its bins, and `worth` what one more unit like
    its own would take off that. Unlike the value, they do not hang on the one bin that its units hardly reach, and that
    others will.
    """

    value: float
    level: float
    worth: float
    rounds: tuple[tuple[int, Stops], ...]
    work: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Where units went: rounds to begin the whole from, values of cells at last, and how many units changed cell."""

    rounds: tuple[tuple[int, Visits], ...]
    values: tuple[float, ...]
    units: tuple[int, ...]
    moved: int
    work: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationLimits:
    """How a force is split, and how hard its cells are worked out: `work` is for all of them together."""

    seed: int
    work: int
    units_a_cell: int
    moves: int = MOVES


def allocate(
    problem: Problem, limits: AllocationLimits, executor: Executor, heard: Callable[[int], None] = hear_nothing
) -> Allocation:
    """Split a force into cells, work them out, and move units between them until all are left about the same."""
    count = -(-len(problem.units) // limits.units_a_cell)
    places = split_places(problem, count)
    minutes = travel_to_cells(problem, places)
    units = nearest_cells(minutes)
    moved, work, rounds = 0, 0, dict[tuple[int, Stops], None]()
    for turn in range(limits.moves + 1):
        cells = cells_of(problem, places, units)
        tasks = _tasks(problem, cells, limits, tuple(rounds), turn)
        answers = _answers(cells, problem, tasks, executor.run(solve_cell, tasks, heard=heard))
        work += sum(answer.work for answer in answers)
        rounds |= dict.fromkeys(made for answer in answers for made in answer.rounds)
        have = np.array([len(cell.units) for cell in cells], dtype=np.int64)
        if turn < limits.moves:
            levels = np.array([answer.level for answer in answers])
            worth = np.array([answer.worth for answer in answers])
            before = units
            units = send_units(minutes, wanted_units(levels, worth, have).tolist())
            moved += int((units != before).sum())
    return Allocation(
        rounds=_rounds(problem, tuple(rounds)),
        values=tuple(answer.value for answer in answers),
        units=tuple(have.tolist()),
        moved=moved,
        work=work,
    )


def solve_cell(task: CellTask) -> CellAnswer:
    """Work out one cell; the same task gives the same answer in any process."""
    problem = make_problem(task.request)
    if not problem.nodes:
        return CellAnswer(problem.pinned, problem.pinned, 0.0, (), 0)
    rng = np.random.Generator(np.random.Philox(key=np.array(task.seed, dtype=np.uint64)))
    limits = PerUnitLimits(gap=task.gap, work=task.work)
    found = solve_per_unit(problem, rng, limits, warm=_warm(problem, task))
    covered = float(found.coverage.sum())
    level = water_level(problem.value, covered)
    worth = level - water_level(problem.value, covered * (1 + 1 / len(problem.units)))
    left = max(found.value, problem.pinned)
    return CellAnswer(left, level, worth, _made(problem, task.cell, found), found.work)


def _tasks(
    problem: Problem, cells: Sequence[Cell], limits: AllocationLimits, rounds: Sequence[tuple[int, Stops]], turn: int
) -> list[CellTask]:
    tasks = []
    is_last = turn == limits.moves
    for number, cell in enumerate(cells):
        if cell.units:
            mine, windows = set(cell.units), set(cell.windows)
            warm = tuple((who, stops) for who, stops in rounds if who in mine and {at for at, _ in stops} <= windows)
            seed = (limits.seed, number)
            work = limits.work // (2 * len(cells) * (1 if is_last else max(1, limits.moves)))
            tasks.append(
                CellTask(request_of(problem.request, cell), cell, seed, FINE if is_last else ROUGH, work, warm)
            )
    return tasks


def _answers(
    cells: Sequence[Cell], problem: Problem, tasks: Sequence[CellTask], given: Sequence[CellAnswer]
) -> list[CellAnswer]:
    """Give an answer for every cell: one without units is left its dearest bin, and a unit there is worth most."""
    by_cell = {task.cell: answer for task, answer in zip(tasks, given, strict=True)}
    most = max((answer.worth for answer in given), default=0.0)
    answers = []
    for cell in cells:
        dearest = max(part.value for number in cell.windows for part in problem.request.windows[number].bins)
        answers.append(by_cell.get(cell, CellAnswer(dearest, dearest, most, (), 0)))
    return answers


def _made(problem: Problem, cell: Cell, found: PerUnit) -> tuple[tuple[int, Stops], ...]:
    made = []
    for share in found.shares:
        visits = np.array(share.visits, dtype=np.int64)
        windows = problem.windows[problem.visit_node[visits]].tolist()
        minutes = problem.visit_minute[visits].tolist()
        stops = tuple((cell.windows[window], minute) for window, minute in zip(windows, minutes, strict=True))
        made.append((cell.units[problem.classes[share.number].members[0]], stops))
    return tuple(made)


def _warm(problem: Problem, task: CellTask) -> list[tuple[int, Visits]]:
    index = {window: number for number, window in enumerate(task.cell.windows)}
    place = {unit: number for number, unit in enumerate(task.cell.units)}
    return _rounds_of(
        problem, [(place[who], tuple((index[at], minute) for at, minute in stops)) for who, stops in task.warm]
    )


def _rounds(problem: Problem, made: Sequence[tuple[int, Stops]]) -> tuple[tuple[int, Visits], ...]:
    return tuple(dict.fromkeys(_rounds_of(problem, made)))


def _rounds_of(problem: Problem, made: Sequence[tuple[int, Stops]]) -> list[tuple[int, Visits]]:
    """Give rounds with the number of their class and their visits, from the number of a unit and its stops."""
    class_of = {member: number for number, one in enumerate(problem.classes) for member in one.members}
    node_of = _node_of(problem)
    return [
        (
            class_of[who],
            tuple(int(problem.visit_from[node_of[at]] + minute - problem.first[node_of[at]]) for at, minute in stops),
        )
        for who, stops in made
    ]


def _node_of(problem: Problem) -> IntArray:
    node_of = np.full(len(problem.request.windows), -1, dtype=np.int64)
    node_of[problem.windows] = np.arange(problem.nodes)
    return node_of
