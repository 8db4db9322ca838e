"""Months held against the twelve before them."""

import numpy as np
import pytest

from tests.picture.board.town import FEBRUARY, known_months
from vigil.picture.board.judge_twelve import judge_twelve
from vigil.picture.series.series_break import SeriesBreak

STEADY = [30, 34, 28, 31, 29, 33, 30, 27, 35, 30, 31, 32]


def test_a_surge_is_an_alarm_above_the_highest_count_that_would_be_none():
    *_, last = judge_twelve(known_months([*STEADY, 90]), shown=36)
    assert (last.on, last.observed, last.is_alarm) == (FEBRUARY.first_on, 90, True)
    assert last.expected == pytest.approx(np.mean(STEADY))
    assert last.p_value < 0.001
    threshold = int(last.alarm_above)
    assert not judge_twelve(known_months([*STEADY, threshold]), shown=1)[0].is_alarm
    assert judge_twelve(known_months([*STEADY, threshold + 1]), shown=1)[0].is_alarm


def test_so_many_of_the_last_months_are_given_and_unknown_ones_left_out():
    counts = [*STEADY, np.nan, 30, 31]
    found = judge_twelve(known_months(counts), shown=3)
    assert [point.observed for point in found] == [30, 31]
    assert [point.expected for point in found] == [None, None]


def test_the_first_year_is_held_against_nothing():
    assert {point.expected for point in judge_twelve(known_months(STEADY), shown=36)} == {None}


def test_nothing_is_expected_across_a_break():
    series = known_months([*STEADY, 30, 31, 90])
    broken = known_months([*STEADY, 30, 31, 90])
    broken = type(broken)(
        name=broken.name,
        first_days=broken.first_days,
        counts=broken.counts,
        breaks=(SeriesBreak("islamophobic", FEBRUARY.after(-1).first_on, "a new form"),),
    )
    assert judge_twelve(series, shown=1)[0].is_alarm
    assert judge_twelve(broken, shown=1)[0].expected is None
    assert judge_twelve(broken, shown=3)[0].expected is not None
