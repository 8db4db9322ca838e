"""Cases as they fall by chance: as often as they should, and the same for one seed in whatever batches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.cluster.kernel_draw import (
    Streams,
    draw_cells,
    draw_separable,
    draw_shuffled,
    make_alias_table,
    make_room,
)


def shares(table):
    """Give the probability of each cell, from the table itself."""
    cells = len(table.keep)
    given_away = np.zeros(cells)
    np.add.at(given_away, table.other, 1 - table.keep)
    return (table.keep + given_away) / cells


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30).filter(lambda weights: sum(weights) > 1e-3))
def test_an_alias_table_has_the_probabilities_of_the_weights(weights):
    weights = np.array(weights)
    table = make_alias_table(weights)
    assert shares(table) == pytest.approx(weights / weights.sum(), abs=1e-12)
    assert np.all((table.keep >= -1e-12) & (table.keep <= 1 + 1e-12))
    assert np.all(shares(table)[weights == 0] < 1e-12)


def test_separable_draws_have_the_shares_of_places_and_periods():
    places, periods = np.array([1.0, 0.0, 3.0]), np.array([0.5, 0.2, 0.3])
    drawn = make_room(200, 500)
    draw_separable(make_alias_table(places), make_alias_table(periods), 1, Streams(3, 0), drawn)
    in_place = np.zeros((3, 3))
    for number, place, period in zip(drawn.number, drawn.place, drawn.period, strict=True):
        np.add.at(in_place, (place[:number], period[:number]), 1)
    assert in_place[1].sum() == 0 == in_place[:, 0].sum()
    # 100,000 draws: five standard deviations are at most 0.008.
    assert in_place / 100_000 == pytest.approx(np.outer([0.25, 0, 0.75], [0, 0.2, 0.3]), abs=0.008)


def test_cells_are_drawn_by_their_weights_and_the_last_is_not_listed():
    weights = np.array([1.0, 2.0, 0.0, 3.0, 4.0])
    drawn = make_room(200, 500)
    draw_cells(make_alias_table(weights), 2, 5, Streams(3, 0), drawn)
    found = np.zeros((2, 7))
    for number, place, period in zip(drawn.number, drawn.place, drawn.period, strict=True):
        np.add.at(found, (place[:number], period[:number]), 1)
    assert found[:, :5].sum() == 0
    assert found[:, 5:] / 100_000 == pytest.approx(np.array([[0.1, 0.2], [0.0, 0.3]]), abs=0.008)


def test_shuffling_gives_every_case_a_period_and_keeps_both_numbers():
    place_of, periods = np.array([0, 0, 1, 2, 2], dtype=np.int32), np.array([7, 7, 8], dtype=np.int32)
    drawn = make_room(3000, 3)
    draw_shuffled(place_of, periods, Streams(2, 0), drawn)
    assert np.all(drawn.number == 3)
    assert np.all(np.sort(drawn.period, axis=1) == periods)
    by_place = np.stack([(drawn.place == place).sum(axis=1) for place in range(3)])
    assert np.all(by_place <= np.array([2, 1, 2])[:, None])
    # Three of five are chosen, each as often: hypergeometric means, five standard errors are at most 0.06.
    assert by_place.mean(axis=1) == pytest.approx(np.array([1.2, 0.6, 1.2]), abs=0.06)
    with_eight = drawn.place[:, 2]
    assert np.bincount(with_eight) / 3000 == pytest.approx(np.array([0.4, 0.2, 0.4]), abs=0.05)


@given(st.integers(0, 2**63 - 1), st.integers(0, 50))
def test_a_replication_is_the_same_in_whatever_batch(seed, first):
    place_of, periods = np.arange(9, dtype=np.int32), np.arange(9, dtype=np.int32)
    together, alone = make_room(4, 9), make_room(1, 9)
    draw_shuffled(place_of, periods, Streams(seed, first), together)
    draw_shuffled(place_of, periods, Streams(seed, first + 3), alone)
    np.testing.assert_array_equal(together.place[3], alone.place[0])
    assert not np.array_equal(together.place[0], together.place[1]) or not np.array_equal(
        together.place[1], together.place[2]
    )


def test_another_seed_is_another_draw():
    drawn = [make_room(1, 200) for _ in range(2)]
    for seed, one in enumerate(drawn):
        draw_shuffled(np.arange(200, dtype=np.int32), np.zeros(200, dtype=np.int32), Streams(seed, 0), one)
    assert not np.array_equal(drawn[0].place, drawn[1].place)
