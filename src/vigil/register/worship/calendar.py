"""Who gathers at a place on a day, and when: the faith's calendar, the place's own times, windows.

`sessions_on` is the whole of it for one place; `sessions_for` serves many places of one day. Places close together
share the sun, so a day of London takes a fraction of a second.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from vigil.ground.moment import local_day, local_moment, zone_named
from vigil.register.place import Community, Place, PlaceUse
from vigil.register.worship import almanac, buddhist, christian, church_year, hijri, hindu, jewish, muslim, sikh
from vigil.register.worship.own_time import OwnTime
from vigil.register.worship.rules import DEFAULT_RULES, WorshipRules
from vigil.register.worship.service import Service
from vigil.register.worship.session import Session
from vigil.register.worship.settle import settle
from vigil.register.worship.window import sessions_of

_NO_OWN_TIMES: Final[Mapping[str, tuple[OwnTime, ...]]] = MappingProxyType({})
_DAY: Final = timedelta(days=1)

_BY_SUN: Final = MappingProxyType({Community.MUSLIM: muslim.services_on, Community.JEWISH: jewish.services_on})
_BY_CLOCK: Final = MappingProxyType(
    {
        Community.CHRISTIAN: christian.services_on,
        Community.SIKH: sikh.services_on,
        Community.HINDU: hindu.services_on,
        Community.BUDDHIST: buddhist.services_on,
    }
)

_KNOWN_YEARS: Final = MappingProxyType(
    {
        Community.MUSLIM: (hijri.FIRST_YEAR, hijri.LAST_YEAR),
        Community.CHRISTIAN: (church_year.FIRST_YEAR + 1, church_year.LAST_YEAR),
        Community.SIKH: (almanac.FIRST_YEAR, almanac.LAST_YEAR),
        Community.HINDU: (almanac.FIRST_YEAR, almanac.LAST_YEAR),
        Community.BUDDHIST: (almanac.FIRST_YEAR, almanac.LAST_YEAR),
    }
)


def sessions_on(
    place: Place, on: date, *, own_times: tuple[OwnTime, ...] = (), rules: WorshipRules = DEFAULT_RULES
) -> tuple[Session, ...]:
    """Give a place's sessions that start on a day of its own clocks, in order of their start.

    `own_times` are those of this place; any of another place are left out.
    """
    zone = zone_named(place.time_zone)
    own = tuple(each for each in own_times if each.place_id == place.id)
    # What follows the sun may start after midnight, and then belongs to the day before.
    follows_sun = bool(own) or place.community in _BY_SUN
    days = (on - _DAY, on) if follows_sun and _exists(on - _DAY, zone) else (on,)
    found = (service for day in days for service in settle(place, day, _computed(place, day, rules), own))
    return sessions_of(place, (each for each in found if local_day(each.starts_at, zone) == on), rules)


def sessions_for(
    places: Iterable[Place],
    on: date,
    own_times_by_place: Mapping[str, tuple[OwnTime, ...]] = _NO_OWN_TIMES,
    rules: WorshipRules = DEFAULT_RULES,
) -> dict[str, tuple[Session, ...]]:
    """Give the sessions of many places that start on a day of each one's clocks, by the place's id.

    A place with nothing on that day is left out.
    """
    found = (
        (place.id, sessions_on(place, on, own_times=own_times_by_place.get(place.id, ()), rules=rules))
        for place in places
    )
    return {place_id: sessions for place_id, sessions in found if sessions}


def unknown_festivals(on: date) -> tuple[Community, ...]:
    """Give the communities whose festivals of that year the desk does not hold: no session then proves nothing."""
    return tuple(community for community, (first, last) in _KNOWN_YEARS.items() if not first <= on.year <= last)


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Say whether a zone had a day: Samoa left one out when it crossed the date line."""
    return local_day(local_moment(day, time(12), zone), zone) == day


def _computed(place: Place, on: date, rules: WorshipRules) -> tuple[Service, ...]:
    if place.use is not PlaceUse.WORSHIP:
        # Nobody worships at a school, burial ground or shop unless the place itself says so.
        return ()
    by_sun = _BY_SUN.get(place.community)
    if by_sun is not None:
        return by_sun(place, on, rules)
    by_clock = _BY_CLOCK.get(place.community)
    return () if by_clock is None else by_clock(place, on)
