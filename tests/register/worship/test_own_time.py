from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.worship.houses import a_place, clock, london, moved
from vigil.register.worship.own_time import (
    Days,
    OwnTime,
    Start,
    SunMark,
    parse_days,
    parse_start,
    service_of,
)
from vigil.register.worship.session import Sureness

FRIDAY = date(2019, 3, 15)
JUMUAH = OwnTime(place_id="p1", kind="jumuah", name="Jumu‘ah", days=parse_days("fri"), starts=parse_start("13:00"))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("fri", "fri"),
        ("Fridays", "fri"),
        ("sat, sun", "sat sun"),
        ("sun sat", "sat sun"),
        ("mon-fri", "mon tue wed thu fri"),
        ("fri-mon", "mon fri sat sun"),
        ("daily", "daily"),
        ("Mon-Sun", "daily"),
        ("first Sunday", "first sun"),
        ("last fri", "last fri"),
        ("2019-03-15", "2019-03-15"),
    ],
)
def test_days_are_read_and_written(text: str, canonical: str) -> None:
    assert str(parse_days(text)) == canonical
    assert parse_days(canonical) == parse_days(text)


@pytest.mark.parametrize(
    "text", ["", "fr", "funday", "first", "first mon tue", "fifth sun", "2019-02-29", "15/03/2019", "mon-"]
)
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the reader says what is right
        parse_days(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("13:15", "13:15"),
        ("9:05", "09:05"),
        ("sunset", "sunset"),
        ("Sunset - 15", "sunset-15"),
        ("noon+20", "noon+20"),
        ("nightfall−5", "nightfall-5"),
        ("sunrise+0", "sunrise"),
    ],
)
def test_starts_are_read_and_written(text: str, canonical: str) -> None:
    assert str(parse_start(text)) == canonical
    assert parse_start(canonical) == parse_start(text)


@pytest.mark.parametrize("text", ["", "25:00", "13.15", "1pm", "sunset-", "midnight", "12:60"])
def test_starts_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the reader says what is right
        parse_start(text)


def test_a_service_starts_by_the_clock_or_by_the_sun() -> None:
    with pytest.raises(ValueError, match="one of the two"):
        Start()
    with pytest.raises(ValueError, match="one of the two"):
        Start(at=time(13), mark=SunMark.NOON)


def test_a_service_lasts_longer_than_nothing() -> None:
    with pytest.raises(ValueError, match="longer than nothing"):
        replace(JUMUAH, lasts=timedelta(0))


@given(day=st.dates(), which=st.sampled_from([1, 2, 3, 4]), weekday=st.integers(0, 6))
def test_the_nth_weekday_of_a_month_lies_in_its_week(day: date, which: int, weekday: int) -> None:
    included = Days((weekday,), which).include(day)
    assert included == (day.weekday() == weekday and (which - 1) * 7 < day.day <= which * 7)


@given(st.integers(2000, 2050), st.integers(1, 12), st.integers(0, 6))
def test_every_month_has_one_last_weekday(year: int, month: int, weekday: int) -> None:
    first = date(year, month, 1).toordinal()
    days = [day for step in range(31) if (day := date.fromordinal(first + step)).month == month]
    last = [day for day in days if Days((weekday,), -1).include(day)]
    assert last == [max(day for day in days if day.weekday() == weekday)]


def test_days_hold_within_their_bounds() -> None:
    bounded = replace(JUMUAH, from_on=FRIDAY, until_on=date(2019, 3, 22))
    assert [bounded.holds_on(FRIDAY + timedelta(weeks=weeks)) for weeks in (-1, 0, 1, 2)] == [False, True, True, False]
    assert not bounded.holds_on(FRIDAY + timedelta(days=1))
    assert replace(JUMUAH, days=Days(on=FRIDAY)).holds_on(FRIDAY)
    assert not replace(JUMUAH, days=Days(on=FRIDAY)).holds_on(date(2019, 3, 22))


def test_a_service_by_the_clock() -> None:
    service = service_of(replace(JUMUAH, people=120), a_place(), FRIDAY)
    assert service.starts_at == london("2019-03-15", "13:00")
    assert service.ends_at == london("2019-03-15", "14:00")
    assert (service.sureness, service.stated_people) == (Sureness.STATED, 120)
    assert service.basis == "the place’s own times: fri, 13:00"


@pytest.mark.parametrize(
    ("text", "expected"), [("sunset-15", "17:48"), ("noon+20", "12:29"), ("sunrise", "06:15"), ("nightfall", "18:53")]
)
def test_a_service_by_the_sun(text: str, expected: str) -> None:
    service = service_of(replace(JUMUAH, starts=parse_start(text)), a_place(), FRIDAY)
    assert clock(service.starts_at) == expected
    assert service.sureness is Sureness.STATED
    assert service.starts_at.second == 0


def test_where_the_sun_does_not_set_it_is_estimated() -> None:
    place = moved(a_place(), 69.65, 18.96, "Europe/Oslo")
    service = service_of(replace(JUMUAH, starts=parse_start("sunset")), place, date(2019, 6, 21))
    assert service.sureness is Sureness.ESTIMATED
    assert "45th parallel" in service.note


def test_nothing_is_held_where_the_place_says_so() -> None:
    closed = replace(JUMUAH, starts=None)
    assert closed.is_closed
    with pytest.raises(ValueError, match="nothing is held"):
        service_of(closed, a_place(), FRIDAY)


@pytest.mark.parametrize(("day", "at"), [("2019-03-31", "01:30"), ("2019-10-27", "01:30"), ("2019-03-30", "23:30")])
def test_in_the_night_a_clock_changes_it_lasts_as_long(day: str, at: str) -> None:
    night = replace(JUMUAH, starts=parse_start(at), days=Days(on=date.fromisoformat(day)), lasts=timedelta(hours=3))
    service = service_of(night, a_place(), date.fromisoformat(day))
    assert service.ends_at - service.starts_at == timedelta(hours=3)
    assert service.starts_at.tzinfo == UTC
    if day == "2019-10-27":
        assert service.starts_at == datetime(2019, 10, 27, 0, 30, tzinfo=UTC)
