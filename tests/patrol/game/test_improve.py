import numpy as np

from tests.patrol.game.a_game import a_game
from vigil.patrol.game.improve import improve_plan, worth
from vigil.patrol.game.mend import keeps_time
from vigil.patrol.game.problem import Column, coverage_of_rounds


def test_an_improved_plan_is_worth_more_and_can_be_driven() -> None:
    problem, per_unit = a_game()
    prices = per_unit.duals.prices
    nobody = tuple(() for _ in problem.units)
    better = improve_plan(problem, nobody, prices, range(len(problem.units)))
    again = improve_plan(problem, better.rounds, prices, range(len(problem.units)))
    first, second = (coverage_of_rounds(problem, plan.rounds) @ prices for plan in (better, again))
    assert 0 < first <= second + 1e-12
    assert set(zip(problem.units, better.rounds, strict=True)) - {(k, ()) for k in problem.units} <= set(better.found)
    assert better.work > 0
    for number, visits in better.found:
        assert keeps_time(problem, problem.classes[number], visits)


def test_a_round_is_worth_what_is_still_open() -> None:
    column = Column(np.array([0, 2], dtype=np.int32), np.array([0.5, 1.0]))
    assert worth(column, np.array([2.0, 9.0, 4.0]), np.array([0.25, 1.0, 0.5])) == 2.0 * 0.25 + 4.0 * 0.5
