"""Muslim services: five prayers from the sun, Jumu'ah by the clock, Ramadan's nights, and both days an Eid may fall on.

Prayers are shown when the congregation stands, some minutes after the prayer begins. Shia places are given the nights
of Muharram and Ashura besides; their own prayer times, which join some prayers, come with a place's own times.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from vigil.ground.moment import local_moment, zone_named
from vigil.register.place import Place
from vigil.register.worship.festival import Festival
from vigil.register.worship.hijri import festivals_on
from vigil.register.worship.prayer import PrayerMethod, Prayers, prayers_on
from vigil.register.worship.rules import WorshipRules
from vigil.register.worship.service import Service
from vigil.register.worship.session import Sureness

_FRIDAY: Final = 4
_DAY: Final = timedelta(days=1)
_LONGEST_EVENING: Final = timedelta(hours=6)
_AFTER_SUNRISE: Final = timedelta(minutes=20)
_EITHER_DAY: Final = "The day is known when the moon is seen: places keep the computed day or the one after it."
_WHITE_NIGHT: Final = (
    "The sun does not sink far enough this night: the time follows a rule for short nights, and mosques differ."
)
_NO_SUNSET: Final = "The sun does not rise or set here on this day: the times of the 45th parallel stand in."
_HOLY_NIGHTS: Final = ("mawlid", "isra-miraj", "mid-shaban")


@dataclass(frozen=True, slots=True)
class _Prayer:
    """One of the five: when it begins, by when the congregation must be done, how long it lasts."""

    kind: str
    name: str
    begins_at: datetime
    until_at: datetime
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class _Night:
    """What is added to the night prayer on a night of its own."""

    kind: str
    name: str
    lasts: timedelta
    sureness: Sureness


_PLAIN_NIGHT: Final = _Night("isha", "Isha", timedelta(minutes=20), Sureness.COMPUTED)


def services_on(place: Place, on: date, rules: WorshipRules) -> tuple[Service, ...]:
    """Give the services of a solar day; in a northern summer its night prayer may start after midnight."""
    zone = zone_named(place.time_zone)
    method = rules.prayer_method_by_place.get(place.id, rules.prayer_method)
    prayers = prayers_on(place.point, on, zone, method, rules.asr_school)
    sittings = _sittings(place, rules)
    found = [_congregation(prayer, prayers, method, rules) for prayer in _daily(on, prayers)]
    found.append(_night_service(place, on, prayers, method, rules))
    if on.weekday() == _FRIDAY:
        found.extend(_jumuah(prayers, on, zone, rules)[:sittings])
    found.extend(_eid(prayers, on, zone, rules)[:sittings])
    if _is_shia(place):
        found.extend(_ashura(prayers, on))
    return tuple(found)


def _sittings(place: Place, rules: WorshipRules) -> int:
    return 2 if (place.capacity.people or 0) >= rules.second_sitting_from_people else 1


def _is_shia(place: Place) -> bool:
    return "shia" in place.denomination.casefold() or "shiite" in place.denomination.casefold()


def _daily(day: date, prayers: Prayers) -> tuple[_Prayer, ...]:
    """Give the prayers before the night prayer; on Fridays Jumu'ah stands in the place of Dhuhr."""
    short, long = timedelta(minutes=15), timedelta(minutes=20)
    fajr = _Prayer("fajr", "Fajr", prayers.fajr_at, prayers.sunrise_at, long)
    dhuhr = _Prayer("dhuhr", "Dhuhr", prayers.dhuhr_at, prayers.asr_at, long)
    asr = _Prayer("asr", "Asr", prayers.asr_at, prayers.maghrib_at, short)
    maghrib = _Prayer("maghrib", "Maghrib", prayers.maghrib_at, prayers.isha_at, short)
    return (fajr, asr, maghrib) if day.weekday() == _FRIDAY else (fajr, dhuhr, asr, maghrib)


def _congregation(prayer: _Prayer, prayers: Prayers, method: PrayerMethod, rules: WorshipRules) -> Service:
    """Give the service at which a prayer is said together: late enough to gather, and over before the next begins."""
    delay = rules.congregation_after.get(prayer.kind, timedelta(0))
    latest_at = max(prayer.begins_at, prayer.until_at - prayer.lasts)
    starts_at = min(prayer.begins_at + delay, latest_at)
    sureness, note = _how_sure(prayer.kind, prayers)
    return Service(
        kind=prayer.kind,
        name=prayer.name,
        starts_at=starts_at,
        ends_at=starts_at + prayer.lasts,
        sureness=sureness,
        basis=f"from the sun by the method of {method.value}",
        note=note,
    )


def _how_sure(kind: str, prayers: Prayers) -> tuple[Sureness, str]:
    if prayers.is_estimated:
        return Sureness.ESTIMATED, _NO_SUNSET
    if prayers.is_night_estimated and kind in {"fajr", "isha"}:
        return Sureness.ESTIMATED, _WHITE_NIGHT
    return Sureness.COMPUTED, ""


def _night_service(place: Place, day: date, prayers: Prayers, method: PrayerMethod, rules: WorshipRules) -> Service:
    night = _night_of(day, is_shia=_is_shia(place))
    isha = _Prayer("isha", "Isha", prayers.isha_at, prayers.isha_at + _LONGEST_EVENING, night.lasts)
    plain = _congregation(isha, prayers, method, rules)
    if night == _PLAIN_NIGHT:
        return plain
    either_day = night.sureness is Sureness.SIGHTING
    return Service(
        kind=night.kind,
        name=night.name,
        starts_at=plain.starts_at,
        ends_at=plain.ends_at,
        sureness=plain.sureness if plain.sureness is Sureness.ESTIMATED and not either_day else night.sureness,
        basis=plain.basis,
        note=" ".join(part for part in (_EITHER_DAY if either_day else "", plain.note) if part),
    )


