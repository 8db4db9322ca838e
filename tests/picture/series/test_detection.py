"""What a detector says: arrays by name, which nobody changes."""

from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest

from vigil.picture.series.detection import Detection


def test_a_detection_has_what_the_file_of_verdicts_has_and_is_not_changed():
    others = {"method", "rows", "judged_periods"}
    arrays = {one.name: np.zeros((2, 1)) for one in fields(Detection) if one.name not in others}
    found = Detection(method="farrington", rows=np.arange(2), **arrays)
    assert set(arrays) == {
        "observed", "expected", "upper_bound", "score", "p_value", "is_alarm", "mu0", "phi", "has_trend",
    }  # fmt: skip
    with pytest.raises(FrozenInstanceError):
        found.method = "ears-c1"
