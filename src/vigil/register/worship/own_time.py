"""A place's own times of service: they win over whatever is computed.

`Days` and `Start` are written as words (`fri`, `first sun`, `2019-03-15`; `13:15`, `sunset-15`): `str` gives the words,
`parse_days` and `parse_start` read them back, and that is also how they are stored.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from vigil.ground.moment import local_moment, zone_named
from vigil.register.place import Place
from vigil.register.worship.service import Service
from vigil.register.worship.session import Sureness
from vigil.register.worship.sun import SunDay, sun_over

EVERYTHING: Final = "all"
"""The kind of a closure under which nothing is held at all."""
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY_DAY: Final = tuple(range(7))
_WHICH: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_NO_SUNSET: Final = "The sun does not rise or set here on this day: the 45th parallel stands in."


class SunMark(StrEnum):
    """A moment of the sun's day from which a time can be counted."""

    SUNRISE = "sunrise"
    NOON = "noon"
    SUNSET = "sunset"
    NIGHTFALL = "nightfall"


@dataclass(frozen=True, slots=True)
class Days:
    """On which days: one date, or days of the week (Monday is 0), of which perhaps only the n-th in each month.

    `which` is 1 to 4, or -1 for the last; None for every week.
    """

    weekdays: tuple[int, ...] = ()
    which: int | None = None
    on: date | None = None

    def include(self, day: date) -> bool:
        """Say whether a day is one of them."""
        if self.on is not None:
            return day == self.on
        return day.weekday() in self.weekdays and (self.which is None or self.which == _number_in_month(day, self))

    def __str__(self) -> str:
        """Give them in words that `parse_days` reads."""
        if self.on is not None:
            return self.on.isoformat()
        if self.weekdays == _EVERY_DAY and self.which is None:
            return "daily"
        names = " ".join(WEEKDAYS[day] for day in self.weekdays)
        which = next((word for word, number in _WHICH.items() if number == self.which), "")
        return f"{which} {names}".strip()


@dataclass(frozen=True, slots=True)
class Start:
    """When a service starts: a time by the clock on the wall, or so long after a mark of the sun (before: negative)."""

    at: time | None = None
    mark: SunMark | None = None
    offset: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        if (self.at is None) == (self.mark is None):
            raise ValueError("a service starts by the clock or by the sun, one of the two")

    def __str__(self) -> str:
        """Give it in words that `parse_start` reads."""
        if self.at is not None:
            return f"{self.at:%H:%M}"
        minutes = int(self.offset.total_seconds() // 60)
        return f"{self.mark}{minutes:+d}" if minutes else f"{self.mark}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTime:
    """A service as the place itself gives it; without `starts` it says that nothing of this kind is held.

    `lasts` is time by the stopwatch, also in the night a clock changes. `from_on` and `until_on` are the first and
    last day on which it holds. A date goes before days of the week of the same kind.
    """

    place_id: str
    kind: str
    name: str
    days: Days
    starts: Start | None
    lasts: timedelta = timedelta(hours=1)
    from_on: date | None = None
    until_on: date | None = None
    people: int | None = None

    def __post_init__(self) -> None:
        if self.lasts <= timedelta(0):
            raise ValueError("a service lasts longer than nothing")

    @property
    def is_closed(self) -> bool:
        """Whether it says that nothing of this kind is held."""
        return self.starts is None

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day of the place's own clocks."""
        if self.from_on is not None and day < self.from_on:
            return False
        if self.until_on is not None and day > self.until_on:
            return False
        return self.days.include(day)


def service_of(own: OwnTime, place: Place, on: date) -> Service:
    """Give the service that a place's own time means on a day.

    Raises
    ------
    ValueError : it says that nothing is held
    """
    if own.starts is None:
        raise ValueError(f"nothing is held as {own.kind}")
    zone = zone_named(place.time_zone)
    estimated = False
    if own.starts.mark is None:
        starts_at = local_moment(on, own.starts.at or time(0), zone)
    else:
        sun = sun_over(place.point, on, zone)
        starts_at = (_marked(sun, own.starts.mark) + own.starts.offset).replace(second=0, microsecond=0)
        estimated = sun.is_estimated
    return Service(
        kind=own.kind,
        name=own.name,
        starts_at=starts_at,
        ends_at=starts_at + own.lasts,
        sureness=Sureness.ESTIMATED if estimated else Sureness.STATED,
        basis=f"the place’s own times: {own.days}, {own.starts}",
        note=_NO_SUNSET if estimated else "",
        stated_people=own.people,
    )


def parse_days(text: str) -> Days:
    """Read days such as `fri`, `mon-fri`, `sat sun`, `daily`, `first sun`, `last fri` or `2019-03-15`.

    Raises
    ------
    ValueError : it is none of these
    """
    words = text.casefold().replace(",", " ").split()
    if len(words) == 1 and words[0][:1].isdigit():
        return Days(on=date.fromisoformat(words[0]))
    if words == ["daily"]:
        return Days(_EVERY_DAY)
    which = _WHICH.get(words[0]) if words else None
    days = {day for word in words[0 if which is None else 1 :] for day in _weekdays(word)}
    if not days or (which is not None and len(days) > 1):
        raise ValueError(text)
    return Days(tuple(sorted(days)), which)


def parse_start(text: str) -> Start:
    """Read a start such as `13:15`, `sunset`, `sunset-15` or `noon+20`; the number counts minutes.

    Raises
    ------
    ValueError : it is none of these
    """
    folded = "".join(text.casefold().replace("−", "-").split())
    clock = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", folded)
    if clock:
        return Start(at=time(int(clock[1]), int(clock[2])))
    sun = re.fullmatch(r"(sunrise|noon|sunset|nightfall)([+-][0-9]{1,3})?", folded)
    if sun is None:
        raise ValueError(text)
    return Start(mark=SunMark(sun[1]), offset=timedelta(minutes=int(sun[2] or 0)))


def _weekdays(word: str) -> tuple[int, ...]:
    first, dash, last = word.partition("-")
    begin = _weekday(first)
    if not dash:
        return (begin,)
    return tuple((begin + step) % 7 for step in range((_weekday(last) - begin) % 7 + 1))


def _weekday(word: str) -> int:
    # Friday, Fridays and fri are one; the first three letters tell.
    if not any(name.startswith(word.removesuffix("s")) and len(word) >= 3 for name in _LONG_WEEKDAYS):
        raise ValueError(word)
    return WEEKDAYS.index(word[:3])


_LONG_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _number_in_month(day: date, days: Days) -> int:
    if days.which == -1:
        return -1 if (day + timedelta(days=7)).month != day.month else 0
    return (day.day - 1) // 7 + 1


def _marked(sun: SunDay, mark: SunMark) -> datetime:
    moments = {
        SunMark.SUNRISE: sun.sunrise_at,
        SunMark.NOON: sun.noon_at,
        SunMark.SUNSET: sun.sunset_at,
        SunMark.NIGHTFALL: sun.nightfall_at,
    }
    return moments[mark]
