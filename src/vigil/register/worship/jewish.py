"""Jewish services: Shabbat from candle lighting to nightfall, and the festivals, whose days begin the evening before.

Two customs are told apart: progressive places (Reform, Liberal, Masorti) keep set hours; all others follow the sun.
Weekday services are small and differ from place to place: they come with a place's own times.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from vigil.ground.moment import local_moment, zone_named
from vigil.register.place import Place
from vigil.register.worship.festival import Festival
from vigil.register.worship.hebrew import festivals_on
from vigil.register.worship.rules import WorshipRules
from vigil.register.worship.service import Pattern, Service
from vigil.register.worship.session import Sureness
from vigil.register.worship.sun import SunDay, sun_over

_FRIDAY: Final = 4
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)
_HAVDALAH: Final = timedelta(minutes=10)
_PROGRESSIVE: Final = ("reform", "liberal", "progressive", "masorti", "conservative", "reconstructionist")
_NO_SUNSET: Final = "The sun does not set here on this day: the sunset of the 45th parallel stands in."

_HOLY_DAYS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "rosh-hashanah": (1, 2),
        "yom-kippur": (1,),
        "sukkot": (1, 2),
        "shemini-atzeret": (1,),
        "simchat-torah": (1,),
        "pesach": (1, 2, 7, 8),
        "shavuot": (1, 2),
    }
)
"""The days of each festival on which work rests, counted from 1: their evenings and mornings are kept."""

_EVENINGS: Final = ("chanukah", "purim", "tisha-bav", "yom-hashoah")
"""Working days whose evening before gathers people."""


def _hours(hours: float) -> timedelta:
    return timedelta(minutes=round(hours * 60))


_SHABBAT_MORNING: Final = Pattern("shabbat-morning", "Shabbat morning", time(9, 30), _hours(2.5))
_PROGRESSIVE_MORNING: Final = Pattern("shabbat-morning", "Shabbat morning", time(10, 30), _hours(1.75))
_PURIM_MORNING: Final = Pattern("purim", "Purim morning", time(8, 0), _hours(1))
_PROGRESSIVE_EVENING: Final = time(18, 30)


def services_on(place: Place, on: date, rules: WorshipRules) -> tuple[Service, ...]:
    """Give the services of a day; in a northern summer the last may start after midnight."""
    tomorrow = on + _DAY
    evening = _eve(place, on, rules, festivals_on(tomorrow))
    found = [*_morning(place, on, festivals_on(on)), *evening]
    eve_is_holy = any(_is_holy(each, tomorrow) for each in festivals_on(tomorrow))
    # When a festival follows Shabbat, its evening service is also the close of Shabbat; so is Neilah of a Yom Kippur
    # on Shabbat, and those who stand there together leave when it ends.
    is_closed = eve_is_holy or any(each.kind == "neilah" for each in found)
    if on.weekday() == _SATURDAY and not is_closed and not is_progressive(place):
        found.append(_havdalah(place, on))
    return tuple(found)


def is_progressive(place: Place) -> bool:
    """Say whether a place keeps the set hours of the progressive movements."""
    return any(word in place.denomination.casefold() for word in _PROGRESSIVE)


def _is_holy(festival: Festival, on: date) -> bool:
    return festival.day_number(on) in _HOLY_DAYS.get(festival.kind, ())


def _morning(place: Place, on: date, today: tuple[Festival, ...]) -> tuple[Service, ...]:
    zone = zone_named(place.time_zone)
    usual = _PROGRESSIVE_MORNING if is_progressive(place) else _SHABBAT_MORNING
    holy = next((each for each in today if _is_holy(each, on)), None)
    if holy is not None and holy.kind == "yom-kippur":
        return _yom_kippur(place, on, usual)
    if holy is not None:
        pattern = Pattern(holy.kind, f"{holy.name} morning", usual.at, usual.lasts + _hours(0.5), Sureness.COMPUTED)
        return (pattern.held_on(on, zone, basis="Hebrew calendar; usual local time"),)
    if on.weekday() == _SATURDAY:
        return (usual.held_on(on, zone, basis="usual local time"),)
    if any(each.kind == "purim" for each in today):
        return (_PURIM_MORNING.held_on(on, zone, basis="Hebrew calendar; usual local time"),)
    return ()


def _yom_kippur(place: Place, on: date, usual: Pattern) -> tuple[Service, ...]:
    """Give the day of atonement: the long morning, and Neilah until nightfall."""
    zone = zone_named(place.time_zone)
    sun = sun_over(place.point, on, zone)
    morning = Pattern("yom-kippur", "Yom Kippur", usual.at, _hours(4.5), Sureness.COMPUTED)
    neilah = _by_sun("neilah", "Neilah, the close of Yom Kippur", sun, sun.sunset_at - _hours(1), sun.nightfall_at)
    return morning.held_on(on, zone, basis="Hebrew calendar; usual local time"), neilah


def _eve(place: Place, on: date, rules: WorshipRules, tomorrow: tuple[Festival, ...]) -> tuple[Service, ...]:
    """Give what an evening is the eve of: a holy day, Shabbat, or a working day that gathers people."""
    holy = next((each for each in tomorrow if _is_holy(each, on + _DAY)), None)
    if holy is not None and holy.kind == "yom-kippur":
        return (_evening(place, on, rules, "kol-nidre", "Kol Nidre"),)
    if holy is not None:
        return (_evening(place, on, rules, f"{holy.kind}-eve", f"Eve of {holy.name}"),)
    if on.weekday() == _FRIDAY:
        return (_evening(place, on, rules, "kabbalat-shabbat", "Kabbalat Shabbat"),)
    working = next((each for each in tomorrow if each.kind in _EVENINGS), None)
    return () if working is None else (_at_nightfall(place, on, working),)


def _evening(place: Place, on: date, rules: WorshipRules, kind: str, name: str) -> Service:
    """Give the evening service that begins at candle lighting, or at a set hour where that would be late."""
    zone = zone_named(place.time_zone)
    lasts = _hours(2 if kind == "kol-nidre" else 1)
    if is_progressive(place):
        pattern = Pattern(kind, name, _PROGRESSIVE_EVENING, lasts)
        return pattern.held_on(on, zone, basis="usual local time of progressive places")
    sun = sun_over(place.point, on, zone)
    candles_at = sun.sunset_at - rules.candles_before_sunset
    if on.weekday() == _SATURDAY:
        return _by_sun(kind, name, sun, sun.nightfall_at, sun.nightfall_at + lasts)
    if kind == "kabbalat-shabbat" and candles_at > local_moment(on, rules.early_shabbat_from, zone):
        early = Pattern(kind, name, rules.early_shabbat_at, lasts)
        shown = candles_at.astimezone(zone)
        return early.held_on(on, zone, basis=f"usual early hour in summer; candle lighting is at {shown:%H:%M}")
    return _by_sun(kind, name, sun, candles_at, candles_at + lasts)


def _at_nightfall(place: Place, on: date, festival: Festival) -> Service:
    sun = sun_over(place.point, on, zone_named(place.time_zone))
    # Nothing of the coming day is begun before Shabbat has been closed.
    dark_at = sun.nightfall_at + (_HAVDALAH if on.weekday() == _SATURDAY else timedelta(0))
    if festival.kind == "chanukah":
        number = festival.day_number(on + _DAY)
        lit_at = dark_at if on.weekday() == _SATURDAY else sun.sunset_at + timedelta(minutes=15)
        return _by_sun("chanukah", f"Chanukah, candle {number}", sun, lit_at, lit_at + _hours(0.75), Sureness.LIKELY)
    kind, name = f"{festival.kind}-eve", f"Eve of {festival.name}"
    sureness = Sureness.LIKELY if festival.kind == "yom-hashoah" else Sureness.COMPUTED
    return _by_sun(kind, name, sun, dark_at, dark_at + _hours(1), sureness)


def _havdalah(place: Place, on: date) -> Service:
    sun = sun_over(place.point, on, zone_named(place.time_zone))
    starts_at = sun.sunset_at - timedelta(minutes=20)
    return _by_sun("havdalah", "Close of Shabbat", sun, starts_at, sun.nightfall_at + _HAVDALAH)


def _by_sun(  # noqa: PLR0913, PLR0917  # what a service is, when it is, and how sure
    kind: str, name: str, sun: SunDay, starts_at: datetime, ends_at: datetime, sureness: Sureness = Sureness.COMPUTED
) -> Service:
    return Service(
        kind=kind,
        name=name,
        starts_at=starts_at.replace(second=0, microsecond=0),
        ends_at=ends_at.replace(second=0, microsecond=0),
        sureness=Sureness.ESTIMATED if sun.is_estimated else sureness,
        basis="Hebrew calendar and the sun",
        note=_NO_SUNSET if sun.is_estimated else "",
    )
