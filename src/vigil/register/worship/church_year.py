"""The Christian year by both reckonings of Easter. Orthodox feasts that hang on Easter follow the Julian one."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from vigil.register.worship.festival import Festival, find_on, single

_AROUND_EASTER: Final = (
    ("ash-wednesday", "Ash Wednesday", -46),
    ("palm-sunday", "Palm Sunday", -7),
    ("maundy-thursday", "Maundy Thursday", -3),
    ("good-friday", "Good Friday", -2),
    ("holy-saturday", "Holy Saturday", -1),
    ("easter-sunday", "Easter Sunday", 0),
    ("ascension", "Ascension Day", 39),
    ("pentecost", "Pentecost", 49),
)
_AROUND_ORTHODOX_EASTER: Final = (
    ("orthodox-palm-sunday", "Palm Sunday (Orthodox)", -7),
    ("orthodox-good-friday", "Great Friday (Orthodox)", -2),
    ("orthodox-holy-saturday", "Great Saturday (Orthodox)", -1),
    ("orthodox-easter", "Pascha (Orthodox Easter)", 0),
)
_FIXED: Final = (
    ("epiphany", "Epiphany", 1, 6),
    ("orthodox-christmas-eve-julian", "Christmas Eve (Julian calendar)", 1, 6),
    ("orthodox-christmas-julian", "Christmas (Julian calendar)", 1, 7),
    ("all-saints", "All Saints", 11, 1),
    ("christmas-eve", "Christmas Eve", 12, 24),
    ("christmas-day", "Christmas Day", 12, 25),
)
FIRST_YEAR: Final = 1583
"""The first full year of the Gregorian calendar."""
LAST_YEAR: Final = 2099
"""The last year in which the Julian calendar is thirteen days behind."""


@lru_cache(maxsize=64)
def list_festivals(year: int) -> tuple[Festival, ...]:
    """Give the feasts of a year, by date."""
    western = _around(_AROUND_EASTER, easter(year, EASTER_WESTERN))
    orthodox = _around(_AROUND_ORTHODOX_EASTER, easter(year, EASTER_ORTHODOX))
    fixed = tuple(single(kind, name, date(year, month, day)) for kind, name, month, day in _FIXED)
    advent = single("advent-sunday", "Advent Sunday", _advent_sunday(year))
    return tuple(sorted((*western, *orthodox, *fixed, advent), key=lambda each: each.first_on))


@lru_cache(maxsize=64)
def festivals_on(on: date) -> tuple[Festival, ...]:
    """Give the feasts of a day; nothing before the Gregorian calendar or beyond 2099."""
    return find_on(list_festivals, on) if FIRST_YEAR < on.year <= LAST_YEAR else ()


def _around(feasts: tuple[tuple[str, str, int], ...], easter_on: date) -> tuple[Festival, ...]:
    return tuple(single(kind, name, easter_on + timedelta(days=days)) for kind, name, days in feasts)


def _advent_sunday(year: int) -> date:
    """Give the fourth Sunday before Christmas Day."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=(christmas.weekday() + 1) % 7 or 7) - timedelta(weeks=3)
