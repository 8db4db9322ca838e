from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.visiting import parsed
from vigil.web.plot import Month, draw_months

SVG = "{http://www.w3.org/2000/svg}"
MAY = Month(date(2017, 5, 1), 128, 90, 150)
JUNE = Month(date(2017, 6, 1), 368, 90, 150)
JULY = Month(date(2017, 7, 1), 140, 95, 160)


def test_a_month_above_what_was_expected_has_a_dot_and_is_named() -> None:
    tree = parsed(draw_months([MAY, JUNE, JULY], of="Islamophobic offences"))
    assert [dot.get("class") for dot in tree.findall(f"{SVG}circle")] == ["outside", "latest"]
    assert tree.get("aria-label") == (
        "Islamophobic offences, May 2017 to July 2017: lastly 140; above what was expected in June 2017"
    )


def test_nothing_above_is_said_too() -> None:
    assert "none above what was expected" in draw_months([MAY], of="Offences")


def test_the_latest_month_may_be_the_one_above() -> None:
    tree = parsed(draw_months([MAY, JUNE], of="Offences"))
    assert {dot.get("class") for dot in tree.findall(f"{SVG}circle")} == {"outside"}


def test_before_anything_was_expected_there_is_no_band() -> None:
    tree = parsed(draw_months([Month(date(2017, 5, 1), 0), Month(date(2017, 6, 1), 0)], of="Offences"))
    assert tree.findall(f"{SVG}polygon") == []


def test_no_month_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match=r".+"):
        draw_months([], of="Offences")


MONTHS = st.builds(
    lambda count, low, more: Month(date(2018, 1, 1), count, low, low + more),
    st.integers(0, 10**6), st.floats(0, 10**6), st.floats(0, 10**6),
)  # fmt: skip


@given(st.lists(MONTHS, min_size=1, max_size=40))
def test_everything_drawn_lies_inside_the_drawing(months: list[Month]) -> None:
    tree = parsed(draw_months(months, of="Offences"))
    _, _, width, height = (float(number) for number in (tree.get("viewBox") or "").split())
    drawn = [(float(dot.get("cx") or -1), float(dot.get("cy") or -1)) for dot in tree.findall(f"{SVG}circle")]
    for shape in tree.findall(f"{SVG}polygon") + tree.findall(f"{SVG}polyline"):
        drawn += [(float(x), float(y)) for x, y in (pair.split(",") for pair in (shape.get("points") or "").split())]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in drawn)
