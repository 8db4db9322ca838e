from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.worship.houses import LONDON, TABLE_YEARS, a_place, clock, london, moved, said, table_rows
from vigil.ground.moment import local_day
from vigil.register.place import Community, Place, PlaceUse
from vigil.register.worship.calendar import sessions_for, sessions_on, unknown_festivals
from vigil.register.worship.own_time import Days, OwnTime, parse_days, parse_start
from vigil.register.worship.rules import DEFAULT_RULES
from vigil.register.worship.session import Phase, Session, Sureness
from vigil.register.worship.share import SHARES

FRIDAY = date(2019, 3, 15)
MOSQUE = a_place(Community.MUSLIM)
OWN = OwnTime(
    place_id="p1",
    kind="jumuah",
    name="Jumu‘ah",
    days=parse_days("fri"),
    starts=parse_start("13:00"),
    lasts=timedelta(minutes=40),
)


def test_the_friday_of_christchurch_at_a_mosque() -> None:
    jumuah = next(each for each in sessions_on(MOSQUE, FRIDAY) if each.kind == "jumuah")
    shown = [f"{each.phase.value} {clock(each.opens_at)}-{clock(each.closes_at)}" for each in jumuah.windows]
    assert shown == ["arriving 12:45-13:20", "gathered 13:20-13:50", "leaving 13:50-14:10"]
    assert jumuah.attendance.people == 255
    assert jumuah.id == "p1@2019-03-15:jumuah"


@pytest.mark.parametrize(
    ("community", "kinds"),
    [
        (Community.MUSLIM, ["fajr", "jumuah", "asr", "maghrib", "isha"]),
        (Community.JEWISH, ["kabbalat-shabbat"]),
        (Community.CHRISTIAN, []),
        (Community.SIKH, []),
        (Community.HINDU, []),
        (Community.BUDDHIST, []),
        (Community.OTHER, []),
    ],
)
def test_who_gathers_on_that_friday(community: Community, kinds: list[str]) -> None:
    assert [each.kind for each in sessions_on(a_place(community), FRIDAY)] == kinds


def test_the_places_own_times_win() -> None:
    sessions = sessions_on(MOSQUE, FRIDAY, own_times=(OWN,))
    (jumuah,) = (each for each in sessions if each.kind == "jumuah")
    assert said((jumuah,)) == ["jumuah 13:00-13:40"]
    assert jumuah.sureness is Sureness.STATED
    assert len(sessions) == 5


def test_own_times_of_another_place_are_left_out() -> None:
    assert sessions_on(MOSQUE, FRIDAY, own_times=(replace(OWN, place_id="p2"),)) == sessions_on(MOSQUE, FRIDAY)


def test_a_community_without_a_calendar_has_its_own_times() -> None:
    temple = a_place(Community.OTHER)
    (session,) = sessions_on(temple, FRIDAY, own_times=(replace(OWN, kind="meeting"),))
    assert session.kind == "meeting"


@pytest.mark.parametrize("use", [PlaceUse.SCHOOL, PlaceUse.BURIAL, PlaceUse.SHOP])
def test_nobody_worships_at_a_school_unless_the_place_says_so(use: PlaceUse) -> None:
    school = replace(MOSQUE, use=use)
    assert sessions_on(school, FRIDAY) == ()
    assert [each.kind for each in sessions_on(school, FRIDAY, own_times=(OWN,))] == ["jumuah"]


def test_a_service_by_the_sun_after_midnight_belongs_to_the_day_it_starts_on() -> None:
    glasgow = moved(a_place(Community.HINDU), 58.5, -4.25, "Europe/London")
    own = replace(OWN, kind="watch", days=parse_days("daily"), starts=parse_start("nightfall+30"))
    june = date(2019, 6, 20)
    (session,) = sessions_on(glasgow, june, own_times=(own,))
    assert session.on == june == local_day(session.starts_at, LONDON)
    assert session.starts_at < london("2019-06-20", "02:00")


def test_the_night_prayer_after_midnight_is_listed_on_the_day_it_starts() -> None:
    # At 58 degrees in June the night prayer begins after midnight by summer time, where a place waits for it.
    rules = replace(DEFAULT_RULES, congregation_after={"isha": timedelta(hours=2)})
    north = moved(MOSQUE, 58.2, -6.4, "Europe/London")
    sessions = sessions_on(north, date(2019, 6, 20), rules=rules)
    first = sessions[0]
    assert first.kind == "isha"
    assert clock(first.starts_at) < "02:00"
    assert len([each for each in sessions if each.kind == "isha"]) == 1


def test_many_places_are_served_as_one_by_one() -> None:
    places = [
        replace(
            moved(a_place(community), 51.3 + step / 50, -0.4 + step / 40, "Europe/London"), id=f"{community}-{step}"
        )
        for community in Community
        for step in range(10)
    ]
    own = {"muslim-3": (replace(OWN, place_id="muslim-3"),)}
    found = sessions_for(places, FRIDAY, own)
    assert set(found) == {place.id for place in places if place.community in {Community.MUSLIM, Community.JEWISH}}
    for place in places:
        assert found.get(place.id, ()) == sessions_on(place, FRIDAY, own_times=own.get(place.id, ()))


