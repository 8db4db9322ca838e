from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.patrol.a_day import GATHERINGS, MOSQUE, UNITS, a_draft, a_session, a_unit, at
from vigil.ground.errors import NoPlan, Refused
from vigil.patrol.draft import WALKING_KMH, refuse_spent_day
from vigil.patrol.request import Rest
from vigil.patrol.weigh import Weights
from vigil.posture.level import ResponseLevel
from vigil.register.crew import Crew, CrewRest
from vigil.register.rota.standing import Standing
from vigil.register.unit import Stretch, Travel, UnitKind
from vigil.register.worship.session import Phase, Window


def test_people_coming_and_going_are_windows_and_people_inside_are_not():
    draft = a_draft()
    assert [window.id for window in draft.request.windows] == [
        "mosque:jumuah/arriving",
        "mosque:jumuah/leaving",
        "shul:shabbat/arriving",
        "shul:shabbat/leaving",
    ]
    assert set(draft.known) == set(draft.request.window_by_id)
    assert draft.known["mosque:jumuah/arriving"].place is MOSQUE
    assert [place.id for place in draft.request.places] == ["mosque", "shul"]
    assert draft.request.max_visits_per_place == 2


def test_a_window_is_cut_into_bins_valued_by_people_level_and_door():
    arriving, leaving = a_draft().request.windows[:2]
    assert (arriving.opens_minute, arriving.closes_minute, arriving.visit_minutes) == (780, 795, 12)
    worth = 2 * 300**0.45
    assert [(part.from_minute, part.to_minute, part.value) for part in arriving.bins] == [(780, 795, round(worth, 3))]
    assert (leaving.opens_minute, leaving.closes_minute) == (820, 840)
    shul = a_draft().request.windows[2]
    assert [part.value for part in shul.bins] == [round(worth / 2 * share, 3) for share in (0.6, 0.9)]


def test_only_what_is_still_open_counts():
    draft = a_draft(at=at(13, 10))
    assert draft.request.window_by_id["mosque:jumuah/arriving"].opens_minute == 790
    assert "mosque:jumuah/arriving" not in a_draft(at=at(13, 15)).request.window_by_id
    late = a_draft(at=datetime(2019, 3, 15, 13, 14, 30, tzinfo=UTC)).request
    assert "mosque:jumuah/arriving" not in late.window_by_id
    opened = a_draft(at=at(17, 20)).request.window_by_id["shul:shabbat/arriving"]
    assert [part.from_minute for part in opened.bins] == [1035]


def test_windows_are_kept_in_whole_minutes():
    session = replace(
        a_session("mosque", "isha", at(20, 15), at(20, 30)),
        windows=(
            Window(Phase.ARRIVING, at(20).replace(second=10), at(20, 15).replace(second=50)),
            Window(Phase.LEAVING, at(20, 30).replace(second=10), at(20, 30).replace(second=50)),
        ),
    )
    (window,) = a_draft(((MOSQUE, (session,)),)).request.windows
    assert (window.opens_minute, window.closes_minute) == (1201, 1215)


def test_a_visit_is_no_longer_than_what_is_left_of_its_window():
    assert a_draft(at=at(13, 4)).request.window_by_id["mosque:jumuah/arriving"].visit_minutes == 11


def test_a_shift_begins_when_it_is_asked_at_the_earliest():
    first, second = a_draft(at=at(10, 30)).request.units
    assert (first.from_minute, first.until_minute) == (630, 1140)
    assert (second.from_minute, second.until_minute) == (630, 720)
    assert [unit.id for unit in a_draft(at=at(12)).request.units] == ["north"]


def test_a_night_shift_runs_past_midnight_and_who_walks_is_slow():
    unit = a_unit(shift_from=time(22), shift_until=time(6), travel=Travel.FOOT, kind=UnitKind.STEWARD)
    (asked,) = a_draft(units=(unit,)).request.units
    assert (asked.from_minute, asked.until_minute) == (1320, 1800)
    assert (asked.speed_kmh, asked.effect, asked.kind) == (WALKING_KMH, 0.4, "steward")


CREW = Crew(
    persons=3,
    skills=("first-aid", "ur"),
    handover_minutes=10,
    max_drive_minutes=90,
    rest=CrewRest(30, time(11), time(14)),
)


