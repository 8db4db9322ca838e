"""Which kernel scans a problem, on which arrays, how many cylinders there are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from tests.picture.cluster.small_problems import ANY_TIME, IN_SPACE, RECENT, a_question, problems
from vigil.picture.cluster.frame import (
    FEWEST_LANES,
    LANES,
    MOST_CASES,
    count_cylinders,
    count_lanes,
    count_windows,
    find_begin,
    list_cases,
    make_frame,
    scan,
    scan_centres,
)
from vigil.picture.cluster.problem import ScanKind, ScanModel
from vigil.picture.cluster.question import pose


@given(problems(*IN_SPACE, *RECENT, *ANY_TIME))
def test_the_best_of_all_is_the_best_around_some_centre(problem):
    frame, cases = make_frame(problem), list_cases(problem)
    best, around = scan(frame, cases), scan_centres(frame, cases)
    assert around.ratio.shape == (len(problem.cases),)
    assert list(best.ratio) == [around.ratio.max()]
    if best.ratio[0] > 0:
        centre = best.centre[0]
        assert [one[0] for one in best] == [one[centre] for one in around]
    assert np.all((around.centre == -1) == (around.ratio == 0))


def with_cases(problem, number):
    cases = problem.cases.copy()
    cases[0, -1] += number - cases.sum()
    return replace(problem, cases=cases)


@given(problems(*IN_SPACE, *RECENT, *ANY_TIME))
def test_cylinders_are_counted_one_by_one(problem):
    periods = problem.cases.shape[1]
    stretches = [(first, last) for last in range(periods) for first in range(last + 1)]
    allowed = [
        (first, last)
        for first, last in stretches
        if last - first < problem.longest and (last == periods - 1 or problem.kind is not ScanKind.PROSPECTIVE)
    ]
    around = problem.neighbourhoods
    discs = sum(int(around.closes[centre, : around.reach[centre]].sum()) for centre in range(len(around.reach)))
    assert count_windows(problem) == len(allowed)
    assert count_cylinders(problem) == discs * len(allowed)
    assert find_begin(problem) == min(first for first, _ in allowed)


@given(problems(*IN_SPACE, *RECENT, *ANY_TIME))
def test_cases_are_listed_one_by_one(problem):
    drawn, begins = list_cases(problem), find_begin(problem)
    cells = np.zeros_like(problem.cases)
    np.add.at(cells, (drawn.place[0], drawn.period[0]), 1)
    np.testing.assert_array_equal(cells[:, begins:], problem.cases[:, begins:])
    assert cells[:, :begins].sum() == 0
    assert list(drawn.number) == [drawn.place.shape[1]]


@pytest.mark.parametrize("kind", [ScanKind.SPATIAL, ScanKind.PROSPECTIVE])
def test_cases_are_counted_in_the_smaller_type_that_holds_them(kind):
    problem = pose(a_question(ScanModel.POISSON, kind, seed=1))
    assert make_frame(with_cases(problem, 32_767)).whole.dtype == np.int16
    assert make_frame(with_cases(problem, 32_768)).whole.dtype == np.int32
    with pytest.raises(ValueError, match="2147483648 cases are more than 2147483647"):
        make_frame(with_cases(problem, MOST_CASES + 1))


def test_cases_of_a_place_are_counted_in_eight_bits_where_no_replication_can_have_more():
    problem = pose(a_question(ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, seed=1))
    for most, small in ((127, np.int8), (128, np.int16)):
        cases = problem.cases.copy()
        cases[0, 0] += most - cases[0].sum()
        assert make_frame(replace(problem, cases=cases)).few.dtype == small
    # Under chance the Poisson model may put all cases into one place.
    assert make_frame(pose(a_question(ScanModel.POISSON, ScanKind.PROSPECTIVE, seed=1))).few.dtype == np.int16


@pytest.mark.parametrize("kind", [ScanKind.SPATIAL, ScanKind.PROSPECTIVE])
def test_many_cells_are_worked_with_fewer_replications_side_by_side(kind):
    problem = pose(a_question(ScanModel.POISSON, kind, seed=1))
    assert count_lanes(problem, make_frame(problem)) == LANES
    frame = make_frame(problem)
    if kind is ScanKind.PROSPECTIVE:
        large = frame._replace(by_window=np.zeros(60_000))
        assert count_lanes(problem, large) in range(FEWEST_LANES, LANES, FEWEST_LANES)
        assert count_lanes(problem, frame._replace(by_window=np.zeros(9_000_000))) == FEWEST_LANES
    else:
        many = np.zeros(50_000, dtype=np.int64)
        assert count_lanes(problem, frame._replace(reach=many)) in range(FEWEST_LANES, LANES, FEWEST_LANES)
