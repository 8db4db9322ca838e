"""The CUSUM over the daily model: slow rises found, a new level and a break borne, and false alarms kept rare."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from vigil.ground.errors import Unreadable
from vigil.picture import daily
from vigil.picture.fit.daily_cusum import follow, make_path
from vigil.picture.nb_cusum import NbCusumControl, detect
from vigil.picture.series.count_table import CountTable
from vigil.picture.series.series_break import SeriesBreak

FIRST_ON = date(2017, 3, 1)


def a_table(*columns, names=None):
    counts = np.column_stack(columns).astype(float)
    return CountTable(
        source="counts.csv",
        names=names or tuple(f"s{number}" for number in range(counts.shape[1])),
        counts=counts,
        first_days=tuple(FIRST_ON + timedelta(days=day) for day in range(len(counts))),
    )


def draw(mean, days, seed):
    return np.random.default_rng(seed).negative_binomial(mean / 0.3, 1 / 1.3, days).astype(float)


@pytest.fixture(scope="module")
def slow():
    """Two and a half times as many a day from the 600th on, of a series so sparse that no single day says so."""
    counts = draw(0.8, 700, 1)
    counts[600:] += draw(1.2, 700, 2)[600:]
    return a_table(counts, draw(5.0, 700, 3))


def test_a_slow_rise_is_an_alarm_and_begins_anew_after_it(slow):
    found = detect(slow, NbCusumControl(rows=(450, 699)))
    assert found.method == "nb-cusum"
    assert not found.is_alarm[:150].any()
    assert found.is_alarm[150:200, 0].any()
    assert not found.is_alarm[:, 1].any()
    first = int(np.flatnonzero(found.is_alarm[:, 0])[0])
    assert found.score[first, 0] > 1
    assert found.p_value[first, 0] <= 1 / 1826
    assert found.score[first + 1, 0] < found.score[first, 0]
    assert found.observed[first, 0] > found.upper_bound[first, 0]
    assert np.array_equal(found.has_trend, np.ones((250, 2)))


def test_it_follows_the_tolerated_mean_of_a_daily_model_four_weeks_back(slow):
    control = NbCusumControl(rows=(450, 699), run_length_days=200.0)
    found = detect(slow, control)
    usual = daily.foresee(slow, daily.DailyControl(gap_days=28, rows=(450, 699)))
    mean, spread = usual.mean[:, 0, 0].copy(), usual.spread[:, 0, 0].copy()
    path = make_path(250)
    follow(slow.counts[450:, 0].copy(), 1.25 * mean, spread, (2.0 / 1.25, 200.0), path)
    assert np.array_equal(found.expected[:, 0], mean)
    assert np.array_equal(found.phi[:, 0], spread)
    assert np.array_equal(found.upper_bound[:, 0], path.bound)
    assert np.array_equal(found.p_value[:, 0], path.p_value)
    assert np.array_equal(found.is_alarm[:, 0], path.is_alarm)
    assert found.score[:, 0] == pytest.approx(path.statistic / path.limit)


def test_a_level_within_the_tolerance_is_usual():
    counts = np.concatenate([draw(10.0, 560, 5), draw(12.0, 140, 6)])
    control = NbCusumControl(rows=(560, 699), tolerance=1.0, ratio=1.3, run_length_days=365.0)
    assert detect(a_table(counts), control).is_alarm.any()
    assert not detect(a_table(counts), replace(control, tolerance=1.25, ratio=1.6)).is_alarm.any()


def test_nothing_that_comes_later_changes_what_is_said_of_a_day(slow):
    control = NbCusumControl(rows=(550, 640))
    cut = replace(slow, counts=slow.counts[:641], first_days=slow.first_days[:641])
    whole, short = detect(slow, replace(control, rows=(550, 699))), detect(cut, control)
    assert np.array_equal(whole.p_value[:91], short.p_value)
    assert np.array_equal(whole.is_alarm[:91], short.is_alarm)


def test_threads_change_nothing(slow):
    control = NbCusumControl(rows=(600, 640))
    assert np.array_equal(detect(slow, control).p_value, detect(slow, control, threads=2).p_value)


def test_a_break_is_respected_as_the_daily_model_does():
    counts = draw(3.0, 700, 8)
    counts[500:] += draw(4.0, 700, 9)[500:]
    table = a_table(counts, names=("stepped",))
    control = NbCusumControl(rows=(495, 699))
    broken = SeriesBreak("stepped", table.first_days[500], "a new form")
    blind, told = detect(table, control), detect(table, control, breaks=(broken,))
    assert blind.is_alarm[5:30].any()
    assert np.isnan(told.p_value[5:88]).all()
    assert np.isfinite(told.p_value[88:]).all()
    assert not told.is_alarm.any()
    assert told.has_trend[[0, 88], 0].tolist() == [1, 0]


def test_a_day_that_is_not_known_is_not_judged(slow):
    counts = slow.counts.copy()
    counts[620, 0] = np.nan
    found = detect(replace(slow, counts=counts), NbCusumControl(rows=(618, 622)))
    assert np.isnan(found.p_value[:, 0]).tolist() == [False, False, True, False, False]
    assert np.isnan(found.score[:, 0]).tolist() == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"tolerance": 0.9}, "tolerance", "at least 1"),
        ({"ratio": 1.25}, "ratio", "above the tolerance, 1.25"),
        ({"run_length_days": 1.0}, "runLengthDays", "at least 2"),
        ({"gap_days": 3}, "gapDays", "at least 7"),
    ],
)
def test_a_control_out_of_range_is_refused_by_its_name_in_a_file(slow, changes, field, said):
    with pytest.raises(Unreadable) as caught:
        detect(slow, NbCusumControl(**changes))
    assert caught.value.where.field == field
    assert said in str(caught.value)
