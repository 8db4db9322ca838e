"""What patrol benchmarks work out themselves: a country that adds up, a cost that fits, the worst of each figure."""

import math

import numpy as np
import pytest

from benchmarks.national import CELL_UNITS, PLACES, UNITS, cells_of, fit_cost, make_forces, sample, size_of
from benchmarks.patrol_game import CASES, Given, run_vigil, summarise, time_per_unit
from benchmarks.patrol_game import problem_of as problem_of_city
from benchmarks.patrol_request import City, make_request


def test_a_country_adds_up():
    forces = make_forces(1)
    assert len(forces) == 45
    assert sum(force.places for force in forces) == PLACES
    assert sum(force.units for force in forces) == UNITS
    assert min(force.units for force in forces) > 0
    assert make_forces(1) == forces != make_forces(2)


def test_a_force_is_cut_into_cells_that_add_up():
    for force in make_forces(1):
        cells = cells_of(force)
        assert sum(cell.places for cell in cells) == force.places
        assert sum(cell.units for cell in cells) == force.units
        assert all(CELL_UNITS / 2 < cell.units < 2 * CELL_UNITS for cell in cells)
        assert len({cell.seed for cell in cells}) == len(cells)


def test_cells_are_drawn_from_small_to_large():
    cells = [cell for force in make_forces(1) for cell in cells_of(force)]
    drawn = sample(cells, 8, seed=1)
    assert sample(cells, 8, seed=1) == drawn
    assert [cell.units * cell.places for cell in drawn] == sorted(cell.units * cell.places for cell in drawn)
    assert size_of(City(places=20, units=2)) == 2 * len(make_request(City(places=20, units=2))["windows"])


def test_a_cost_that_grows_as_a_power_is_found():
    sizes = [100.0, 300.0, 1000.0, 5000.0]
    cost = fit_cost(sizes, [0.01 * size**1.4 for size in sizes])
    assert (cost.power, math.exp(cost.level), cost.scatter) == pytest.approx((1.4, 0.01, 0.0), abs=1e-9)
    assert cost.seconds(2000.0) == pytest.approx(0.01 * 2000**1.4)


def test_a_summary_gives_the_worst_of_each_figure():
    lines = [
        {"of": "cities", "per_unit_gap": 0.0005, "gap": 0.01, "faults": 1},
        {"of": "cities", "per_unit_gap": 0.002, "failed": "no"},
        {"of": "floors", "floor_cost": 0.003, "with_floors": {"faults": 2}},
    ]
    found = summarise(lines)
    assert (found["per_unit_gap"], found["joint_gap"], found["floor_cost"], found["large_gap"]) == (
        0.002,
        0.01,
        0.003,
        None,
    )
    assert (found["cases"], found["failed"], found["faults"]) == (3, 1, 3)
    assert set(CASES) >= {"cities", "floors", "units", "large", "replan", "warm"}


def test_a_command_that_fails_is_told_with_its_last_line(tmp_path):
    ran = run_vigil("patrol", "check", "none.json", "none.json", errors=tmp_path / "errors.txt")
    assert ran.code == 2
    assert "No such file" in ran.says
    assert ran.cpu_s > 0
    assert ran.megabytes > 10


def test_a_bound_is_measured_on_a_city(tmp_path):
    timed = time_per_unit(problem_of_city(make_request(City(places=10, units=1))), Given(1.0, 0.01, 1, tmp_path))
    assert timed.found.bound <= timed.found.objective
    assert np.isfinite(timed.cpu_s)
