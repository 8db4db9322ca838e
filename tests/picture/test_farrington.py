"""Farrington flexible: equal to R's where asked for; otherwise with the right dispersion, and minding breaks."""

import doctest
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tests.picture.golden import answer_of, cases_of, counts_of, differs
from vigil.ground.errors import Unreadable
from vigil.picture import farrington
from vigil.picture.farrington import Compat, FarringtonControl, SeriesBreak, ThresholdMethod, make_table
from vigil.picture.series.read_control import read_control

CASES = cases_of("farrington")
TOLERANCE = 1e-9


def control_of(case):
    settings = {name: value for name, value in case["control"].items() if name not in {"verbose", "glmWarnings"}}
    return read_control(settings, "control.json", FarringtonControl)


def some_weeks(weeks=320, mean=12.0, seed=3):
    rng = np.random.default_rng(seed)
    season = 1.0 + 0.4 * np.sin(2 * np.pi * np.arange(weeks) / 52)
    return rng.poisson(mean * season).astype(float)


def test_the_example_in_its_docstring_is_true():
    ran = doctest.testmod(farrington)
    assert (ran.failed, ran.attempted > 8) == (0, True)


def test_it_is_imported_without_desk_database_or_network():
    asks = "import sys; from vigil.picture import farrington; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True).stdout.split()
    assert "vigil.picture.farrington" in loaded
    assert {"vigil.desk", "vigil.database", "vigil.register", "sqlalchemy", "httpx", "typer"}.isdisjoint(loaded)


@pytest.mark.parametrize("name", CASES)
def test_r_is_equalled(name):
    table = counts_of(CASES[name])
    labels, wanted = answer_of("farrington", name, table)
    found = farrington.detect(table, control_of(CASES[name]), compat=Compat.R)
    assert [table.label(row) for row in found.rows] == labels
    assert differs(found.observed, wanted["observed"]) == 0
    # R's alarm is NA exactly where there was no fit.
    alarm = np.where(np.isnan(found.mu0), np.nan, found.is_alarm)
    assert differs(alarm, wanted["alarm"]) == 0
    assert differs(found.has_trend, wanted["trend"]) == 0
    assert differs(found.upper_bound, wanted["upperbound"]) < TOLERANCE
    assert differs(found.expected, wanted["expected"]) < TOLERANCE
    assert differs(found.p_value, wanted["pvalue"]) < TOLERANCE
    assert differs(found.mu0, wanted["mu0"]) < TOLERANCE
    assert differs(found.phi, wanted["phi"]) < TOLERANCE
    assert differs(found.score, wanted["score"], least=1.0) < TOLERANCE


def test_the_right_dispersion_moves_the_bounds_of_reweighted_fits():
    case = CASES["newport_delta10"]
    table, control = counts_of(case), control_of(case)
    ours, theirs = farrington.detect(table, control), farrington.detect(table, control, compat=Compat.R)
    has_same_model = (ours.has_trend == theirs.has_trend) & ~np.isnan(ours.upper_bound)
    moved = ours.upper_bound[has_same_model] / theirs.upper_bound[has_same_model]
    assert np.median(moved) != pytest.approx(1.0, abs=1e-4)
    assert np.max(np.abs(moved - 1.0)) > 0.01
    assert differs(ours.phi[has_same_model], theirs.phi[has_same_model]) == 0


def test_without_reweighting_there_is_nothing_to_correct():
    case = CASES["newport_noreweight"]
    table, control = counts_of(case), control_of(case)
    ours, theirs = farrington.detect(table, control), farrington.detect(table, control, compat=Compat.R)
    assert differs(ours.upper_bound, theirs.upper_bound) == 0
    assert (ours.is_alarm == theirs.is_alarm).all()


