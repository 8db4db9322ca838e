from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.moment import zone_named
from vigil.web.wording import (
    say_count,
    say_day,
    say_list,
    say_moment,
    say_month,
    say_near,
    say_number,
    say_short_day,
    say_size,
    say_time,
)

LONDON = zone_named("Europe/London")
FRIDAY = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)


def test_a_day_is_said_in_full() -> None:
    assert say_day(date(2019, 3, 15)) == "Friday 15 March 2019"


def test_a_month() -> None:
    assert say_month(date(2019, 2, 1)) == "February 2019"


def test_a_moment_is_said_by_the_clocks_of_its_zone() -> None:
    assert say_moment(FRIDAY, LONDON) == "Friday 15 March 2019, 08:00"
    assert say_moment(datetime(2019, 6, 30, 23, 30, tzinfo=UTC), LONDON) == "Monday 1 July 2019, 00:30"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2019, 3, 15, 18, 0, tzinfo=UTC), "18:00"),
        (datetime(2019, 3, 18, 18, 0, tzinfo=UTC), "Monday 18 March, 18:00"),
        (datetime(2018, 12, 31, 18, 0, tzinfo=UTC), "Monday 31 December 2018, 18:00"),
    ],
)
def test_a_near_moment_is_said_shortly(at: datetime, said: str) -> None:
    assert say_near(at, FRIDAY, LONDON) == said


def test_a_time_of_day() -> None:
    assert say_time(datetime(2019, 7, 15, 8, 5, tzinfo=UTC), LONDON) == "09:05"


@given(st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)), st.integers(0, 100_000))
def test_what_is_said_near_is_a_part_of_what_is_said_in_full(at: datetime, minutes: int) -> None:
    near = say_near(at + timedelta(minutes=minutes), at, LONDON)
    assert near.split(",")[-1].strip() in say_moment(at + timedelta(minutes=minutes), LONDON)


@pytest.mark.parametrize(("number", "said"), [(3181, "3,181"), (0, "0"), (1.42, "1.4"), (12.0, "12"), (-3, "-3")])
def test_a_number(number: float, said: str) -> None:
    assert say_number(number) == said


@pytest.mark.parametrize(("number", "said"), [(1, "1 gathering"), (0, "0 gatherings"), (3181, "3,181 gatherings")])
def test_a_count(number: int, said: str) -> None:
    assert say_count(number, "gathering") == said


def test_a_count_of_what_does_not_take_an_s() -> None:
    assert say_count(2, "community", "communities") == "2 communities"


@pytest.mark.parametrize(
    ("things", "said"), [((), ""), (("Brent",), "Brent"), (("Brent", "Camden", "Harrow"), "Brent, Camden and Harrow")]
)
def test_a_list(things: tuple[str, ...], said: str) -> None:
    assert say_list(things) == said


def test_a_long_list_is_cut_and_says_how_many_more() -> None:
    assert say_list(("Brent", "Camden", "Harrow", "Sutton"), most=2) == "Brent, Camden and 2 more"


@pytest.mark.parametrize(("size", "said"), [(0, "1 KB"), (12_300, "12 KB"), (3_400_000, "3.4 MB")])
def test_a_size(size: int, said: str) -> None:
    assert say_size(size) == said


def test_a_short_day() -> None:
    assert say_short_day(date(2019, 1, 21)) == "21 Jan"
