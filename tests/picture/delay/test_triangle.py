"""The reporting triangle against plain counting."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.delay.reporting import MONDAY
from vigil.picture.delay.reported import ReportedCount
from vigil.picture.delay.triangle import EDGES_DAYS, make_triangle

FIRST_ON = MONDAY - timedelta(days=40)
REPORTS = st.lists(
    st.builds(
        lambda back, delay, count: ReportedCount(
            MONDAY - timedelta(days=back), MONDAY + timedelta(days=delay - back), count
        ),
        st.integers(-3, 45),
        st.integers(0, 60),
        st.integers(0, 5),
    ),
    max_size=30,
)


def triangle_of(reports, **more):
    return make_triangle(reports, as_of=MONDAY, first_on=FIRST_ON, **more)


def test_every_day_from_the_first_has_a_row_and_its_weekday():
    found = triangle_of([])
    assert (found.days, found.edges_days, found.came_later) == (41, EDGES_DAYS, 0)
    days = [FIRST_ON + timedelta(days=number) for number in range(41)]
    assert found.weekdays().tolist() == [day.weekday() for day in days]
    assert found.within.shape == (41, len(EDGES_DAYS))


@given(REPORTS, st.sampled_from([8, 30, 365]))
def test_it_counts_what_was_known_within_so_many_days(reports, longest):
    found = triangle_of(reports, longest_delay_days=longest)
    known = [one for one in reports if one.reported_on <= MONDAY and one.happened_on >= FIRST_ON]
    assert found.edges_days[-1] == longest
    assert list(found.edges_days) == sorted(set(found.edges_days))
    for row in range(found.days):
        on = FIRST_ON + timedelta(days=row)
        of_day = [one for one in known if one.happened_on == on]
        assert found.known[row] == sum(one.count for one in of_day)
        assert found.known_before[row] == sum(one.count for one in of_day if one.reported_on < MONDAY)
        assert found.within[row].tolist() == [
            sum(one.count for one in of_day if one.delay_days <= edge) for edge in found.edges_days
        ]
    assert found.came_later == sum(one.count for one in known if one.delay_days > longest)


@given(REPORTS, st.randoms())
def test_the_order_of_reports_does_not_matter(reports, shuffler):
    mixed = list(reports)
    shuffler.shuffle(mixed)
    one, other = triangle_of(reports), triangle_of(mixed)
    assert np.array_equal(one.within, other.within)
    assert np.array_equal(one.known_before, other.known_before)


@given(REPORTS, REPORTS)
def test_further_reports_never_reduce_what_is_known(reports, further):
    before, after = triangle_of(reports), triangle_of([*reports, *further])
    assert (after.known >= before.known).all()
    assert (after.within >= before.within).all()


def test_the_last_day_of_the_calendar_is_a_day():
    found = make_triangle([], as_of=date.max, first_on=date.max)
    assert found.weekdays().tolist() == [date.max.weekday()]
