"""An address as a square for a camera: every module where the code has it, with the empty edge it needs."""

import re

import segno
from hypothesis import given
from hypothesis import strategies as st

from tests.web.visiting import parsed
from vigil.web.qr_code import draw_code

ADDRESS = "https://desk.example/carry/open/LuF2et-8MmsXjUvy3CkDk9jU3oqqmSz0f9LyWR95WGw"


def dark_in(drawing: str) -> set[tuple[int, int]]:
    found = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawing)
    return {(int(x) + step, int(y)) for x, y, length in found for step in range(int(length))}


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=200))
def test_every_module_stands_where_the_code_has_it(words: str) -> None:
    matrix = segno.make(words, error="m", micro=False).matrix
    meant = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, cell in enumerate(row) if cell}
    assert dark_in(draw_code(words)) == meant


def test_it_has_an_empty_edge_and_says_what_it_is() -> None:
    drawn = parsed(draw_code(ADDRESS))
    side = int(drawn.attrib["width"])
    assert drawn.attrib["aria-label"] == "The same link for a phone’s camera"
    assert drawn.attrib["class"] == "qr"
    xs = {x for x, _ in dark_in(draw_code(ADDRESS))}
    assert (min(xs), max(xs)) == (4, side - 5)
    assert "style" not in draw_code(ADDRESS)
