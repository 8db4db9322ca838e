from dataclasses import replace

import numpy as np

from tests.patrol.a_request import a_unit
from tests.patrol.game.a_game import a_game, a_town, dice
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.rounding import deal_rounds, make_table
from vigil.patrol.game.vary import ROUNDS_TOGETHER, any_plans, more_rounds, other_plans


def test_classes_with_few_rounds_get_more_that_they_can_make() -> None:
    for request in (a_town(), a_town(units=2, plan_cap=0.01), a_town(places=2, units=1)):
        problem, per_unit = a_game(request)
        more = more_rounds(problem, per_unit)
        drawn = {(share.number, share.visits) for share in per_unit.shares}
        assert len(set(more)) == len(more)
        assert not drawn & set(more)
        for number, visits in more:
            assert least_drive(problem, problem.classes[number], visits) < 1000
        for number in range(len(problem.classes)):
            have = sum(one[0] == number for one in (*drawn, *more))
            assert have <= max(-(-ROUNDS_TOGETHER // len(problem.units)), have - len(more))


def test_rounds_stay_within_the_minutes_on_the_way() -> None:
    limited = a_unit("u", from_minute=720.0, until_minute=900.0, max_drive_minutes=25)
    problem, per_unit = a_game(replace(a_town(), units=(limited,)))
    for number, visits in more_rounds(problem, per_unit):
        assert least_drive(problem, problem.classes[number], visits) <= 25


def test_classes_with_many_rounds_get_none() -> None:
    problem, per_unit = a_game(a_town(units=120))
    assert len(more_rounds(problem, per_unit)) <= 2 * len(problem.classes)


def test_other_plans_are_of_the_units_rounds_and_some_are_new() -> None:
    problem, per_unit = a_game()
    rounds = [*per_unit.shares]
    table = make_table(problem, rounds).with_rounds(problem, more_rounds(problem, per_unit))
    picks = deal_rounds(table, 20, dice())
    others = other_plans(table, picks, per_unit.duals.prices, dice())
    assert (table.classes[others] == table.units).all()
    assert len(np.unique(others, axis=0)) > 5
    assert other_plans(table, picks[:0], per_unit.duals.prices, dice()).shape == (0, len(problem.units))


def test_plans_by_chance_are_of_the_units_rounds() -> None:
    problem, per_unit = a_game()
    table = make_table(problem, per_unit.shares)
    picks = any_plans(table, 50, dice())
    assert (table.classes[picks] == table.units).all()
    assert any_plans(table, 0, dice()).shape == (0, len(problem.units))
