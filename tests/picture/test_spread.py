"""What one incident sets off, what a trigger set off, and how many are to be expected."""

from datetime import date, timedelta

import numpy as np
import pytest

from tests.picture.contagion.made import FIRST_ON, LOOSE, NAMES, events_of, shocked, triggering
from vigil.picture.series.count_table import CountTable
from vigil.picture.spread import SpreadControl, Trigger, fit_spread, forecast_spread, record_forecasts


def a_table(counts: np.ndarray, names: tuple[str, ...] = NAMES) -> CountTable:
    days = tuple(FIRST_ON + timedelta(days=day) for day in range(len(counts)))
    return CountTable(source="made.csv", names=names, counts=counts, first_days=days)


def test_a_season_and_a_step_are_not_taken_for_contagion():
    """A constant baseline makes 0.7 of it."""
    rng, day = np.random.default_rng(7), np.arange(600)
    mean = 5.0 * np.exp(0.4 * np.sin(day / 58) + 0.7 * (day > 300)) * rng.gamma(8, 1 / 8, 600)
    counts = rng.poisson(mean)[:, np.newaxis].astype(np.float64)
    assert fit_spread(a_table(counts, ("muslim",)), rng=rng).spectral_radius <= 0.1


def test_contagion_that_is_there_is_found():
    made = fit_spread(
        events_of(triggering(300, children=0.5, bins=8), ("muslim",)), control=LOOSE, rng=np.random.default_rng(1)
    )
    (effect,) = made.effects
    assert effect.low < 0.52 < effect.high
    assert effect.children > 0.3
    assert made.half_life_days is not None


def test_a_trigger_is_kept_apart_and_moves_the_forecast():
    trigger = Trigger("an attack", date(2019, 3, 22))
    made = fit_spread(a_table(shocked(84)), (trigger,), control=LOOSE, rng=np.random.default_rng(1))
    assert {one.name for one in made.shocks} == {"an attack"}
    week = forecast_spread(made, rng=np.random.default_rng(2), days=(7,))[0]
    assert week.expected > 2 * week.usual
    assert {one.days for one in forecast_spread(made, rng=np.random.default_rng(2))} == {7, 14}


def test_what_is_too_thin_is_not_foreseen():
    made = fit_spread(a_table(shocked(60)[:20]), control=SpreadControl(), rng=np.random.default_rng(1))
    assert forecast_spread(made, rng=np.random.default_rng(1)) == ()


def test_forecasts_of_the_last_weeks_are_repeated():
    counts = np.random.default_rng(3).poisson((4.0, 3.0), (190, 2)).astype(np.float64)
    made = record_forecasts(a_table(counts), control=LOOSE, rng=np.random.default_rng(1), weeks=1)
    assert [(one.series, one.days, one.forecasts) for one in made[:2]] == [("muslim", 7, 1), ("jewish", 7, 1)]


def test_a_day_that_is_missing_is_refused():
    table = CountTable(source="c.csv", names=("a",), counts=np.ones((2, 1)), numbers=(1, 3))
    with pytest.raises(ValueError, match="one row for every day"):
        fit_spread(table, rng=np.random.default_rng(1))
