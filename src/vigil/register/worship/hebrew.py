"""The Hebrew calendar as the diaspora keeps it. A day begins at sunset the evening before the date given here."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from pyluach.dates import HebrewDate  # type: ignore[import-untyped]  # the package has no types
from pyluach.hebrewcal import Year  # type: ignore[import-untyped]  # the package has no types

from vigil.register.worship.festival import Festival, find_on

_SATURDAY: Final = 5

NISAN, IYAR, SIVAN, AV, TISHREI, KISLEV, SHEVAT, ADAR, SECOND_ADAR = 1, 2, 3, 5, 7, 9, 11, 12, 13

_RUNS: Final = (
    ("rosh-hashanah", "Rosh Hashanah", TISHREI, 1, 2),
    ("yom-kippur", "Yom Kippur", TISHREI, 10, 1),
    ("sukkot", "Sukkot", TISHREI, 15, 7),
    ("shemini-atzeret", "Shemini Atzeret", TISHREI, 22, 1),
    ("simchat-torah", "Simchat Torah", TISHREI, 23, 1),
    ("chanukah", "Chanukah", KISLEV, 25, 8),
    ("tu-bishvat", "Tu BiShvat", SHEVAT, 15, 1),
    ("pesach", "Pesach", NISAN, 15, 8),
    ("yom-hashoah", "Yom HaShoah", NISAN, 27, 1),
    ("lag-baomer", "Lag BaOmer", IYAR, 18, 1),
    ("shavuot", "Shavuot", SIVAN, 6, 2),
)
"""Kind, name, month, first day, how many days."""


@lru_cache(maxsize=64)
def list_festivals(year: int) -> tuple[Festival, ...]:
    """Give the festivals whose first day falls in a year."""
    found = (*_of_hebrew_year(year + 3760), *_of_hebrew_year(year + 3761))
    return tuple(sorted((each for each in found if each.first_on.year == year), key=lambda each: each.first_on))


@lru_cache(maxsize=64)
def festivals_on(on: date) -> tuple[Festival, ...]:
    """Give the festivals a day belongs to."""
    return find_on(list_festivals, on)


def _of_hebrew_year(year: int) -> tuple[Festival, ...]:
    runs = tuple(_run(kind, name, _day(year, month, day), lasts) for kind, name, month, day, lasts in _RUNS)
    # In a leap year Purim belongs to the second Adar.
    purim = _run("purim", "Purim", _day(year, SECOND_ADAR if Year(year).leap else ADAR, 14), 1)
    return (*runs, purim, _run("tisha-bav", "Tisha B’Av", _tisha_bav(year), 1))


def _run(kind: str, name: str, first_on: date, lasts: int) -> Festival:
    return Festival(kind, name, first_on, first_on + timedelta(days=lasts - 1))


def _tisha_bav(year: int) -> date:
    """Give the fast of the ninth of Av, which is kept a day later rather than on Shabbat."""
    ninth = _day(year, AV, 9)
    return ninth + timedelta(days=1) if ninth.weekday() == _SATURDAY else ninth


def _day(year: int, month: int, day: int) -> date:
    return date.fromordinal(HebrewDate(year, month, day).to_pydate().toordinal())
