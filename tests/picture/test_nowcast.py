"""Counts as they will be once late reports are in: what must always hold, and how often the intervals do."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.picture.delay.reporting import MONDAY, final_counts, made_up, toronto
from vigil.picture.nowcast import DEFAULT, NowcastControl, ReportedCount, nowcast, nowcast_each

DELAYS = (0.5, 0.2, *(0.06 * 0.8**number for number in range(29)), 0.06 * 0.8**28 * 4)
REPORTS = st.lists(
    st.builds(
        lambda back, delay, count: ReportedCount(
            MONDAY - timedelta(days=back), MONDAY + timedelta(days=delay - back), count
        ),
        st.integers(-2, 60),
        st.integers(0, 50),
        st.integers(0, 30),
    ),
    max_size=12,
)
WEEK = replace(DEFAULT, days=7)


def coverage(reports, *, as_of, every_days, times):
    """Give how often the intervals of 1 to 14 days ago held the final count, and how often they said they would."""
    final, held, said = final_counts(reports), [], []
    for back in range(times):
        day_known = as_of - timedelta(days=back * every_days)
        for day in nowcast(reports, as_of=day_known, control=NowcastControl(days=15)).days[:-1]:
            held.append(day.low <= final.get(day.on, 0) <= day.high)
            said.append(day.probability)
    return float(np.mean(held)), float(np.mean(said))


def test_toronto_intervals_of_nine_tenths_hold_the_final_count_on_85_to_95_of_100_days():
    held, said = coverage(toronto(), as_of=date(2023, 12, 1), every_days=33, times=30)
    assert 0.85 <= held <= 0.95
    assert held == pytest.approx(said, abs=0.02)


@pytest.mark.parametrize("per_day", [3.0, 30.0])
def test_so_do_those_of_made_up_reports(per_day):
    reports = made_up(per_day=per_day, days=700, delays=DELAYS, rng=np.random.default_rng(5))
    held, said = coverage(reports, as_of=MONDAY - timedelta(days=40), every_days=12, times=25)
    assert 0.85 <= held <= 0.95
    assert held == pytest.approx(said, abs=0.03)


def test_the_sum_of_what_is_foreseen_comes():
    reports = made_up(per_day=10, days=700, delays=DELAYS, rng=np.random.default_rng(6))
    final, foreseen, came = final_counts(reports), 0.0, 0
    for back in range(40, 280, 10):
        (today,) = nowcast(reports, as_of=MONDAY - timedelta(days=back), control=NowcastControl(days=1)).days
        foreseen += today.mean - today.known
        came += final.get(today.on, 0) - today.known
    assert foreseen == pytest.approx(came, rel=0.15)


def test_each_of_the_latest_days_is_given_once_oldest_first():
    reports = made_up(per_day=5, days=300, delays=DELAYS, rng=np.random.default_rng(7))
    found = nowcast(reports, as_of=MONDAY)
    assert [day.on for day in found.days] == [MONDAY - timedelta(days=back) for back in range(27, -1, -1)]
    known = Counter()
    for one in reports:
        known[one.happened_on] += one.count if one.reported_on <= MONDAY else 0
    assert [day.known for day in found.days] == [known[day.on] for day in found.days]
    assert (found.as_of, found.is_thin, found.came_later) == (MONDAY, False, 0)
    assert found.reports == sum(known.values())


def test_late_reports_change_the_figure_of_yesterday():
    sunday = MONDAY - timedelta(days=1)
    reports = [ReportedCount(sunday, sunday, 4), ReportedCount(sunday, MONDAY, 3)]
    (before,) = nowcast(reports, as_of=sunday).days
    after, today = nowcast(reports, as_of=MONDAY).days
    assert (before.known, after.known, after.known_before) == (4, 7, 4)
    assert (today.known, today.known_before) == (0, 0)


def test_of_nothing_known_nothing_is_said():
    assert nowcast([], as_of=MONDAY).days == ()
    later = [ReportedCount(MONDAY - timedelta(days=3), MONDAY + timedelta(days=1), 9)]
    found = nowcast(later, as_of=MONDAY)
    assert (found.days, found.reports, found.is_thin) == ((), 0, True)


def test_a_report_of_none_makes_a_day_known_to_be_empty():
    (day,) = nowcast([ReportedCount(MONDAY, MONDAY, 0)], as_of=MONDAY).days
    assert (day.known, day.low, day.likely) == (0, 0, 0)


def test_reports_later_than_any_delay_that_is_learnt_are_known_and_counted_apart():
    old = ReportedCount(MONDAY - timedelta(days=30), MONDAY, 2)
    found = nowcast([old], as_of=MONDAY, control=NowcastControl(days=40, longest_delay_days=8))
    assert (found.came_later, found.days[0].known, found.days[0].high) == (2, 2, 2)


def test_days_before_the_window_and_the_longest_delay_are_passed_over():
    ancient = ReportedCount(MONDAY - timedelta(days=2000), MONDAY - timedelta(days=2000), 5)
    recent = made_up(per_day=5, days=300, delays=(1.0,), rng=np.random.default_rng(8))
    with_it = nowcast([ancient, *recent], as_of=MONDAY, control=WEEK)
    assert with_it.reports == nowcast(recent, as_of=MONDAY, control=WEEK).reports
    nowcast([ReportedCount(date.min, date.min)], as_of=date.min + timedelta(days=3))


def test_a_source_that_is_always_a_day_late_is_foreseen_whole():
    reports = made_up(per_day=20, days=400, delays=(0.0, 1.0), rng=np.random.default_rng(9))
    *_, yesterday, today = nowcast(reports, as_of=MONDAY).days
    assert (today.known, yesterday.high - yesterday.known) == (0, 0)
    assert 5 < today.low < 20 < today.high < 40


def test_even_the_largest_counts_a_file_may_hold_have_an_interval():
    sunday = MONDAY - timedelta(days=1)
    found = nowcast([ReportedCount(sunday, MONDAY, 10**6), ReportedCount(MONDAY, MONDAY, 10**6)], as_of=MONDAY)
    assert [day.known for day in found.days] == [10**6, 10**6]
    assert all(day.known <= day.low < day.high for day in found.days)


def test_a_thin_series_lends_its_delay_from_all_together():
    wide = made_up(per_day=20, days=300, delays=DELAYS, rng=np.random.default_rng(10))
    thin = (ReportedCount(MONDAY - timedelta(days=200), MONDAY - timedelta(days=200)),)
    alone = nowcast(thin, as_of=MONDAY).days[-1].reported_share
    lent = nowcast(thin, as_of=MONDAY, alike=wide).days[-1].reported_share
    both = nowcast_each({"wide": wide, "thin": thin}, as_of=MONDAY)
    assert alone > 0.65
    assert lent == pytest.approx(0.5, abs=0.1)
    assert both["thin"].days[-1].reported_share == pytest.approx(lent, abs=0.01)
    assert both["thin"].is_thin
    assert not both["wide"].is_thin


def test_one_series_of_a_file_has_nobody_to_lend_from():
    reports = made_up(per_day=1, days=100, delays=DELAYS, rng=np.random.default_rng(11))
    assert nowcast_each({"all": reports}, as_of=MONDAY) == {"all": nowcast(reports, as_of=MONDAY)}
    assert nowcast_each({}, as_of=MONDAY) == {}


@settings(max_examples=12)
@given(REPORTS, st.randoms())
def test_intervals_hold_what_is_known_and_the_order_of_reports_does_not_matter(reports, shuffler):
    found = nowcast(reports, as_of=MONDAY, control=WEEK)
    for day in found.days:
        assert 0 <= day.known_before <= day.known <= day.low <= day.likely <= day.high
        assert day.known <= day.mean
        assert 0 < day.reported_share <= 1
        assert 0 < day.probability <= 1
    mixed = list(reports)
    shuffler.shuffle(mixed)
    assert nowcast(mixed, as_of=MONDAY, control=WEEK) == found


@settings(max_examples=12)
@given(REPORTS, st.integers(0, 10))
def test_nothing_that_came_in_later_is_looked_at(reports, back):
    as_of = MONDAY - timedelta(days=back)
    known = [one for one in reports if one.reported_on <= as_of]
    assert nowcast(reports, as_of=as_of, control=WEEK) == nowcast(known, as_of=as_of, control=WEEK)


@settings(max_examples=12)
@given(REPORTS)
def test_as_time_goes_on_what_is_known_of_a_day_never_falls(reports):
    known: dict[date, int] = {}
    for back in range(4, -1, -1):
        for day in nowcast(reports, as_of=MONDAY - timedelta(days=back), control=WEEK).days:
            assert day.known >= known.get(day.on, 0)
            assert day.known_before == known.get(day.on, day.known_before)
            known[day.on] = day.known


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": 0},
        {"window_days": 0},
        {"half_life_days": 0.5},
        {"longest_delay_days": 7},
        {"probability": 0.0},
        {"probability": 1.0},
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"at least 1 day|between 0 and 1"):
        NowcastControl(**wrong)