def test_the_score_compares_counts_with_counts():
    table = make_table(some_weeks())
    control = FarringtonControl(b=3, threshold_method=ThresholdMethod.NB_PLUGIN)
    found = farrington.detect(table, control)
    assert differs(found.score, (found.observed - found.expected) / (found.upper_bound - found.expected)) < 1e-12
    as_in_r = farrington.detect(table, control, compat=Compat.R)
    logarithm = np.log(as_in_r.expected)
    wanted = (as_in_r.observed - logarithm) / (as_in_r.upper_bound - logarithm)
    assert differs(as_in_r.score, wanted) < 1e-12


def test_an_alarm_is_a_count_above_the_bound_with_enough_events():
    counts = some_weeks(mean=3.0)
    found = farrington.detect(make_table(counts), FarringtonControl(b=3, alpha=0.1, limit54=(16, 4)))
    four = np.convolve(counts, np.ones(4))[found.rows]
    enough = (four >= 16)[:, None]
    assert enough.any()
    assert not enough.all()
    assert (np.isnan(found.upper_bound) == ~enough).all()
    assert (found.is_alarm == (enough & (found.observed > np.nan_to_num(found.upper_bound, nan=np.inf)))).all()
    assert found.is_alarm.any()


def test_the_answer_is_the_same_on_many_threads():
    counts = np.column_stack([some_weeks(seed=seed) for seed in range(7)])
    control = FarringtonControl(b=3, no_periods=5)
    one = farrington.detect(make_table(counts), control)
    many = farrington.detect(make_table(counts), control, threads=3)
    for name in ("upper_bound", "p_value", "phi", "has_trend"):
        assert np.array_equal(getattr(one, name), getattr(many, name), equal_nan=True)


def test_a_series_is_judged_as_if_it_were_alone():
    counts = np.column_stack([some_weeks(seed=seed, mean=mean) for seed, mean in ((1, 2.0), (2, 40.0), (3, 9.0))])
    control = FarringtonControl(b=3, no_periods=10, past_weeks_not_included=26)
    together = farrington.detect(make_table(counts), control)
    for series in range(3):
        alone = farrington.detect(make_table(counts[:, series]), control)
        assert np.array_equal(alone.upper_bound[:, 0], together.upper_bound[:, series], equal_nan=True)


def test_a_population_turns_counts_into_rates():
    counts = some_weeks()
    people = np.full(len(counts), 1000.0)
    people[-1] = 2000.0
    control = FarringtonControl(b=3, trend=False, reweight=False, population_offset=True)
    rated = farrington.detect(make_table(counts, population=people), control)
    plain = farrington.detect(make_table(counts), replace(control, population_offset=False))
    assert rated.expected[-1, 0] == pytest.approx(2 * plain.expected[-1, 0])
    assert rated.expected[-2, 0] == pytest.approx(plain.expected[-2, 0])


def test_a_population_is_not_used_unless_that_is_asked_for():
    counts = some_weeks()
    people = np.linspace(1.0, 9.0, len(counts))
    with_people = farrington.detect(make_table(counts, population=people), FarringtonControl(b=3))
    without = farrington.detect(make_table(counts), FarringtonControl(b=3))
    assert np.array_equal(with_people.upper_bound, without.upper_bound, equal_nan=True)


def test_rows_that_are_not_named_begin_where_all_reference_rows_are_there():
    numbered = farrington.detect(make_table(some_weeks(230)), FarringtonControl(b=4, w=3))
    assert numbered.rows.tolist() == list(range(211, 230))
    # Four years are 208.7 weeks: with 53 weeks in a year the calendar reaches back further than 4 × 52 rows.
    table = make_table(some_weeks(230), begins=date(2015, 1, 5))
    dated = farrington.detect(table, FarringtonControl(b=4, w=0, past_weeks_not_included=5))
    assert table.label(int(dated.rows[0])) >= "2019-01-05"
    assert dated.rows[-1] == 229
    just_before = FarringtonControl(b=4, w=0, rows=(int(dated.rows[0]) - 1, 229), past_weeks_not_included=5)
    with pytest.raises(Unreadable, match=f"begin with period {dated.rows[0] + 1}"):
        farrington.detect(table, just_before)


