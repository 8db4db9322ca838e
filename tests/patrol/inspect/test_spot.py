import json

import pytest

from vigil.ground.errors import Unreadable
from vigil.patrol.inspect.spot import ENDLESS, JsonSpot, read_spot

TOP = JsonSpot({"units": [{"from": "12:00", "effect": 0.5, "nothing": None}]}, "request.json")
UNIT = next(TOP.get("units").each())


def test_a_value_knows_where_it_stands():
    assert (UNIT.path, UNIT.get("effect").path, UNIT.get("effect").number(0, 1)) == ("units[0]", "units[0].effect", 0.5)
    assert UNIT.get("from").text() == "12:00"
    assert [spot.path for spot in JsonSpot([7, 8], "f", "points").each()] == ["points[0]", "points[1]"]
    assert UNIT.find("until") is None
    assert UNIT.find("nothing") is None
    assert [(name, spot.path) for name, spot in UNIT.entries()][1] == ("effect", "units[0].effect")


def test_whole_numbers_may_be_written_with_a_point_and_large_ones_stay_exact():
    assert JsonSpot(3.0, "x").whole() == 3
    assert JsonSpot(2**63 - 1, "x").whole() == 2**63 - 1


@pytest.mark.parametrize(
    ("read", "says"),
    [
        (lambda: UNIT.get("until"), "request.json, field units[0].until: is missing"),
        (lambda: TOP.get("places"), "field places: is missing"),
        (lambda: UNIT.get("from").number(), "field units[0].from: must be a number (found “12:00”)"),
        (lambda: JsonSpot(True, "x").number(), "must be a number"),
        (lambda: JsonSpot(ENDLESS, "x").number(), "must be a number"),
        (lambda: UNIT.get("effect").number(0.6), "must lie between 0.6 and inf"),
        (lambda: UNIT.get("effect").whole(), "must be a whole number"),
        (lambda: UNIT.get("effect").text(), "must be a text"),
        (lambda: list(UNIT.each()), "must be a list"),
        (lambda: UNIT.get("from").find("hour"), "must be an object"),
        (lambda: list(UNIT.get("from").entries()), "must be an object"),
    ],
)
def test_what_will_not_do_is_told_with_its_field(read, says):
    with pytest.raises(Unreadable) as told:
        read()
    assert says in told.value.says


def test_a_file_is_read_with_or_without_a_mark_of_its_coding():
    assert read_spot(b'{"a": 1}', "f").get("a").number() == 1
    assert read_spot(b'\xef\xbb\xbf{"a": 1}', "f").get("a").number() == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"a":\n ]', "f.json, line 2: is not JSON"),
        (b'{"a": NaN}', "is not JSON in UTF-8"),
        (b"\xff\xff", "is not JSON in UTF-8"),
        (b"[" * 100_000, "is not JSON in UTF-8"),
        (b"", "is not JSON"),
    ],
)
def test_what_is_no_json_is_refused(content, says):
    with pytest.raises(Unreadable) as told:
        read_spot(content, "f.json")
    assert says in told.value.says


def test_any_json_can_be_looked_at():
    assert read_spot(json.dumps([1]).encode(), "f").value == [1]
