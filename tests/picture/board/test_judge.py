"""Judging all series: pieces of like series, in their order, wherever they are worked out."""

from dataclasses import replace

import numpy as np
import pytest

from tests.picture.board.town import AS_OF, BY_DAY, BY_MONTH, known_days, known_months, random_months
from vigil.ground.executor import IN_THIS_PROCESS, hear_nothing
from vigil.picture.board import judge as judging
from vigil.picture.board.detector import Detector
from vigil.picture.board.judge import judge
from vigil.picture.series.series_break import SeriesBreak


def all_of(*series):
    return judge(series, executor=IN_THIS_PROCESS, heard=hear_nothing)


def test_each_series_is_judged_by_the_detector_its_length_allows_and_only_ears_is_noisy():
    series = (
        known_days([1, 2, 1] * 130),
        known_days([1, 2, 1] * 30),
        known_months(random_months(60, 30)),
        known_months(random_months(20, 30)),
    )
    found = all_of(*series)
    assert [one.name for one in found] == [one.name for one in series]
    assert [one.method for one in found] == [
        Detector.DAILY,
        Detector.EARS,
        Detector.FARRINGTON,
        Detector.TWELVE_MONTHS,
    ]
    assert [one.is_noisy for one in found] == [False, True, False, False]
    assert [len(one.points) for one in found] == [92, 90, 36, 20]
    assert all(one.points[-1].expected is not None for one in found)


def test_a_piece_holds_like_series_and_each_gets_what_it_would_have_got_alone(monkeypatch):
    monkeypatch.setattr(judging, "AT_ONCE", 2)
    series = [
        replace(known_days(np.random.default_rng(seed).poisson(seed, 100)), name=replace(BY_DAY, area=f"a{seed}"))
        for seed in range(1, 6)
    ]
    series[2] = replace(series[2], breaks=(SeriesBreak("muslim", AS_OF, "a new form"),))
    told = []
    together = judge(series, executor=IN_THIS_PROCESS, heard=told.append)
    assert told == [1, 2, 3]
    alone = [all_of(one)[0] for one in series]
    assert [one.name for one in together] == [one.name for one in alone]
    for one, other in zip(together, alone, strict=True):
        assert [point.observed for point in one.points] == [point.observed for point in other.points]
        assert [point.expected for point in one.points] == pytest.approx([point.expected for point in other.points])
        assert [point.p_value for point in one.points] == pytest.approx([point.p_value for point in other.points])
    assert together[2].breaks == series[2].breaks


def test_a_month_that_is_not_known_yet_leaves_the_one_before_as_the_last_and_not_current():
    counts = [float(count) for count in random_months(60, 30)]
    (found,) = all_of(known_months([*counts[:-1], np.nan], name=BY_MONTH))
    assert not found.is_current
    assert found.points[-1].on.month == 1


def test_nothing_is_judged_where_nothing_is_known():
    assert all_of() == ()
