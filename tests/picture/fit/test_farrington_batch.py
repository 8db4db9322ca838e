"""What the regression is given and gives: named, so that compiled code can take it."""

import numpy as np

from vigil.picture.fit.farrington_batch import Batch, Fits, Rule


def test_every_part_has_its_name_and_place():
    assert Batch._fields == (
        "counts",
        "exposure",
        "row_time",
        "stretch",
        "begins",
        "judged",
        "earliest",
        "years",
    )
    rule = Rule(1, True, True, 2.58, np.array([np.inf, 1.0]), False, False)
    assert (rule.blocks, rule.weights_threshold, rule.r_time) == (1, 2.58, False)
    fits = Fits(*(np.full((2, 3), float(number)) for number in range(4)))
    assert [part[0, 0] for part in (fits.predicted, fits.standard_error, fits.dispersion, fits.has_trend)] == [
        0,
        1,
        2,
        3,
    ]
