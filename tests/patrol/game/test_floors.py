from dataclasses import replace

import numpy as np
import pytest

from tests.patrol.game.a_game import a_game, a_town
from vigil.patrol.game import floors
from vigil.patrol.game.floors import floor_costs, tightest_floors
from vigil.patrol.request import FairnessFloor


def test_a_floor_that_binds_costs_something_and_one_that_does_not_costs_nothing() -> None:
    town = a_town()
    plain, free = a_game(town)
    shares = {name: tightest_floors(*_floored(town, name, 0.01)).item() for name in "abc"}
    least, most = min(shares, key=lambda name: shares[name]), max(shares, key=lambda name: shares[name])
    both = (FairnessFloor("community", least, shares[least] + 0.3), FairnessFloor("community", most, 0.01))
    problem, per_unit = a_game(replace(town, fairness=both))
    costs = {cost.name: cost.value for cost in floor_costs(problem, per_unit)}
    assert costs[most] == 0.0
    assert costs[least] > 0
    assert costs[least] == pytest.approx(per_unit.value - free.value, rel=0.1)
    assert plain.floors.count == 0


def _floored(town, name, floor):
    problem, per_unit = a_game(replace(town, fairness=(FairnessFloor("community", name, floor),)))
    return problem, per_unit.coverage


def test_no_coverage_gives_no_more_than_was_asked_for() -> None:
    problem, _ = a_game(replace(a_town(), fairness=(FairnessFloor("community", "*", 0.5),)))
    assert np.allclose(tightest_floors(problem, np.zeros(problem.bins)), 0.5)
    assert np.allclose(tightest_floors(problem, np.full(problem.bins, 0.4)), 1.0)
    nothing = replace(problem, value=np.zeros(problem.bins))
    assert np.allclose(tightest_floors(nothing, np.zeros(problem.bins)), 0.5)


def test_only_the_dearest_floors_are_worked_out_and_none_before_the_optimum_is_reached(monkeypatch) -> None:
    problem, per_unit = a_game(replace(a_town(), fairness=(FairnessFloor("community", "*", 1.0),)))
    binding = {name for (_, name), price in zip(problem.floors.names, per_unit.duals.floors, strict=True) if price > 0}
    assert len(binding) > 1
    monkeypatch.setattr(floors, "MOST", 1)
    told = {cost.name for cost in floor_costs(problem, per_unit)}
    assert len(told & binding) == 1
    assert floor_costs(problem, replace(per_unit, bound=per_unit.objective - per_unit.value)) == ()


def test_floors_that_cost_nothing_are_not_worked_out(monkeypatch) -> None:
    problem, per_unit = a_game(replace(a_town(), fairness=(FairnessFloor("community", "*", 0.01),)))
    monkeypatch.setattr(floors, "Master", None)
    assert [cost.value for cost in floor_costs(problem, per_unit)] == [0.0, 0.0, 0.0]


def test_of_what_there_is_no_time_for_nothing_is_said() -> None:
    problem, per_unit = a_game(replace(a_town(), fairness=(FairnessFloor("community", "*", 1.0),)))
    told = {cost.name for cost in floor_costs(problem, per_unit, lambda: True)}
    free = per_unit.best_duals.floors + per_unit.duals.floors <= 0
    assert told == {name for (_, name), is_free in zip(problem.floors.names, free, strict=True) if is_free}
