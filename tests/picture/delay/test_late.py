"""How many reports are still to come, against a plain sum over everything that may be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vigil.picture.delay.late import MANY, UNUSUAL, Late, Run, foresee_late, nearest_run
from vigil.picture.delay.level import Level
from vigil.picture.delay.share import Share

KNOWN = st.integers(0, 400)
LEVELS = st.builds(Level, st.floats(0.01, 300), st.floats(0.3, 50))
SHARES = st.builds(Share, st.floats(0.01, 1.0), st.floats(0.5, 1e6))


def slow(known, level, share, most):
    """Weigh every final count and every share by Bayes' rule."""
    grid = stats.beta(share.mean * share.concentration, (1 - share.mean) * share.concentration).ppf(
        (np.arange(400) + 0.5) / 400
    )
    totals = np.arange(known, known + most)
    usual = stats.nbinom(level.size, level.size / (level.size + level.per_day)).pmf(totals)
    unusual = stats.nbinom(1.0, 1 / (1 + level.per_day)).pmf(totals)
    prior = (1 - UNUSUAL) * usual + UNUSUAL * unusual
    seen = stats.binom.pmf(known, totals[:, None], grid).mean(axis=1)
    return prior * seen / (prior * seen).sum()


@pytest.mark.parametrize("known", [0, 1, 4, 9, 30])
@pytest.mark.parametrize(("mean", "concentration"), [(0.6, 40.0), (0.9, 400.0), (0.3, 15.0)])
def test_it_is_what_bayes_rule_gives(known, mean, concentration):
    level = Level(6.0, 5.0)
    found = foresee_late(known, level, Share(mean, concentration))
    plain = slow(known, level, Share(mean, concentration), 600)
    assert found.step == 1
    both = min(len(plain), len(found.probabilities))
    assert found.probabilities[:both] == pytest.approx(plain[:both], abs=8e-3)
    assert found.mean == pytest.approx(plain @ np.arange(len(plain)), rel=0.05, abs=0.01)
    assert abs(found.median - np.searchsorted(plain.cumsum(), 0.5)) <= 1


def test_where_all_has_come_in_nothing_more_does():
    assert foresee_late(3, Level(5.0, 10.0), Share(1.0, 1e9)).probabilities[0] == pytest.approx(1)


def test_a_surge_is_not_smoothed_away():
    level, half = Level(5.0, 50.0), Share(0.5, 1000.0)
    assert foresee_late(50, level, half).mean > 30
    assert foresee_late(3, level, half).mean == pytest.approx(2.5, rel=0.1)


def test_thousands_are_told_apart_by_steps():
    found = foresee_late(40_000, Level(60_000.0, 50.0), Share(0.6, 500.0))
    assert found.step > 1
    assert found.mean == pytest.approx(40_000 / 0.6 - 40_000, rel=0.03)
    assert found.median == pytest.approx(found.mean, rel=0.02)


def test_of_many_no_number_between_is_impossible():
    found = foresee_late(100_000, Level(150_000.0, 50.0), Share(0.7, 15.0))
    run = nearest_run(found.probabilities, 0.9)
    assert run.probability == pytest.approx(0.9, abs=0.02)
    assert found.probabilities[run.low : run.high + 1].min() > 1e-5


def test_joining_what_many_shares_foretell_changes_little():
    share = Share(0.8, 300.0)
    apart, joined = (foresee_late(known, Level(1300.0, 40.0), share) for known in (MANY, MANY + 1))
    assert joined.mean == pytest.approx(apart.mean, rel=0.01)
    few, more = (nearest_run(one.probabilities, 0.9) for one in (apart, joined))
    assert (more.low * joined.step, more.high * joined.step) == pytest.approx(
        (few.low * apart.step, few.high * apart.step), rel=0.05
    )


def test_of_many_that_have_all_come_in_no_more_are_to_come():
    assert foresee_late(MANY + 1, Level(1000.0, 40.0), Share(1.0, 1e9)).mean == pytest.approx(0, abs=1e-6)


@settings(max_examples=40)
@given(KNOWN, LEVELS, SHARES)
def test_probabilities_add_up_and_a_median_is_one(known, level, share):
    found = foresee_late(known, level, share)
    assert found.probabilities.min() >= 0
    assert found.probabilities.sum() == pytest.approx(1)
    assert found.probabilities[: found.median // found.step + 1].sum() >= 0.5 - 1e-9


def test_the_mean_of_a_step_is_its_middle():
    whole = Late(np.array([0.25, 0.25, 0.25, 0.25]), 1)
    coarse = Late(np.array([0.5, 0.5]), 2)
    assert (whole.mean, coarse.mean) == (1.5, 1.5)
    assert (whole.median, coarse.median) == (1, 0)


@pytest.mark.parametrize(
    ("probabilities", "run"),
    [
        ([0.96, 0.03, 0.01], Run(0, 0, 0.96)),
        ([0.86, 0.09, 0.05], Run(0, 0, 0.86)),
        ([0.80, 0.12, 0.08], Run(0, 1, 0.92)),
        ([0.1, 0.6, 0.2, 0.1], Run(1, 3, 0.9)),
        ([0.2, 0.6, 0.1, 0.1], Run(0, 2, 0.9)),
        ([0.0, 1.0], Run(1, 1, 1.0)),
    ],
)
def test_a_run_lies_as_near_as_counts_allow(probabilities, run):
    found = nearest_run(np.array(probabilities), 0.9)
    assert (found.low, found.high) == (run.low, run.high)
    assert found.probability == pytest.approx(run.probability)


def test_a_run_ends_where_nothing_more_is_possible():
    assert nearest_run(np.array([0.5, 0.5]), 0.999) == Run(0, 1, 1.0)


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=30), st.floats(0.05, 0.99))
def test_no_longer_or_shorter_run_about_the_likeliest_is_nearer(weights, target):
    weights = sorted(weights, reverse=True)
    probabilities = np.array(weights) / sum(weights)
    found = nearest_run(probabilities, target)
    assert found.low == 0
    runs = [probabilities[: last + 1].sum() for last in range(len(weights))]
    assert abs(found.probability - target) == pytest.approx(min(abs(run - target) for run in runs), abs=1e-9)
