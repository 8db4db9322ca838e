"""What a nowcast says of each day: a value, equal to another that says the same."""

from dataclasses import FrozenInstanceError, replace

import pytest

from tests.picture.delay.reporting import MONDAY, a_day
from vigil.picture.delay.nowcasted import Nowcast


def test_a_day_is_a_value():
    assert a_day() == a_day()
    assert a_day() != replace(a_day(), high=9)
    with pytest.raises(FrozenInstanceError):
        a_day().known = 3


def test_a_nowcast_of_nothing_is_thin():
    nothing = Nowcast(as_of=MONDAY, days=(), reports=0, is_thin=True, came_later=0)
    assert nothing == replace(nothing)
    assert hash(nothing) == hash(replace(nothing))
