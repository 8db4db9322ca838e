"""Cylinders that end with the last period, in many replications at once: the same as one after the other, plainly."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.picture.cluster.small_problems import RECENT, a_question, as_cases, highest, problems
from vigil.picture.cluster.chance import make_chance
from vigil.picture.cluster.frame import make_frame, scan
from vigil.picture.cluster.kernel_draw import Streams
from vigil.picture.cluster.kernel_recent import RecentFrame
from vigil.picture.cluster.problem import ScanKind, ScanModel
from vigil.picture.cluster.question import pose


@given(problems(*RECENT))
@settings(max_examples=60)
def test_the_best_of_each_replication_is_that_of_the_plain_twin(problem):
    frame, drawn = make_frame(problem), make_chance(problem).draw(Streams(7, 0), 5)
    assert isinstance(frame, RecentFrame)
    found = scan(frame, drawn)
    plain = [highest(as_cases(problem, drawn, number)) for number in range(5)]
    assert list(found.ratio) == pytest.approx(plain, rel=1e-9)


@given(problems(*RECENT, many=40.0))
@settings(max_examples=20)
def test_large_counts_are_the_same(problem):
    frame, drawn = make_frame(problem), make_chance(problem).draw(Streams(8, 0), 3)
    plain = [highest(as_cases(problem, drawn, number)) for number in range(3)]
    assert list(scan(frame, drawn).ratio) == pytest.approx(plain, rel=1e-9)


def test_the_wider_counts_give_the_same():
    problem = pose(a_question(ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, seed=5, many=10.0))
    frame, drawn = make_frame(problem), make_chance(problem).draw(Streams(9, 0), 20)
    assert frame.whole.dtype == np.int16
    narrow, wide = scan(frame, drawn), scan(frame._replace(whole=np.zeros(0, dtype=np.int32)), drawn)
    for one, other in zip(narrow, wide, strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_place_may_have_as_many_cases_as_eight_bits_hold():
    question = a_question(ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, seed=5)
    cases = question.cases.copy()
    cases[0, -1] += 127 - cases[0].sum()
    cases[1, 0] += 127 - cases[1].sum()
    problem = pose(replace(question, cases=cases))
    frame, drawn = make_frame(problem), make_chance(problem).draw(Streams(9, 0), 20)
    assert isinstance(frame, RecentFrame)
    assert frame.few.dtype == np.int8
    narrow, wide = scan(frame, drawn), scan(frame._replace(few=frame.whole), drawn)
    for one, other in zip(narrow, wide, strict=True):
        np.testing.assert_array_equal(one, other)
    plain = [highest(as_cases(problem, drawn, number)) for number in range(3)]
    assert list(narrow.ratio[:3]) == pytest.approx(plain, rel=1e-9)


def test_thresholds_hold_over_many_places_and_long_windows():
    """A place every degree and sixty windows: thresholds are reused from smaller discs, windows fill registers."""
    rng = np.random.default_rng(4)
    question = a_question(ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, seed=6)
    wide = type(question)(
        model=question.model,
        kind=question.kind,
        coordinates=type(question.coordinates)(rng.uniform(0, 10, (25, 2))),
        cases=rng.poisson(0.2, (25, 70)),
        longest=60,
    )
    problem = pose(wide)
    drawn = make_chance(problem).draw(Streams(1, 0), 4)
    plain = [highest(as_cases(problem, drawn, number)) for number in range(2)]
    assert list(scan(make_frame(problem), drawn).ratio[:2]) == pytest.approx(plain, rel=1e-9)
