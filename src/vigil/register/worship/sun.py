"""The sun over a place on a day: rise, noon, set and nightfall.

Places within about two kilometres share one calculation (see `shared_point`). Below 60 degrees of latitude that moves
noon by at most 4 seconds, sunrise and sunset by 10; nightfall by more only in nights that barely grow dark.
"""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import astral
import astral.sun
from astral.julian import julianday, julianday_to_juliancentury

from vigil.ground.moment import local_day
from vigil.ground.point import Point

NIGHTFALL_DEGREES: Final = 8.5
"""How far below the horizon the sun stands when three small stars are seen."""
NIGHTFALL_WITHOUT_DARK: Final = timedelta(minutes=72)
"""What is counted instead where the sun does not sink that far."""
STAND_IN_LATITUDE: Final = 45.0
"""The latitude whose sun is taken where the sun does not rise or set: that of the Islamic Fiqh Council's ruling."""

_NEAR_POLE: Final = 89.8
_ROUNDS: Final = 3
"""Each round moves the answer far less than the one before; after three it stands to the second below the circles."""
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
    day = _solar_day(point, on, zone)
    sunset_at = _crossing(point, day, astral.sun.SUN_APPARENT_RADIUS, astral.SunDirection.SETTING)
    try:
        nightfall_at = _crossing(point, day, NIGHTFALL_DEGREES, astral.SunDirection.SETTING)
    except ValueError:
        nightfall_at = sunset_at + NIGHTFALL_WITHOUT_DARK
    return SunDay(
        sunrise_at=_crossing(point, day, astral.sun.SUN_APPARENT_RADIUS, astral.SunDirection.RISING),
        noon_at=_noon(point, day),
        sunset_at=sunset_at,
        nightfall_at=nightfall_at,
        is_estimated=is_estimated,
    )


def _crossing(point: Point, day: date, degrees: float, direction: astral.SunDirection) -> datetime:
    """Give when the sun of a solar day passes so many degrees below the horizon; ValueError where it does not.

    Astral's own functions answer for days of Greenwich, of which one may have two sunrises and the next none; so its
    calculation is done here without turning the clock back at midnight there.
    """
    zenith = 90.0 + degrees
    zenith += astral.refraction_at_zenith(zenith)
    lat = max(-_NEAR_POLE, min(_NEAR_POLE, point.lat))
    minutes = 720.0 - 4.0 * point.lon
    for _ in range(_ROUNDS):
        century = julianday_to_juliancentury(julianday(day) + minutes / 1440.0)
        angle = astral.sun.hour_angle(lat, astral.sun.sun_declination(century), zenith, direction)
        minutes = 720.0 - 4.0 * (point.lon + math.degrees(angle)) - astral.sun.eq_of_time(century)
    return _midnight(day) + timedelta(minutes=minutes)


def _noon(point: Point, day: date) -> datetime:
    century = julianday_to_juliancentury(julianday(day) + 0.5 - point.lon / 360.0)
    minutes = 720.0 - 4.0 * point.lon - astral.sun.eq_of_time(century)
    return _midnight(day) + timedelta(minutes=minutes)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _solar_day(point: Point, on: date, zone: ZoneInfo) -> date:
    """Give the day of solar time whose noon falls on a day of the zone; near the date line they differ."""
    around = (on, on - timedelta(days=1), on + timedelta(days=1))
    return next((day for day in around if local_day(_noon(point, day), zone) == on), on)
