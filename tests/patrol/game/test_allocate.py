from dataclasses import replace

import numpy as np

from tests.patrol.a_request import a_window
from tests.patrol.game.a_game import dice
from tests.patrol.game.two_towns import two_towns
from vigil.ground.executor import IN_THIS_PROCESS
from vigil.patrol.game.allocate import AllocationLimits, CellAnswer, CellTask, allocate, solve_cell
from vigil.patrol.game.cells import Cell
from vigil.patrol.game.mend import keeps_time
from vigil.patrol.game.per_unit import PerUnitLimits, solve_per_unit
from vigil.patrol.game.problem import make_problem

LIMITS = AllocationLimits(seed=1, work=10**8, units_a_cell=3)


class Noted:
    """Runs tasks here and keeps them with their answers."""

    def __init__(self) -> None:
        self.runs: list[list[tuple[CellTask, CellAnswer]]] = []

    def run(self, function, tasks, *, heard):
        given = IN_THIS_PROCESS.run(function, tasks, heard=heard)
        self.runs.append(list(zip(tasks, given, strict=True)))
        return given


def test_units_are_moved_to_where_the_attacker_is_left_most() -> None:
    noted = Noted()
    found = allocate(make_problem(two_towns()), LIMITS, noted)
    first, last = noted.runs[0], noted.runs[-1]
    assert sorted(len(task.cell.units) for task, _ in first) == [2, 4]
    assert found.moved > 0
    assert max(answer.value for _, answer in last) < max(answer.value for _, answer in first)
    assert sum(found.units) == 6
    assert found.values == tuple(answer.value for _, answer in last)
    assert found.work == sum(answer.work for run in noted.runs for _, answer in run)


def test_every_round_can_be_made_in_the_whole_and_the_whole_does_no_worse_from_them() -> None:
    problem = make_problem(two_towns())
    found = allocate(problem, LIMITS, IN_THIS_PROCESS)
    assert found.rounds
    assert all(keeps_time(problem, problem.classes[number], visits) for number, visits in found.rounds)
    warm = solve_per_unit(problem, dice(), PerUnitLimits(gap=1e-4), warm=found.rounds)
    cold = solve_per_unit(problem, dice(), PerUnitLimits(gap=1e-4))
    assert abs(warm.objective - cold.objective) <= 3e-4 * cold.value
    assert warm.bound <= cold.objective + 1e-9


def test_the_same_seed_gives_the_same_rounds() -> None:
    problem = make_problem(two_towns())
    assert allocate(problem, LIMITS, IN_THIS_PROCESS).rounds == allocate(problem, LIMITS, IN_THIS_PROCESS).rounds


def test_a_cell_without_units_is_left_its_dearest_bin_and_gets_some() -> None:
    request = two_towns()
    noted = Noted()
    found = allocate(make_problem(replace(request, units=request.units[2:])), replace(LIMITS, units_a_cell=2), noted)
    assert len(noted.runs[0]) == 1
    assert len(noted.runs[-1]) == 2
    assert min(found.units) >= 1


def test_a_cell_that_its_units_cannot_reach_is_left_its_dearest_bin() -> None:
    request = two_towns()
    windows = (a_window("late", "p0", 1300, 1330, value=33.0),)
    cell = replace(request, windows=windows, units=request.units[:1])
    answer = solve_cell(CellTask(cell, Cell((0,), (0,)), (1, 0), 0.05, 10**6, ()))
    assert (answer.value, answer.worth, answer.rounds) == (33.0, 0.0, ())
    assert np.isfinite(answer.value)
