"""Days of the Hindu, Sikh and Buddhist year that depend on sun and moon as seen from India, from published almanacs.

The table is that of the package `holidays` 0.109 (MIT licence, its own source timeanddate.com), whose days are
India's; a test keeps the two alike and holds every day against the phase of the moon. It is written out here
because looking it up there costs half a second. In Britain a temple may keep the day before or after.
"""

from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from vigil.register.worship.festival import Festival, find_on, single

FIRST_YEAR: Final = 2001
LAST_YEAR: Final = 2035
"""The years the table holds."""

_KINDS: Final = (
    ("maha-shivaratri", "Maha Shivaratri"),
    ("holi", "Holi"),
    ("ram-navami", "Ram Navami"),
    ("vesak", "Vesak (Buddha Purnima)"),
    ("janmashtami", "Janmashtami"),
    ("ganesh-chaturthi", "Ganesh Chaturthi"),
    ("navaratri", "Navaratri"),
    ("dussehra", "Dussehra"),
    ("diwali", "Diwali"),
    ("guru-nanak-gurpurab", "Gurpurab of Guru Nanak"),
    ("vaisakhi", "Vaisakhi"),
)

# Year, then month and day of each kind above. Vesak of 2001 to 2004 is put right: the package has days of half moon.
_TABLE: Final = """
2001 02-21 03-10 04-02 05-07 08-12 08-22 10-17 10-26 11-14 11-30 04-13
2002 03-12 03-29 04-21 05-26 08-31 09-10 10-07 10-15 11-04 11-19 04-14
2003 03-01 03-18 04-11 05-16 08-20 08-31 09-26 10-05 10-25 11-08 04-14
2004 02-18 03-07 03-30 05-04 09-07 09-18 10-14 10-22 11-12 11-26 04-13
2005 03-08 03-26 04-18 05-23 08-27 09-07 10-04 10-12 11-01 11-15 04-14
2006 02-26 03-15 04-06 05-13 08-16 08-27 09-23 10-02 10-21 11-05 04-14
2007 02-16 03-04 03-26 05-02 09-04 09-15 10-12 10-21 11-09 11-24 04-14
2008 03-06 03-22 04-14 05-20 08-24 09-03 09-30 10-09 10-28 11-13 04-13
2009 02-23 03-11 04-03 05-08 08-14 08-23 09-19 09-28 10-17 11-02 04-14
2010 02-12 03-01 03-24 05-27 09-02 09-11 10-08 10-17 11-05 11-21 04-14
2011 03-02 03-20 04-12 05-17 08-22 09-01 09-28 10-06 10-26 11-10 04-14
2012 02-20 03-08 04-01 05-06 08-10 09-19 10-16 10-24 11-13 11-28 04-13
2013 03-10 03-27 04-19 05-25 08-28 09-09 10-05 10-13 11-03 11-17 04-13
2014 02-27 03-17 04-08 05-14 08-18 08-29 09-25 10-03 10-23 11-06 04-14
2015 02-17 03-06 03-28 05-04 09-05 09-17 10-13 10-22 11-11 11-25 04-14
2016 03-07 03-24 04-15 05-21 08-25 09-05 10-01 10-11 10-30 11-14 04-13
2017 02-24 03-13 04-04 05-10 08-15 08-25 09-21 09-30 10-19 11-04 04-14
2018 02-13 03-02 03-25 04-30 09-03 09-13 10-10 10-19 11-07 11-23 04-14
2019 03-04 03-21 04-13 05-18 08-24 09-02 09-29 10-08 10-27 11-12 04-14
2020 02-21 03-10 04-02 05-07 08-12 08-22 10-17 10-25 11-14 11-30 04-13
2021 03-11 03-29 04-21 05-26 08-30 09-10 10-07 10-15 11-04 11-19 04-14
2022 03-01 03-18 04-10 05-16 08-19 08-31 09-26 10-05 10-24 11-08 04-14
2023 02-18 03-08 03-30 05-05 09-07 09-19 10-15 10-24 11-12 11-27 04-14
2024 03-08 03-25 04-17 05-23 08-26 09-07 10-03 10-12 10-31 11-15 04-13
2025 02-26 03-14 04-06 05-12 08-16 08-27 09-22 10-02 10-20 11-05 04-13
2026 02-15 03-04 03-26 05-01 09-04 09-14 10-11 10-20 11-08 11-24 04-14
2027 03-06 03-22 04-15 05-20 08-25 09-04 09-30 10-09 10-29 11-14 04-14
2028 02-23 03-11 04-03 05-08 08-13 08-23 09-19 09-27 10-17 11-02 04-13
2029 02-11 03-01 04-22 05-27 09-01 09-11 10-08 10-16 11-05 11-21 04-14
2030 03-02 03-20 04-12 05-17 08-21 09-01 09-28 10-06 10-26 11-10 04-14
2031 02-20 03-09 04-01 05-07 08-10 09-20 10-17 10-25 11-14 11-28 04-14
2032 03-10 03-27 04-19 05-25 08-28 09-08 10-05 10-14 11-02 11-17 04-13
2033 02-27 03-16 04-07 05-14 08-17 08-28 09-24 10-03 10-22 11-06 04-14
2034 02-17 03-05 03-28 05-03 09-06 09-16 10-13 10-22 11-10 11-25 04-14
2035 03-08 03-24 04-16 05-22 08-26 09-05 10-02 10-11 10-30 11-15 04-14
"""

