"""The Islamic calendar (Umm al-Qura), and what each day of it is in places that begin their months a day later.

Makkah's computed calendar gives the first possible day. Britain's mosques follow Makkah's announcement or a local
sighting, and in 2010-2024 kept that day or the next one, never the day before; so both are carried.
"""

from datetime import date
from functools import lru_cache
from typing import Final

from hijridate import Gregorian, Hijri

from vigil.register.worship.festival import Festival, find_on, single

FIRST_YEAR: Final = 1925
LAST_YEAR: Final = 2076
"""The years whose every day the Umm al-Qura tables hold."""

_DAYS: Final = (
    ("islamic-new-year", "Islamic New Year", 1, 1),
    ("ashura", "Ashura", 1, 10),
    ("mawlid", "Mawlid", 3, 12),
    ("isra-miraj", "Isra and Mi‘raj", 7, 27),
    ("mid-shaban", "Mid-Sha‘ban", 8, 15),
    ("laylat-al-qadr-27", "Night of Power (27 Ramadan)", 9, 27),
    ("eid-al-fitr", "Eid al-Fitr", 10, 1),
    ("day-of-arafah", "Day of Arafah", 12, 9),
    ("eid-al-adha", "Eid al-Adha", 12, 10),
)


@lru_cache(maxsize=64)
def list_festivals(year: int) -> tuple[Festival, ...]:
    """Give the festivals beginning in a year by the computed calendar; nothing outside the years it covers."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    # A Gregorian year touches two or three Islamic ones.
    first, last = (Gregorian(year, *day).to_hijri().year for day in ((1, 1), (12, 31)))
    found = tuple(each for hijri_year in range(first, last + 1) for each in _of_hijri_year(hijri_year))
    return tuple(sorted((each for each in found if each.first_on.year == year), key=lambda each: each.first_on))


@lru_cache(maxsize=64)
def festivals_on(on: date) -> tuple[Festival, ...]:
    """Give the festivals a day belongs to by the computed calendar."""
    return find_on(list_festivals, on)


def _of_hijri_year(year: int) -> tuple[Festival, ...]:
    days = tuple(single(kind, name, _day(year, month, day)) for kind, name, month, day in _DAYS)
    ramadan = _day(year, 9, 1)
    last = date.fromordinal(_day(year, 10, 1).toordinal() - 1)
    return (*days, Festival("ramadan", "Ramadan", ramadan, last))


def _day(year: int, month: int, day: int) -> date:
    return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