def test_places_elsewhere_are_asked_about_their_own_day() -> None:
    christchurch = replace(moved(MOSQUE, -43.53, 172.62, "Pacific/Auckland"), id="al-noor")
    found = sessions_for([MOSQUE, christchurch], FRIDAY)
    jumuah = next(each for each in found["al-noor"] if each.kind == "jumuah")
    # The attack on those at Friday prayer began at 13:40 local time, 00:40 in London.
    assert jumuah.starts_at - timedelta(minutes=45) < datetime(2019, 3, 15, 0, 40, tzinfo=UTC) < jumuah.ends_at
    assert jumuah.on == FRIDAY


def test_every_row_of_the_festival_table_is_asked_for() -> None:
    # Each calendar's own test compares the rows; together they are the whole table.
    religions = ("islam", "judaism", "christianity", "hinduism", "sikhism")
    assert sum(len(list(table_rows(religion))) for religion in religions) == 1_013
    assert {first.year for religion in religions for _, first, _ in table_rows(religion)} == set(TABLE_YEARS)


def test_years_beyond_the_tables_are_admitted() -> None:
    assert unknown_festivals(FRIDAY) == ()
    assert unknown_festivals(date(2036, 1, 1)) == (Community.SIKH, Community.HINDU, Community.BUDDHIST)
    assert Community.MUSLIM in unknown_festivals(date(2077, 1, 1))
    assert sessions_on(MOSQUE, date(2077, 6, 4))


def test_a_day_that_a_zone_left_out_has_no_sessions() -> None:
    apia = moved(a_place(Community.OTHER), -13.8, -171.8, "Pacific/Apia")
    own = replace(OWN, days=parse_days("daily"))
    assert sessions_on(apia, date(2011, 12, 30), own_times=(own,)) == ()
    assert len(sessions_on(apia, date(2011, 12, 31), own_times=(own,))) == 1


@pytest.mark.parametrize("community", list(Community))
def test_every_kind_has_a_share(community: Community) -> None:
    place = a_place(community, denomination="shia")
    days = (date.fromordinal(date(2019, 1, 1).toordinal() + step) for step in range(365))
    assert {each.kind for day in days for each in sessions_on(place, day)} <= set(SHARES)


PLACES = st.builds(
    lambda place, where: moved(place, *where),
    st.builds(
        a_place,
        st.sampled_from(list(Community)),
        st.sampled_from(["", "shia", "reform", "catholic", "orthodox", "anglican"]),
        st.sampled_from([None, 30, 300, 3000]),
    ),
    st.sampled_from(
        [
            (51.52, -0.07, "Europe/London"),
            (57.15, -2.1, "Europe/London"),
            (69.65, 18.96, "Europe/Oslo"),
            (-43.53, 172.62, "Pacific/Auckland"),
            (40.7, -74.0, "America/New_York"),
            (-13.8, -171.8, "Pacific/Apia"),
            (-33.9, 151.2, "Australia/Sydney"),
        ]
    ),
)
CLOCK_CHANGES = st.sampled_from([date(2019, 3, 31), date(2019, 10, 27), date(2024, 3, 31), date(2020, 2, 29)])
DAYS = st.dates(date(2005, 1, 1), date(2035, 12, 31)) | CLOCK_CHANGES
OWN_TIMES = st.lists(
    st.builds(
        lambda at, minutes, kind: replace(
            OWN,
            kind=kind,
            days=Days(tuple(range(7))),
            starts=parse_start(f"{at:%H:%M}"),
            lasts=timedelta(minutes=minutes),
        ),
        st.times(min_value=time(0), max_value=time(23, 59)),
        st.integers(1, 240),
        st.sampled_from(["jumuah", "sunday", "isha", "club"]),
    ),
    max_size=3,
)


@given(place=PLACES, on=DAYS, own=OWN_TIMES)
def test_whatever_the_day_the_sessions_are_in_order(place: Place, on: date, own: list[OwnTime]) -> None:
    sessions = sessions_on(place, on, own_times=tuple(own))
    assert sessions == sessions_on(place, on, own_times=tuple(own))
    assert [each.starts_at for each in sessions] == sorted(each.starts_at for each in sessions)
    assert len({each.id for each in sessions}) == len(sessions)
    windows = [window for each in sessions for window in each.windows]
    assert all(earlier.closes_at <= later.opens_at for earlier, later in pairwise(windows))
    for each in sessions:
        _check(each, place, on)


def _check(session: Session, place: Place, on: date) -> None:
    assert session.on == on == local_day(session.starts_at, ZoneInfo(place.time_zone))
    assert session.starts_at.tzinfo == session.ends_at.tzinfo == UTC
    assert session.starts_at < session.ends_at
    assert 0 <= session.attendance.low <= session.attendance.people <= session.attendance.high
    assert session.attendance.basis
    assert session.basis
    assert all(earlier.closes_at == later.opens_at for earlier, later in pairwise(session.windows))
    assert [each.phase for each in session.windows] == sorted(
        {each.phase for each in session.windows}, key=list(Phase).index
    )
    bound = timedelta(minutes=90)
    assert all(session.starts_at - bound <= each.opens_at for each in session.windows)
    assert all(each.closes_at <= session.ends_at + bound for each in session.windows)
