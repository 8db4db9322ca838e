"""How seldom chance alone makes so strong a cluster."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.cluster.probability import gumbel_probability, rank_probability, recurrence

RATIOS = st.floats(0, 50)


def test_the_rank_counts_the_cluster_itself():
    maxima = np.array([1.0, 2.0, 3.0, 4.0])
    assert rank_probability(5.0, maxima) == pytest.approx(1 / 5)
    assert rank_probability(3.0, maxima) == pytest.approx(3 / 5)
    assert rank_probability(0.5, maxima) == 1


@given(ratio=RATIOS, maxima=st.lists(RATIOS, max_size=40))
def test_probabilities_are_above_nought_and_at_most_one(ratio, maxima):
    drawn = np.array(maxima)
    assert 0 < rank_probability(ratio, drawn) <= 1
    gumbel = gumbel_probability(ratio, drawn)
    assert gumbel is None or 0 < gumbel <= 1


def test_gumbel_gives_back_the_tail_it_was_drawn_from():
    location, scale = 6.0, 1.3
    # Quantiles in place of draws: their moments are those of the distribution.
    shares = (np.arange(200_000) + 0.5) / 200_000
    maxima = location - scale * np.log(-np.log(shares))
    for truth in (0.2, 1e-3, 1e-9, 1e-30):
        ratio = location - scale * np.log(-np.log1p(-truth))
        assert gumbel_probability(ratio, maxima) == pytest.approx(truth, rel=0.05)


def test_gumbel_says_nothing_of_few_or_equal_replications():
    assert gumbel_probability(3.0, np.arange(18.0)) is None
    assert gumbel_probability(3.0, np.arange(19.0)) is not None
    assert gumbel_probability(3.0, np.full(99, 2.0)) is None


def test_recurrence_is_how_many_scans_one_in_so_many_takes():
    assert recurrence(0.01) == pytest.approx(100)
    for not_a_probability in (0.0, -0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="is not a probability"):
            recurrence(not_a_probability)
