"""How a board is kept: as compressed JSON, so that it can be shown again years later as it was."""

import zlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from pydantic import TypeAdapter

from vigil.picture.board.board import Board

KEPT_FOR: Final = timedelta(days=400)
"""A board is kept this long after it was made: a year and a month. An older day can always be made again."""

_BOARD: Final = TypeAdapter(Board)


@dataclass(frozen=True, slots=True)
class BoardHead:
    """What a list of boards shows of one: its number, its day, when it was made, how many alarms and clusters."""

    id: int
    as_of: date
    made_at: datetime
    alarms: int
    clusters: int


def pack(board: Board) -> bytes:
    """Give a board as it is kept."""
    return zlib.compress(_BOARD.dump_json(board))


def unpack(content: bytes, *, board_id: int) -> Board:
    """Give a board that was kept, under its number."""
    return replace(_BOARD.validate_json(zlib.decompress(content)), id=board_id)
