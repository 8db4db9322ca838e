from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.register.worship.houses import a_place, clock, london, moved, said
from vigil.register.place import Community, Place
from vigil.register.worship.muslim import services_on
from vigil.register.worship.prayer import PrayerMethod, prayers_on
from vigil.register.worship.rules import DEFAULT_RULES, WorshipRules
from vigil.register.worship.service import Service
from vigil.register.worship.session import Sureness

MOSQUE = a_place(Community.MUSLIM)
LARGE = a_place(Community.MUSLIM, people=2000)
SHIA = a_place(Community.MUSLIM, denomination="shia")


def _on(day: str, place: Place = MOSQUE, rules: WorshipRules = DEFAULT_RULES) -> tuple[Service, ...]:
    return tuple(sorted(services_on(place, date.fromisoformat(day), rules), key=lambda each: each.starts_at))


def _of(kind: str, day: str, place: Place = MOSQUE) -> list[Service]:
    return [each for each in _on(day, place) if each.kind == kind]


def test_the_friday_of_christchurch() -> None:
    assert said(_on("2019-03-15")) == [
        "fajr 05:01-05:21",
        "jumuah 13:15-13:50",
        "asr 16:36-16:51",
        "maghrib 18:14-18:29",
        "isha 19:53-20:13",
    ]


def test_a_thursday_has_dhuhr_and_no_jumuah() -> None:
    found = _on("2019-03-14")
    assert [each.kind for each in found] == ["fajr", "dhuhr", "asr", "maghrib", "isha"]
    assert all(each.sureness is Sureness.COMPUTED for each in found)
    assert all("Moonsighting Committee" in each.basis for each in found)


def test_jumuah_is_a_quarter_of_an_hour_later_in_summer_time() -> None:
    (winter,), (summer,) = _of("jumuah", "2019-03-15"), _of("jumuah", "2019-06-14")
    assert (clock(winter.starts_at), clock(summer.starts_at)) == ("13:15", "13:30")
    assert summer.sureness is Sureness.LIKELY


@pytest.mark.parametrize(
    ("lat", "lon", "zone", "day", "expected"),
    [
        # Galicia keeps the time of Berlin: noon there is at 14:40 in summer.
        (42.88, -8.54, "Europe/Madrid", "2019-07-05", "14:45"),
        (53.35, -6.26, "Europe/Dublin", "2019-07-05", "13:35"),
        (53.35, -6.26, "Europe/Dublin", "2019-01-04", "13:15"),
        (-43.53, 172.62, "Pacific/Auckland", "2019-03-15", "13:45"),
        (24.47, 39.61, "Asia/Riyadh", "2019-07-05", "13:15"),
    ],
)
def test_jumuah_never_begins_before_dhuhr(lat: float, lon: float, zone: str, day: str, expected: str) -> None:
    place = moved(MOSQUE, lat, lon, zone)
    (jumuah,) = _of("jumuah", day, place)
    dhuhr_at = prayers_on(place.point, date.fromisoformat(day), ZoneInfo(zone)).dhuhr_at
    assert jumuah.starts_at >= dhuhr_at
    assert clock(jumuah.starts_at, ZoneInfo(zone)) == expected


def test_jumuah_on_every_friday_of_years_is_after_dhuhr() -> None:
    for weeks in range(210):
        on = date(2018, 1, 5) + timedelta(weeks=weeks)
        (jumuah,) = _of("jumuah", on.isoformat())
        assert jumuah.starts_at >= prayers_on(MOSQUE.point, on, ZoneInfo("Europe/London")).dhuhr_at


def test_a_large_mosque_prays_jumuah_twice() -> None:
    assert [clock(each.starts_at) for each in _of("jumuah", "2019-03-15", LARGE)] == ["13:15", "14:15"]
    first, second = _of("jumuah", "2019-03-15", LARGE)
    assert (first.name, first.basis) == ("Jumu‘ah", "usual local time 13:15, not before Dhuhr begins")
    assert second.name == "Second Jumu‘ah"
    assert second.basis == "60 minutes after the first; assumed where the capacity is 800 or more"
    assert len(_of("jumuah", "2019-03-15", a_place(Community.MUSLIM, people=None))) == 1


@pytest.mark.parametrize("day", ["2019-06-04", "2019-06-05"])
def test_both_days_on_which_eid_was_kept_in_2019(day: str) -> None:
    (eid,) = _of("eid-al-fitr", day)
    assert eid.sureness is Sureness.SIGHTING
    assert "2019-06-04" in eid.basis
    assert clock(eid.starts_at) == "08:00"


def test_no_eid_on_the_days_around() -> None:
    for day in ("2019-06-03", "2019-06-06", "2019-08-10", "2019-08-13"):
        assert not any(each.kind.startswith("eid") for each in _on(day))
    assert _of("eid-al-adha", "2019-08-11")
    assert _of("eid-al-adha", "2019-08-12")


def test_a_large_mosque_prays_eid_twice() -> None:
    assert [clock(each.starts_at) for each in _of("eid-al-fitr", "2019-06-04", LARGE)] == ["08:00", "09:00"]
    first, second = (each.basis for each in _of("eid-al-fitr", "2019-06-04", LARGE))
    assert first.endswith("2019-06-04; usual local time 08:00")
    assert second.endswith("2019-06-04; 60 minutes after the first; assumed where the capacity is 800 or more")


def test_eid_in_winter_waits_for_the_sun() -> None:
    # 16 December 2007 and 31 December 2006: Eid al-Adha near the solstice.
    (eid,) = _of("eid-al-adha", "2006-12-31")
    assert clock(eid.starts_at) == "08:30"


