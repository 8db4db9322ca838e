"""Names for arrays by what they hold."""

from typing import get_args

import numpy as np
import pytest

from vigil.ground.arrays import BoolArray, FloatArray, IntArray, PlaceArray


@pytest.mark.parametrize(
    ("kind", "holds"),
    [(FloatArray, np.float64), (IntArray, np.int64), (PlaceArray, np.int32), (BoolArray, np.bool_)],
)
def test_each_name_says_what_numbers_an_array_holds(kind: object, holds: type[np.generic]):
    assert get_args(get_args(kind)[1]) == (holds,)
