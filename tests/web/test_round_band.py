from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.visiting import parsed
from vigil.ground.moment import zone_named
from vigil.register.place import Community
from vigil.web.round_band import Call, Row, draw_rounds

SVG = "{http://www.w3.org/2000/svg}"
LONDON = zone_named("Europe/London")
EIGHT = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)


def at(hours: float) -> datetime:
    return EIGHT + timedelta(hours=hours)


CALLS = (
    Call(arrives_at=at(4.5), departs_at=at(4.75), community=Community.MUSLIM, says="East London Mosque"),
    Call(arrives_at=at(5.5), departs_at=at(5.75), community=Community.JEWISH, says="Bevis Marks"),
)


def test_a_row_has_its_shift_its_visits_and_the_way_between() -> None:
    tree = parsed(draw_rounds([Row(name="Brent 1", from_at=at(0), until_at=at(9), calls=CALLS)], zone=LONDON).rounds)
    assert [box.get("class") for box in tree.findall(f"{SVG}rect")] == ["shift", "stop muslim", "stop jewish"]
    assert len([way for way in tree.findall(f"{SVG}line") if way.get("class") == "travel"]) == 1
    assert "12:30–12:45 East London Mosque" in "".join(tree.itertext())
    assert tree.get("aria-label") == "The rounds of 1 unit through the day, with 2 visits"


def test_a_unit_without_visits_is_still_shown() -> None:
    tree = parsed(draw_rounds([Row(name="Brent 2", from_at=at(0), until_at=at(9))], zone=LONDON).names)
    assert "Brent 2" in "".join(tree.itertext())


def test_a_long_name_is_cut() -> None:
    name = "The northern neighbourhood team of Barking and Dagenham"
    words = "".join(parsed(draw_rounds([Row(name=name, from_at=at(0), until_at=at(1))], zone=LONDON).names).itertext())
    assert name not in words
    assert words == "The northern neighbourh…"


def test_no_unit_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match=r".+"):
        draw_rounds([], zone=LONDON)


ROWS = st.builds(
    lambda start, length, offset: Row(
        name="A unit",
        from_at=at(start),
        until_at=at(start + length),
        calls=(Call(arrives_at=at(start + offset), departs_at=at(start + offset + 0.25),
                    community=Community.SIKH, says="a place"),),
    ),
    st.floats(-8, 20), st.floats(0.1, 14), st.floats(0, 14),
)  # fmt: skip


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_everything_drawn_lies_inside_the_drawing(rows: list[Row]) -> None:
    tree = parsed(draw_rounds(rows, zone=LONDON).rounds)
    _, _, width, height = (float(number) for number in (tree.get("viewBox") or "").split())
    for box in tree.findall(f"{SVG}rect"):
        x, y, wide, tall = (float(box.get(name) or -1) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert x + wide <= width + 0.2
        assert y >= 0
        assert y + tall <= height
