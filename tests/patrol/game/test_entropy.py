import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.patrol.game.entropy import entropy_bits


@pytest.mark.parametrize(
    ("chances", "bits"),
    [
        ([1.0], 0.0),
        ([0.5, 0.5], 1.0),
        ([0.25] * 4, 2.0),
        ([0.5, 0.25, 0.25], 1.5),
        ([0.5, 0.0, 0.5], 1.0),
        ([0.9, 0.1], 0.4689955935892812),
        ([], 0.0),
    ],
)
def test_bits_worked_out_by_hand(chances, bits) -> None:
    assert entropy_bits(chances) == pytest.approx(bits, abs=1e-15)


def test_certainty_is_written_as_zero_and_not_as_minus_zero() -> None:
    assert math.copysign(1.0, entropy_bits([1.0])) == 1.0


@given(st.lists(st.floats(0.001, 1.0), min_size=1, max_size=30))
def test_no_draw_is_more_open_than_an_even_one_and_order_is_nothing(weights) -> None:
    chances = [weight / math.fsum(weights) for weight in weights]
    bits = entropy_bits(chances)
    assert -1e-12 <= bits <= math.log2(len(chances)) + 1e-12
    assert entropy_bits(reversed(chances)) == pytest.approx(bits, abs=1e-12)
    halves = [chance / 2 for chance in chances for _ in range(2)]
    assert entropy_bits(halves) == pytest.approx(bits + 1, abs=1e-12)
