"""One day of daily counts, explained: 6 June 2017, and files that cannot be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.june import ISLAMOPHOBIC, JUNE_6, NEW_YEAR, PARIS, RACIST, WOOLWICH, counts_of, june_2017
from vigil.ground.errors import Unreadable
from vigil.picture.day_series import DayCounts, DaySeries, Period
from vigil.picture.explained.compare import Reference
from vigil.picture.explained.explain import DayQuestion, explain
from vigil.picture.explained.record import Record
from vigil.picture.surge import Comparison

EVENTS = (Reference("Paris", PARIS), Reference("Woolwich", WOOLWICH))


@pytest.fixture(scope="module")
def found():
    return explain(counts_of(june_2017()), DayQuestion(JUNE_6, RACIST, EVENTS))


def test_the_baseline_is_the_calendar_year_to_the_day_before(found):
    assert found.baseline == Period(NEW_YEAR, date(2017, 6, 5))
    assert found.last_on == JUNE_6


def test_each_series_is_held_against_its_mean(found):
    racist, islamophobic = found.readings
    assert (racist.series, racist.compared.observed, racist.compared.expected.mean) == (RACIST, 54, 38.0)
    assert (islamophobic.compared.observed, islamophobic.compared.expected.mean) == (20, 3.0)
    assert 1.3 < racist.compared.expected.dispersion < 2.5
    assert [one.compared.is_alarm for one in found.readings] == [False, True]


def test_the_whole_surge_is_one_communitys(found):
    assert found.sole.series == ISLAMOPHOBIC
    assert found.sole.others == found.rest
    assert found.rest == Comparison(34, found.rest.expected)
    assert found.rest.expected.mean == 35.0
    (share,) = found.whose
    assert share.share_of_rise == pytest.approx(17 / 16)
    assert share.low <= 1 <= share.high


def test_it_is_the_highest_day_of_2017_and_above_the_levels_after_paris_and_woolwich(found):
    for reading in found.readings:
        assert reading.record == Record(NEW_YEAR, is_highest_known=True)
        assert reading.above == ("Paris", "Woolwich")


def year(series, first=NEW_YEAR):
    """Give series that begin on a day, one count after another."""
    return DayCounts(
        "counts.csv",
        tuple(
            DaySeries(name, {first + timedelta(days=number): count for number, count in enumerate(counts)})
            for name, counts in series.items()
        ),
    )


ON = date(2017, 1, 11)


def test_without_a_total_nothing_is_split():
    found = explain(year({"a": [3] * 10 + [9], "b": [1] * 11}), DayQuestion(ON))
    assert (found.whose, found.rest, found.sole, found.why_not) == ((), None, None, "")


def test_a_total_alone_has_no_parts():
    found = explain(year({"a": [3] * 10 + [9]}), DayQuestion(ON, "a"))
    assert (found.whose, found.rest) == ((), None)
    assert "no parts" in found.why_not


def test_a_part_larger_than_its_total_is_no_part():
    found = explain(year({"all": [3] * 10 + [9], "a": [1] * 4 + [5] + [1] * 6}), DayQuestion(ON, "all"))
    assert (found.whose, found.rest, found.sole) == ((), None, None)
    assert found.why_not == "a cannot be a part of all: on 2017-01-05 it has 5, the total 3."


def test_parts_that_overlap_are_never_split():
    found = explain(year({"all": [3] * 11, "a": [2] * 11, "b": [2] * 11}), DayQuestion(ON, "all"))
    assert (found.whose, found.rest, found.sole) == ((), None, None)
    assert found.why_not.startswith(
        "The parts overlap and the rise cannot be split: on 2017-01-01 a, b have 4 together"
    )


def test_several_parts_are_each_held_against_all_the_others():
    counts = {"all": [20, 22, 18, 20, 20] * 6 + [52], "a": [2] * 30 + [33], "b": [3] * 31}
    found = explain(year(counts), DayQuestion(date(2017, 1, 31), "all"))
    assert found.sole.series == "a"
    assert [share.series for share in found.whose] == ["a", "b"]
    assert found.rest.observed == 52 - 33 - 3


def test_a_file_that_begins_within_the_year_gives_a_shorter_baseline():
    found = explain(year({"a": [3] * 10 + [9]}, first=date(2017, 3, 1)), DayQuestion(date(2017, 3, 11)))
    assert found.baseline == Period(date(2017, 3, 1), date(2017, 3, 10))


def test_the_year_before_is_not_in_the_baseline_but_in_the_record():
    found = explain(year({"a": [50] + [3] * 40 + [9]}, first=date(2016, 12, 1)), DayQuestion(ON))
    assert found.baseline.first_on == NEW_YEAR
    assert found.readings[0].record == Record(date(2016, 12, 1), is_highest_known=False)


def test_nought_throughout_is_explained_too():
    found = explain(year({"all": [0] * 11, "a": [0] * 11}), DayQuestion(ON, "all"))
    assert found.whose == ()
    assert found.rest == Comparison(0, found.rest.expected)
    assert not any(one.compared.is_alarm for one in found.readings)


def test_a_reference_that_only_one_series_knows_is_held_against_that_one():
    counts = DayCounts(
        "counts.csv",
        (DaySeries("a", {**year({"a": [3] * 10 + [9]}).series[0].counts, WOOLWICH: 5}), *year({"b": [3] * 11}).series),
    )
    found = explain(counts, DayQuestion(ON, references=(Reference("Woolwich", WOOLWICH),)))
    assert [one.above for one in found.readings] == [("Woolwich",), ()]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (DayQuestion(date(2017, 1, 12)), "holds days from 2017-01-01 to 2017-01-11"),
        (DayQuestion(date(2016, 12, 31)), "holds days from"),
        (DayQuestion(NEW_YEAR), "no day of 2017 before it"),
        (DayQuestion(ON, "all"), "no such series; it has: a"),
        (DayQuestion(ON, references=(Reference("Later", ON),)), "is not before 2017-01-11"),
        (DayQuestion(ON, references=(Reference("Woolwich", WOOLWICH),)), "no day of the week from it"),
    ],
)
def test_what_the_file_cannot_answer_is_said(asked, why):
    with pytest.raises(Unreadable, match=why):
        explain(year({"a": [3] * 10 + [9]}), asked)


def test_a_day_that_is_missing_is_named():
    counts = dict(year({"a": [3] * 11}).series[0].counts)
    del counts[date(2017, 1, 4)]
    with pytest.raises(Unreadable, match=r"field date: the series “a” has no row for 2017-01-04; .* written as 0"):
        explain(DayCounts("counts.csv", (DaySeries("a", counts),)), DayQuestion(ON))


@given(st.lists(st.integers(0, 60), min_size=2, max_size=60), st.lists(st.integers(0, 60), min_size=60, max_size=60))
def test_the_parts_and_the_rest_make_up_the_total(part, rest):
    total = [a + b for a, b in zip(part, rest, strict=False)]
    on = NEW_YEAR + timedelta(days=len(part) - 1)
    found = explain(year({"all": total, "a": part}), DayQuestion(on, "all"))
    assert found.rest.observed == rest[len(part) - 1]
    assert found.rest.expected.mean + found.readings[1].compared.expected.mean == pytest.approx(
        found.readings[0].compared.expected.mean
    )
    assert found.sole is None or found.sole.series == "a"


def test_a_surge_of_the_rest_that_a_falling_part_hides_is_seen():
    counts = {"all": [50, 48, 52] * 10 + [65], "a": [2] * 30 + [20], "b": [40, 38, 42] * 10 + [12]}
    found = explain(year(counts), DayQuestion(date(2017, 1, 31), "all"))
    assert found.rest.is_alarm
    assert not Comparison(45, found.rest.expected).is_raised or found.sole is None
    assert found.sole is None


@pytest.mark.parametrize("first", [date.min, date(9999, 12, 28)])
def test_the_first_and_the_last_days_there_are_can_be_explained(first):
    counts = year({"a": [3, 4, 5, 6]}, first=first)
    on = first + timedelta(days=3)
    found = explain(counts, DayQuestion(on, references=(Reference("It began", first),)))
    assert found.readings[0].record == Record(first, is_highest_known=True)
    assert found.readings[0].above == ("It began",)


def test_before_the_very_first_day_there_is_none():
    with pytest.raises(Unreadable, match="no day of 1 before it"):
        explain(year({"a": [3, 4]}, first=date.min), DayQuestion(date.min))
