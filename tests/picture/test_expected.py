"""What is expected of a period."""

import pytest

from vigil.picture.expected import Expected


def test_it_is_a_value():
    assert Expected(38.0, 2.0, 156) == Expected(mean=38.0, dispersion=2.0, periods=156)
    with pytest.raises(AttributeError):
        Expected(38.0, 2.0, 156).mean = 39.0
