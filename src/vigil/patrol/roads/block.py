"""Cutting a large table into blocks that are worked out one after the other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a table: its rows and its columns, by number."""

    rows: range
    columns: range


def cut_blocks(count: int, side: int) -> tuple[Block, ...]:
    """Cut a table of `count` rows and columns into blocks of at most `side` each way, row by row.

    Raises
    ------
    ValueError : `side` is below 1
    """
    if side < 1:
        raise ValueError("a block has a side of at least 1")
    strips = [range(begin, min(begin + side, count)) for begin in range(0, count, side)]
    return tuple(Block(rows, columns) for rows in strips for columns in strips)
