"""Earlier events by which a day is measured."""

from datetime import date

import pytest

from tests.picture.june import a_series
from vigil.ground.errors import Unreadable
from vigil.picture.explained.compare import Reference, level_after, parse_reference

WOOLWICH = Reference("Woolwich", date(2013, 5, 22))


def test_a_reference_is_a_name_and_a_day():
    assert parse_reference("Woolwich=2013-05-22") == WOOLWICH
    assert parse_reference("a=b = 2013-05-22") == Reference("a=b", date(2013, 5, 22))


@pytest.mark.parametrize(
    "text", ["", "Woolwich", "=2013-05-22", "Woolwich=", "Woolwich=May 2013", "Woolwich=2013-13-01"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(Unreadable, match="--reference"):
        parse_reference(text)


def test_the_level_is_the_highest_day_of_the_week_that_begins_with_it():
    series = a_series([99, 3, 4, 8, 1, 1, 1, 7, 50], ends_on=date(2013, 5, 29))  # 21 to 29 May
    assert level_after(series, WOOLWICH, before=date(2017, 6, 6)) == 8


def test_only_days_that_are_known_and_lie_before_the_day_itself_count():
    series = a_series([3, 4, 8], ends_on=date(2013, 5, 24))
    assert level_after(series, WOOLWICH, before=date(2013, 5, 24)) == 4
    assert level_after(series, WOOLWICH, before=date(2013, 5, 22)) is None
    assert level_after(series, Reference("Paris", date(2015, 11, 13)), before=date(2017, 6, 6)) is None


def test_the_week_may_lie_behind_the_last_day_there_is():
    series = a_series([3, 9, 4], ends_on=date.max)
    assert level_after(series, Reference("late", date(9999, 12, 30)), before=date.max) == 9
