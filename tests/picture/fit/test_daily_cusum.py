"""The path of the CUSUM: R's statistic, a slow twin's limits, and as few false alarms as are promised."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from vigil.picture.fit.daily_cusum import STEPS, follow, make_path

GOLDEN = Path(__file__).parents[2] / "golden" / "nb_cusum" / "glrnb.csv"
RATIO = 1.6


def path_of(counts, mean, spread, run_length, ratio=RATIO):
    counts = np.asarray(counts, dtype=float)
    path = make_path(len(counts))
    follow(counts, np.broadcast_to(mean, len(counts)).copy(), np.full(len(counts), spread), (ratio, run_length), path)
    return path


def draw(mean, spread, days, seed):
    rng = np.random.default_rng(seed)
    if spread == 1.0:
        return rng.poisson(mean, days).astype(float)
    return rng.negative_binomial(mean / (spread - 1), 1 / spread, days).astype(float)


def test_the_statistic_is_that_of_r():
    rows = list(csv.DictReader(GOLDEN.read_text().splitlines()))
    counts, mean, statistic = (np.array([float(row[name]) for row in rows]) for name in ("count", "mean", "statistic"))
    path = make_path(len(counts))
    follow(counts, mean, 1 + 0.15 * mean, (1.5, 1e200), path)
    assert path.statistic == pytest.approx(statistic, abs=1e-9)
    assert not path.is_alarm.any()


def twin(counts, mean, spread, run_length):
    """Follow the statistic's distribution by a matrix of steps between grid points, day by day."""
    width = (math.log(run_length) + 5) / STEPS
    usual, statistic, said = np.eye(STEPS)[0], 0.0, []
    size = mean / (spread - 1)
    law = stats.nbinom(size, 1 / spread)
    slope = math.log(RATIO * (size + mean) / (size + RATIO * mean))
    fall = size * math.log((size + mean) / (size + RATIO * mean))
    steps = np.zeros((STEPS, STEPS))
    for number in range(int(law.ppf(1 - 1e-15)) + 30):
        to = np.clip(np.arange(STEPS) + (slope * number + fall) / width, 0, STEPS - 1)
        below = to.astype(int)
        above = np.minimum(below + 1, STEPS - 1)
        np.add.at(steps, (np.arange(STEPS), below), law.pmf(number) * (1 - to + below))
        np.add.at(steps, (np.arange(STEPS), above), law.pmf(number) * (to - below))
    for count in counts:
        usual = usual @ steps
        beyond = np.append(np.cumsum(usual[::-1])[::-1], 0.0)
        last = min(next(at for at in range(1, STEPS + 1) if beyond[at] <= 1 / run_length), STEPS - 1)
        statistic = max(statistic + slope * count + fall, 0.0)
        p_value = beyond[min(int(statistic / width), STEPS - 1)]
        is_alarm = statistic > last * width and count > 0
        said.append((statistic, last * width, min(p_value, 1.0), is_alarm))
        usual[last + 1 :] = 0.0
        usual = np.eye(STEPS)[0] if is_alarm else usual / usual.sum()
        statistic = 0.0 if is_alarm else statistic
    return np.array(said)


@pytest.mark.parametrize(("mean", "spread"), [(0.3, 1.05), (3.0, 1.4), (25.0, 2.0)])
def test_limits_chances_and_alarms_are_those_of_a_slow_twin(mean, spread):
    counts = np.concatenate([draw(mean, spread, 40, 1), draw(3 * mean, spread, 20, 2)])
    path, said = path_of(counts, mean, spread, 50.0), twin(counts, mean, spread, 50.0)
    assert path.is_alarm.any()
    assert path.is_alarm.tolist() == (said[:, 3] == 1).tolist()
    assert path.statistic == pytest.approx(said[:, 0], abs=1e-9)
    assert path.limit == pytest.approx(said[:, 1], abs=1e-9)
    assert path.p_value == pytest.approx(said[:, 2], abs=1e-9)


@pytest.mark.parametrize(("mean", "spread"), [(0.02, 1.0), (0.3, 1.0), (2.0, 1.5), (20.0, 1.5)])
def test_false_alarms_come_no_more_often_than_promised(mean, spread):
    """And not much less often where counts are not rare."""
    days, run_length = 12_000, 60.0
    at = np.arange(days)
    season = mean * (1 + 0.4 * np.sin(2 * np.pi * at / 365.25) + 0.3 * (at % 7 == 0))
    alarms = path_of(draw(season, spread, days, 5), season, spread, run_length).is_alarm.sum()
    promised = days / run_length
    assert alarms < promised + 2.5 * math.sqrt(promised)
    assert alarms > (0.7 * promised if mean > 1 else 0)


def test_the_bound_is_the_highest_count_that_does_not_alarm():
    counts = draw(3.0, 1.4, 60, 3)
    path = path_of(counts, 3.0, 1.4, 200.0)
    for day in (0, 10, 59):
        for more in (0, 1):
            changed = counts[: day + 1].copy()
            changed[day] = path.bound[day] + more
            assert path_of(changed, 3.0, 1.4, 200.0).is_alarm[day] == bool(more)


def test_after_an_alarm_the_sum_begins_anew():
    path = path_of([1, 0, 2, 30, 1, 0, 2], 1.0, 1.2, 100.0)
    assert path.is_alarm.tolist() == [False] * 3 + [True] + [False] * 3
    assert path.statistic[4:] == pytest.approx(path.statistic[:3])
    assert path.limit[4:] == pytest.approx(path.limit[:3])


def test_a_day_without_an_incident_is_never_an_alarm_and_its_bound_is_not_below_nought():
    counts = [0.0] * 5 + [2.0] * 40 + [0.0] * 5
    path = path_of(counts, np.concatenate([np.full(20, 1.5), np.full(30, 0.01)]), 1.2, 10.0)
    assert path.bound.min() >= 0
    assert path.is_alarm.any()
    assert not path.is_alarm[np.array(counts) == 0].any()


def test_a_day_that_is_not_known_leaves_the_sum_as_it_is():
    counts = draw(3.0, 1.4, 30, 3)
    with_gap = np.insert(counts, 12, np.nan)
    whole, gap = path_of(counts, 3.0, 1.4, 200.0), path_of(with_gap, 3.0, 1.4, 200.0)
    assert np.isnan([gap.statistic[12], gap.limit[12], gap.bound[12], gap.p_value[12]]).all()
    assert not gap.is_alarm[12]
    assert np.array_equal(np.delete(gap.statistic, 12), whole.statistic)
    assert np.array_equal(np.delete(gap.limit, 12), whole.limit)


def test_a_run_length_too_short_for_any_limit_still_gives_one():
    path = path_of([0.0, 40.0, 0.0], 5.0, 1.2, 1.0)
    assert np.isfinite(path.limit).all()
