"""Calendar months."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.reports.month import Month, month_of, parse_month

LONDON = ZoneInfo("Europe/London")
months = st.builds(Month, st.integers(2, 9998), st.integers(1, 12))


def test_a_month_is_written_and_said():
    march = parse_month(" 2019-03 ")
    assert (str(march), march.words) == ("2019-03", "March 2019")
    assert (march.first_on, march.last_on) == (date(2019, 3, 1), date(2019, 3, 31))
    assert Month(2016, 2).last_on == date(2016, 2, 29)


@pytest.mark.parametrize(
    "text", ["", "2019", "2019-3", "2019-13", "2019-00", "0000-01", "2019-03-01", "٢٠١٩-٠٣", "Mar 2019"]
)
def test_anything_else_is_no_month(text):
    with pytest.raises(ValueError, match="month"):
        parse_month(text)


def test_a_month_ends_by_the_clocks_of_its_place():
    assert Month(2019, 3).ends_at(LONDON) == datetime(2019, 3, 31, 23, 0, tzinfo=UTC)
    assert Month(2019, 2).ends_at(LONDON) == datetime(2019, 3, 1, 0, 0, tzinfo=UTC)


def test_a_moment_falls_in_a_month_by_the_clocks_of_its_place():
    assert month_of(datetime(2019, 6, 30, 23, 30, tzinfo=UTC), LONDON) == Month(2019, 7)


@given(months, st.integers(-12, 12))
def test_counting_months_on_and_back_agree(month, steps):
    there = month.after(steps)
    assert month.months_until(there) == steps
    assert there.after(-steps) == month
    assert (there > month) == (steps > 0)
    assert parse_month(str(month)) == month
