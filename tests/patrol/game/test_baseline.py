from dataclasses import replace

import numpy as np
import pytest

from tests.patrol.a_request import FRIDAY, a_place, a_unit, a_window
from tests.patrol.game.a_game import a_game, a_town, dice
from vigil.patrol.game import baseline
from vigil.patrol.game.baseline import find_baselines, water_level
from vigil.patrol.request import Request, Rest


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


def test_the_plan_that_is_repeated_is_thought_over_once_more_if_there_is_time_and_units_are_few(monkeypatch) -> None:
    crew = tuple(
        a_unit(f"u{n}", from_minute=740.0 + 5 * n, until_minute=900.0 - 10 * n, effect=(0.5, 1.0, 0.8, 0.9)[n])
        for n in range(4)
    )
    row = tuple(a_place(f"p{n}", east=0.03 * (n - 3)) for n in range(6))
    problem, per_unit = a_game(replace(a_town(), places=row, units=crew))

    def repeated(**given) -> float:
        return find_baselines(problem, per_unit, dice(), **given)[0].value

    twice, late = repeated(), repeated(is_late=lambda: True)
    with monkeypatch.context() as patch:
        patch.setattr(baseline, "MANY", 3)
        assert repeated() == late
    monkeypatch.setattr(baseline, "PASSES", 1)
    assert repeated() == late
    assert twice < late


@pytest.mark.parametrize(
    "limit", [{"max_drive_minutes": 14}, {"rest": Rest(30, 770.0, 850.0)}], ids=["minutes on the way", "a rest"]
)
def test_a_stroll_leaves_out_what_a_limit_leaves_no_time_for(limit) -> None:
    """Every stroll can end at the second door; with the limit only those that did not begin at the first."""
    doors = (
        a_window("near", "near", opens=770, closes=785, visit_minutes=15, value=0.1),
        a_window("far", "far", opens=815, closes=830, visit_minutes=15),
    )
    places = (a_place("near", east=-0.014), a_place("far", east=0.014))

    def left_at_random(**changes) -> float:
        crew = (a_unit("u", from_minute=755.0, until_minute=846.0, **changes),)
        problem, per_unit = a_game(Request(day=FRIDAY, places=places, windows=doors, units=crew))
        assert problem.is_open.all()
        return {one.name: one.value for one in find_baselines(problem, per_unit, dice())}["random"]

    assert left_at_random() <= 0.1
    assert 2.0 < left_at_random(**limit) < 8.0


def test_the_water_level_is_what_sharing_out_freely_leaves() -> None:
    for values, budget in (([10.0, 5.0, 0.0], 0.5), ([10.0, 9.0, 8.0], 1.0), ([4.0, 4.0], 5.0), ([], 1.0)):
        level = water_level(np.array(values), budget)
        used = sum(max(0.0, 1 - level / value) for value in values if value > 0)
        assert used == pytest.approx(budget) or level == 0.0