# The seventh day of the waxing moon of Poh. `holidays` mixes it with 5 January of the Nanakshahi calendar and has
# misprints (31 January 2011, 20 November 2004): those were worked out again from the moon.
_GURU_GOBIND_SINGH: Final = """
2001-01-02 2002-01-21 2003-01-09 2003-12-29 2005-01-16 2006-01-05 2006-12-27 2008-01-14 2009-01-03 2009-12-23
2011-01-11 2011-12-31 2013-01-18 2014-01-07 2014-12-28 2016-01-16 2017-01-05 2017-12-25 2019-01-13 2020-01-02
2021-01-20 2022-01-09 2022-12-29 2024-01-17 2025-01-06 2025-12-27 2027-01-15 2028-01-04 2028-12-23 2030-01-10
2030-12-31 2032-01-18 2033-01-07 2033-12-28 2035-01-16
"""


def _read_table() -> dict[int, tuple[Festival, ...]]:
    years: dict[int, tuple[Festival, ...]] = {}
    for line in _TABLE.split("\n")[1:-1]:
        year, *days = line.split(" ")
        held = zip(_KINDS, days, strict=True)
        years[int(year)] = tuple(single(kind, name, date.fromisoformat(f"{year}-{day}")) for (kind, name), day in held)
    return years


_BY_YEAR: Final = MappingProxyType(_read_table())
_LUNAR_BIRTHDAYS: Final = tuple(date.fromisoformat(day) for day in _GURU_GOBIND_SINGH.split())


@lru_cache(maxsize=64)
def list_festivals(year: int) -> tuple[Festival, ...]:
    """Give the festivals beginning in a year, by date; nothing outside the years of the table."""
    if year not in _BY_YEAR:
        return ()
    birthdays = tuple(
        single("guru-gobind-singh-gurpurab", "Gurpurab of Guru Gobind Singh", on)
        for on in _LUNAR_BIRTHDAYS
        if on.year == year
    )
    fixed = single("guru-gobind-singh-nanakshahi", "Gurpurab of Guru Gobind Singh (Nanakshahi)", date(year, 1, 5))
    nights = _nights_to_dussehra(_BY_YEAR[year])
    return tuple(sorted((*nights, *birthdays, fixed), key=lambda each: each.first_on))


@lru_cache(maxsize=64)
def festivals_on(on: date) -> tuple[Festival, ...]:
    """Give the festivals a day belongs to."""
    return find_on(list_festivals, on)


def _nights_to_dussehra(festivals: tuple[Festival, ...]) -> tuple[Festival, ...]:
    """Let Navaratri last until the day before Dussehra: nine nights, in some years eight or ten."""
    dussehra = next(each for each in festivals if each.kind == "dussehra")
    last_on = date.fromordinal(dussehra.first_on.toordinal() - 1)
    return tuple(
        Festival(each.kind, each.name, each.first_on, last_on) if each.kind == "navaratri" else each
        for each in festivals
    )
