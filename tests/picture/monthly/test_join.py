"""Joining a flag's areas: one area that lacks months hides nothing of the others."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.reports.met import FEBRUARY, SOURCE, monthly
from vigil.picture.monthly.join import JoinedFlag, join_flag

FRIDAY = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)
BARNET = monthly([1] * 13)
CAMDEN = monthly([2] * 14, areas=("Camden",))
EALING = monthly([3] * 20, areas=("Ealing",))


def test_areas_that_know_the_thirteen_months_are_joined():
    found = join_flag([BARNET, CAMDEN, EALING], SOURCE, FRIDAY)
    assert (found.flag, found.month, found.left_out) == ("islamophobic", FEBRUARY, ())
    assert found.series.areas == ("Barnet", "Camden", "Ealing")
    assert found.series.counts[FEBRUARY] == 6


def test_an_area_of_a_single_month_is_left_out_and_named():
    found = join_flag([BARNET, CAMDEN, monthly([40], areas=("barnet",))], SOURCE, FRIDAY)
    assert (found.month, found.left_out) == (FEBRUARY, ("barnet",))
    assert found.series.counts[FEBRUARY] == 3


def test_one_area_that_is_ahead_does_not_stand_for_all():
    ahead = monthly([7] * 20, areas=("Ealing",))
    behind = [monthly([1] * 15, areas=(name,), last=FEBRUARY.after(-1)) for name in ("Barnet", "Camden")]
    found = join_flag([*behind, ahead], SOURCE, FRIDAY)
    assert (found.month, found.left_out) == (FEBRUARY.after(-1), ())


def test_months_that_are_not_over_do_not_count():
    later = [monthly([1] * 20, areas=(name,), last=FEBRUARY.after(3)) for name in ("Barnet", "Camden")]
    assert join_flag(later, SOURCE, FRIDAY).month == FEBRUARY


def test_where_no_month_is_known_to_most_the_latest_of_any_is_taken():
    early = monthly([1] * 13, areas=("Camden",), last=FEBRUARY.after(-20))
    found = join_flag([BARNET, early], SOURCE, FRIDAY)
    assert (found.month, found.left_out) == (FEBRUARY, ("Camden",))


def test_a_flag_no_area_knows_enough_of_is_said_to_be_missing():
    assert join_flag([monthly([3] * 5)], SOURCE, FRIDAY) == JoinedFlag("islamophobic", left_out=("Barnet",))
    future = monthly([3] * 5, last=FEBRUARY.after(30))
    assert join_flag([future], SOURCE, FRIDAY) == JoinedFlag("islamophobic", left_out=("Barnet",))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(-3, 3))
def test_every_area_is_either_joined_or_named(lengths, last):
    series = [
        monthly([1] * length, areas=(f"a{number}",), last=FEBRUARY.after(last * (number % 2)))
        for number, length in enumerate(lengths)
    ]
    found = join_flag(series, SOURCE, FRIDAY)
    kept = found.series.areas if found.series else ()
    assert sorted((*kept, *found.left_out)) == sorted(one.areas[0] for one in series)
    assert (found.series is None) == (found.month is None) == (not kept)