def test_a_crew_is_asked_for_as_it_is():
    (asked,) = a_draft(units=(a_unit(crew=CREW, speaks=("ur",), kind=UnitKind.FOOT),)).request.units
    assert (asked.persons, asked.skills) == (3, ("ur", "first-aid"))
    assert (asked.handover_minutes, asked.max_drive_minutes, asked.rest) == (10, 90, Rest(30, 660, 840))
    assert (asked.speed_kmh, asked.effect) == (WALKING_KMH, 0.7)


def test_who_has_taken_over_when_the_plan_is_made_is_ready_now():
    (asked,) = a_draft(units=(a_unit(crew=CREW),), at=at(10, 30)).request.units
    assert (asked.from_minute, asked.ready_minute) == (620, 630)
    (asked,) = a_draft(units=(a_unit(crew=CREW, shift_from=time(10, 25)),), at=at(10, 30)).request.units
    assert asked.ready_minute == 635
    assert a_draft(units=(a_unit(crew=CREW, shift_from=time(12), shift_until=time(12, 20)),)).request.units == ()


@pytest.mark.parametrize(("now", "has_rest"), [(at(13, 30), True), (at(13, 31), False)])
def test_a_rest_is_asked_for_while_there_is_room_for_it(now, has_rest):
    (asked,) = a_draft(units=(a_unit(crew=CREW),), at=now).request.units
    assert (asked.rest is not None) == has_rest


def test_a_rest_of_the_night_belongs_to_the_next_day():
    rest = CrewRest(30, time(23, 30), time(1))
    unit = a_unit(crew=Crew(rest=rest), shift_from=time(22), shift_until=time(6))
    (asked,) = a_draft(units=(unit,)).request.units
    assert asked.rest == Rest(30, 1410, 1500)
    late = replace(unit, crew=Crew(rest=replace(rest, earliest=time(2), latest=time(4))))
    (asked,) = a_draft(units=(late,)).request.units
    assert asked.rest == Rest(30, 1560, 1680)


def test_a_unit_is_sent_for_as_long_as_it_stands_and_not_at_all_if_it_does_not():
    standings = {
        "north": Standing("north", Stretch(at(12), at(15)), 1, "Sent only from 12:00 to 15:00."),
        "south": Standing("south", None, 0, "Its crew is short."),
    }
    (asked,) = a_draft(standings=standings).request.units
    assert (asked.id, asked.from_minute, asked.until_minute, asked.persons) == ("north", 720, 900, 1)


def test_an_exceptional_level_asks_for_two_people_and_that_can_be_set():
    assert {window.min_persons for window in a_draft().request.windows} == {1}
    weights = replace(Weights(), least_persons={ResponseLevel.HEIGHTENED: 2})
    asked = a_draft(weights=weights).request.windows
    assert [window.min_persons for window in asked] == [2, 2, 1, 1]
    assert Weights().least_persons == {ResponseLevel.EXCEPTIONAL: 2}


def test_a_day_on_which_nobody_gathers_has_no_windows():
    request = a_draft(()).request
    assert (request.windows, request.day.time_zone) == ((), "UTC")
    assert a_draft(GATHERINGS, on=date(2019, 3, 15)).request.day.time_zone == "Europe/London"


FRIDAY = date(2019, 3, 15)


def test_a_day_for_which_somebody_can_be_sent_is_let_through():
    for moment in (at(8), at(18, 59), at(8) - timedelta(days=30)):
        refuse_spent_day(FRIDAY, UNITS, moment)
    night = a_unit(shift_from=time(22), shift_until=time(6))
    refuse_spent_day(FRIDAY, (*UNITS, night), at(2) + timedelta(days=1))
    refuse_spent_day(date(2019, 3, 1), (), at(8))


def test_a_day_that_is_over_is_refused_with_the_truth():
    with pytest.raises(Refused, match=r"Thursday 14 March 2019 is over\. A plan is made for today") as caught:
        refuse_spent_day(date(2019, 3, 14), UNITS, at(8))
    assert caught.value.rule == "day-is-over"


def test_a_day_whose_shifts_are_over_has_no_plan():
    with pytest.raises(NoPlan, match="every shift of Friday 15 March 2019 is over"):
        refuse_spent_day(FRIDAY, UNITS, at(19))


def test_a_day_is_not_over_while_it_lasts_somewhere():
    west = a_unit("west", shift_from=time(0), shift_until=time(1), time_zone="America/New_York")
    with pytest.raises(NoPlan, match="every shift"):
        refuse_spent_day(FRIDAY, (*UNITS, west), at(1) + timedelta(days=1))
