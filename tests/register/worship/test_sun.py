from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import astral
import astral.sun
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.worship.houses import LONDON, clock
from vigil.ground.moment import local_day
from vigil.ground.point import Point, distance_m
from vigil.register.worship.sun import (
    NIGHTFALL_DEGREES,
    NIGHTFALL_WITHOUT_DARK,
    STAND_IN_LATITUDE,
    _true_sun,
    shared_point,
    stand_in,
    sun_over,
)

CHARING_CROSS = Point(lat=51.5074, lon=-0.1278)
FRIDAY = date(2019, 3, 15)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31))


def test_london_on_the_friday_of_christchurch() -> None:
    sun = sun_over(CHARING_CROSS, FRIDAY, LONDON)
    assert abs(sun.noon_at - datetime(2019, 3, 15, 12, 9, 37, tzinfo=UTC)) <= timedelta(seconds=10)
    assert clock(sun.sunset_at) == "18:04"
    assert not sun.is_estimated


@pytest.mark.parametrize(
    ("on", "sunset"),
    [("2019-06-21", "21:21"), ("2019-12-21", "15:53"), ("2019-10-27", "16:44"), ("2020-02-29", "17:40")],
)
def test_sunset_in_london_through_the_year(on: str, sunset: str) -> None:
    expected = datetime.strptime(f"{on} {sunset}", "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
    assert abs(sun_over(CHARING_CROSS, date.fromisoformat(on), LONDON).sunset_at - expected) < timedelta(minutes=2)


@given(lat=st.floats(-60, 60), lon=st.floats(-180, 180), on=DAYS)
def test_sharing_the_sun_moves_noon_by_four_seconds_and_sunset_by_ten(lat: float, lon: float, on: date) -> None:
    point = Point(lat=lat, lon=lon)
    shared = shared_point(point)
    assert distance_m(point, shared) < 2_010
    assert shared_point(shared) == shared
    zone = ZoneInfo("UTC")
    exact, rounded = _true_sun(point, on, zone, is_estimated=False), sun_over(point, on, zone)
    if abs(exact.noon_at - rounded.noon_at) < timedelta(hours=12):
        assert abs(exact.noon_at - rounded.noon_at) <= timedelta(seconds=4)
        assert abs(exact.sunset_at - rounded.sunset_at) <= timedelta(seconds=10)
        assert abs(exact.sunrise_at - rounded.sunrise_at) <= timedelta(seconds=10)


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), on=DAYS)
def test_everywhere_on_earth_the_day_is_in_order(lat: float, lon: float, on: date) -> None:
    sun = sun_over(Point(lat=lat, lon=lon), on, ZoneInfo("UTC"))
    assert sun.sunrise_at < sun.noon_at < sun.sunset_at < sun.nightfall_at
    assert sun.nightfall_at - sun.sunrise_at < timedelta(days=1, hours=3)
    assert {moment.tzinfo for moment in (sun.sunrise_at, sun.noon_at, sun.sunset_at, sun.nightfall_at)} == {UTC}


@pytest.mark.parametrize("place", [(69.65, 18.96), (78.22, 15.63)])
@pytest.mark.parametrize("on", [date(2019, 6, 21), date(2019, 12, 21)])
def test_where_the_sun_does_not_rise_or_set_the_45th_parallel_stands_in(place: tuple[float, float], on: date) -> None:
    point = Point(lat=place[0], lon=place[1])
    oslo = ZoneInfo("Europe/Oslo")
    sun = sun_over(point, on, oslo)
    assert sun.is_estimated
    other = sun_over(Point(lat=STAND_IN_LATITUDE, lon=place[1]), on, oslo)
    assert abs(sun.sunset_at - other.sunset_at) < timedelta(minutes=1)
    assert stand_in(Point(lat=-70, lon=10)).lat == -STAND_IN_LATITUDE


def test_sunrise_at_midnight_in_greenwich_is_found() -> None:
    # Astral's own functions find none here: one day of Greenwich has two sunrises, and the next has none.
    kept = 0
    for thousandth in range(2000):
        sun = sun_over(Point(lat=10.0, lon=88.0 + thousandth / 500), date(2019, 3, 20), ZoneInfo("Asia/Dhaka"))
        kept += not sun.is_estimated
        assert timedelta(hours=6) < sun.noon_at - sun.sunrise_at < timedelta(hours=6, minutes=10)
    assert kept == 2000


@pytest.mark.parametrize("month", range(1, 13))
def test_it_agrees_with_astral_where_astral_has_an_answer(month: int) -> None:
    observer, on = astral.Observer(51.5, -0.12, 0.0), date(2019, month, 11)
    sun = sun_over(Point(lat=51.5, lon=-0.12), on, ZoneInfo("UTC"))
    for ours, theirs in (
        (sun.sunrise_at, astral.sun.sunrise(observer, on)),
        (sun.noon_at, astral.sun.noon(observer, on)),
        (sun.sunset_at, astral.sun.sunset(observer, on)),
        (sun.nightfall_at, astral.sun.dusk(observer, on, NIGHTFALL_DEGREES)),
    ):
        assert abs(ours - theirs) < timedelta(seconds=20)


def test_where_it_does_not_grow_dark_nightfall_is_counted_from_sunset() -> None:
    sun = sun_over(Point(lat=60.15, lon=-1.15), date(2019, 6, 21), LONDON)
    assert not sun.is_estimated
    assert sun.nightfall_at - sun.sunset_at == NIGHTFALL_WITHOUT_DARK


@pytest.mark.parametrize(
    ("lat", "lon", "zone"),
    [
        (-13.8, -171.8, "Pacific/Apia"),
        (-43.5, 172.6, "Pacific/Auckland"),
        (51.9, -176.6, "America/Adak"),
        (1.9, -157.4, "Pacific/Kiritimati"),
    ],
)
def test_near_the_date_line_the_day_is_that_of_the_zone(lat: float, lon: float, zone: str) -> None:
    sun = sun_over(Point(lat=lat, lon=lon), FRIDAY, ZoneInfo(zone))
    assert local_day(sun.noon_at, ZoneInfo(zone)) == FRIDAY
    assert local_day(sun.sunset_at, ZoneInfo(zone)) == FRIDAY


def test_a_day_that_a_zone_left_out_still_has_an_answer() -> None:
    sun = sun_over(Point(lat=-13.8, lon=-171.8), date(2011, 12, 30), ZoneInfo("Pacific/Apia"))
    assert sun.sunrise_at < sun.sunset_at
