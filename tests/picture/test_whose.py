"""Whose rise it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.expected import Expected
from vigil.picture.surge import Comparison
from vigil.picture.whose import Part, can_divide, find_whose, is_whole, share_of_rise, split_rise

TOTAL = Comparison(54, Expected(38.0, 2.0, 156))
PART = Part("islamophobic", Comparison(20, Expected(3.0, 1.2, 156)), Comparison(34, Expected(35.0, 2.0, 156)))


def test_the_whole_rise_of_6_june_2017_is_one_communitys():
    (share,) = split_rise(TOTAL, [PART])
    assert share.share_of_rise == pytest.approx(17 / 16)
    assert share.low == pytest.approx(0.66, abs=0.01)
    assert share.high == pytest.approx(1.51, abs=0.01)
    assert find_whose([PART]) is PART


def test_a_total_that_did_not_rise_has_nothing_to_divide():
    assert split_rise(Comparison(38, Expected(38.0, 2.0, 156)), [PART]) == ()


def test_a_rise_of_two_is_nobodys_alone():
    assert find_whose([PART, PART]) is None


def test_nor_is_one_that_the_others_share():
    others = Comparison(60, Expected(35.0, 2.0, 156))
    assert others.is_raised
    assert find_whose([Part("islamophobic", PART.compared, others)]) is None


def test_without_an_alarm_it_is_nobodys():
    assert find_whose([Part("islamophobic", Comparison(5, Expected(3.0, 1.2, 156)), PART.others)]) is None


@given(
    st.integers(0, 500),
    st.integers(0, 500),
    st.floats(0, 100),
    st.floats(0, 100),
    st.floats(1, 5),
    st.integers(1, 400),
)
def test_the_interval_holds_the_share(part, others, part_mean, others_mean, dispersion, periods):
    total = Comparison(part + others, Expected(part_mean + others_mean, dispersion, periods))
    compared = Comparison(part, Expected(part_mean, dispersion, periods))
    for share in split_rise(total, [Part("a", compared, total)]):
        assert share.low <= share.share_of_rise <= share.high
        assert share.share_of_rise == pytest.approx(compared.rise / total.rise)


def test_the_interval_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(7)
    truth = (20 - 3) / (54 - 38)
    covered, trials = 0, 2_000
    for _ in range(trials):
        part = int(rng.binomial(54, 20 / 54))
        mean = float(rng.poisson(3 * 156)) / 156
        compared = Comparison(part, Expected(mean, 1.0, 156))
        (share,) = split_rise(TOTAL, [Part("a", compared, TOTAL)])
        covered += share.low <= truth <= share.high
    assert 0.93 <= covered / trials <= 0.985


def test_the_rise_of_6_june_2017_is_wholly_one_communitys():
    assert can_divide(TOTAL)
    assert is_whole(TOTAL, PART.compared, PART.others)


@pytest.mark.parametrize(
    ("total", "part", "others"),
    [
        ((137, 38), (93, 3), (44, 35)),  # the others rose, though no more than days do
        ((39, 38), (20, 3), (19, 35)),  # the total rose no more than days do
        ((38, 38), (20, 3), (18, 35)),  # the total did not rise
        ((10_300, 10_000), (2_000, 1_000), (8_300, 9_000)),  # the others fell by more than the total rose
    ],
)
def test_a_rise_that_others_had_or_hid_is_not_wholly_anybodys(total, part, others):
    compared = [Comparison(observed, Expected(float(mean), 1.5, 156)) for observed, mean in (total, part, others)]
    assert not is_whole(*compared)


def test_a_rise_from_nothing_at_all_can_be_divided():
    assert can_divide(Comparison(5, Expected(0.0, 1.0, 30)))


def test_the_parts_and_the_rest_share_the_whole_rise():
    rest = share_of_rise("the rest", PART.others, TOTAL)
    (share,) = split_rise(TOTAL, [PART])
    assert rest.share_of_rise + share.share_of_rise == pytest.approx(1.0)
    assert rest.low < 0 < rest.high
    assert share_of_rise("the rest", PART.others, Comparison(38, Expected(38.0, 2.0, 156))) is None
