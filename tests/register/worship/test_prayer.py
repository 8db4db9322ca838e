import csv
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.worship.houses import GOLDEN, LONDON, WHITECHAPEL
from vigil.ground.moment import local_day
from vigil.ground.point import Point
from vigil.register.worship.prayer import AsrSchool, PrayerMethod, Prayers, prayers_on

FRIDAY = date(2019, 3, 15)
TOLERANCES = {"fajr": 6, "sunrise": 3, "dhuhr": 1, "asr": 2, "maghrib": 1, "isha": 11}
"""The largest difference from the London timetable, in minutes; docs/learn/worship-calendar.md explains it."""


def _moments(prayers: Prayers) -> list[datetime]:
    return [
        prayers.fajr_at,
        prayers.sunrise_at,
        prayers.dhuhr_at,
        prayers.asr_at,
        prayers.maghrib_at,
        prayers.isha_at,
    ]


def _differences(prayer: str, school: AsrSchool = AsrSchool.FIRST_SHADOW, column: str = "") -> list[int]:
    found = []
    with (GOLDEN / "london_unified_prayer_times_sample.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            on = date.fromisoformat(row["date"])
            printed = datetime.combine(on, time.fromisoformat(row[column or prayer]), tzinfo=LONDON)
            computed = getattr(prayers_on(WHITECHAPEL, on, LONDON, school=school), f"{prayer}_at")
            found.append(round((computed - printed).total_seconds() / 60))
    assert len(found) == 24
    return found


@pytest.mark.parametrize("prayer", list(TOLERANCES))
def test_the_london_timetable(prayer: str) -> None:
    assert max(abs(minutes) for minutes in _differences(prayer)) == TOLERANCES[prayer]


def test_the_london_timetable_of_the_hanafi_school() -> None:
    assert max(abs(minutes) for minutes in _differences("asr", AsrSchool.SECOND_SHADOW, "asr_hanafi")) <= 3


def test_dhuhr_on_the_friday_of_christchurch_is_not_before_solar_noon() -> None:
    dhuhr_at = prayers_on(WHITECHAPEL, FRIDAY, LONDON).dhuhr_at
    assert datetime(2019, 3, 15, 12, 9, tzinfo=UTC) < dhuhr_at <= datetime(2019, 3, 15, 12, 16, tzinfo=UTC)


@pytest.mark.parametrize("method", list(PrayerMethod))
def test_every_method_keeps_the_order_of_the_day(method: PrayerMethod) -> None:
    for month in range(1, 13):
        moments = _moments(prayers_on(WHITECHAPEL, date(2019, month, 21), LONDON, method))
        assert moments == sorted(moments)


def test_short_nights_are_called_estimated() -> None:
    assert prayers_on(WHITECHAPEL, date(2019, 6, 21), LONDON).is_night_estimated
    assert not prayers_on(WHITECHAPEL, date(2019, 6, 21), LONDON).is_estimated
    assert not prayers_on(WHITECHAPEL, FRIDAY, LONDON).is_night_estimated
    # The French method asks for twelve degrees only, and London has them even in June.
    assert not prayers_on(WHITECHAPEL, date(2019, 6, 21), LONDON, PrayerMethod.FRANCE).is_night_estimated


@pytest.mark.parametrize("method", list(PrayerMethod))
def test_fajr_and_isha_do_not_meet_in_a_scottish_june(method: PrayerMethod) -> None:
    aberdeen = Point(lat=57.15, lon=-2.11)
    today = prayers_on(aberdeen, date(2019, 6, 21), LONDON, method)
    tomorrow = prayers_on(aberdeen, date(2019, 6, 22), LONDON, method)
    assert tomorrow.fajr_at - today.isha_at > timedelta(minutes=30)
    assert today.is_night_estimated


@pytest.mark.parametrize("lat", [69.65, 78.22, -75.0])
@pytest.mark.parametrize("on", [date(2019, 6, 21), date(2019, 12, 21)])
def test_where_the_sun_does_not_rise_or_set_everything_is_estimated(lat: float, on: date) -> None:
    prayers = prayers_on(Point(lat=lat, lon=18.96), on, ZoneInfo("Europe/Oslo"))
    assert prayers.is_estimated
    assert prayers.is_night_estimated
    assert _moments(prayers) == sorted(_moments(prayers))


@given(
    lat=st.floats(-65, 65),
    lon=st.floats(-180, 180),
    on=st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31)),
)
def test_everywhere_the_prayers_are_aware_and_noon_is_on_the_day(lat: float, lon: float, on: date) -> None:
    zone = ZoneInfo("UTC")
    prayers = prayers_on(Point(lat=lat, lon=lon), on, zone)
    assert all(moment.tzinfo == UTC for moment in _moments(prayers))
    assert local_day(prayers.dhuhr_at, zone) == on
    assert prayers.sunrise_at < prayers.dhuhr_at < prayers.asr_at < prayers.maghrib_at < prayers.isha_at


@pytest.mark.parametrize(("lat", "lon", "zone"), [(-13.8, -171.8, "Pacific/Apia"), (-43.5, 172.6, "Pacific/Auckland")])
def test_near_the_date_line_the_day_is_that_of_the_zone(lat: float, lon: float, zone: str) -> None:
    prayers = prayers_on(Point(lat=lat, lon=lon), FRIDAY, ZoneInfo(zone))
    assert local_day(prayers.dhuhr_at, ZoneInfo(zone)) == FRIDAY


def test_a_day_that_a_zone_left_out_still_has_an_answer() -> None:
    prayers = prayers_on(Point(lat=-13.8, lon=-171.8), date(2011, 12, 30), ZoneInfo("Pacific/Apia"))
    assert prayers.sunrise_at < prayers.maghrib_at
