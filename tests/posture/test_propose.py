from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.board.town import BY_DAY, a_series
from tests.posture.events import FRIDAY, MONDAY, a_trigger
from vigil.ground.errors import Refused
from vigil.ground.moment import zone_named
from vigil.picture.board.alarm import Alarm, figures_of
from vigil.picture.board.board import BoardPoint
from vigil.posture.level import ResponseLevel
from vigil.posture.propose import (
    Occasion,
    Setting,
    draft,
    draft_from_alarm,
    next_main_day,
    occasion_of,
    say_occasion,
    say_trigger,
    step_above,
    until,
)
from vigil.posture.uplift import LONGEST_UPLIFT, check_terms
from vigil.register.place import Community
from vigil.register.worship.session import Attendance, Session, Sureness

LONDON = zone_named("Europe/London")
PRAYERS = Occasion(
    community=Community.MUSLIM,
    name="Friday prayers",
    starts_at=datetime(2019, 3, 15, 13, 15, tzinfo=UTC),
    places=164,
)


def a_setting(**changes: object) -> Setting:
    fields: dict[str, object] = {
        "at": FRIDAY,
        "time_zone": "Europe/London",
        "areas": ("Hackney", "Tower Hamlets"),
        "base": ResponseLevel.NORMAL,
        "occasions": (PRAYERS,),
    }
    return Setting(**(fields | changes))  # type: ignore[arg-type] # a test names the fields it changes


def a_session(place_id: str, kind: str, hour: int, people: int) -> Session:
    starts_at = datetime(2019, 3, 15, hour, 15, tzinfo=UTC)
    return Session(
        id=f"{place_id}-{kind}",
        place_id=place_id,
        kind=kind,
        name=kind.capitalize(),
        on=date(2019, 3, 15),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        attendance=Attendance(people, people, people, "test"),
        sureness=Sureness.COMPUTED,
        basis="test",
        windows=(),
    )


def test_after_christchurch_it_proposes_heightened_for_muslim_communities_until_monday_evening():
    made = draft(a_trigger(), a_setting(), (), ("What followed earlier ones.",))

    assert made.terms.level is ResponseLevel.HEIGHTENED
    assert made.terms.communities == (Community.MUSLIM,)
    assert made.terms.areas == ("Hackney", "Tower Hamlets")
    assert (made.terms.from_at, made.terms.until_at) == (FRIDAY, MONDAY)
    assert made.terms.trigger_id == "2019-03-15-christchurch-mosque-shootings"
    assert made.terms.reasons == (
        (
            "Christchurch mosque shootings (Christchurch, NZ), 15 March 2019, 00:40 our time: attack on place of "
            "worship; during Friday prayers; 49 killed, as of 15 March 2019, 08:00 UTC; aimed at Muslim communities."
        ),
        "Friday prayers from 13:15 on Friday 15 March, at 164 places known to this desk.",
        "What followed earlier ones.",
    )


def test_a_draft_can_be_put_forward_as_it_is():
    check_terms(draft(a_trigger(), a_setting(), ()).terms, at=FRIDAY)


def test_a_trigger_that_names_no_community_is_for_people_to_judge():
    with pytest.raises(Refused) as caught:
        draft(a_trigger(targeted=("general_public",), worship=()), a_setting(), ())

    assert caught.value.rule == "a-trigger-names-a-community"


@pytest.mark.parametrize("at", [datetime(2019, 3, 29, 0, 40, tzinfo=UTC), datetime(2019, 3, 15, 0, 39, tzinfo=UTC)])
def test_nothing_is_proposed_long_after_or_before_the_event(at: datetime):
    with pytest.raises(Refused) as caught:
        draft(a_trigger(), a_setting(at=at), ())

    assert caught.value.rule == "a-trigger-is-recent"


def test_it_goes_one_step_above_what_holds_anyway():
    assert step_above(ResponseLevel.NORMAL) is ResponseLevel.HEIGHTENED
    assert step_above(ResponseLevel.HEIGHTENED) is ResponseLevel.EXCEPTIONAL
    assert step_above(ResponseLevel.EXCEPTIONAL) is ResponseLevel.EXCEPTIONAL


@pytest.mark.parametrize(
    ("at", "communities", "ends_at"),
    [
        # A Friday morning: these prayers, and three days.
        (datetime(2019, 3, 15, 8, tzinfo=UTC), (Community.MUSLIM,), datetime(2019, 3, 18, 18, tzinfo=UTC)),
        # A Friday evening: the next Friday's prayers.
        (datetime(2019, 3, 15, 19, tzinfo=UTC), (Community.MUSLIM,), datetime(2019, 3, 22, 18, tzinfo=UTC)),
        # A Saturday afternoon: the next Shabbat, and on to the working day after it; clocks go back in between.
        (datetime(2018, 10, 27, 15, tzinfo=UTC), (Community.JEWISH,), datetime(2018, 11, 5, 18, tzinfo=UTC)),
        # Easter morning: three days; summer time.
        (datetime(2019, 4, 21, 7, tzinfo=UTC), (Community.CHRISTIAN,), datetime(2019, 4, 24, 17, tzinfo=UTC)),
        # Both: whichever is later.
        (
            datetime(2019, 3, 18, 8, tzinfo=UTC),
            (Community.MUSLIM, Community.SIKH),
            datetime(2019, 3, 25, 18, tzinfo=UTC),
        ),
        # Three days end after six in the evening: the next day.
        (datetime(2019, 3, 15, 20, tzinfo=UTC), (), datetime(2019, 3, 19, 18, tzinfo=UTC)),
    ],
)
def test_it_ends_at_six_on_a_working_day_after_the_next_main_gathering(
    at: datetime, communities: tuple[Community, ...], ends_at: datetime
):
    assert until(at, LONDON, communities) == ends_at


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)),
    st.sets(st.sampled_from(Community), min_size=1),
    st.sampled_from(["Europe/London", "America/St_Johns", "Pacific/Kiritimati", "Asia/Kathmandu"]),
)
def test_it_lasts_three_days_at_least_and_never_too_long(naive: datetime, communities: set[Community], zone: str):
    at = naive.replace(tzinfo=UTC)

    ends_at = until(at, zone_named(zone), communities)

    local = ends_at.astimezone(zone_named(zone))
    # A clock change may take an hour of the three days away.
    assert timedelta(days=3) - timedelta(hours=1) <= ends_at - at <= LONGEST_UPLIFT
    assert (local.hour, local.minute) == (18, 0)
    assert local.weekday() < 5


