from datetime import date
from zoneinfo import ZoneInfo

import pytest

from vigil.ground.errors import Unreadable
from vigil.patrol.inspect.minute import Midnight
from vigil.patrol.inspect.spot import JsonSpot

FRIDAY = Midnight(date(2019, 3, 15), ZoneInfo("Europe/London"))
SPRING = Midnight(date(2019, 3, 31), ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("midnight", "text", "minute"),
    [
        (FRIDAY, "12:45", 765),
        (FRIDAY, "9:05", 545),
        (FRIDAY, "24:30", 1470),
        (FRIDAY, "2019-03-15T12:45+00:00", 765),
        (FRIDAY, "2019-03-15T12:45:30Z", 765.5),
        (FRIDAY, "2019-03-16T00:30", 1470),
        (FRIDAY, "2019-03-15T13:45+01:00", 765),
        (SPRING, "00:30", 30),
        (SPRING, "12:00", 660),  # the clocks went forward at one
        (SPRING, "2019-03-31T12:00+01:00", 660),
    ],
)
def test_moments_are_minutes_that_have_passed_since_midnight(midnight, text, minute):
    assert midnight.minute(JsonSpot(text, "f")) == minute
    assert midnight.minute(JsonSpot(text, "f")) == minute  # the second time from memory


@pytest.mark.parametrize("text", ["noon", "12:60", "1:2:3:4", "2019-03-15T25:00", ""])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(Unreadable, match="is not a moment"):
        FRIDAY.minute(JsonSpot(text, "f"))


@pytest.mark.parametrize("text", ["9999-12-31T23:59-23:00", "2019-04-15T12:00"])
def test_a_moment_of_another_week_is_refused(text):
    with pytest.raises(Unreadable, match="more than ten days from 2019-03-15"):
        FRIDAY.minute(JsonSpot(text, "f"))


def test_a_minute_is_said_as_the_clocks_show_it():
    assert FRIDAY.says(765) == "12:45"
    assert FRIDAY.says(765.5) == "12:45:30"
    assert FRIDAY.says(1470) == "00:30"
    assert SPRING.says(660) == "12:00"
    assert FRIDAY.says(1e15) == "minute 1e+15"
