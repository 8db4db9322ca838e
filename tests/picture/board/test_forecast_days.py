"""What is to be expected of the next days, by area, with how such forecasts did."""

from dataclasses import replace

import numpy as np
import pytest

from tests.picture.board.town import BY_DAY, known_days
from vigil.ground.executor import IN_THIS_PROCESS, hear_nothing
from vigil.picture.board import forecast_days as forecasting
from vigil.picture.board.forecast_days import forecast_days, say_record
from vigil.picture.spread import ForecastRecord

JEWISH = replace(BY_DAY, flag="jewish")


def a_town(days: int = 380):
    rng = np.random.default_rng(3)
    east, thin = rng.poisson(1.0, days), np.zeros(days)
    thin[::40] = 1
    return (
        known_days(rng.poisson(2.0, days)),
        known_days(rng.poisson(0.5, days), name=JEWISH),
        known_days(east, name=replace(BY_DAY, area="Eastham")),
        known_days(thin, name=replace(BY_DAY, area="Westham")),
        known_days(east, name=replace(BY_DAY, kind="graffiti")),
    )


def ahead(series, *, seed=1):
    return forecast_days(series, seed=seed, executor=IN_THIS_PROCESS, heard=hear_nothing)


@pytest.fixture
def brief(monkeypatch):
    """Repeat few earlier forecasts, which takes the most time."""
    monkeypatch.setattr(forecasting, "WEEKS_WHOLE", 3)
    monkeypatch.setattr(forecasting, "WEEKS_AREA", 2)


@pytest.mark.usefixtures("brief")
def test_each_community_is_foreseen_over_all_areas_and_in_each_that_has_enough():
    found = ahead(a_town())
    told = [(one.name.area, one.name.flag, one.days) for one in found.forecasts]
    assert sorted(told) == sorted(
        (area, flag, days) for area, flag in (("", "muslim"), ("", "jewish"), ("Eastham", "muslim")) for days in (7, 14)
    )
    for one in found.forecasts:
        assert one.low <= one.expected <= one.high
    week = next(one for one in found.forecasts if (one.name, one.days) == (BY_DAY, 7))
    assert week.expected == pytest.approx(14.0, rel=0.25)
    assert week.record.startswith("Of the last 3 such forecasts")
    assert any(said.startswith("Those against Muslim communities: ") for said in found.said)
    assert not any("muslim" in said or "jewish" in said for said in found.said)
    assert ahead(a_town()) == found


def test_with_less_than_a_year_or_too_few_incidents_nothing_is_foreseen():
    assert ahead(a_town(364)) == ahead(()) == forecasting.DayForecasts(forecasts=(), said=())
    assert ahead(a_town()[3:4]).forecasts == ()


def test_a_record_is_said_with_what_would_be_right():
    record = ForecastRecord(series="muslim", days=7, forecasts=52, covered=47, ratio=1.034)
    assert say_record(record) == (
        "Of the last 52 such forecasts 47 held the count that came (nine in ten is right); 1.03 came for each one "
        "expected."
    )
    assert say_record(replace(record, ratio=float("nan"))).endswith("that came (nine in ten is right).")
    for none in (None, replace(record, forecasts=0)):
        assert say_record(none) == "There is no record yet of how such forecasts did."
