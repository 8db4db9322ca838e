import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.inspect.a_case import a_plan, asked_of, told_of
from vigil.patrol.inspect.chances import cap_faults, chance_faults, drawn_chance, entropy_bits
from vigil.patrol.inspect.told import ToldPlan, ToldRound


def faults_of(**changes):
    return list(chance_faults(asked_of(), told_of(a_plan(**changes))))


def a_mixture(*chances):
    return [{"probability": chance, "rounds": []} for chance in chances]


def test_a_right_draw_has_no_fault():
    assert faults_of() == []


def test_a_seed_draws_with_the_first_bits_of_its_hash():
    assert drawn_chance(1, "2019-03-15") == pytest.approx(0.87441, abs=1e-5)
    digest = hashlib.sha256(b"1.2019-03-15.draw").hexdigest()
    bits = f"{int(digest, 16):0256b}"[:53]
    assert drawn_chance(1, "2019-03-15") == sum(int(bit) / 2 ** (n + 1) for n, bit in enumerate(bits))


@given(st.integers(0, 2**63))
def test_whatever_the_seed_it_draws_between_0_and_1(seed):
    assert 0 <= drawn_chance(seed, "2019-03-15") < 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"plans": a_mixture(0.5, 0.5 + 1e-8)}, "the probabilities add up to 1.00000001 and not to 1"),
        ({"plans": a_mixture(1.5, -0.5)}, "plan 0: 1.5 is no probability"),
        ({"commitment": "0" * 64}, "the commitment is not that of the seed and the day"),
        ({"drawn": 0}, "plan 0 is said to be drawn, and the seed draws plan 1"),
        ({"drawn": 1, "plans": a_mixture(0.9, 0.1)}, "plan 1 is said to be drawn, and the seed draws plan 0"),
        ({"drawn": 2}, "plan 2 was drawn, and there are 2"),
        ({"drawn": -1}, "plan -1 was drawn, and there are 2"),
    ],
)
def test_each_broken_rule_is_found(changes, says):
    assert faults_of(**changes)[0] == says


def test_where_rounding_leaves_a_hair_the_last_plan_is_drawn():
    chance = drawn_chance(1, "2019-03-15")
    assert faults_of(plans=a_mixture(chance, 1 - chance - 1e-12), drawn=1) == []


def test_the_same_plan_twice_counts_as_one_against_the_cap():
    walk, stays = ToldRound("u", ("w",), (0,), (10,)), ToldRound("u", (), (), ())
    plans = [ToldPlan(0.3, (walk,)), ToldPlan(0.4, (stays,)), ToldPlan(0.3, (walk,))]
    assert list(cap_faults(0.6, plans)) == []
    assert list(cap_faults(0.5, plans)) == ["plan 0: is drawn with 0.6, above the cap of 0.5"]


def test_entropy_is_what_the_draw_leaves_open():
    assert entropy_bits([ToldPlan(0.25, ())] * 4) == 2.0
    assert entropy_bits([ToldPlan(1.0, ()), ToldPlan(0.0, ())]) == 0.0
