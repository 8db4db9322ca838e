"""Dates that may be years, months or days, and the periods they fall into."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.cluster.date_stamp import (
    DateStamp,
    Precision,
    TimeStep,
    cut_into_periods,
    parse_stamp,
    whole_study,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("1985", date(1985, 1, 1), date(1986, 1, 1)),
        ("1984-02", date(1984, 2, 1), date(1984, 3, 1)),
        ("1984-12", date(1984, 12, 1), date(1985, 1, 1)),
        ("1984-02-29", date(1984, 2, 29), date(1984, 3, 1)),
    ],
)
def test_a_date_is_as_long_as_it_is_exact(text, first, after):
    stamp = parse_stamp(text)
    assert (stamp.on, stamp.until_on, str(stamp)) == (first, after, text)


@pytest.mark.parametrize("text", ["", "85", "19850317", "1985-3-17", "1985/03/17", "17.3.1985", "1985-W03", "١٩٨٥"])
def test_other_writings_are_no_dates(text):
    with pytest.raises(ValueError, match="write it as 1985, 1985-03 or 1985-03-17"):
        parse_stamp(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [("1985-02-30", "not in the calendar"), ("0000", "not in the calendar"), ("9999", "after the year")],
)
def test_a_date_is_in_the_calendar(text, why):
    with pytest.raises(ValueError, match=why):
        parse_stamp(text)


def test_years_months_and_days_are_cut_whole():
    years = cut_into_periods(parse_stamp("1984"), parse_stamp("1986-03"), TimeStep.YEAR)
    assert years.edges_on == (date(1984, 1, 1), date(1985, 1, 1), date(1986, 1, 1), date(1987, 1, 1))
    assert (years.first_of(1), years.last_of(2), years.periods) == ("1985", "1986", 3)
    months = cut_into_periods(parse_stamp("1984-11-30"), parse_stamp("1985-01"), TimeStep.MONTH)
    assert [months.first_of(number) for number in range(3)] == ["1984-11", "1984-12", "1985-01"]
    assert months.edges_on[-1] == date(1985, 2, 1)
    days = cut_into_periods(parse_stamp("1984-02"), parse_stamp("1984-02"), TimeStep.DAY)
    assert (days.periods, days.first_of(0), days.last_of(28)) == (29, "1984-02-01", "1984-02-29")


def test_a_whole_study_is_one_period():
    study = whole_study(parse_stamp("1978"), parse_stamp("1982"))
    assert (study.periods, study.first_of(0), study.last_of(0)) == (1, "1978-01-01", "1982-12-31")


@pytest.mark.parametrize("cut", [whole_study, lambda first, last: cut_into_periods(first, last, TimeStep.DAY)])
def test_a_study_ends_after_it_begins(cut):
    with pytest.raises(ValueError, match="ends on 1984-01 and begins after it, on 1984-02"):
        cut(parse_stamp("1984-02"), parse_stamp("1984-01"))


@given(first=DAYS, length=st.integers(0, 800), step=st.sampled_from(TimeStep))
def test_every_day_of_a_study_is_in_the_period_whose_edges_hold_it(first, length, step):
    last = first + timedelta(days=length)
    study = cut_into_periods(DateStamp(first, Precision.DAY), DateStamp(last, Precision.DAY), step)
    for day in {first, last, first + timedelta(days=length // 2)}:
        number = study.number_of(day)
        assert number is not None
        assert study.edges_on[number] <= day < study.edges_on[number + 1]
    assert study.number_of(study.edges_on[0] - timedelta(days=1)) is None
    assert study.number_of(study.edges_on[-1]) is None
