"""What events set off in published counts, by what was known when a month was the latest."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.picture.impacts.timelines import PARIS, WOOLWICH
from tests.reports.met import monthly
from vigil.picture.explained.compare import Reference
from vigil.picture.monthly.triggers import measure_triggers
from vigil.reports.month import Month

MAY, JUNE = Month(2013, 5), Month(2013, 6)
COUNTS = [20 + number % 3 for number in range(24)]
"""From May 2011 on."""


def surged(*counts: int):
    return monthly([*COUNTS, *counts], last=MAY.after(len(counts) - 1))


def test_the_months_from_an_event_on_are_held_against_those_before():
    (found,) = measure_triggers(surged(109, 113, 60), [WOOLWICH], until=Month(2013, 7))
    assert [(one.days, one.observed) for one in found.horizons] == [(31, 109), (61, 222), (92, 282)]
    assert found.horizons[0].low > 60
    assert (found.series, found.is_monthly, found.event) == ("Islamophobic offences", True, WOOLWICH)


def test_months_that_were_not_known_are_not_looked_at():
    now, later = surged(109), surged(109, 400, 900)
    assert measure_triggers(later, [WOOLWICH], until=MAY) == measure_triggers(now, [WOOLWICH], until=MAY)
    (found,) = measure_triggers(later, [WOOLWICH], until=MAY)
    assert [one.observed for one in found.horizons] == [109]


def test_an_event_after_the_latest_month_cannot_be_told():
    woolwich, paris = measure_triggers(surged(109), [WOOLWICH, PARIS], until=JUNE)
    assert woolwich.horizons
    assert "13 November 2015 is not among them" in paris.why_not


def test_of_no_month_nothing_can_be_told():
    assert measure_triggers(surged(109), [WOOLWICH], until=Month(2001, 1)) == ()


def test_a_lone_month_is_a_month_and_too_little():
    (found,) = measure_triggers(monthly([9], last=MAY), [WOOLWICH], until=MAY)
    assert found.is_monthly
    assert "only 0 months before it can be used" in found.why_not


def test_a_month_that_is_missing_is_not_known_and_not_nought():
    series = surged(109, 113)
    del (counts := dict(series.counts))[MAY.after(-2)]
    gap = type(series)(series.source, series.flag, series.areas, counts)
    (found,) = measure_triggers(gap, [WOOLWICH], until=JUNE)
    assert found.horizons[0].expected == pytest.approx(21, rel=0.1)


def test_a_break_ends_what_is_compared():
    (found,) = measure_triggers(surged(109, 300, 300), [WOOLWICH], until=Month(2013, 7), breaks=[date(2013, 6, 1)])
    assert [one.days for one in found.horizons] == [31]


@settings(max_examples=20)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=30), st.integers(0, 40))
def test_every_event_has_an_answer_in_its_order(counts, earlier):
    events = [Reference(str(number), date(2013, 1 + number, 3)) for number in range(5)]
    found = measure_triggers(monthly(counts, last=MAY), events, until=MAY.after(-earlier))
    assert [one.event for one in found] == (events if earlier < len(counts) else [])
    assert all(one.why_not or one.horizons for one in found)
