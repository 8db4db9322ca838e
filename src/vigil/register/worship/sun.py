"""The sun over a place on a day: rise, noon, set and nightfall.

Places about two kilometres apart share one calculation (see `shared_point`), which moves no time by more than
half a minute below 60 degrees of latitude.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import astral
import astral.sun

from vigil.ground.moment import local_day
from vigil.ground.point import Point

NIGHTFALL_DEGREES: Final = 8.5
"""How far below the horizon the sun stands when three small stars are seen."""
NIGHTFALL_WITHOUT_DARK: Final = timedelta(minutes=72)
"""What is counted instead where the sun does not sink that far."""
STAND_IN_LATITUDE: Final = 45.0
"""The latitude whose sun is taken where the sun does not rise or set: that of the Islamic Fiqh Council's ruling."""

_LAT_STEP: Final = 0.02
_LON_STEP: Final = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class SunDay:
    """The sun's day; `is_estimated` where it does not rise or set and the 45th parallel stands in."""

    sunrise_at: datetime
    noon_at: datetime
    sunset_at: datetime
    nightfall_at: datetime
    is_estimated: bool


def shared_point(point: Point) -> Point:
    """Give the position, at most 1.5 km away, at which the sun is worked out for all places around it."""
    lat = round(point.lat / _LAT_STEP) * _LAT_STEP
    lon = round(point.lon / _LON_STEP) * _LON_STEP
    return Point(lat=max(-90.0, min(90.0, round(lat, 6))), lon=max(-180.0, min(180.0, round(lon, 6))))


def stand_in(point: Point) -> Point:
    """Give the position on the 45th parallel that stands in for one where the sun does not rise or set."""
    return Point(lat=STAND_IN_LATITUDE if point.lat >= 0 else -STAND_IN_LATITUDE, lon=point.lon)


def sun_over(point: Point, on: date, zone: ZoneInfo) -> SunDay:
    """Give the sun's day over a position; `on` is the day by the zone's clocks on which noon falls."""
    return _sun_over(shared_point(point), on, zone)


@lru_cache(maxsize=4096)
def _sun_over(point: Point, on: date, zone: ZoneInfo) -> SunDay:
    try:
        return _true_sun(point, on, zone, is_estimated=False)
    except ValueError:
        return _true_sun(stand_in(point), on, zone, is_estimated=True)


def _true_sun(point: Point, on: date, zone: ZoneInfo, *, is_estimated: bool) -> SunDay:
    """Give the sun's day; ValueError (of astral) where it does not rise or set."""
    observer = astral.Observer(point.lat, point.lon, 0.0)
    # By the clock of the sun itself, noon stands in the middle of the day and sunset never falls on the next.
    solar = timezone(timedelta(hours=point.lon / 15.0))
    day = _solar_day(observer, on, zone)
    sunset_at = astral.sun.sunset(observer, day, tzinfo=solar).astimezone(UTC)
    try:
        nightfall_at = astral.sun.dusk(observer, day, NIGHTFALL_DEGREES, tzinfo=solar).astimezone(UTC)
    except ValueError:
        nightfall_at = sunset_at + NIGHTFALL_WITHOUT_DARK
    return SunDay(
        sunrise_at=astral.sun.sunrise(observer, day, tzinfo=solar).astimezone(UTC),
        noon_at=astral.sun.noon(observer, day),
        sunset_at=sunset_at,
        nightfall_at=nightfall_at,
        is_estimated=is_estimated,
    )


def _solar_day(observer: astral.Observer, on: date, zone: ZoneInfo) -> date:
    """Give the day of solar time whose noon falls on a day of the zone; near the date line they differ."""
    around = (on, on - timedelta(days=1), on + timedelta(days=1))
    return next((day for day in around if local_day(astral.sun.noon(observer, day), zone) == on), on)
