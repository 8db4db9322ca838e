"""An address as a square that a phone's camera reads, so that nobody has to type a one-time link."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

import segno
from markupsafe import Markup

from vigil.web import svg
from vigil.web.svg import Box, element

_QUIET: Final = 4
"""How many modules stay empty on every side, as ISO/IEC 18004 asks."""


def draw_code(address: str) -> Markup:
    """Draw an address as a QR code: always dark on light, whatever the page's colours, or cameras would not read it."""
    rows = segno.make(address, error="m", micro=False).matrix
    side = len(rows) + 2 * _QUIET
    dark = (
        f"M{at + _QUIET} {row + _QUIET}h{length}v1h-{length}z"
        for row, cells in enumerate(rows)
        for at, length in _runs(cells)
    )
    parts = [
        svg.rectangle(Box(x=0, y=0, width=side, height=side), class_="light"),
        element("path", d="".join(dark), class_="dark"),
    ]
    return svg.drawing(parts, width=side, height=side, label="The same link for a phone’s camera", class_="qr")


def _runs(cells: bytearray) -> Iterator[tuple[int, int]]:
    """Give where each run of dark modules begins in a row, and how long it is."""
    at = 0
    for is_dark, run in groupby(cells):
        length = len(list(run))
        if is_dark:
            yield at, length
        at += length
