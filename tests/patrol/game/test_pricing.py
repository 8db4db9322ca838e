import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.game.small_game import every_round, small_requests
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.pricing import price
from vigil.patrol.game.problem import column_of, make_problem


def _worth(problem, one, prices, visits):
    column = column_of(problem, one, visits)
    return float(prices[column.bins] @ column.shares)


@settings(max_examples=120, deadline=None)
@given(small_requests(limits=True), st.integers(0, 2**32), st.integers(1, 5))
def test_no_round_is_worth_more_than_the_best_and_the_best_can_be_made(request_, seed, count):
    problem = make_problem(request_)
    prices = np.random.default_rng(seed).uniform(0, 10, problem.bins)
    for one in problem.classes:
        priced = price(problem, one, prices, count)
        best = max(_worth(problem, one, prices, visits) for visits in every_round(problem, one))
        assert priced.bound >= best - 1e-9
        assert len(priced.rounds) <= count
        for found in priced.rounds:
            assert found.value == pytest.approx(_worth(problem, one, prices, found.visits))
            assert least_drive(problem, one, found.visits) <= (1e9 if one.max_drive is None else one.max_drive)
        if one.max_drive is None:
            assert priced.bound == pytest.approx(best, abs=1e-9)
            assert max((found.value for found in priced.rounds), default=0.0) == pytest.approx(best, abs=1e-9)
