"""What events set off, in sentences."""

from datetime import date

import pytest

from tests.picture.impacts.timelines import PARIS, an_excess, an_impact
from vigil.picture.impacts.half_life import HalfLife
from vigil.picture.impacts.say import say_impact, say_impacts, say_side_by_side

OPEN = HalfLife(50.0, 9.04, 180.0, is_open=True)


def test_days_after_an_event_are_told():
    week = an_excess(7, observed=40, expected=21.0, expected_low=13, expected_high=30)
    assert say_impact(an_impact(an_excess(), week)) == (
        "islamophobic after Woolwich (22 May 2013): on the day 12 against 3.0 (5 to 12 more); in 7 days 40 against "
        "21.0 (10 to 27 more). Half of it was gone after 4.0 days (95 % interval 2.0 days to 10.0 days)."
    )


def test_months_after_an_event_are_named_and_the_half_life_is_not_overstated():
    may = an_excess(31, until_on=date(2013, 5, 31))
    june = an_excess(61, until_on=date(2013, 6, 30), observed=1200, expected=1000.0, expected_high=1100)
    assert say_impact(an_impact(may, june, is_monthly=True)) == (
        "islamophobic after Woolwich (22 May 2013): in May 2013 12 against 3.0 (5 to 12 more); by the end of June 2013 "
        "1,200 against 1,000 (100 to 1,200 more). Half of it was gone after 4.0 days (95 % interval 2.0 days to 10.0 "
        "days), judged by months and as if it died away evenly."
    )


@pytest.mark.parametrize(
    ("half_life", "said"),
    [
        (HalfLife(0.5, 0.25, 0.9, is_open=False), "after less than a day (95 % interval less than a day to 0.9 days)."),
        (OPEN, "How fast it died away cannot be told; half of it was gone after 9.0 days at the soonest."),
    ],
)
def test_a_half_life_is_told_as_far_as_it_is_known(half_life, said):
    assert say_impact(an_impact(an_excess(), half_life=half_life)).endswith(said)


def test_a_half_life_that_months_cannot_tell_is_said_not_to_be():
    said = say_impact(an_impact(an_excess(31, until_on=date(2013, 5, 31)), is_monthly=True, half_life=OPEN))
    assert said.endswith(
        "How fast it died away cannot be told, judged by months and as if it died away evenly; half of it was gone "
        "after 9.0 days at the soonest."
    )


def test_a_clear_excess_of_too_few_days_has_no_half_life():
    assert say_impact(an_impact(an_excess(), half_life=None)).endswith("(5 to 12 more).")


@pytest.mark.parametrize(
    ("observed", "said"),
    [(7, "at most 7 more"), (3, "between 4 fewer and 3 more"), (0, "no more")],
)
def test_what_chance_explains_is_no_rise(observed, said):
    found = say_impact(an_impact(an_excess(observed=observed), half_life=None))
    assert found == (
        "islamophobic after Woolwich (22 May 2013): no rise beyond what chance explains: on the day "
        f"{observed} against 3.0 ({said})."
    )


def test_what_cannot_be_told_is_said():
    assert say_impact(an_impact(why_not="nothing is known")) == (
        "islamophobic after Woolwich (22 May 2013): cannot be told, because nothing is known."
    )
    assert say_impact(an_impact()).endswith("because the series is recorded differently from then on.")


def test_events_stand_side_by_side_the_strongest_first():
    weak = an_impact(an_excess(observed=9), event=PARIS)
    none = an_impact(an_excess(observed=2))
    assert say_side_by_side([weak, an_impact(an_excess()), none]) == (
        "islamophobic over the longest time measured, as a multiple of what would have been: Woolwich ×4.0 and "
        "Paris ×3.0; Woolwich within what chance explains."
    )


def test_months_are_compared_by_the_events_own():
    one = an_impact(an_excess(31, until_on=date(2013, 5, 31)), an_excess(61, observed=1), is_monthly=True)
    assert say_side_by_side([one, one]) == (
        "islamophobic in the month of the event, as a multiple of what would have been: Woolwich ×4.0 and "
        "Woolwich ×4.0."
    )


def test_where_no_event_stands_out_that_is_said():
    quiet = an_impact(an_excess(observed=2))
    assert say_side_by_side([quiet, quiet]).endswith(
        "of what would have been: Woolwich and Woolwich within what chance explains."
    )


def test_one_event_is_not_beside_anything():
    assert say_side_by_side([an_impact(an_excess()), an_impact()]) == ""
    assert say_side_by_side([]) == ""


def test_all_that_is_said_of_a_series_ends_with_what_its_counts_hide():
    monthly = an_impact(an_excess(31, until_on=date(2013, 5, 31)), is_monthly=True)
    *each, beside, hidden = say_impacts([monthly, monthly])
    assert each == [say_impact(monthly)] * 2
    assert beside == say_side_by_side([monthly, monthly])
    assert hidden.startswith("islamophobic is counted by month: ")
    assert hidden.endswith("not measurable from monthly figures.")
    assert say_impacts([an_impact(an_excess())]) == (say_impact(an_impact(an_excess())),)
    assert say_impacts([]) == ()
