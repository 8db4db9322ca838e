"""After it has been warmed up a scan compiles nothing more."""

from dataclasses import replace

import numpy as np
import pytest

from tests.picture.cluster.small_problems import a_question
from vigil.picture import scan
from vigil.picture.cluster import kernel_dense, kernel_draw, kernel_recent
from vigil.picture.cluster.problem import ScanKind, ScanModel
from vigil.picture.cluster.warm_up import warm_up


def compiled():
    """Give how many versions of each loop there are."""
    loops = (
        kernel_dense.scan_dense,
        kernel_dense.scan_dense_centres,
        kernel_recent.scan_recent,
        kernel_recent.scan_recent_centres,
        kernel_draw.draw_cells,
        kernel_draw.draw_separable,
        kernel_draw.draw_shuffled,
        kernel_draw.make_alias_table,
    )
    return {loop.__name__: len(loop.signatures) for loop in loops}


@pytest.mark.parametrize(
    ("model", "kind", "full", "many"),
    [
        (ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, False, 1),
        (ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, False, 100),
        (ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, False, 20_000),
        (ScanModel.POISSON, ScanKind.PROSPECTIVE, True, 1),
        (ScanModel.POISSON, ScanKind.RETROSPECTIVE, False, 1),
        (ScanModel.BERNOULLI, ScanKind.SPATIAL, False, 1),
    ],
)
def test_nothing_is_left_to_compile(model, kind, full, many):
    question = a_question(model, kind, seed=3, full=full)
    if many > 1:
        question = replace(question, cases=question.cases * many)
    warm_up(question)
    ready = compiled()
    assert sum(ready.values()) >= 3
    scan.scan(question, replications=2)
    assert compiled() == ready


def test_the_question_stays_as_it_is():
    question = a_question(ScanModel.BERNOULLI, ScanKind.SPATIAL, seed=3)
    before = question.cases.copy()
    warm_up(question)
    np.testing.assert_array_equal(question.cases, before)
