"""What a plot of a series draws."""

import pytest

from tests.reports import met
from tests.reports.met import FEBRUARY, monthly
from vigil.picture.monthly.history import MonthPoint, history
from vigil.reports.month import Month


def test_the_months_that_known_surges_struck_stand_out():
    points = history(met.london()["islamophobic"], Month(2021, 5), months=134)
    alarms = [point.month for point in points if point.is_alarm]
    assert Month(2013, 5) in alarms  # Woolwich
    assert Month(2017, 6) in alarms  # Manchester, London Bridge, Finsbury Park
    assert FEBRUARY not in alarms
    assert len(alarms) < 10


def test_each_month_is_held_against_the_twelve_before_it():
    points = history(monthly([3] * 14), FEBRUARY, months=3)
    assert [point.month for point in points] == [Month(2018, 12), Month(2019, 1), FEBRUARY]
    assert points[0] == MonthPoint(Month(2018, 12), 3, None, None)
    assert not points[0].is_alarm
    assert (points[1].mean, points[2].count) == (3.0, 3)
    assert points[2].alarm_from == points[1].alarm_from > 3


def test_only_known_months_are_given():
    assert len(history(monthly([3] * 5), FEBRUARY, months=36)) == 5


@pytest.mark.parametrize(("count", "is_alarm"), [(11, False), (12, True)])
def test_an_alarm_begins_at_its_edge(count, is_alarm):
    assert MonthPoint(FEBRUARY, count, 3.0, 12).is_alarm is is_alarm
