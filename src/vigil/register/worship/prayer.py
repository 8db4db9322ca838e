"""The five daily prayers: when each begins, worked out from the sun by a named method.

The angles are those of `adhanpy`, which rounds to the minute and sometimes cuts one off, so a time is good to a
minute. It answers for days of Greenwich and gives up where the sun does not rise or set; both are mended here.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from adhanpy.astronomy.SolarTime import SolarTime  # type: ignore[import-untyped]  # the package has no types
from adhanpy.calculation import CalculationMethod  # type: ignore[import-untyped]  # the package has no types
from adhanpy.calculation.CalculationParameters import (  # type: ignore[import-untyped]  # the package has no types
    CalculationParameters,
)
from adhanpy.calculation.HighLatitudeRule import (  # type: ignore[import-untyped]  # the package has no types
    HighLatitudeRule,
)
from adhanpy.calculation.Madhab import Madhab  # type: ignore[import-untyped]  # the package has no types
from adhanpy.data.Coordinates import Coordinates  # type: ignore[import-untyped]  # the package has no types
from adhanpy.PrayerTimes import PrayerTimes  # type: ignore[import-untyped]  # the package has no types
from adhanpy.util.DateComponents import DateComponents  # type: ignore[import-untyped]  # the package has no types

from vigil.ground.moment import local_day
from vigil.ground.point import Point
from vigil.register.worship.sun import shared_point, stand_in

HIGH_LATITUDE: Final = 48.0
"""Beyond it a method without a seasonal rule of its own bounds fajr and isha by a seventh of the night."""


class PrayerMethod(Enum):
    """A published way of working out the prayers; the value is what people call it."""

    MOONSIGHTING_COMMITTEE = "Moonsighting Committee Worldwide"
    MUSLIM_WORLD_LEAGUE = "Muslim World League"
    ISNA = "Islamic Society of North America"
    EGYPT = "Egyptian General Authority of Survey"
    KARACHI = "University of Islamic Sciences, Karachi"
    UMM_AL_QURA = "Umm al-Qura, Makkah"
    FRANCE = "Union des organisations islamiques de France"


class AsrSchool(StrEnum):
    """Whether asr begins when a shadow has grown by once or by twice the height of what casts it."""

    FIRST_SHADOW = "first shadow"
    SECOND_SHADOW = "second shadow (Hanafi)"


_METHODS: Final = {
    PrayerMethod.MOONSIGHTING_COMMITTEE: CalculationMethod.MOON_SIGHTING_COMMITTEE,
    PrayerMethod.MUSLIM_WORLD_LEAGUE: CalculationMethod.MUSLIM_WORLD_LEAGUE,
    PrayerMethod.ISNA: CalculationMethod.NORTH_AMERICA,
    PrayerMethod.EGYPT: CalculationMethod.EGYPTIAN,
    PrayerMethod.KARACHI: CalculationMethod.KARACHI,
    PrayerMethod.UMM_AL_QURA: CalculationMethod.UMM_AL_QURA,
    PrayerMethod.FRANCE: CalculationMethod.UOIF,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prayers:
    """When each prayer begins on one solar day; `isha_at` may fall after midnight.

    `is_night_estimated` where the sun does not sink as far as the method asks, so that fajr and isha follow a rule
    for short nights; `is_estimated` where it does not rise or set at all and the 45th parallel stands in.
    """

    fajr_at: datetime
    sunrise_at: datetime
    dhuhr_at: datetime
    asr_at: datetime
    maghrib_at: datetime
    isha_at: datetime
    is_night_estimated: bool
    is_estimated: bool


def prayers_on(
    point: Point,
    on: date,
    zone: ZoneInfo,
    method: PrayerMethod = PrayerMethod.MOONSIGHTING_COMMITTEE,
    school: AsrSchool = AsrSchool.FIRST_SHADOW,
) -> Prayers:
    """Give the prayers of the solar day whose noon falls on a day of the zone, shared by places close together."""
    return _prayers_on(shared_point(point), on, zone, method, school)


@lru_cache(maxsize=8192)
def _prayers_on(point: Point, on: date, zone: ZoneInfo, method: PrayerMethod, school: AsrSchool) -> Prayers:
    around = (on, on - timedelta(days=1), on + timedelta(days=1))
    return _falling_on(on, zone, (_prayers_of(point, day, method, school) for day in around))


def _falling_on(on: date, zone: ZoneInfo, days: Iterable[Prayers]) -> Prayers:
    # The first is right everywhere but near the date line; where a zone has left a day out, it has to do.
    first, *others = days
    return next((each for each in (first, *others) if local_day(each.dhuhr_at, zone) == on), first)


def _prayers_of(point: Point, day: date, method: PrayerMethod, school: AsrSchool) -> Prayers:
    try:
        return _true_prayers(point, day, _parameters(point, method, school), is_estimated=False)
    except RuntimeError:
        other = stand_in(point)
        return _true_prayers(other, day, _parameters(other, method, school), is_estimated=True)


def _parameters(point: Point, method: PrayerMethod, school: AsrSchool) -> CalculationParameters:
    parameters = CalculationParameters(method=_METHODS[method])
    parameters.madhab = Madhab.HANAFI if school is AsrSchool.SECOND_SHADOW else Madhab.SHAFI
    if abs(point.lat) > HIGH_LATITUDE:
        # The package's own default, the middle of the night, lets fajr and isha meet in a Scottish June.
        parameters.high_latitude_rule = HighLatitudeRule.SEVENTH_OF_THE_NIGHT
    return parameters


def _true_prayers(point: Point, day: date, parameters: CalculationParameters, *, is_estimated: bool) -> Prayers:
    """Give the prayers; RuntimeError (of adhanpy) where the sun does not rise or set."""
    noon = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # the package wants a bare day
    times = PrayerTimes((point.lat, point.lon), noon, calculation_parameters=parameters)
    return Prayers(
        fajr_at=times.fajr,
        sunrise_at=times.sunrise,
        dhuhr_at=times.dhuhr,
        asr_at=times.asr,
        maghrib_at=times.maghrib,
        isha_at=times.isha,
        is_night_estimated=is_estimated or not _is_dark_enough(point, day, parameters),
        is_estimated=is_estimated,
    )


def _is_dark_enough(point: Point, day: date, parameters: CalculationParameters) -> bool:
    solar = SolarTime(DateComponents(day.year, day.month, day.day), Coordinates(point.lat, point.lon))
    depth = max(parameters.fajr_angle, parameters.isha_angle)
    return not math.isnan(solar.hour_angle(-depth, after_transit=True))
