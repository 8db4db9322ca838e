"""Christian services: Sundays by tradition, Christmas, and Easter by both reckonings.

The hours are those a tradition usually keeps, so every one is likely rather than known. Most churches have nothing on
a working day, and nothing is what they are given; Catholic churches are given a daily Mass.
"""

from collections.abc import Mapping
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Final

from vigil.ground.moment import zone_named
from vigil.register.place import Place
from vigil.register.worship.church_year import festivals_on
from vigil.register.worship.service import Pattern, Service
from vigil.register.worship.tradition import Tradition, tradition_of

_WORKING_DAYS: Final = (0, 1, 2, 3, 4, 5)
_SATURDAY: Final = 5
_SUNDAY: Final = 6
_USUAL: Final = "usual local time of the tradition"


def _at(kind: str, name: str, at: str, minutes: int) -> Pattern:
    return Pattern(kind, name, time.fromisoformat(at), timedelta(minutes=minutes))


_DAILY_MASS: Final = _at("daily-mass", "Daily Mass", "10:00", 30)
_DIVINE_LITURGY: Final = _at("sunday", "Divine Liturgy", "10:00", 120)
_ORTHODOX_WEEK: Final = {
    _SATURDAY: (_at("vespers", "Great Vespers", "18:00", 60),),
    _SUNDAY: (_DIVINE_LITURGY,),
}

_WEEK: Final[Mapping[Tradition, Mapping[int, tuple[Pattern, ...]]]] = MappingProxyType(
    {
        Tradition.ANGLICAN: {_SUNDAY: (_at("sunday", "Parish Eucharist", "10:00", 75),)},
        Tradition.CATHOLIC: {
            **dict.fromkeys(_WORKING_DAYS, (_DAILY_MASS,)),
            _SATURDAY: (_DAILY_MASS, _at("saturday-vigil", "Vigil Mass of Sunday", "18:00", 60)),
            _SUNDAY: (_at("sunday", "Sunday Mass", "09:00", 60), _at("sunday", "Sunday Mass", "11:00", 60)),
        },
        Tradition.FREE: {_SUNDAY: (_at("sunday", "Morning worship", "10:45", 75),)},
        Tradition.EVANGELICAL: {_SUNDAY: (_at("sunday", "Sunday service", "11:00", 120),)},
        Tradition.ORTHODOX: _ORTHODOX_WEEK,
        Tradition.OLD_CALENDAR: _ORTHODOX_WEEK,
        Tradition.ORTHODOX_UNTOLD: _ORTHODOX_WEEK,
        Tradition.ADVENTIST: {_SATURDAY: (_at("sabbath", "Sabbath service", "10:00", 150),)},
        Tradition.UNTOLD: {_SUNDAY: (_at("sunday", "Sunday service", "10:30", 75),)},
    }
)

_MIDNIGHT_MASS: Final = _at("christmas-eve", "Midnight service of Christmas", "23:30", 75)
_CAROLS: Final = _at("christmas-eve", "Carol service", "18:00", 60)
_ASHES: Final = _at("ash-wednesday", "Ash Wednesday", "19:30", 60)
_LAST_SUPPER: Final = _at("maundy-thursday", "Maundy Thursday", "19:30", 75)
_ASCENSION: Final = _at("ascension", "Ascension Day", "19:30", 60)
_GREAT_FRIDAY: Final = _at("good-friday", "Great Friday", "19:00", 120)
_PASCHA_NIGHT: Final = _at("easter-vigil", "Pascha at midnight", "23:15", 165)

