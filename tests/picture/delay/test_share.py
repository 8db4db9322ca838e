"""The share of a day's reports that has come in, against plain counting and against random draws."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.delay.reporting import MONDAY, made_up
from vigil.picture.delay.reported import ReportedCount
from vigil.picture.delay.share import (
    ALIKE_WEIGHT,
    LEAST_SHARE,
    UNKNOWN_HAZARD,
    DelayFit,
    fit_delay,
    share_after,
)
from vigil.picture.delay.triangle import make_triangle

DELAYS = (0.5, 0.25, 0.1, 0.05, 0.05, 0.0, 0.0, 0.0, 0.05)
WINDOW = 365


def triangle_of(reports):
    return make_triangle(reports, as_of=MONDAY, first_on=min(one.happened_on for one in reports))


def fit(reports, **more):
    return fit_delay(triangle_of(reports), window_days=WINDOW, **more)


def test_the_true_shares_are_found_although_the_latest_days_are_incomplete():
    reports = made_up(per_day=200, days=200, delays=DELAYS, rng=np.random.default_rng(1))
    triangle = make_triangle(reports, as_of=MONDAY, first_on=reports[0].happened_on, longest_delay_days=30)
    found = fit_delay(triangle, window_days=WINDOW)
    for lag, share in enumerate(np.cumsum(DELAYS)[:7]):
        for weekday in range(7):
            assert share_after(found, lag, weekday).mean == pytest.approx(share, abs=0.02)
    assert share_after(found, 30, 0).mean == pytest.approx(1, abs=1e-3)


def test_a_delay_that_could_not_be_seen_yet_is_thought_possible():
    reports = made_up(per_day=200, days=50, delays=(1.0,), rng=np.random.default_rng(1))
    found = share_after(fit(reports), 0, 0)
    # None of 60, 90, 180 and 365 days could be seen.
    assert found.mean == pytest.approx((1 - UNKNOWN_HAZARD) ** 4, abs=0.005)


def test_a_hazard_is_what_plain_counting_gives():
    rng = np.random.default_rng(2)
    reports = [one for one in made_up(per_day=5, days=60, delays=DELAYS, rng=rng) if one.reported_on <= MONDAY]
    found = fit(reports)
    whole = [one for one in reports if (MONDAY - one.happened_on).days >= 10]
    late = sum(one.count for one in whole if 7 < one.delay_days <= 10)
    early = sum(one.count for one in whole if one.delay_days <= 7)
    edge = found.edges_days.index(10)
    assert found.late[0, edge] == pytest.approx(late + UNKNOWN_HAZARD)
    assert found.early[0, edge] == pytest.approx(early + 1 - UNKNOWN_HAZARD)


def test_a_weekday_on_which_reports_come_later_has_a_share_of_its_own():
    days = [MONDAY - timedelta(days=back) for back in range(1, 300)]
    reports = [ReportedCount(on, on + timedelta(days=1 if on.weekday() == 5 else 0), 20) for on in days]
    found = fit(reports)
    assert share_after(found, 0, 5).mean < 0.1
    assert share_after(found, 0, 2).mean > 0.9
    assert share_after(found, 1, 5).mean > 0.95


def test_the_moments_of_a_product_are_exact():
    found = DelayFit((0, 1, 3), np.full((7, 3), 3.0), np.full((7, 3), 9.0), batch=1e9)
    rng = np.random.default_rng(3)
    first, second = rng.beta(9, 3, 400_000), rng.beta(9, 3, 400_000)
    for lag, drawn in ((0, first * second), (1, second), (2, np.sqrt(second))):
        share = share_after(found, lag, 0)
        assert share.mean == pytest.approx(drawn.mean(), rel=2e-3)
        variance = share.mean * (1 - share.mean) / (share.concentration + 1)
        assert variance == pytest.approx(drawn.var(), rel=2e-2)
    assert share_after(found, 3, 0).mean == 1


def test_single_days_that_come_in_batches_make_a_share_less_sure():
    alike = DelayFit((0, 1), np.full((7, 2), 300.0), np.full((7, 2), 700.0), batch=1e6)
    batches = DelayFit((0, 1), np.full((7, 2), 300.0), np.full((7, 2), 700.0), batch=5.0)
    sure, unsure = share_after(alike, 0, 0), share_after(batches, 0, 0)
    assert sure.mean == pytest.approx(unsure.mean) == pytest.approx(0.7)
    assert unsure.concentration < 10 < sure.concentration


@pytest.mark.parametrize(("batch", "found"), [(None, 1e6), (3.0, 5.0)])
def test_batches_are_found_in_the_counts(batch, found):
    rng = np.random.default_rng(4)
    reports = []
    for back in range(1, 400):
        on = MONDAY - timedelta(days=back)
        share = 0.6 if batch is None else rng.beta(0.6 * batch, 0.4 * batch)
        early = int(rng.binomial(40, share))
        reports.extend([ReportedCount(on, on, early), ReportedCount(on, on + timedelta(days=1), 40 - early)])
    assert fit(reports).batch == found


def test_a_thin_series_is_drawn_towards_those_it_is_alike_to():
    rng = np.random.default_rng(5)
    wide = fit([one for one in made_up(per_day=50, days=300, delays=DELAYS, rng=rng) if one.reported_on <= MONDAY])
    one = [ReportedCount(MONDAY - timedelta(days=40), MONDAY - timedelta(days=40))]
    alone, lent = fit(one), fit(one, alike=wide)
    assert share_after(alone, 0, 0).mean > 0.7
    assert share_after(lent, 0, 0).mean == pytest.approx(0.5, abs=0.05)
    # What is lent weighs no more than so many reports, however many there were.
    edge = lent.edges_days.index(10)
    assert wide.late[0, edge] + wide.early[0, edge] > 10_000
    assert lent.late[0, edge] + lent.early[0, edge] == pytest.approx(ALIKE_WEIGHT + 1)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40), st.integers(0, 1_000_000)), min_size=1, max_size=12),
    st.integers(0, 6),
)
def test_whatever_came_in_shares_are_shares_and_grow_with_time(rows, weekday):
    found = fit(
        [
            ReportedCount(MONDAY - timedelta(days=back), MONDAY - timedelta(days=back - delay), count)
            for back, delay, count in rows
        ]
    )
    shares = [share_after(found, lag, weekday) for lag in range(0, 60, 7)]
    assert all(LEAST_SHARE <= one.mean <= 1 and one.concentration > 0 for one in shares)
    assert all(one.mean <= other.mean + 1e-12 for one, other in pairwise(shares))