def test_tarawih_runs_past_midnight_in_a_june_ramadan() -> None:
    (night,) = _of("tarawih", "2018-06-09")
    assert night.starts_at > london("2018-06-09", "22:30")
    assert night.ends_at > london("2018-06-10", "00:00")
    assert not _of("isha", "2018-06-09")


def test_ramadans_first_and_last_nights_depend_on_the_moon() -> None:
    first, second = _of("tarawih", "2019-05-05"), _of("tarawih", "2019-05-06")
    assert [each.sureness for each in first] == [Sureness.SIGHTING]
    assert [each.sureness for each in second] == [Sureness.COMPUTED]
    assert not _of("tarawih", "2019-05-04")
    last = _of("tarawih", "2019-06-03")
    assert [each.sureness for each in last] == [Sureness.SIGHTING]
    assert "day after" not in last[0].note
    assert "the moon is seen" in last[0].note
    assert not _of("tarawih", "2019-06-04")


def test_the_night_of_power() -> None:
    (night,) = _of("laylat-al-qadr", "2019-05-31")
    assert night.ends_at - night.starts_at == timedelta(minutes=150)


@pytest.mark.parametrize(("day", "name"), [("2019-11-08", "Mawlid"), ("2019-04-02", "Isra"), ("2019-04-19", "Mid-Sha")])
def test_holy_nights_are_likely(day: str, name: str) -> None:
    (night,) = _of("holy-night", day)
    assert name in night.name
    assert night.sureness is Sureness.LIKELY


def test_muharram_and_ashura_are_kept_by_shia_places() -> None:
    nights = [day for day in range(28, 32) if _of("majlis", f"2019-08-{day}", SHIA)]
    assert nights == [30, 31]
    assert _of("majlis", "2019-09-09", SHIA)
    assert not _of("majlis", "2019-09-10", SHIA)
    for day in ("2019-09-09", "2019-09-10"):
        (ashura,) = _of("ashura", day, SHIA)
        assert ashura.sureness is Sureness.SIGHTING
    assert not _of("ashura", "2019-09-09")
    assert not _of("majlis", "2019-09-05")


def test_short_nights_are_estimated_and_say_so() -> None:
    by_kind = {each.kind: each for each in _on("2019-06-20")}
    assert by_kind["isha"].sureness is by_kind["fajr"].sureness is Sureness.ESTIMATED
    assert "mosques differ" in by_kind["isha"].note
    assert by_kind["maghrib"].sureness is Sureness.COMPUTED


def test_a_night_of_ramadan_that_is_short_is_estimated() -> None:
    (night,) = _of("tarawih", "2018-06-01")
    assert night.sureness is Sureness.ESTIMATED
    assert "mosques differ" in night.note


@pytest.mark.parametrize(("lat", "lon"), [(69.65, 18.96), (78.22, 15.63)])
@pytest.mark.parametrize("day", ["2019-06-21", "2019-12-20"])
def test_where_the_sun_does_not_set_all_is_estimated(lat: float, lon: float, day: str) -> None:
    found = _on(day, moved(MOSQUE, lat, lon, "Europe/Oslo"))
    assert [each.kind for each in found] == ["fajr", "jumuah", "asr", "maghrib", "isha"]
    assert all("45th parallel" in each.note for each in found)
    assert all(each.sureness is Sureness.ESTIMATED for each in found if each.kind != "jumuah")


def test_the_congregation_is_over_before_the_next_prayer() -> None:
    # In Shetland's winter asr and sunset lie an hour and a half apart, and dhuhr and asr an hour.
    shetland = moved(MOSQUE, 60.15, -1.15, "Europe/London")
    found = [each for each in _on("2019-12-19", shetland) if each.kind != "isha"]
    prayers = prayers_on(shetland.point, date(2019, 12, 19), ZoneInfo("Europe/London"))
    ends = [each.ends_at for each in found]
    assert all(
        end <= until
        for end, until in zip(
            ends, [prayers.sunrise_at, prayers.asr_at, prayers.maghrib_at, prayers.isha_at], strict=True
        )
    )


def test_a_place_may_keep_another_method() -> None:
    rules = replace(DEFAULT_RULES, prayer_method_by_place={"p1": PrayerMethod.ISNA})
    theirs = {each.kind: each for each in _on("2019-03-14", MOSQUE, rules)}
    ours = {each.kind: each for each in _on("2019-03-14")}
    assert "Islamic Society of North America" in theirs["fajr"].basis
    assert theirs["fajr"].starts_at > ours["fajr"].starts_at


def test_a_rule_without_a_delay_starts_with_the_prayer() -> None:
    found = {each.kind: each for each in _on("2019-03-14", MOSQUE, replace(DEFAULT_RULES, congregation_after={}))}
    prayers = prayers_on(MOSQUE.point, date(2019, 3, 14), ZoneInfo("Europe/London"))
    assert found["asr"].starts_at == prayers.asr_at
    assert found["isha"].starts_at == prayers.isha_at


def test_the_hour_of_jumuah_is_settable() -> None:
    rules = replace(DEFAULT_RULES, jumuah_at=time(12, 0))
    (jumuah,) = (each for each in _on("2019-03-15", MOSQUE, rules) if each.kind == "jumuah")
    assert clock(jumuah.starts_at) == "12:15"  # Dhuhr begins at 12:14
    assert jumuah.starts_at.second == 0
