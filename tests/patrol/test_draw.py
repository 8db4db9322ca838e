import hashlib
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.patrol.draw import draw, drawn_number

FRIDAY = date(2019, 3, 15)


def test_the_number_is_the_first_53_bits_of_the_hash():
    bits = f"{int(hashlib.sha256(b'7.2019-03-15.draw').hexdigest(), 16):0256b}"[:53]
    assert drawn_number(7, FRIDAY) == int(bits, 2) / 2**53


@given(st.integers(0, 2**128), st.dates())
def test_the_number_is_a_share(seed, on):
    assert 0.0 <= drawn_number(seed, on) < 1.0


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=20), st.integers(0, 2**63))
def test_the_plan_drawn_is_the_one_in_whose_stretch_the_number_lies(weights, seed):
    chances = [weight / sum(weights) for weight in weights]
    found, number = draw(chances, seed, FRIDAY), drawn_number(seed, FRIDAY)
    assert sum(chances[:found]) <= number + 1e-12
    assert number < sum(chances[: found + 1]) + 1e-12


def test_plans_come_as_often_as_they_are_likely():
    counted = Counter(draw((0.1, 0.6, 0.3), seed, FRIDAY) for seed in range(4000))
    assert [counted[n] / 4000 for n in range(3)] == pytest.approx([0.1, 0.6, 0.3], abs=0.03)


def test_what_rounding_leaves_goes_to_the_last():
    assert draw((1e-9, 1e-9), 7, FRIDAY) == 1


def test_nothing_is_drawn_from_nothing():
    with pytest.raises(ValueError, match="no plans"):
        draw((), 7, FRIDAY)
