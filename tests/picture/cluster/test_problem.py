"""The words of a scan: as they stand on the command line and in what is written."""

import numpy as np

from vigil.picture.cluster.problem import Cylinder, FullBaseline, ScanKind, ScanModel, SeparableBaseline


def test_models_and_kinds_have_the_names_of_the_command_line():
    assert [*ScanModel] == ["poisson", "permutation", "bernoulli"]
    assert [*ScanKind] == ["spatial", "prospective", "retrospective"]


def test_baselines_are_compared_by_what_they_are_and_not_cell_by_cell():
    one = SeparableBaseline(np.ones(2), np.ones(1))
    assert one != SeparableBaseline(np.ones(2), np.ones(1))
    cells = FullBaseline(np.ones((2, 1)))
    assert cells == cells  # noqa: PLR0124 - comparing arrays cell by cell would raise here
    assert Cylinder(1, 2, 0, 3, 5, 1.5, 2.0) == Cylinder(1, 2, 0, 3, 5, 1.5, 2.0)
