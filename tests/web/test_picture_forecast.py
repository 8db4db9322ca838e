from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tests.web import boards
from tests.web.visiting import parsed
from vigil.picture.board.board import BoardForecast, PeriodKind
from vigil.web.picture_forecast import ROW, TOP, WIDTH, draw_forecasts, height_of

SVG = "{http://www.w3.org/2000/svg}"
DAILY = boards.a_name(source=boards.LINE, period=PeriodKind.DAY, flag="muslim")
WEEK = boards.a_forecast(DAILY, 7)


def drawn(*forecasts: BoardForecast) -> ET.Element:
    return parsed("<svg xmlns='http://www.w3.org/2000/svg'>" + "".join(draw_forecasts(forecasts)) + "</svg>")


def test_every_forecast_has_its_row_beside_what_is_usual() -> None:
    tree = drawn(WEEK, boards.a_forecast(DAILY, 14))
    words = [text.text for text in tree.findall(f"{SVG}text")]
    assert words == [
        "0",
        "105",
        "Incidents against Muslim communities, all areas together, by day, next 7 days",
        "29.4",
        "Incidents against Muslim communities, all areas together, by day, next 14 days",
        "58.8",
    ]
    assert [one.get("class") for one in tree.findall(f"{SVG}line")] == ["grid", "grid", "usual", "usual"]
    assert height_of([WEEK, WEEK]) == TOP + 2 * ROW


def test_without_a_forecast_that_is_said() -> None:
    (text,) = drawn().findall(f"{SVG}text")
    assert text.text == "No series has enough daily events for a forecast."
    assert height_of([]) == TOP + ROW


@given(counts=st.lists(st.floats(0, 1e6), min_size=4, max_size=4))
def test_everything_lies_inside_the_drawing(counts: list[float]) -> None:
    low, expected, high = sorted(counts[:3])
    tree = drawn(replace(WEEK, low=low, expected=expected, high=high, usual=counts[3]), WEEK)
    for line in tree.findall(f"{SVG}line"):
        assert 0 <= float(line.get("x1", "")) <= WIDTH
    for text in tree.findall(f"{SVG}text"):
        assert 0 <= float(text.get("x", "")) < WIDTH
