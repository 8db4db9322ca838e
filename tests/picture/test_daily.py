"""The daily model: as of each day, three spells at once, breaks kept, and as many false alarms as it says."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from scipy import stats

from vigil.ground.errors import Unreadable
from vigil.picture.daily import SHARES, DailyControl, detect, foresee
from vigil.picture.series.count_table import CountTable
from vigil.picture.series.series_break import SeriesBreak

FIRST_ON = date(2017, 3, 1)


def a_table(*columns, names=None, step=1):
    counts = np.column_stack(columns).astype(float)
    return CountTable(
        source="counts.csv",
        names=names or tuple(f"s{number}" for number in range(counts.shape[1])),
        counts=counts,
        first_days=tuple(FIRST_ON + timedelta(days=step * day) for day in range(len(counts))),
    )


def draw(mean, days, seed, *, phi=1.4):
    """Give counts with a season, a weekday and a trend, and no surge."""
    at = np.arange(days)
    level = mean * np.exp(0.2 * np.sin(2 * np.pi * at / 365.25) + 0.3 * (at % 7 == 5) + 0.08 * at / 365.25)
    return np.random.default_rng(seed).negative_binomial(level / (phi - 1), 1 / phi).astype(float)


@pytest.fixture(scope="module")
def calm():
    return a_table(draw(8.0, 700, 1), draw(0.4, 700, 2))


def with_count(table, row, count, series=0):
    counts = table.counts.copy()
    counts[row, series] = count
    return replace(table, counts=counts)


def test_a_great_surge_does_not_hide_a_second_one_six_weeks_later():
    rng = np.random.default_rng(11)
    counts = rng.poisson(0.1, 1100).astype(float)
    counts[1000:1030] += np.round(45 * 0.5 ** (np.arange(30) / 6))
    counts[1042] = 40
    found = detect(a_table(counts), DailyControl(rows=(1000, 1045)))
    assert found.is_alarm[0, 0]
    assert found.is_alarm[42, 0]
    assert found.upper_bound[42, 0] < 40


def test_a_surge_on_a_day_is_an_alarm_on_that_day(calm):
    found = detect(with_count(calm, 650, 40), DailyControl(rows=(640, 650)))
    assert found.method == "daily"
    assert found.rows.tolist() == list(range(640, 651))
    assert found.is_alarm[-1].tolist() == [True, False]
    assert not found.is_alarm[:-1].any()
    assert found.observed[-1, 0] == 40
    assert found.p_value[-1, 0] < 1e-8
    assert found.score[-1, 0] > 1
    assert 5 < found.expected[-1, 0] < 16
    assert found.has_trend.tolist() == [[1, 1]] * 11


def test_a_rise_too_small_for_a_day_is_an_alarm_of_three_days_or_the_week():
    counts = draw(8.0, 700, 1)
    counts[660:667] = 19
    found = detect(a_table(counts), DailyControl(rows=(655, 669)))
    first = found.rows[found.is_alarm[:, 0]][0]
    assert 661 <= first <= 665
    mean, spread = found.expected[5, 0], found.phi[5, 0]
    assert stats.nbinom.sf(18, mean / (spread - 1), 1 / spread) > 0.00025


def test_the_probability_is_that_of_the_least_likely_spell_shared_out(calm):
    control = DailyControl(rows=(690, 690))
    ahead, found = foresee(calm, control), detect(calm, control)
    expected = []
    for span, share in zip((1, 3, 7), SHARES, strict=True):
        spell, at = calm.counts[691 - span : 691, 0].sum(), {1: 0, 3: 1, 7: 2}[span]
        mean, spread = ahead.mean[0, 0, at], ahead.spread[0, 0, at]
        expected.append(stats.nbinom.sf(spell - 1, mean / (spread - 1), 1 / spread) / share)
    assert found.p_value[0, 0] == pytest.approx(min(*expected, 1.0))
    assert found.score[0, 0] == pytest.approx(np.log(found.p_value[0, 0]) / np.log(0.001))


@pytest.mark.parametrize("series", [0, 1])
@pytest.mark.parametrize("row", [400, 655])
def test_the_bound_is_the_highest_count_that_is_no_alarm(calm, series, row):
    control = DailyControl(rows=(row, row))
    bound = detect(calm, control).upper_bound[0, series]
    for more, is_alarm in ((0, False), (1, True)):
        found = detect(with_count(calm, row, bound + more, series), control)
        assert found.is_alarm[0, series] == is_alarm
        assert (found.p_value[0, series] < control.alpha or bound + more < control.fewest) == is_alarm


def test_it_is_told_which_spell_is_the_least_likely(calm):
    found = detect(with_count(calm, 650, 40), DailyControl(rows=(650, 652)))
    assert found.judged_periods[0, 0] == 1
    assert found.judged_periods[2, 0] in {3, 7}


def test_fewer_than_three_in_a_week_are_no_alarm_and_so_many_as_one_likes_may_be_asked():
    quiet = np.zeros(700)
    quiet[600] = 2
    assert detect(a_table(quiet), DailyControl(rows=(600, 600))).p_value[0, 0] < 0.001
    assert not detect(a_table(quiet), DailyControl(rows=(600, 606))).is_alarm.any()
    assert detect(a_table(quiet), DailyControl(rows=(600, 600), fewest=2)).is_alarm.all()
    quiet[603] = 1
    assert detect(a_table(quiet), DailyControl(rows=(600, 604))).is_alarm[:, 0].tolist() == [False] * 3 + [True, False]


def test_nothing_that_comes_later_changes_what_is_said_of_a_day(calm):
    whole = detect(calm, DailyControl(rows=(300, 699)))
    cut = replace(calm, counts=calm.counts[:401], first_days=calm.first_days[:401])
    short = detect(cut, DailyControl(rows=(300, 400)))
    for name in ("expected", "upper_bound", "p_value", "phi", "is_alarm"):
        assert np.array_equal(getattr(whole, name)[:101], getattr(short, name), equal_nan=True)


def test_threads_and_neighbours_change_nothing(calm):
    control = DailyControl(rows=(500, 560))
    one, two = detect(calm, control), detect(calm, control, threads=2)
    alone = detect(replace(calm, names=("s1",), counts=calm.counts[:, 1:]), control)
    for name in ("expected", "upper_bound", "p_value", "phi"):
        assert np.array_equal(getattr(one, name), getattr(two, name))
        assert np.array_equal(getattr(one, name)[:, 1:], getattr(alone, name))


def test_a_break_is_kept_by_its_own_series_and_a_step_in_recording_is_then_no_surge():
    counts = draw(6.0, 700, 3)
    counts[500:] += draw(6.0, 700, 4)[500:]
    table = a_table(counts, draw(6.0, 700, 5), names=("stepped", "other"))
    control = DailyControl(rows=(495, 699))
    broken = SeriesBreak("stepped", table.first_days[500], "a new form")
    blind, told = detect(table, control), detect(table, control, breaks=(broken,))
    assert blind.is_alarm[5:20, 0].any()
    assert np.isnan(told.p_value[5:67, 0]).all()
    assert np.isfinite(told.p_value[67:, 0]).all()
    assert not told.is_alarm[5:, 0].any()
    assert told.expected[67:, 0].mean() == pytest.approx(counts[562:].mean(), rel=0.15)
    assert told.has_trend[[0, 70], 0].tolist() == [1, 0]
    assert np.array_equal(told.p_value[:5, 0], blind.p_value[:5, 0])
    assert np.array_equal(told.p_value[:, 1], blind.p_value[:, 1])


def test_a_break_without_a_series_is_one_of_all(calm):
    on = calm.first_days[500]
    control = DailyControl(rows=(600, 610))
    of_all = detect(calm, control, breaks=(SeriesBreak("", on, "a new law"),))
    of_each = detect(calm, control, breaks=tuple(SeriesBreak(name, on, "a new law") for name in calm.names))
    assert np.array_equal(of_all.p_value, of_each.p_value)
    assert not np.array_equal(of_all.p_value, detect(calm, control).p_value)


def test_days_that_are_not_known_are_not_judged_and_spells_with_them_not_either(calm):
    gap = with_count(with_count(calm, 650, np.nan), 652, 40)
    found = detect(gap, DailyControl(rows=(649, 653)))
    assert np.isnan(found.p_value[:, 0]).tolist() == [False, True, False, False, False]
    assert found.is_alarm[:, 0].tolist() == [False, False, False, True, True]


def test_all_days_are_judged_when_none_are_named_the_first_weeks_with_nothing():
    found = detect(a_table(draw(5.0, 80, 6)), DailyControl())
    assert len(found.rows) == 80
    assert np.isnan(found.p_value[:, 0]).tolist() == [True] * 62 + [False] * 18
    assert not found.is_alarm[:62].any()
    assert found.has_trend[62:, 0].tolist() == [0] * 18


def test_without_a_surge_alarms_are_as_rare_as_they_say():
    """Discrete counts and Bonferroni make them rarer; more than half as often again would be a lie."""
    columns = [draw(mean, 1500, 20 + number, phi=1.3) for number, mean in enumerate((0.3, 2.0, 6.0, 15.0))]
    chances = detect(a_table(*columns), DailyControl(rows=(700, 1499))).p_value.ravel()
    assert len(chances) == 3200
    assert 0.2 * 0.01 < np.mean(chances < 0.01) < 1.5 * 0.01
    assert np.mean(chances < 0.001) < 3 * 0.001
    assert 0.03 < np.mean(chances < 0.1) < 0.1


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"alpha": 0.0}, "alpha", "between 0 and 1"),
        ({"alpha": 1.0}, "alpha", "between 0 and 1"),
        ({"fewest": -1}, "fewest", "at least 0"),
        ({"window_days": 55}, "windowDays", "at least 56"),
        ({"gap_days": 6}, "gapDays", "at least 7"),
        ({"weights_threshold": 0.0}, "weightsThreshold", "above 0"),
        ({"rows": (5, 700)}, "range", "within 1 to 700"),
    ],
)
def test_a_control_out_of_range_is_refused_by_its_name_in_a_file(calm, changes, field, said):
    with pytest.raises(Unreadable) as caught:
        detect(calm, DailyControl(**changes))
    assert caught.value.where.field == field
    assert said in str(caught.value)


def test_weeks_are_refused():
    with pytest.raises(Unreadable, match="a count for every day"):
        detect(a_table(draw(5.0, 80, 6), step=7), DailyControl())
