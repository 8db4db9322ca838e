"""What was found of spread, in sentences."""

from dataclasses import replace
from datetime import date

import numpy as np

from tests.picture.contagion.test_found import a_spread, an_effect
from vigil.picture.contagion.found import FittedSeries, ForecastRecord, ResidualCheck, Shock, SpreadForecast
from vigil.picture.contagion.say import SHOCKS_SAID, say


def a_forecast(days: int, expected: float, usual: float) -> SpreadForecast:
    return SpreadForecast(
        series="a", days=days, expected=expected, usual=usual, excess=expected - usual, low=4.0, high=31.0
    )


def a_shock(size: float, on: date | int, *, was_given: bool) -> Shock:
    return Shock(
        name="the attack" if was_given else str(on),
        on=on,
        series="a",
        size=size,
        low=size / 2,
        high=size * 2,
        half_life_days=6.0,
        half_life_low_days=3.0,
        half_life_high_days=11.0,
        was_given=was_given,
    )


def a_series(*, uniform_p: float = 0.5, independence_p: float = 0.5) -> FittedSeries:
    return FittedSeries(
        name="a",
        baseline=np.ones(2),
        from_shocks=np.zeros(2),
        from_events=np.zeros(2),
        size=5.0,
        level_step=0.1,
        check=ResidualCheck(
            dispersion=1.0,
            uniform_p=uniform_p,
            correlation_1=0.31,
            correlation_7=0.0,
            independence_p=independence_p,
        ),
    )


def test_the_week_ahead_is_said_first_with_how_such_forecasts_did():
    record = ForecastRecord(series="a", days=7, forecasts=52, covered=47, ratio=1.04)
    forecasts = [a_forecast(7, 20.0, 12.0), a_forecast(14, 30.0, 24.0)]
    week, did = say(a_spread(), forecasts, [record, replace(record, days=14)])
    assert week == "a: over the next 7 days 20.0 are expected (4 to 31 in nine of ten cases), 8.0 more than usual."
    assert did.startswith("a: of the last 52 such forecasts 47 held the count that came (90%; nine in ten is right)")
    assert did.endswith("; 1.04 came for each one expected.")


def test_fewer_than_usual_and_no_record_yet():
    none = ForecastRecord(series="a", days=7, forecasts=0, covered=0, ratio=float("nan"))
    said = say(a_spread(), [a_forecast(7, 10.0, 12.0)], [none])
    assert said[0].endswith("2.0 fewer than usual.")
    assert said[1] == "a: there is no record yet of how such forecasts did."


def test_an_effect_within_a_series_and_one_across():
    effects = [("a", "a", 0.3), ("b", "b", 0.0), ("a", "b", 0.2), ("b", "a", 0.0)]
    spread = replace(a_spread(*(an_effect(*one) for one in effects)), half_life_days=1.5)
    within, none, across = say(spread, (), ())
    assert within == "a: one incident sets off 0.30 more (0.00 to 1.00), half of them within 1.5 days."
    assert none.startswith("b: the data do not show that incidents set off further ones; if they do, it is fewer than")
    assert across == (
        "One incident of a is followed by 0.20 of b (0.00 to 1.00) beyond what baseline and triggers explain."
    )


def test_it_is_said_plainly_where_the_data_show_no_effect_across():
    one = replace(an_effect("a", "b", 0.0), high=0.04)
    other = replace(an_effect("b", "a", 0.0), high=0.09)
    (said,) = say(a_spread(one, other), (), ())
    assert said == (
        "The data show no cross-community effect: 2 pairs were tested and none stands. The largest that could be there "
        "without showing is 0.09 of a for each of b."
    )
    assert "1 pair was tested" in say(a_spread(one), (), ())[0]


def test_the_largest_shocks_are_said_in_the_order_of_their_days():
    shocks = [a_shock(float(size), date(2019, 3, size), was_given=size == 9) for size in range(1, 10)]
    said = say(replace(a_spread(), shocks=tuple(reversed(shocks))), (), ())
    assert len(said) == SHOCKS_SAID
    assert said[0].startswith("The surge from 5 March 2019: 5.0 a day more of a at first (2.5 to 10.0), half")
    assert said[-1].startswith("the attack, from 9 March 2019: 9.0")
    assert said[-1].endswith("after 6 days (3 to 11).")
    numbered = say(replace(a_spread(), shocks=(a_shock(4.0, 12, was_given=False),)), (), ())
    assert numbered[0].startswith("The surge from day 12:")


def test_what_a_fit_leaves_and_what_was_not_fitted_is_said():
    spread = replace(a_spread(), series=(a_series(uniform_p=0.001, independence_p=0.001),), too_thin=("b",))
    dependent, otherwise, thin = say(spread, (), ())
    assert "a: the fit leaves days that hang together (correlation +0.31" in dependent
    assert otherwise.startswith("a: the counts do not vary as the fit says")
    assert thin.startswith("b: too few events or days")
    assert say(replace(a_spread(), series=(a_series(),)), (), ()) == ()