def test_rows_that_are_named_are_judged_and_no_others():
    table = make_table(some_weeks())
    everything = farrington.detect(table, FarringtonControl(b=3))
    some = farrington.detect(table, FarringtonControl(b=3, rows=(200, 209)))
    assert some.rows.tolist() == list(range(200, 210))
    at = [everything.rows.tolist().index(row) for row in some.rows]
    assert np.array_equal(some.upper_bound, everything.upper_bound[at], equal_nan=True)


# ── Breaks ──


def recorded_differently(factor=3.0):
    """Six years of weeks, of which the last two and a half count thrice as much: a new duty to record."""
    weeks, at = 312, 182
    rng = np.random.default_rng(11)
    level = np.where(np.arange(weeks) < at, 10.0, 10.0 * factor)
    table = make_table(rng.poisson(level).astype(float), begins=date(2012, 1, 2), names=["town"])
    return table, SeriesBreak("town", table.first_days[at], "third-party reports are counted")


def test_a_break_ends_the_alarms_that_a_change_of_recording_sets_off():
    table, one = recorded_differently()
    control = FarringtonControl(b=3, alpha=0.005, threshold_method=ThresholdMethod.NB_PLUGIN)
    without = farrington.detect(table, control)
    since = without.rows - 182
    assert without.is_alarm[(since >= 0) & (since < 52)].mean() > 0.9
    assert np.nanmean(without.expected[since >= 60]) < 25.0
    minding = farrington.detect(table, control, breaks=(one,))
    assert minding.is_alarm[since >= 0].mean() < 0.03
    assert np.nanmean(minding.expected[since >= 60]) == pytest.approx(30.0, rel=0.05)
    # A surge after the change is still seen.
    counts = table.counts.copy()
    counts[-1] = 75.0
    assert farrington.detect(replace(table, counts=counts), control, breaks=(one,)).is_alarm[-1, 0]


def test_nothing_from_before_a_break_is_used():
    table, one = recorded_differently()
    control = FarringtonControl(b=3, no_periods=10, past_weeks_not_included=26)
    before = np.array([day < one.on for day in table.first_days])
    other = replace(table, counts=np.where(before[:, None], 7_777.0, table.counts))
    found = farrington.detect(table, control, breaks=(one,))
    spoiled = farrington.detect(other, control, breaks=(one,))
    behind = ~before[found.rows]
    assert np.array_equal(found.upper_bound[behind], spoiled.upper_bound[behind], equal_nan=True)
    assert not np.array_equal(found.upper_bound[~behind], spoiled.upper_bound[~behind], equal_nan=True)


def test_with_no_whole_reference_year_behind_a_break_nothing_is_said():
    table, one = recorded_differently()
    found = farrington.detect(table, FarringtonControl(b=3), breaks=(one,))
    since = found.rows - 182
    is_silent = np.isnan(found.mu0[:, 0])
    assert is_silent[(since >= 0) & (since < 52)].all()
    assert not is_silent[since < 0].any()
    assert not is_silent[since > 56].any()
    assert not found.is_alarm[is_silent].any()


def test_a_trend_needs_three_whole_reference_years_behind_a_break():
    weeks = 520
    falling = np.round(200.0 * np.exp(-0.002 * np.arange(weeks)))
    table = make_table(falling, begins=date(2012, 1, 2))
    control = FarringtonControl(b=5, p_threshold_trend=1.0)
    one = SeriesBreak("", table.first_days[300], "a new form")
    assert farrington.detect(table, control).has_trend[-1, 0] == 1.0
    minding = farrington.detect(table, control, breaks=(one,))
    at = {row: place for place, row in enumerate(minding.rows.tolist())}
    assert minding.has_trend[at[300 + 52 * 2 + 40], 0] == 0.0
    assert minding.has_trend[at[300 + 52 * 3 + 10], 0] == 1.0


