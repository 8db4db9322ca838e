"""Moments, days and the nights on which clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.moment import local_day, local_moment, parse_day, parse_moment, whole_day, zone_named

LONDON = zone_named("Europe/London")


def test_a_moment_is_read_as_utc():
    assert parse_moment(" 2019-03-15T13:40+13:00 ") == datetime(2019, 3, 15, 0, 40, tzinfo=UTC)
    assert parse_moment("2019-03-15T08:00Z").tzinfo is UTC


@pytest.mark.parametrize("text", ["2019-03-15T08:00", "2019-03-15", "tomorrow", ""])
def test_a_moment_without_offset_is_refused(text):
    with pytest.raises(ValueError, match=r"has no offset|is not a moment"):
        parse_moment(text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-05:00", "2200-01-01T00:00Z"])
def test_a_moment_far_from_today_is_refused(text):
    with pytest.raises(ValueError, match="outside the years 1900 to 2199"):
        parse_moment(text)


def test_a_day_is_read():
    assert parse_day(" 2019-03-15 ") == date(2019, 3, 15)


@pytest.mark.parametrize("text", ["15/03/2019", "2019-02-29", ""])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match=r"isoformat|day"):
        parse_day(text)


@pytest.mark.parametrize("name", ["Europe/Londres", "", "../etc/passwd", "Europe"])
def test_an_unknown_zone_is_refused(name):
    with pytest.raises(ValueError, match="is not a time zone"):
        zone_named(name)


def test_summer_time_moves_the_moment():
    assert local_moment(date(2019, 3, 15), time(13), LONDON) == datetime(2019, 3, 15, 13, tzinfo=UTC)
    assert local_moment(date(2019, 6, 14), time(13), LONDON) == datetime(2019, 6, 14, 12, tzinfo=UTC)


def test_a_time_the_spring_night_skips_is_read_with_the_offset_before():
    assert local_moment(date(2019, 3, 31), time(1, 30), LONDON) == datetime(2019, 3, 31, 1, 30, tzinfo=UTC)


def test_a_time_the_autumn_night_repeats_is_the_first():
    assert local_moment(date(2019, 10, 27), time(1, 30), LONDON) == datetime(2019, 10, 27, 0, 30, tzinfo=UTC)


def test_a_moment_late_in_the_evening_is_the_next_day_further_east():
    at = datetime(2019, 3, 14, 23, 30, tzinfo=UTC)
    assert local_day(at, LONDON) == date(2019, 3, 14)
    assert local_day(at, zone_named("Asia/Jerusalem")) == date(2019, 3, 15)


@pytest.mark.parametrize(("on", "hours"), [(date(2019, 3, 30), 24), (date(2019, 3, 31), 23), (date(2019, 10, 27), 25)])
def test_a_day_has_23_to_25_hours(on, hours):
    begins, ends = whole_day(on, LONDON)
    assert ends - begins == timedelta(hours=hours)


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2037, 1, 1), timezones=st.just(UTC)))
def test_every_moment_lies_in_its_own_local_day(at):
    begins, ends = whole_day(local_day(at, LONDON), LONDON)
    assert begins <= at < ends
