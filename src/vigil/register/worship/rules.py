"""The rules of the worship calendar, all of them settable: times, windows, how many come.

The defaults are working assumptions for the United Kingdom, each with its reason beside it; a place's own times and
a desk's own rules replace them. None was fitted to counted attendance.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from types import MappingProxyType
from typing import Final

from vigil.register.place import Community
from vigil.register.worship.prayer import AsrSchool, PrayerMethod
from vigil.register.worship.share import OTHER_SHARE, SHARES, Share


@dataclass(frozen=True, slots=True)
class WindowRule:
    """How long before a service people come, how far into it they still do, and how long they take to go.

    Raises
    ------
    ValueError : one is negative
    """

    before: timedelta
    into: timedelta
    after: timedelta

    def __post_init__(self) -> None:
        if min(self.before, self.into, self.after) < timedelta(0):
            raise ValueError("a window has no negative length")


@dataclass(frozen=True, slots=True)
class TypicalCapacity:
    """How many a place of a community holds when nobody has said, between which bounds."""

    people: int
    low: int
    high: int


def _minutes(before: int, into: int, after: int) -> WindowRule:
    return WindowRule(timedelta(minutes=before), timedelta(minutes=into), timedelta(minutes=after))


_BY_COMMUNITY: Final = MappingProxyType(
    {
        # People walk in from work shortly before the prayer, and talk outside after it.
        Community.MUSLIM: _minutes(15, 5, 15),
        # A synagogue fills slowly through the first hour.
        Community.JEWISH: _minutes(20, 20, 20),
        Community.CHRISTIAN: _minutes(20, 5, 20),
        # The langar after the service keeps people: they leave over a longer time.
        Community.SIKH: _minutes(30, 30, 45),
        Community.HINDU: _minutes(30, 15, 30),
        Community.BUDDHIST: _minutes(20, 5, 20),
        Community.OTHER: _minutes(20, 10, 20),
    }
)

_FRIDAY: Final = _minutes(30, 5, 20)
_FEAST: Final = _minutes(40, 10, 30)
_BY_KIND: Final = MappingProxyType(
    {
        "jumuah": _FRIDAY,
        "eid-al-fitr": _FEAST,
        "eid-al-adha": _FEAST,
        "tarawih": _minutes(20, 10, 20),
        "laylat-al-qadr": _minutes(20, 10, 30),
        "kol-nidre": _FEAST,
        "yom-kippur": _minutes(30, 60, 20),
        "rosh-hashanah": _minutes(30, 45, 30),
        "christmas-eve": _FEAST,
        "diwali": _FEAST,
        "vaisakhi": _FEAST,
    }
)

_TYPICAL: Final = MappingProxyType(
    {
        # From converted houses to the great mosques; half of London's mapped footprints lie between 270 and 890 m².
        Community.MUSLIM: TypicalCapacity(250, 60, 1000),
        Community.JEWISH: TypicalCapacity(200, 50, 600),
        Community.CHRISTIAN: TypicalCapacity(200, 60, 500),
        Community.SIKH: TypicalCapacity(300, 80, 1000),
        Community.HINDU: TypicalCapacity(200, 50, 800),
        Community.BUDDHIST: TypicalCapacity(60, 20, 200),
        Community.OTHER: TypicalCapacity(100, 20, 400),
    }
)

_CONGREGATION: Final = MappingProxyType(
    {
        # How long after a prayer begins the congregation stands: medians of the London Unified Timetable's sample.
        "fajr": timedelta(minutes=20),
        "dhuhr": timedelta(minutes=30),
        "asr": timedelta(minutes=75),
        "maghrib": timedelta(minutes=7),
        "isha": timedelta(minutes=30),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorshipRules:
    """How the calendar is worked out. Whoever changes a default says so beside the figures that follow from it.

    Raises
    ------
    ValueError : a rule cannot be kept, such as a large place smaller than a small one
    """

    prayer_method: PrayerMethod = PrayerMethod.MOONSIGHTING_COMMITTEE
    """The closest to the London timetable of the eleven in the package; see docs/learn/worship-calendar.md."""
    prayer_method_by_place: Mapping[str, PrayerMethod] = field(default_factory=lambda: MappingProxyType({}))
    asr_school: AsrSchool = AsrSchool.FIRST_SHADOW
    congregation_after: Mapping[str, timedelta] = field(default_factory=lambda: _CONGREGATION)

    jumuah_at: time = time(13, 15)
    jumuah_in_summer_at: time = time(13, 30)
    """In summer time noon stands after 13:00 and Dhuhr as late as 13:15: 13:15 would not leave room for the call."""
    jumuah_lasts: timedelta = timedelta(minutes=35)
    second_sitting_after: timedelta = timedelta(minutes=60)
    second_sitting_from_people: int = 800
    """Mosques that hold so many often pray Jumu'ah and Eid twice, because more come than fit."""
    eid_at: time = time(8, 0)

    candles_before_sunset: timedelta = timedelta(minutes=15)
    """London's custom; elsewhere 18 minutes is usual, and 40 in Jerusalem."""
    early_shabbat_at: time = time(19, 0)
    """In summer services begin at a set hour once candle lighting would be later than `early_shabbat_from`."""
    early_shabbat_from: time = time(19, 30)

    windows_by_community: Mapping[Community, WindowRule] = field(default_factory=lambda: _BY_COMMUNITY)
    windows_by_kind: Mapping[str, WindowRule] = field(default_factory=lambda: _BY_KIND)
    small_below_people: int = 60
    small_factor: float = 0.7
    large_from_people: int = 400
    large_factor: float = 1.5
    """Four hundred people need longer through the same doors: lengths before and after are multiplied by these."""

    typical_capacity: Mapping[Community, TypicalCapacity] = field(default_factory=lambda: _TYPICAL)
    shares: Mapping[str, Share] = field(default_factory=lambda: SHARES)
    other_share: Share = OTHER_SHARE

    def __post_init__(self) -> None:
        if not 0 < self.small_below_people < self.large_from_people:
            raise ValueError("a large place must hold more than a small one")
        if not 0 < self.small_factor <= 1 <= self.large_factor:
            raise ValueError("a small place has shorter windows, a large one longer")

    def window_of(self, kind: str, community: Community, *, people: int) -> WindowRule:
        """Give the lengths of the windows of a service to which so many come, in whole minutes."""
        rule = self.windows_by_kind.get(kind) or self.windows_by_community[community]
        if self.small_below_people <= people < self.large_from_people:
            return rule
        factor = self.small_factor if people < self.small_below_people else self.large_factor
        return WindowRule(_scaled(rule.before, factor), rule.into, _scaled(rule.after, factor))


def _scaled(length: timedelta, factor: float) -> timedelta:
    return timedelta(minutes=round(length.total_seconds() * factor / 60))


DEFAULT_RULES: Final = WorshipRules()
"""What the desk goes by unless it is told otherwise."""
