"""A part of a board: what it says of one area."""

from dataclasses import replace

from vigil.picture.board.board import Board


def of_area(board: Board, area: str) -> Board:
    """Give what a board says of one area: its series and forecasts, and the clusters that reach into it."""
    return replace(
        board,
        series=tuple(one for one in board.series if one.name.area == area),
        clusters=tuple(one for one in board.clusters if area in one.members),
        forecasts=tuple(one for one in board.forecasts if one.name.area == area),
    )