def _night_of(day: date, *, is_shia: bool) -> _Night:
    """Give what the night is that follows a day; it belongs to the next day of the Islamic calendar."""
    tomorrow, today = festivals_on(day + _DAY), festivals_on(day)
    ramadan = next((each for each in tomorrow if each.kind == "ramadan"), None)
    if ramadan is not None:
        return _night_of_ramadan(ramadan, day + _DAY)
    if any(each.kind == "ramadan" for each in today):
        # The last night for those who began a day later; for the others the feast is tomorrow.
        return _Night("tarawih", "Isha and Tarawih", timedelta(minutes=90), Sureness.SIGHTING)
    if is_shia and _is_in_muharram_nights(day + _DAY):
        return _Night("majlis", "Isha and Majlis of Muharram", timedelta(minutes=120), Sureness.SIGHTING)
    holy = next((each for each in tomorrow if each.kind in _HOLY_NIGHTS), None)
    if holy is not None:
        # Some mosques hold a programme, others keep no such night.
        return _Night("holy-night", f"Isha and the night of {holy.name}", timedelta(minutes=75), Sureness.LIKELY)
    return _PLAIN_NIGHT


def _night_of_ramadan(ramadan: Festival, tomorrow: date) -> _Night:
    number = ramadan.day_number(tomorrow)
    if number == 27:
        return _Night("laylat-al-qadr", "Tarawih in the Night of Power", timedelta(minutes=150), Sureness.COMPUTED)
    # Whoever begins a day later does not pray on the first of these nights.
    sureness = Sureness.SIGHTING if number == 1 else Sureness.COMPUTED
    return _Night("tarawih", "Isha and Tarawih", timedelta(minutes=90), sureness)


def _is_in_muharram_nights(on: date) -> bool:
    first_days = (on - timedelta(days=back) for back in range(11))
    return any(each.kind == "islamic-new-year" for day in first_days for each in festivals_on(day))


def _jumuah(prayers: Prayers, day: date, zone: ZoneInfo, rules: WorshipRules) -> tuple[Service, ...]:
    """Give Jumu'ah and a second one; by the clock of the place, and never before Dhuhr has begun."""
    usual = rules.jumuah_in_summer_at if _is_summer_time(day, zone) else rules.jumuah_at
    starts_at = max(local_moment(day, usual, zone), _next_five_minutes(prayers.dhuhr_at))
    first = f"usual local time {usual:%H:%M}, not before Dhuhr begins"
    services = []
    for number, (name, basis) in enumerate((("Jumu‘ah", first), ("Second Jumu‘ah", _why_second(rules)))):
        begins_at = starts_at + number * rules.second_sitting_after
        services.append(
            Service(
                kind="jumuah",
                name=name,
                starts_at=begins_at,
                ends_at=begins_at + rules.jumuah_lasts,
                sureness=Sureness.LIKELY,
                basis=basis,
                note=_NO_SUNSET if prayers.is_estimated else "",
            )
        )
    return tuple(services)


def _why_second(rules: WorshipRules) -> str:
    """Give what a second sitting rests on, which is less than the first: no place has said that it holds one."""
    after = f"{rules.second_sitting_after // timedelta(minutes=1)} minutes after the first"
    return f"{after}; assumed where the capacity is {rules.second_sitting_from_people:,} or more"


def _is_summer_time(on: date, zone: ZoneInfo) -> bool:
    # Dublin's zone calls its winter the exception, so the zone's own flag does not tell; the offset does.
    noon = datetime.combine(on, time(12), tzinfo=zone)
    offsets = [noon.replace(month=month, day=1).utcoffset() or timedelta(0) for month in (1, 7)]
    return (noon.utcoffset() or timedelta(0)) > min(offsets)


def _eid(prayers: Prayers, day: date, zone: ZoneInfo, rules: WorshipRules) -> tuple[Service, ...]:
    feasts = (each for near in (day, day - _DAY) for each in festivals_on(near))
    feast = next((each for each in feasts if each.kind in {"eid-al-fitr", "eid-al-adha"}), None)
    if feast is None:
        return ()
    usual_at = local_moment(day, rules.eid_at, zone)
    starts_at = max(usual_at, _next_five_minutes(prayers.sunrise_at + _AFTER_SUNRISE))
    calendar = f"Umm al-Qura calendar gives {feast.first_on.isoformat()}"
    first = f"{calendar}; usual local time {rules.eid_at:%H:%M}"
    second = f"{calendar}; {_why_second(rules)}"
    services = []
    for number, (name, basis) in enumerate(((feast.name, first), (f"{feast.name}, second prayer", second))):
        begins_at = starts_at + number * rules.second_sitting_after
        services.append(
            Service(
                kind=feast.kind,
                name=name,
                starts_at=begins_at,
                ends_at=begins_at + timedelta(minutes=40),
                sureness=Sureness.SIGHTING,
                basis=basis,
                note=_EITHER_DAY,
            )
        )
    return tuple(services)


def _ashura(prayers: Prayers, day: date) -> tuple[Service, ...]:
    if not any(each.kind == "ashura" for near in (day, day - _DAY) for each in festivals_on(near)):
        return ()
    lasts = timedelta(minutes=90)
    return (
        Service(
            kind="ashura",
            name="Ashura",
            starts_at=prayers.dhuhr_at - lasts,
            ends_at=prayers.dhuhr_at,
            sureness=Sureness.SIGHTING,
            basis="Umm al-Qura calendar; the hours before Dhuhr",
            note=_EITHER_DAY,
        ),
    )


def _next_five_minutes(at: datetime) -> datetime:
    over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at + (timedelta(minutes=5) - over if over else timedelta(0))
