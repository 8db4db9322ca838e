from dataclasses import replace

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_day import a_stored_plan, at
from vigil.patrol.stored import INVENTED
from vigil.patrol.write_calendar import write_calendar

PLAN = a_stored_plan()


def events_of(text):
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


def test_another_reader_finds_the_visits_in_it():
    plan = replace(PLAN, head=replace(PLAN.head, id=3))
    visits = tuple(replace(visit, id=n) for n, visit in enumerate(PLAN.rounds[0].visits, 10))
    events = events_of(write_calendar(plan, (replace(PLAN.rounds[0], visits=visits),)))
    assert [event["UID"] for event in events] == [f"plan-3-visit-{n}@vigil" for n in range(10, 14)]
    assert events[0].start == visits[0].arrive_at
    assert events[0].end == visits[0].depart_at
    assert events[0]["DTSTAMP"].dt == at(8)
    assert events[0]["SUMMARY"] == "مسجد النور Nūr Mosque (arriving)"
    assert events[0]["LOCATION"] == "مسجد النور Nūr Mosque, 1 High Street, Camden"
    assert INVENTED in events[0]["DESCRIPTION"]
    assert (events[0]["GEO"].latitude, events[0]["GEO"].longitude) == (51.5, -0.09)


def test_an_area_that_the_name_says_is_not_said_again():
    visit = replace(PLAN.rounds[0].visits[0], place_name="Unnamed mosque, Camden")
    (event,) = events_of(write_calendar(PLAN, (replace(PLAN.rounds[0], visits=(visit,)),)))
    assert event["LOCATION"] == "Unnamed mosque, 1 High Street, Camden"


def test_a_real_unit_has_no_notice():
    text = write_calendar(PLAN, (replace(PLAN.rounds[0], is_invented=False),))
    assert INVENTED not in events_of(text)[0]["DESCRIPTION"]


@given(st.text(st.characters(codec="utf-8"), max_size=120))
def test_any_name_survives_and_no_line_is_too_long(name):
    visit = replace(PLAN.rounds[0].visits[0], place_name=name)
    text = write_calendar(PLAN, (replace(PLAN.rounds[0], visits=(visit,)),))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (event,) = events_of(text)
    kept = "".join(c for c in name.replace("\r", "") if c >= " " or c == "\n")
    assert str(event["SUMMARY"]) == f"{kept} (arriving)"


@pytest.mark.parametrize("line", ["BEGIN:VEVENT", "DTSTART:20190315T"])
def test_the_same_plan_gives_the_same_text(line):
    assert write_calendar(PLAN, PLAN.rounds) == write_calendar(PLAN, PLAN.rounds)
    assert write_calendar(PLAN, PLAN.rounds).count(line) == 4
