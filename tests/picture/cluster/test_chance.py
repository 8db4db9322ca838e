"""What is held still when cases fall by chance, for each model."""

import numpy as np
import pytest

from tests.picture.cluster.small_problems import a_question
from vigil.picture.cluster.chance import CellChance, SeparableChance, ShuffledChance, make_chance
from vigil.picture.cluster.expected import expected_cells
from vigil.picture.cluster.frame import find_begin
from vigil.picture.cluster.kernel_draw import Streams
from vigil.picture.cluster.problem import ScanKind, ScanModel
from vigil.picture.cluster.question import pose

REPLICATIONS = 2000


def mean_cases(problem):
    """Give the mean number of cases of each cell over many replications."""
    drawn = make_chance(problem).draw(Streams(4, 0), REPLICATIONS)
    cells = np.zeros(problem.cases.shape)
    for number, place, period in zip(drawn.number, drawn.place, drawn.period, strict=True):
        np.add.at(cells, (place[:number], period[:number]), 1)
    return cells / REPLICATIONS


@pytest.mark.parametrize(
    ("model", "kind", "full", "made"),
    [
        (ScanModel.POISSON, ScanKind.SPATIAL, False, SeparableChance),
        (ScanModel.POISSON, ScanKind.PROSPECTIVE, False, SeparableChance),
        (ScanModel.POISSON, ScanKind.PROSPECTIVE, True, CellChance),
        (ScanModel.POISSON, ScanKind.RETROSPECTIVE, True, CellChance),
        (ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, False, ShuffledChance),
        (ScanModel.PERMUTATION, ScanKind.RETROSPECTIVE, False, ShuffledChance),
        (ScanModel.BERNOULLI, ScanKind.SPATIAL, False, ShuffledChance),
    ],
)
def test_on_average_every_cell_has_what_is_expected(model, kind, full, made):
    problem = pose(a_question(model, kind, seed=12, full=full))
    assert isinstance(make_chance(problem), made)
    expected = expected_cells(problem.baseline)[:, find_begin(problem) :]
    error = 5 * np.sqrt(expected / REPLICATIONS) + 3 / REPLICATIONS
    found = mean_cases(problem)
    assert np.all(np.abs(found[:, find_begin(problem) :] - expected) <= error)
    assert found[:, : find_begin(problem)].sum() == 0


def test_permutation_keeps_the_numbers_of_places_and_periods():
    problem = pose(a_question(ScanModel.PERMUTATION, ScanKind.RETROSPECTIVE, seed=2))
    drawn = make_chance(problem).draw(Streams(1, 0), 50)
    for place, period in zip(drawn.place, drawn.period, strict=True):
        np.testing.assert_array_equal(np.bincount(place, minlength=len(problem.cases)), problem.cases.sum(axis=1))
        np.testing.assert_array_equal(np.bincount(period, minlength=problem.cases.shape[1]), problem.cases.sum(axis=0))


def test_bernoulli_never_draws_more_cases_than_there_are_people():
    question = a_question(ScanModel.BERNOULLI, ScanKind.SPATIAL, seed=2)
    problem = pose(question)
    drawn = make_chance(problem).draw(Streams(1, 0), 50)
    people = question.cases[:, 0] + question.controls
    for place in drawn.place:
        assert np.all(np.bincount(place, minlength=len(people)) <= people)
    assert np.all(drawn.number == question.cases.sum())
