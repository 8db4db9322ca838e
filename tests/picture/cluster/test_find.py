"""The best cylinder around each centre, held against the plain twin that looks at every one."""

import pytest
from hypothesis import given, settings

from tests.picture.cluster.plain_scan import best_by_centre, log_likelihood_ratio
from tests.picture.cluster.small_problems import ANY_TIME, IN_SPACE, RECENT, a_question, problems
from vigil.picture.cluster.expected import expected_cells
from vigil.picture.cluster.find import find_best_by_centre
from vigil.picture.cluster.problem import ScanKind, ScanModel
from vigil.picture.cluster.question import pose


@given(problems(*IN_SPACE, *RECENT, *ANY_TIME))
@settings(max_examples=150)
def test_around_each_centre_it_is_as_likely_as_the_plain_twin_says(problem):
    found, plain = find_best_by_centre(problem), best_by_centre(problem)
    assert [one.centre for one in found] == [one.centre for one in plain]
    assert [one.log_likelihood_ratio for one in found] == pytest.approx([one.log_likelihood_ratio for one in plain])


@given(problems(*IN_SPACE, *RECENT, *ANY_TIME))
def test_a_cylinder_says_what_it_holds_and_that_is_its_ratio(problem):
    cells = expected_cells(problem.baseline)
    for one in find_best_by_centre(problem):
        places = problem.neighbourhoods.order[one.centre, : one.discs]
        assert one.observed == problem.cases[places, one.first : one.last + 1].sum()
        assert one.expected == pytest.approx(cells[places, one.first : one.last + 1].sum())
        assert one.log_likelihood_ratio == pytest.approx(log_likelihood_ratio(one.observed, one.expected, problem))
        assert one.last - one.first < problem.longest
        assert problem.neighbourhoods.closes[one.centre, one.discs - 1]


def test_a_disc_that_expects_all_there_is_around_a_centre_is_no_cylinder():
    question = a_question(ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, seed=3)
    question.cases[:] = 0
    question.cases[:, 0] = 1
    assert find_best_by_centre(pose(question)) == ()
