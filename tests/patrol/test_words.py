from datetime import UTC, date, datetime

import pytest

from vigil.patrol.words import TO_DO, area_beside, clock_of, day_in_words, doors_in_words, moment_in_words, name_beside
from vigil.register.worship.session import Phase

SUMMER = datetime(2019, 7, 5, 12, 5, tzinfo=UTC)


def test_times_are_told_by_the_local_clock():
    assert clock_of(SUMMER, "Europe/London") == "13:05"
    assert day_in_words(date(2019, 7, 5)) == "Friday 5 July 2019"
    assert moment_in_words(SUMMER, "Europe/London") == "Friday 5 July 2019, 13:05"


def test_an_unknown_door_is_said_to_be_unknown():
    assert doors_in_words(("north door", "side")) == "north door, side"
    assert doors_in_words(()) == "no door recorded; ask on arrival"


def test_there_is_something_to_do_whenever_people_come_or_go():
    assert set(TO_DO) == {Phase.ARRIVING, Phase.LEAVING}


@pytest.mark.parametrize(
    ("area", "name", "beside", "short"),
    [
        ("Hounslow", "Unnamed mosque, Hounslow", "", "Unnamed mosque"),
        ("Hounslow", "Unnamed mosque, HOUNSLOW", "", "Unnamed mosque"),
        ("Hounslow", "Mosque of Hounslow", "", "Mosque of Hounslow"),
        ("Hounslow", "Hounslow Jamia Masjid", "Hounslow", "Hounslow Jamia Masjid"),
        ("", "A mosque", "", "A mosque"),
    ],
)
def test_an_area_is_not_said_twice(area, name, beside, short):
    assert area_beside(area, name) == beside
    assert name_beside(area, name) == short
