import numpy as np
import pytest

from vigil.patrol.game.shares import Shares

COLUMNS, BINS = 60, 40


def some_entries(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rng.integers(0, COLUMNS, count), rng.integers(0, BINS, count), rng.uniform(0, 1, count)


def some_shares(rng: np.random.Generator) -> tuple[Shares, list[tuple[int, int, float]]]:
    """Give shares that came in lots, one so large that it needs more than twice the room, and what they were."""
    shares, known = Shares(), []
    for count in (0, 7, 900, 500, 5000, 3):
        entries = some_entries(rng, count)
        shares.add(*entries)
        known += list(zip(*(array.tolist() for array in entries), strict=True))
    return shares, known


@pytest.mark.parametrize("seed", range(3))
def test_sums_and_entries_are_those_of_a_plain_list(seed) -> None:
    rng = np.random.default_rng(seed)
    shares, known = some_shares(rng)
    weights = rng.uniform(0, 1, COLUMNS)
    slow = np.zeros(BINS + 2)
    for column, part, share in known:
        slow[part] += weights[column] * share
    assert shares.sums(weights, BINS + 2) == pytest.approx(slow, abs=1e-9)
    prices = rng.uniform(-1, 1, BINS)
    earned = np.zeros(COLUMNS + 2)
    for column, part, share in known:
        earned[column] += prices[part] * share
    assert shares.earned(prices, COLUMNS + 2) == pytest.approx(earned, abs=1e-9)
    asked = rng.permutation(BINS)[:9]
    columns, which, amounts = shares.of(asked)
    wanted = [(column, asked.tolist().index(part), share) for column, part, share in known if part in asked]
    assert list(zip(columns.tolist(), which.tolist(), amounts.tolist(), strict=True)) == wanted


def test_a_bin_that_nothing_covers_has_no_entries() -> None:
    shares = Shares()
    assert [len(array) for array in shares.of(np.array([0, 5]))] == [0, 0, 0]
    assert shares.sums(np.zeros(0), 3).tolist() == [0.0, 0.0, 0.0]
    shares.add(np.array([0]), np.array([2]), np.array([0.5]))
    # The room that is not filled yet holds zeros: they are no entries of bin 0.
    assert [len(array) for array in shares.of(np.array([0, 7]))] == [0, 0, 0]
    assert [array.tolist() for array in shares.of(np.array([7, 2]))] == [[0], [1], [0.5]]
    assert len(shares.of(np.zeros(0, dtype=np.int64))[0]) == 0
