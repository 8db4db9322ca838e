"""Hindu services: a weekly gathering at the evening arti, and the main festivals of the year."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Final

from vigil.ground.moment import zone_named
from vigil.register.place import Place
from vigil.register.worship.almanac import festivals_on
from vigil.register.worship.service import Pattern, Service
from vigil.register.worship.session import Sureness

_SUNDAY: Final = 6
_EVENING: Final = time(17)
_ARTI: Final = Pattern("arti", "Sunday assembly and evening arti", time(17, 30), timedelta(hours=2))
_EITHER_DAY: Final = "The day is India's; in Britain a temple may keep the one before or after."


def _feast(kind: str, name: str, at: str, hours: float) -> Pattern:
    return Pattern(kind, name, time.fromisoformat(at), timedelta(hours=hours), Sureness.SIGHTING)


_FEASTS: Final[Mapping[str, Pattern]] = MappingProxyType(
    {
        "maha-shivaratri": _feast("maha-shivaratri", "Maha Shivaratri", "18:00", 5),
        "holi": _feast("holi", "Holi", "18:00", 3),
        "ram-navami": _feast("ram-navami", "Ram Navami", "11:00", 2),
        "janmashtami": _feast("janmashtami", "Janmashtami, the birth at midnight", "20:00", 4.5),
        "ganesh-chaturthi": _feast("ganesh-chaturthi", "Ganesh Chaturthi", "18:00", 3),
        "navaratri": _feast("navaratri", "Navaratri", "19:30", 3),
        "dussehra": _feast("dussehra", "Dussehra", "19:00", 3),
        "diwali": _feast("diwali", "Diwali", "17:00", 4),
    }
)


def services_on(place: Place, on: date) -> tuple[Service, ...]:
    """Give the services of a day; a festival's evening takes the place of the weekly one."""
    zone = zone_named(place.time_zone)
    feasts = tuple(_FEASTS[each.kind] for each in festivals_on(on) if each.kind in _FEASTS)
    found = [feast.held_on(on, zone, basis="published almanac; usual hour", note=_EITHER_DAY) for feast in feasts]
    if on.weekday() == _SUNDAY and not any(feast.at >= _EVENING for feast in feasts):
        found.append(_ARTI.held_on(on, zone, basis="usual local time"))
    return tuple(found)
