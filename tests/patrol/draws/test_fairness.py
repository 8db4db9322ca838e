import numpy as np
import pytest
from scipy.stats import chisquare

from vigil.patrol.draws.fairness import Drawn, fit_draws

RNG = np.random.Generator(np.random.Philox(key=11))


def honest(days, rng):
    for _ in range(days):
        chances = rng.dirichlet(np.ones(rng.integers(5, 60)))
        yield Drawn(tuple(chances), int(rng.choice(len(chances), p=chances)))


def test_honest_draws_are_rarely_suspicious():
    rng = np.random.Generator(np.random.Philox(key=5))
    values = [fit_draws(list(honest(365, rng))).p_value for _ in range(200)]
    assert 0.0 <= np.mean(np.array(values) < 0.01) <= 0.04
    assert 0.4 < np.mean(values) < 0.6


def test_a_plan_that_is_always_taken_is_found_out():
    fit = fit_draws([Drawn(tuple([0.05] * 20), 3)] * 100)
    assert fit.is_suspicious
    assert fit.draws == 100


def test_with_equal_cells_it_is_the_plain_statistic():
    drawn = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 1] * 10
    fit = fit_draws([Drawn(tuple([0.1] * 10), number) for number in drawn])
    plain = chisquare(np.bincount(drawn))
    assert (fit.chi_square, fit.degrees, fit.p_value) == pytest.approx((plain.statistic, 9, plain.pvalue))


def test_cells_that_expect_too_few_are_joined():
    fit = fit_draws([Drawn(tuple([0.1] * 10), n % 10) for n in range(17)])
    assert fit.degrees == 2


@pytest.mark.parametrize("days", [[], [Drawn((1.0,), 0)] * 3, [Drawn((0.5, 0.5), 0)] * 6])
def test_with_too_few_draws_nothing_is_judged(days):
    fit = fit_draws(days)
    assert (fit.degrees, fit.p_value, fit.is_suspicious) == (0, 1.0, False)
