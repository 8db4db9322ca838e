from dataclasses import replace

import numpy as np
import pytest

from tests.patrol.a_request import a_unit
from tests.patrol.game.a_game import a_game, a_town, dice
from vigil.patrol.game.baseline import find_baselines, water_level


def test_the_game_leaves_less_than_any_other_way_and_more_than_no_travel() -> None:
    problem, per_unit = a_game()
    found = {one.name: one.value for one in find_baselines(problem, per_unit, dice())}
    assert list(found) == ["repeated", "random", "by-value", "each-alone", "no-travel"]
    for name in ("repeated", "random", "by-value", "each-alone"):
        assert found[name] >= per_unit.bound
    assert found["no-travel"] <= per_unit.value + 1e-9


def test_the_same_chance_gives_the_same_baselines() -> None:
    problem, per_unit = a_game(a_town(places=3, units=1))
    assert find_baselines(problem, per_unit, dice(3)) == find_baselines(problem, per_unit, dice(3))


def test_strolls_keep_to_the_minutes_on_the_way() -> None:
    crew = (a_unit("u", from_minute=720.0, until_minute=900.0, max_drive_minutes=1),)
    problem, per_unit = a_game(replace(a_town(places=4), units=crew))
    found = {one.name: one.value for one in find_baselines(problem, per_unit, dice())}
    assert found["random"] == pytest.approx(problem.value[problem.is_open].max(initial=0.0))


def test_the_water_level_is_what_sharing_out_freely_leaves() -> None:
    for values, budget in (([10.0, 5.0, 0.0], 0.5), ([10.0, 9.0, 8.0], 1.0), ([4.0, 4.0], 5.0), ([], 1.0)):
        level = water_level(np.array(values), budget)
        used = sum(max(0.0, 1 - level / value) for value in values if value > 0)
        assert used == pytest.approx(budget) or level == 0.0
