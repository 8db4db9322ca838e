"""Composing the picture of a moment."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.reports import met
from tests.reports.met import FEBRUARY, SOURCE, monthly
from vigil.picture.monthly.compose import SourceSeries, compose
from vigil.reports.count_series import CountSeries, CountSource

FRIDAY = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)
MET = SourceSeries(SOURCE, met.series())


def test_all_areas_together_and_every_single_one():
    picture = compose([MET], at=FRIDAY)
    assert (picture.at, picture.area) == (FRIDAY, "")
    assert [one.reading.flag for one in picture.flags] == sorted(met.london())
    assert all(len(one.areas) == 33 and one.month == FEBRUARY for one in picture.readings)
    assert len(picture.by_area) == 7 * 33
    assert picture.headline.startswith("Nothing is alarming in February 2019")
    assert len(picture.basis) == 3


def test_whose_and_history_and_sentence_belong_to_each_flag():
    (islamophobic,) = [one for one in compose([MET], at=FRIDAY).flags if one.reading.flag == "islamophobic"]
    assert islamophobic.whose.within == "faith"
    assert (len(islamophobic.history), islamophobic.history[-1].month) == (36, FEBRUARY)
    assert islamophobic.sentence.startswith("Islamophobic, February 2019: 84")


def test_a_wider_flags_rise_that_is_one_communitys_is_corrected():
    picture = compose([MET], at=datetime(2017, 7, 15, tzinfo=UTC))
    (correction,) = picture.corrections
    assert correction.startswith(
        "“Faith offences: 2.5 times as many” misleads: Faith offences without Islamophobic off"
    )
    assert compose([MET], at=FRIDAY).corrections == ()


def test_nothing_that_was_not_over_is_in_the_picture():
    for at in (datetime(2017, 7, 1, tzinfo=UTC), datetime(2013, 6, 15, tzinfo=UTC)):
        picture = compose([MET], at=at)
        assert all(one.month.last_on < at.date() for one in (*picture.readings, *picture.by_area))
        assert all(point.month.last_on < at.date() for one in picture.flags for point in one.history)


def test_one_area_alone():
    picture = compose([MET], at=FRIDAY, area="Barnet")
    assert all(one.areas == ("Barnet",) for one in picture.readings)
    assert (picture.area, picture.by_area) == ("Barnet", ())


def test_an_airport_without_an_outline_is_an_area_like_any_other():
    assert compose([MET], at=FRIDAY, area="Aviation Security(SO18)").readings[0].compared.observed == 0


def test_sources_stay_apart():
    other = CountSource("Another force", "other.csv", "Europe/London")
    series = tuple(replace(one, source=other.name) for one in (monthly([3] * 13, areas=("Eastham",)),))
    picture = compose([MET, SourceSeries(other, series)], at=FRIDAY)
    assert [one.source for one in picture.readings].count("Another force") == 1
    assert {len(one.areas) for one in picture.readings} == {33, 1}


def test_series_that_know_too_little_are_left_out():
    series = (monthly([3] * 5), CountSeries(SOURCE.name, "faith", ("Barnet",), {FEBRUARY.after(3): 1}))
    picture = compose([SourceSeries(SOURCE, series)], at=FRIDAY)
    assert (picture.flags, picture.by_area) == ((), ())
    assert picture.headline.startswith("No month is known yet")
    assert picture.basis == ("Metropolitan Police: no month that was over has all of the 12 months before it.",)


def test_one_area_without_its_months_takes_no_flag_from_the_picture():
    astray = CountSeries(SOURCE.name, "islamophobic", ("Barnett",), {FEBRUARY: 40}, ("lc.csv",))
    picture = compose([SourceSeries(SOURCE, (*met.series(), astray))], at=FRIDAY)
    (islamophobic,) = [one for one in picture.readings if one.flag == "islamophobic"]
    assert (islamophobic.compared.observed, len(islamophobic.areas)) == (84, 33)
    assert picture.basis[0] == "Left out of Islamophobic, because months of them are missing: Barnett."


def test_a_flag_that_cannot_be_shown_is_named():
    short = monthly([3] * 5, flag="faith")
    picture = compose([SourceSeries(SOURCE, (monthly([3] * 13), short))], at=FRIDAY)
    assert [one.flag for one in picture.readings] == ["islamophobic"]
    assert picture.basis[0].endswith("all of the 12 before it: faith.")


def test_without_counts_the_picture_says_so():
    assert compose([], at=FRIDAY).basis == ("No counts have been imported.",)