def test_today_counts_as_the_main_day_until_noon():
    morning = datetime(2019, 3, 15, 11, 59, tzinfo=LONDON)
    noon = datetime(2019, 3, 15, 12, 0, tzinfo=LONDON)

    assert next_main_day(morning, Community.MUSLIM) == date(2019, 3, 15)
    assert next_main_day(noon, Community.MUSLIM) == date(2019, 3, 22)
    assert next_main_day(noon, Community.JEWISH) == date(2019, 3, 16)
    assert next_main_day(noon, Community.HINDU) == date(2019, 3, 17)


def test_the_occasion_is_where_most_people_are_expected():
    days = (
        (a_session("a", "zuhr", 12, 30), a_session("a", "jumuah", 13, 500)),
        (a_session("b", "jumuah", 12, 200), a_session("b", "second-jumuah", 14, 100)),
        (),
    )

    assert occasion_of(Community.MUSLIM, days, at=FRIDAY) == Occasion(
        community=Community.MUSLIM, name="Jumuah", starts_at=datetime(2019, 3, 15, 12, 15, tzinfo=UTC), places=2
    )


def test_what_has_begun_already_is_no_occasion():
    assert occasion_of(Community.MUSLIM, ((a_session("a", "fajr", 5, 30),),), at=FRIDAY) is None


def test_an_event_without_its_hour_toll_or_target_is_told_without_them():
    event = a_trigger(started_at=None, tolls=(), note="", targeted=(), worship=())

    assert say_trigger(event, at=FRIDAY, zone=LONDON) == (
        "Christchurch mosque shootings (Christchurch, NZ), 15 March 2019: attack on place of worship."
    )


def test_one_place_is_not_places():
    alone = Occasion(community=Community.SIKH, name="Diwan", starts_at=datetime(2019, 3, 17, 10, tzinfo=UTC), places=1)

    assert say_occasion(alone, LONDON) == "Diwan from 10:00 on Sunday 17 March, at 1 place known to this desk."


def test_places_of_one_area_are_said_to_be_its_own():
    sessions = ((a_session("a", "jumuah", 13, 500),), (a_session("b", "jumuah", 13, 90),))
    there = occasion_of(Community.MUSLIM, sessions, at=FRIDAY, areas=("Tower Hamlets",))
    assert there is not None
    assert say_occasion(there, LONDON).endswith("at 2 places in Tower Hamlets known to this desk.")


POINT = BoardPoint(on=date(2019, 3, 14), observed=22, expected=3.0, p_value=4e-8, is_alarm=True)
ALARMED = a_series(
    POINT,
    name=replace(BY_DAY, area="Hackney"),
    sentence="Muslim, Hackney, 14 March 2019: 22.",
    alarm_id="2019-03-14-abc",
)
ALARM = Alarm(date(2019, 3, 14), ALARMED)


def test_an_alarm_proposes_an_uplift_that_names_it_with_its_figures_first_reason_and_the_next_gathering():
    figures = figures_of(ALARM)
    found = draft_from_alarm(ALARM, a_setting(areas=("Hackney",)), figures, ("As after Woolwich.",))
    assert found.figures == figures
    assert (found.terms.alarm_id, found.terms.trigger_id) == ("2019-03-14-abc", "")
    assert (found.terms.communities, found.terms.areas) == ((Community.MUSLIM,), ("Hackney",))
    assert (found.terms.level, found.terms.until_at) == (ResponseLevel.HEIGHTENED, MONDAY)
    assert found.terms.reasons == (
        "As known on 14 March 2019: Muslim, Hackney, 14 March 2019: 22.",
        say_occasion(PRAYERS, LONDON),
        "As after Woolwich.",
    )
    check_terms(found.terms, at=FRIDAY)


def test_an_alarm_of_no_one_community_or_of_long_ago_proposes_nothing():
    racist = Alarm(ALARM.as_of, replace(ALARMED, name=replace(BY_DAY, flag="racist")))
    with pytest.raises(Refused, match="“racist” speaks of no one community") as caught:
        draft_from_alarm(racist, a_setting(), ())
    assert caught.value.rule == "an-alarm-names-a-community"
    draft_from_alarm(Alarm(date(2019, 3, 1), ALARMED), a_setting(), ())
    with pytest.raises(Refused, match="more than 14 days old") as caught:
        draft_from_alarm(Alarm(date(2019, 2, 28), ALARMED), a_setting(), ())
    assert caught.value.rule == "an-alarm-is-recent"
