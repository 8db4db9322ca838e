"""What an event set off: recovered where it was put in, not found where nothing was, honest about what is unknown."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.picture.impacts.timelines import NEW_YEAR, PARIS, WOOLWICH, by_day, by_month, london
from vigil.picture.impact import ImpactControl, Reference, measure_impact, measure_impacts


def on(day):
    return NEW_YEAR + timedelta(days=day)


def ordinary(days, seed=1, per_day=5.0):
    rng = np.random.default_rng(seed)
    return rng.poisson(per_day * rng.gamma(12, 1 / 12, days)).astype(float)


def with_event(counts, day, at_first, half_life_days, seed=2):
    rate = np.log(2) / half_life_days
    after = np.arange(len(counts) - day)
    found = counts.copy()
    found[day:] += np.random.default_rng(seed).poisson(at_first * np.exp(-rate * after))
    return found


def test_the_excess_on_the_day_and_over_the_weeks_is_recovered():
    calm = ordinary(900)
    surged = with_event(calm, 800, 30, 5)
    found = measure_impact(by_day(surged), Reference("an attack", on(800)))
    assert [one.days for one in found.horizons] == [1, 7, 14, 28]
    for one in found.horizons:
        put_in = (surged - calm)[800 : 800 + one.days].sum()
        assert one.low <= put_in <= one.high
        assert one.is_clear
        assert one.until_on == on(799 + one.days)
        assert one.p_value < 1e-4
    assert found.half_life.low < 5 < found.half_life.high
    assert not found.half_life.is_open
    assert (found.why_not, found.is_monthly, found.history_from) == ("", False, NEW_YEAR)


def test_the_limits_hold_on_dates_when_nothing_happened():
    timeline = by_day(ordinary(2400, seed=3))
    held, clear = [], []
    for day in range(800, 2370, 31):
        found = measure_impact(timeline, Reference("nothing", on(day)))
        held.extend(one.expected_low <= one.observed <= one.expected_high for one in found.horizons)
        clear.append(any(one.is_clear for one in found.horizons))
    assert 0.9 <= np.mean(held) <= 0.995
    assert np.mean(clear) <= 0.12


def test_woolwich_stands_out_in_the_counts_of_the_metropolitan_police():
    woolwich, paris = measure_impacts(london(), [WOOLWICH, PARIS])
    assert [one.observed for one in woolwich.horizons] == [109, 109 + 113, 109 + 113 + 60]
    assert [one.days for one in woolwich.horizons] == [31, 61, 92]
    assert woolwich.horizons[0].low > 50
    assert woolwich.horizons[0].ratio > paris.horizons[0].ratio > 1.5
    assert woolwich.is_monthly
    assert 7 < woolwich.half_life.days < 28


def test_other_events_are_not_taken_for_usual():
    counts = ordinary(700)
    counts[640:668] += 40
    timeline = by_day(counts)
    earlier, later = Reference("earlier", on(640)), Reference("later", on(668))
    _, beside = measure_impacts(timeline, [earlier, later])
    alone = measure_impact(timeline, later)
    assert beside.horizons[1].expected < alone.horizons[1].expected
    assert beside.horizons[1].expected == pytest.approx(35, rel=0.15)


def test_what_comes_after_a_break_is_not_compared():
    found = measure_impact(by_day(ordinary(400)), Reference("an attack", on(360)), breaks=[on(368), on(10)])
    assert [one.days for one in found.horizons] == [1, 7]
    same_day = measure_impact(by_day(ordinary(400)), Reference("an attack", on(360)), breaks=[on(360)])
    assert [one.days for one in same_day.horizons] == [1, 7, 14, 28]


def test_a_month_within_which_recording_changed_is_not_compared():
    found = measure_impact(by_month([10] * 30), Reference("an attack", date(2013, 8, 2)), breaks=[date(2013, 8, 15)])
    assert (found.horizons, found.half_life, found.why_not) == ((), None, "")


def test_days_that_are_not_known_end_what_is_compared():
    counts = ordinary(400)
    counts[370] = np.nan
    found = measure_impact(by_day(counts), Reference("an attack", on(360)))
    assert [one.days for one in found.horizons] == [1, 7]
    latest = measure_impact(by_day(counts), Reference("an attack", on(398)))
    assert [one.days for one in latest.horizons] == [1]
    assert latest.half_life is None


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (400, "the counts run from 1 January 2012 to 3 February 2013, and 4 February 2013 is not among them"),
        (-1, "the counts run from"),
        (40, "only 40 days before it can be used, and 56 are needed"),
        (370, "the count of the day itself is not known"),
    ],
)
def test_what_cannot_be_told_is_said(day, why):
    counts = ordinary(400)
    counts[370] = np.nan
    found = measure_impact(by_day(counts), Reference("an attack", on(day)))
    assert why in found.why_not
    assert (found.horizons, found.half_life) == ((), None)


def test_the_counts_run_from_the_first_that_is_known_to_the_last():
    counts = np.array([np.nan, *[5.0] * 20, np.nan])
    found = measure_impact(by_month(counts), Reference("an attack", date(2030, 1, 1)))
    assert found.why_not.startswith("the counts run from 1 February 2012 to 30 September 2013, and 1 January 2030")
    unknown = measure_impact(by_month(np.full(3, np.nan)), Reference("an attack", date(2030, 1, 1)))
    assert unknown.why_not.startswith("the counts run from 1 January 2012 to 31 March 2012")


def test_few_months_are_too_few():
    found = measure_impact(by_month([5] * 20), Reference("an attack", date(2012, 12, 9)))
    assert "only 11 months before it can be used, and 12 are needed" in found.why_not


def test_a_confidence_is_that_of_the_limits():
    timeline, event = by_day(ordinary(400)), Reference("an attack", on(360))
    wide, narrow = (
        measure_impact(timeline, event, control=ImpactControl(confidence=each)).horizons[2] for each in (0.99, 0.5)
    )
    assert wide.expected_low < narrow.expected_low < narrow.expected_high < wide.expected_high


COUNTS = st.lists(st.integers(0, 40), min_size=70, max_size=120)


@settings(max_examples=25)
@given(COUNTS, st.integers(56, 119))
def test_limits_lie_about_what_is_expected_and_more_days_never_count_less(counts, day):
    found = measure_impact(by_day(counts), Reference("an attack", on(min(day, len(counts) - 1))))
    for one in found.horizons:
        assert 0 <= one.expected_low <= one.expected_high
        assert one.low <= one.high
        assert 0 <= one.p_value <= 1
    observed = [one.observed for one in found.horizons]
    assert observed == sorted(observed)
    assert found.dispersion >= 1
