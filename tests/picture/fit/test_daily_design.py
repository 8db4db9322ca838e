"""The calendar of the daily model: what is 1 on a day, what bends over the year, and that no day knows a later one."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.fit.daily_design import BREAK_SD, LEVEL_SD, make_design

FIRST_ON = date(2019, 12, 25)
DENSE = 6
FIRST_OF_MONTH, NEW_YEAR, FIRST_BREAK = DENSE + 7, DENSE + 8, DENSE + 9


def days(number, first_on=FIRST_ON):
    return [first_on + timedelta(days=day) for day in range(number)]


def marks_of(design, row):
    return [mark for mark in design.marks[row].tolist() if mark >= 0]


def test_every_day_has_its_weekday_and_the_first_of_a_month_and_new_year_are_marked():
    design = make_design(days(60))
    for row, day in enumerate(days(60)):
        expected = [DENSE + day.weekday()]
        expected += [FIRST_OF_MONTH] if day.day == 1 else []
        expected += [NEW_YEAR] if day == date(2020, 1, 1) else []
        assert marks_of(design, row) == expected
    assert design.since.tolist() == [0] * 60


def test_level_trend_and_two_harmonics_of_the_year():
    design = make_design(days(800))
    assert design.dense.shape == (800, DENSE)
    assert np.all(design.dense[:, 0] == 1)
    assert design.dense[731, 1] == pytest.approx(731 / 365.25)
    first, other = days(800).index(date(2020, 3, 1)), days(800).index(date(2021, 3, 2))
    assert design.dense[first, 2:] == pytest.approx(design.dense[other, 2:])
    turn = 2 * np.pi * 61 / 365.25
    assert design.dense[first, 2:] == pytest.approx([np.sin(turn), np.cos(turn), np.sin(2 * turn), np.cos(2 * turn)])


def test_a_break_steps_up_on_its_day_and_stays():
    on = (date(2020, 1, 1), date(2020, 1, 5))
    design = make_design(days(20), on)
    for row, day in enumerate(days(20)):
        stepped = [FIRST_BREAK + number for number, one in enumerate(on) if day >= one]
        assert [mark for mark in marks_of(design, row) if mark >= FIRST_BREAK] == stepped
    assert design.since.tolist() == [0] * 7 + [7] * 4 + [11] * 9
    assert design.precision[[0, FIRST_BREAK]] == pytest.approx([LEVEL_SD**-2, BREAK_SD**-2])


def test_a_break_before_the_first_day_leaves_all_of_it_one_way_of_recording():
    assert make_design(days(5), (date(2000, 1, 1),)).since.tolist() == [0] * 5


@given(st.integers(1, 400), st.integers(1, 60), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_a_day_is_the_same_whatever_comes_after_it(number, more, first_on):
    on = (first_on + timedelta(days=number // 2),)
    short, long = make_design(days(number, first_on), on), make_design(days(number + more, first_on), on)
    assert np.array_equal(short.dense, long.dense[:number])
    assert np.array_equal(short.marks, long.marks[:number])
    assert np.array_equal(short.since, long.since[:number])
    assert np.array_equal(short.precision, long.precision)
