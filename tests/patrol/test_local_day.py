from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.patrol.local_day import LocalDay

FRIDAY = LocalDay(date(2019, 3, 15), "Europe/London")
SPRING = LocalDay(date(2019, 3, 31), "Europe/London")
AUTUMN = LocalDay(date(2019, 10, 27), "Europe/London")
SYDNEY = LocalDay(date(2019, 3, 15), "Australia/Sydney")


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("00:00", 0),
        ("12:45", 765),
        (" 7:05 ", 425),
        ("25:30", 1530),
        ("47:59", 2879),
        ("2019-03-15T12:45", 765),
        ("2019-03-15T12:45+00:00", 765),
        ("2019-03-15T13:45+01:00", 765),
        ("2019-03-16T01:30Z", 1530),
        ("2019-03-14T23:00", -60),
        ("2019-03-15T12:45:30", 765.5),
    ],
)
def test_times_are_read_in_both_ways(text, minute):
    assert FRIDAY.read(text) == minute


@pytest.mark.parametrize("text", ["", "noon", "12.45", "48:00", "12:60", "2019-13-01T00:00", "12:45pm", "9999-12-31"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a time|too far"):
        FRIDAY.read(text)


@pytest.mark.parametrize("text", ["2019-03-13T23:00", "2019-03-18T01:00", "0001-01-01T00:00+14:00"])
def test_another_week_is_refused(text):
    with pytest.raises(ValueError, match=r"too far|not a time"):
        FRIDAY.read(text)


def test_minutes_pass_when_the_clocks_go_forward():
    assert SPRING.read("03:00") == 120
    assert SPRING.read("25:00") == 1380 + 60
    assert SPRING.write(120) == "03:00"
    assert SPRING.moment_at(120) == datetime(2019, 3, 31, 2, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_written_with_its_offset():
    assert AUTUMN.write(60) == "01:00"
    assert AUTUMN.write(120) == "2019-10-27T01:00:00+00:00"
    assert AUTUMN.read("2019-10-27T01:00:00+00:00") == 120
    assert AUTUMN.write(180) == "02:00"


def test_what_lies_outside_the_day_or_has_seconds_is_written_whole():
    assert FRIDAY.write(1530) == "2019-03-16T01:30:00+00:00"
    assert FRIDAY.write(-60) == "2019-03-14T23:00:00+00:00"
    assert FRIDAY.write(765.5) == "2019-03-15T12:45:30+00:00"


def test_an_unknown_time_zone_is_refused():
    with pytest.raises(ValueError, match="not a time zone"):
        LocalDay(date(2019, 3, 15), "Mars/Olympus")


@given(st.sampled_from([FRIDAY, SPRING, AUTUMN, SYDNEY]), st.integers(-1440, 4320) | st.integers(0, 240))
def test_what_is_written_reads_as_the_same_minute(day, minute):
    assert day.read(day.write(minute)) == minute
    assert day.minute_of(day.moment_at(minute)) == minute
