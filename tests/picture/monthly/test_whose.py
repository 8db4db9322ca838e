"""Whose a month's rise is, where two flags allow to tell."""

import pytest

from tests.reports import met
from tests.reports.met import FEBRUARY, monthly
from vigil.picture.monthly.whose import MonthWhose, find_month_whose
from vigil.reports.month import Month

LONDON = met.london()


def test_the_rise_of_june_2017_is_one_communitys():
    found = find_month_whose(LONDON["islamophobic"], LONDON["faith"], Month(2017, 6))
    assert (found.flag, found.within, found.is_sole, found.why_not) == ("islamophobic", "faith", True, "")
    assert found.share.share_of_rise == pytest.approx((368 - 1275 / 12) / (441 - 2110 / 12), rel=0.01)
    assert found.rest.observed == 441 - 368


def test_that_of_may_2021_is_another_communitys():
    found = find_month_whose(LONDON["antisemitic"], LONDON["faith"], Month(2021, 5))
    assert found.is_sole
    assert found.share.share_of_rise > 0.5


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("faith", LONDON["racist_and_religious"]),
        ("islamophobic", LONDON["racist_and_religious"]),
        ("islamophobic", LONDON["antisemitic"]),
        ("homophobic", None),
    ],
)
def test_flags_that_merely_overlap_say_nothing_of_each_other(narrow, wide):
    found = find_month_whose(LONDON[narrow], wide, Month(2017, 6))
    assert (found.share, found.rest, found.is_sole) == (None, None, False)
    assert found.why_not == "no published flag holds this one whole, and flags that overlap say nothing of each other"


def test_a_wider_flag_that_did_not_rise_has_no_share_to_give():
    found = find_month_whose(monthly([2] * 13), monthly([9] * 13, flag="faith"), FEBRUARY)
    assert (found.share, found.is_sole, found.rest.observed) == (None, False, 7)


@pytest.mark.parametrize("short", ["narrow", "wide"])
def test_twelve_months_of_both_are_needed(short):
    narrow = monthly([2] * (5 if short == "narrow" else 13))
    wide = monthly([9] * (5 if short == "wide" else 13), flag="faith")
    assert find_month_whose(narrow, wide, FEBRUARY) == MonthWhose(
        "islamophobic", "faith", why_not="the twelve months before are not all known of both flags"
    )


def test_a_flag_that_is_larger_than_the_one_around_it_is_no_part_of_it():
    found = find_month_whose(monthly([2] * 6 + [5] + [2] * 6), monthly([4] * 13, flag="faith"), FEBRUARY)
    assert found.why_not == "in August 2018 islamophobic has more offences than faith, so it is not a part of it"


def test_flags_of_different_areas_say_nothing_of_each_other():
    wide = monthly([9] * 13, flag="faith", areas=("Barnet", "Camden"))
    found = find_month_whose(monthly([2] * 13), wide, FEBRUARY)
    assert found.why_not == "the two flags are not known of the same areas"