_SACRAMENTAL: Final = {
    "ash-wednesday": (_ASHES,),
    "maundy-thursday": (_LAST_SUPPER,),
    "good-friday": (_at("good-friday", "Good Friday", "14:00", 60),),
    "easter-sunday": (_at("easter-sunday", "Easter Day", "10:00", 75),),
    "ascension": (_ASCENSION,),
    "christmas-eve": (_at("christmas-eve", "Crib service", "16:00", 45), _MIDNIGHT_MASS),
    "christmas-day": (_at("christmas-day", "Christmas Day", "10:00", 60),),
}
_PLAIN: Final = {
    "good-friday": (_at("good-friday", "Good Friday", "10:30", 60),),
    "easter-sunday": (_at("easter-sunday", "Easter Day", "10:30", 75),),
    "christmas-eve": (_CAROLS,),
    "christmas-day": (_at("christmas-day", "Christmas Day", "10:30", 60),),
}
_PASCHA: Final = {
    "orthodox-good-friday": (_GREAT_FRIDAY,),
    "orthodox-holy-saturday": (_PASCHA_NIGHT,),
    "orthodox-easter": (_at("easter-sunday", "Pascha", "11:00", 90),),
}
_REVISED_CHRISTMAS: Final = {"christmas-day": (_at("christmas-day", "Nativity of Christ", "10:00", 120),)}
_JULIAN_CHRISTMAS: Final = {
    "orthodox-christmas-eve-julian": (_at("christmas-eve", "Vigil of the Nativity", "18:00", 120),),
    "orthodox-christmas-julian": (_at("christmas-day", "Nativity of Christ", "10:00", 120),),
}

_FEASTS: Final[Mapping[Tradition, Mapping[str, tuple[Pattern, ...]]]] = MappingProxyType(
    {
        Tradition.ANGLICAN: _SACRAMENTAL,
        Tradition.CATHOLIC: {
            **_SACRAMENTAL,
            "good-friday": (_at("good-friday", "Passion of the Lord", "15:00", 75),),
            "holy-saturday": (_at("easter-vigil", "Easter Vigil", "20:00", 120),),
            "easter-sunday": (
                _at("easter-sunday", "Easter Mass", "09:00", 60),
                _at("easter-sunday", "Easter Mass", "11:00", 60),
            ),
            "epiphany": (_at("epiphany", "Epiphany", "19:00", 60),),
            "all-saints": (_at("all-saints", "All Saints", "19:00", 60),),
        },
        Tradition.FREE: _PLAIN,
        Tradition.EVANGELICAL: _PLAIN,
        Tradition.ORTHODOX: {**_PASCHA, **_REVISED_CHRISTMAS},
        Tradition.OLD_CALENDAR: {**_PASCHA, **_JULIAN_CHRISTMAS},
        # Nothing says which calendar such a place keeps for Christmas, so both days are carried.
        Tradition.ORTHODOX_UNTOLD: {**_PASCHA, **_REVISED_CHRISTMAS, **_JULIAN_CHRISTMAS},
        Tradition.ADVENTIST: {},
        Tradition.UNTOLD: _PLAIN,
    }
)

_INSTEAD_OF_THE_WEEK: Final = frozenset(
    {
        "good-friday",
        "holy-saturday",
        "easter-sunday",
        "christmas-day",
        "orthodox-holy-saturday",
        "orthodox-easter",
        "orthodox-christmas-julian",
    }
)
"""Feasts whose own services take the place of what the weekday would have."""

_ORTHODOX: Final = (Tradition.ORTHODOX, Tradition.OLD_CALENDAR, Tradition.ORTHODOX_UNTOLD)
_SUNDAY_FEASTS: Final = frozenset({"palm-sunday", "pentecost", "advent-sunday"})


def services_on(place: Place, on: date) -> tuple[Service, ...]:
    """Give the services of a day."""
    tradition = tradition_of(place.denomination)
    patterns = _feasts_and_week(tradition, on)
    if not patterns:
        return ()
    zone = zone_named(place.time_zone)
    basis = f"{_USUAL} ({tradition.value})"
    return tuple(pattern.held_on(on, zone, basis=basis) for pattern in patterns)


def _feasts_and_week(tradition: Tradition, on: date) -> tuple[Pattern, ...]:
    feasts = _FEASTS[tradition]
    today = festivals_on(on)
    kept = tuple(each for each in today if each.kind in feasts)
    services = tuple(pattern for each in kept for pattern in feasts[each.kind])
    if any(each.kind in _INSTEAD_OF_THE_WEEK for each in kept):
        return services
    week = _WEEK[tradition].get(on.weekday(), ())
    named = "orthodox-palm-sunday" if tradition in _ORTHODOX else ""
    feast = next((each.name for each in today if each.kind == named or (not named and each.kind in _SUNDAY_FEASTS)), "")
    if feast:
        week = tuple(pattern.called(f"{pattern.name}, {feast}") for pattern in week)
    return (*week, *services)
