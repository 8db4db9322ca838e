"""The time-varying baseline."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.contagion.made import events_of
from vigil.picture.contagion.baseline import baseline_of


@given(days=st.integers(1, 90), knot_days=st.integers(1, 40), ahead=st.integers(0, 20))
def test_the_last_knot_lies_on_the_last_counted_day_and_the_level_stays_there(days, knot_days, ahead):
    made = baseline_of(events_of(np.zeros((days, 2))), knot_days=knot_days, ahead=ahead)
    place = made.knot + made.weight
    assert place.size == days + ahead
    assert place[days - 1 :] == pytest.approx(made.knots - 1)
    assert np.all((made.weight >= 0) & (made.weight <= 1) & (made.knot >= 0) & (made.knot <= made.knots - 2))
    assert np.diff(place[:days]) == pytest.approx(1 / knot_days)


def test_the_calendar_grows_with_what_the_days_can_tell():
    short, weeks, years = (baseline_of(events_of(np.zeros((days, 2))), knot_days=28) for days in (55, 56, 365))
    assert (short.calendar.shape[1], weeks.calendar.shape[1], years.calendar.shape[1]) == (0, 6, 12)
    assert baseline_of(events_of(np.zeros((365, 2)), first_on=None), knot_days=28).calendar.shape[1] == 10


def test_the_first_of_a_month_and_of_the_year_are_marked_apart():
    made = baseline_of(events_of(np.zeros((400, 2)), first_on=date(2019, 6, 1)), knot_days=28)
    month, year = made.calendar[:, -2], made.calendar[:, -1]
    assert month.sum() == 13
    assert np.flatnonzero(year).tolist() == [(date(2020, 1, 1) - date(2019, 6, 1)).days]
    assert month[0] == 1


def test_a_day_of_the_week_repeats_and_a_season_does_after_a_year():
    made = baseline_of(events_of(np.zeros((1462, 2))), knot_days=28)
    np.testing.assert_array_equal(made.calendar[:7, 4:10], made.calendar[7:14, 4:10])
    np.testing.assert_allclose(made.calendar[0, :4], made.calendar[1461, :4], atol=1e-9)
