import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.patrol.roads.block import cut_blocks


@given(st.integers(0, 40), st.integers(1, 50))
def test_every_cell_lies_in_one_block(count, side):
    blocks = cut_blocks(count, side)
    cells = [(row, column) for block in blocks for row in block.rows for column in block.columns]
    assert sorted(cells) == [(row, column) for row in range(count) for column in range(count)]
    assert all(0 < len(part) <= side for block in blocks for part in (block.rows, block.columns))


def test_a_block_has_a_side():
    with pytest.raises(ValueError, match="at least 1"):
        cut_blocks(3, 0)