def test_a_break_concerns_its_series_alone_or_all():
    counts = np.column_stack([some_weeks(seed=1), some_weeks(seed=2)])
    table = make_table(counts, begins=date(2012, 1, 2), names=["a", "b"])
    on = table.first_days[200]
    plain = farrington.detect(table, FarringtonControl(b=3))
    one = farrington.detect(table, FarringtonControl(b=3), breaks=(SeriesBreak("b", on, ""),))
    assert np.array_equal(one.mu0[:, 0], plain.mu0[:, 0], equal_nan=True)
    assert not np.array_equal(one.mu0[:, 1], plain.mu0[:, 1], equal_nan=True)
    both = farrington.detect(table, FarringtonControl(b=3), breaks=(SeriesBreak("", on, ""),))
    assert np.array_equal(both.mu0[:, 1], one.mu0[:, 1], equal_nan=True)
    assert not np.array_equal(both.mu0[:, 0], plain.mu0[:, 0], equal_nan=True)


def test_of_several_breaks_the_last_before_the_period_counts_whatever_their_order():
    table, one = recorded_differently()
    earlier = SeriesBreak("town", one.on - timedelta(days=700), "an earlier form")
    ahead = SeriesBreak("town", table.first_days[-1] + timedelta(days=70), "announced for next quarter")
    control = FarringtonControl(b=3)
    alone = farrington.detect(table, control, breaks=(one,))
    found = farrington.detect(table, control, breaks=(one, earlier, ahead))
    behind = found.rows >= 182
    assert np.array_equal(found.mu0[behind], alone.mu0[behind], equal_nan=True)


# ── What it refuses ──


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"frequency": 0}, "frequency", "at least 1"),
        ({"b": 0}, "b", "at least 1 year"),
        ({"w": -1}, "w", "at least 0"),
        ({"no_periods": 0}, "noPeriods", "at least 1 season"),
        ({"past_weeks_not_included": -1}, "pastWeeksNotIncluded", "at least 0 periods, or null"),
        ({"p_threshold_trend": 0.0}, "pThresholdTrend", "above 0"),
        ({"weights_threshold": -0.1}, "weightsThreshold", "at least 0"),
        ({"alpha": 1.0}, "alpha", "between 0 and 1"),
        ({"limit54": (5, 0)}, "limit54", "periods at least 1"),
        ({"rows": (0, 400)}, "range", "counts of 320 periods; give a first and a last within them"),
        ({"b": 7}, "range", "b = 7 years back with w = 3 either side need more than 367; take a smaller b"),
        ({"rows": (100, 200), "b": 3}, "range", "begin with period 159"),
        ({"rows": (100, 120), "b": 3}, "range", "no period up to 121 has 3 earlier years"),
        ({"population_offset": True}, "population", "needs the column population"),
        ({"no_periods": 60, "b": 3}, "noPeriods", "45 rows, too few for so many blocks"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_its_name_in_a_file(changes, field, said):
    with pytest.raises(Unreadable) as raised:
        farrington.detect(make_table(some_weeks()), FarringtonControl(**changes))
    assert raised.value.where.field == field
    assert said in raised.value.says


def test_a_frequency_that_the_dates_contradict_is_refused():
    table = make_table(some_weeks(), begins=date(2012, 1, 2))
    with pytest.raises(Unreadable, match="the dates of the counts make 52 periods a year"):
        farrington.detect(table, FarringtonControl(frequency=12, b=3))


def test_a_population_must_be_known_and_above_nought_everywhere():
    people = np.ones((320, 2))
    people[17, 1] = np.nan
    table = make_table(np.column_stack([some_weeks()] * 2), population=people, names=["a", "b"])
    with pytest.raises(Unreadable, match="not so in period 18 of “b”"):
        farrington.detect(table, FarringtonControl(b=3, population_offset=True))
