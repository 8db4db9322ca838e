"""Forecasts made again as of past days."""

from dataclasses import replace

import numpy as np
import pytest

from tests.picture.contagion.made import FIRST_ON, LOOSE, events_of, shocked
from vigil.picture.contagion import record as records
from vigil.picture.contagion.assemble import hear_nothing
from vigil.picture.contagion.control import Trigger
from vigil.picture.contagion.found import SpreadForecast
from vigil.picture.contagion.record import Outcome, record, replay, summed_up


@pytest.fixture
def _short(monkeypatch):
    """Count two months as enough, so that there is little to fit."""
    monkeypatch.setattr(records, "FEWEST_DAYS", 60)


def steady(days: int) -> np.ndarray:
    """Give two series without anything in them."""
    return np.random.default_rng(3).poisson((4.0, 3.0), (days, 2)).astype(np.float64)


@pytest.mark.usefixtures("_short")
def test_one_forecast_a_week_is_summed_up_by_series_and_span():
    heard = []
    made = record(
        events_of(steady(90)), (), LOOSE, 3, np.random.default_rng(1), lambda done, _: heard.append(round(done, 2))
    )
    assert heard == [0.33, 0.67, 1.0]
    assert {(one.series, one.days): one.forecasts for one in made} == {
        ("muslim", 7): 3,
        ("jewish", 7): 3,
        ("muslim", 14): 2,
        ("jewish", 14): 2,
    }
    assert all(one.ratio == pytest.approx(1.0, abs=0.4) for one in made)
    assert all(one.covered <= one.forecasts for one in made)


@pytest.mark.usefixtures("_short")
def test_what_comes_later_changes_nothing():
    """Days and triggers after the day of a forecast are not known to it."""
    counts = steady(90)
    other = counts.copy()
    other[70:] = 99.0
    late = (Trigger("later", FIRST_ON.replace(month=3, day=25)), Trigger("a number", 10_000_000))
    one = next(iter(replay(events_of(counts), (), LOOSE, [70], np.random.default_rng(1))))
    two = next(iter(replay(events_of(other), late, LOOSE, [70], np.random.default_rng(1))))
    assert [outcome.forecast for outcome in one] == [outcome.forecast for outcome in two]
    assert one[0].seen == counts[70:77, 0].sum()
    assert two[0].seen == 99.0 * 7


def test_a_surge_between_two_forecasts_moves_the_second():
    first, second = replay(events_of(shocked(110)), (), LOOSE, [79, 84], np.random.default_rng(1))
    assert second[0].forecast.expected > 1.5 * first[0].forecast.expected
    assert second[0].forecast.low <= second[0].seen <= second[0].forecast.high


def test_settings_are_found_anew_every_so_often(monkeypatch):
    made = []
    settle = records.settle
    monkeypatch.setattr(records, "settle", lambda *told: made.append(told[0].days) or settle(*told))
    monkeypatch.setattr(records, "SETTLED_ANEW_AFTER_DAYS", 10)
    origins = [60, 65, 70, 84]
    list(replay(events_of(steady(90)), (), replace(LOOSE, window_days=65), origins, np.random.default_rng(1)))
    assert made == [60, 65, 65]


def test_series_that_are_too_thin_are_not_foreseen():
    assert list(replay(events_of(steady(90)), (), LOOSE, [20], np.random.default_rng(1))) == []
    assert record(events_of(steady(90)), (), LOOSE, 3, np.random.default_rng(1), hear_nothing) == ()


def an_outcome(seen: float, *, low: float = 2.0, high: float = 9.0) -> Outcome:
    made = SpreadForecast(series="a", days=7, expected=5.0, usual=5.0, excess=0.0, low=low, high=high)
    return Outcome(100, made, seen)


def test_the_limits_belong_to_an_interval_and_what_is_not_known_is_left_out():
    (made,) = summed_up([an_outcome(2.0), an_outcome(9.0), an_outcome(10.0), an_outcome(float("nan"))])
    assert (made.forecasts, made.covered, made.ratio) == (3, 2, pytest.approx(21 / 15))
    (none,) = summed_up([an_outcome(float("nan"))])
    assert none.forecasts == 0
    assert np.isnan(none.ratio)
