"""When something happened, as a file says it."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.picture.contagion.read_time import TimeKind, read_time, read_until
from vigil.register.read_table import Row


def a_row(text: str) -> Row:
    return Row("events.csv", 7, {"time": text})


@given(
    at=st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)),
    offset=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_a_moment_falls_on_the_day_and_hour_its_own_clocks_show(at, offset):
    found = read_time(a_row(at.replace(tzinfo=offset).isoformat()), "time")
    assert (found.kind, found.day) == (TimeKind.MOMENT, at.toordinal())
    assert found.share == pytest.approx((at.hour + at.minute / 60 + at.second / 3600) / 24)
    assert 0 <= found.share < 1


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_a_day(day):
    found = read_time(a_row(day.isoformat()), "time")
    assert (found.kind, found.day, found.share) == (TimeKind.DAY, day.toordinal(), 0.0)


@given(number=st.floats(-100_000, 100_000))
def test_a_number_counts_days(number):
    found = read_time(a_row(f"{number:.6f}"), "time")
    assert found.kind is TimeKind.NUMBER
    assert found.day + found.share == pytest.approx(number, abs=1e-5)
    assert 0 <= found.share < 1


def test_the_first_column_that_is_filled_is_read():
    assert read_time(Row("t.csv", 2, {"time": "", "date": "2019-03-15"}), "time", "date").kind is TimeKind.DAY


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is missing"),
        ("yesterday", "is not a time; write a moment"),
        ("2019-02-30", "is not a time"),
        ("2019-03-15T25:00+00:00", "is not a time"),
        ("2019-03-15T08:00", "has no offset"),
        ("1899-12-31", "outside the years 1900 to 2199"),
        ("100001", "beyond 100,000 days"),
        ("1.2.3", "is not a number"),
    ],
)
def test_anything_else_is_refused_with_its_line(text, why):
    with pytest.raises(Unreadable, match=why) as caught:
        read_time(a_row(text), "time")
    assert "line 7" in str(caught.value)


def test_the_last_day_that_was_counted():
    assert read_until("") is None
    assert read_until("2019-03-15") == date(2019, 3, 15)
    assert read_until("12") == 12


@pytest.mark.parametrize("text", ["soon", "2019-13-01", "1.5"])
def test_a_last_day_that_is_none_is_refused(text):
    with pytest.raises(Unreadable, match="--until"):
        read_until(text)
