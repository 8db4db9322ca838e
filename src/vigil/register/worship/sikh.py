"""Sikh services: the Sunday diwan with its langar, gurpurabs, Vaisakhi and Bandi Chhor Divas.

Many gurdwaras gather for a festival on the weekend beside it as well: that is in the Sunday diwan.
"""

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
_DIWAN: Final = Pattern("diwan", "Sunday diwan and langar", time(10, 30), timedelta(hours=3))
_EITHER_DAY: Final = "The day is India's; a gurdwara may keep the one before or after, or the weekend beside it."


def _feast(kind: str, name: str, at: time, hours: int) -> Pattern:
    return Pattern(kind, name, at, timedelta(hours=hours), Sureness.SIGHTING)


_FEASTS: Final[Mapping[str, Pattern]] = MappingProxyType(
    {
        "guru-nanak-gurpurab": _feast("gurpurab", "Gurpurab of Guru Nanak", time(18), 4),
        "guru-gobind-singh-gurpurab": _feast("gurpurab", "Gurpurab of Guru Gobind Singh", time(18), 3),
        "guru-gobind-singh-nanakshahi": _feast("gurpurab", "Gurpurab of Guru Gobind Singh", time(18), 3),
        "vaisakhi": _feast("vaisakhi", "Vaisakhi", time(17), 5),
        "diwali": _feast("bandi-chhor-divas", "Bandi Chhor Divas", time(17), 5),
    }
)


def services_on(place: Place, on: date) -> tuple[Service, ...]:
    """Give the services of a day."""
    zone = zone_named(place.time_zone)
    # Where the lunar and the fixed day of one birthday meet, it is kept once.
    feasts = dict.fromkeys(_FEASTS[each.kind] for each in festivals_on(on) if each.kind in _FEASTS)
    found = [feast.held_on(on, zone, basis="published almanac; usual hour", note=_EITHER_DAY) for feast in feasts]
    if on.weekday() == _SUNDAY:
        found.append(_DIWAN.held_on(on, zone, basis="usual local time"))
    return tuple(found)
