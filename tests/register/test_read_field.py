from contextlib import suppress
from datetime import time
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.town import a_row
from vigil.ground.errors import Unreadable
from vigil.ground.point import Point
from vigil.register.read_field import (
    parse_number,
    read_count,
    read_id,
    read_list,
    read_number,
    read_point,
    read_text,
    read_time,
    read_word,
    read_yes,
    read_zone,
    words_of,
)
from vigil.register.read_table import Row


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def test_text_is_composed_and_bounded():
    assert read_text(a_row(name="Nu\u0304r"), "name") == "Nūr"
    assert read_text(a_row(borough="Northford"), "area", "borough") == "Northford"
    with pytest.raises(Unreadable, match="field name: is longer than 300 characters"):
        read_text(a_row(name="x" * 301), "name")


def test_a_list_holds_each_part_once():
    assert read_list(a_row(doors="North; South;;North"), "doors") == ("North", "South")
    assert read_list(a_row(), "doors") == ()


def test_an_id_has_no_blanks():
    assert read_id(a_row(id="osm:node/1"), "id") == "osm:node/1"
    for wrong in ("a b", "x" * 101):
        with pytest.raises(Unreadable, match="field id"):
            read_id(a_row(id=wrong), "id")


def test_a_number_is_finite():
    assert read_number(a_row(m2="1.5e3"), "m2") == 1500.0
    assert read_number(a_row(), "m2") is None
    for wrong, why in (
        ("1,5", "decimal point as a point"),
        ("x", "is not a number"),
        ("nan", "is not a number"),
        ("1e999", "is not a finite number"),
    ):
        with pytest.raises(Unreadable, match=why):
            read_number(a_row(m2=wrong), "m2")


@pytest.mark.parametrize(
    ("text", "number"), [("51.5", 51.5), ("-.5", -0.5), ("+5.", 5.0), ("1E-3", 0.001), ("007", 7.0)]
)
def test_a_number_is_written_with_digits_sign_point_and_exponent(text: str, number: float):
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "5_1.5", "٥١", "５１", "infinity", "0x10", "1e", ".", "--1", "1 0", "1\n"])
def test_what_only_python_calls_a_number_is_none(text: str):
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_written_is_read_again(number: float):
    assert parse_number(repr(number)) == number


def test_a_count_is_whole():
    assert read_count(a_row(people="40"), "people") == 40
    assert read_count(a_row(people="40.0"), "people") == 40
    assert read_count(a_row(), "people") is None
    for wrong in ("0", "1.5", "1000001", "-3"):
        with pytest.raises(Unreadable, match="whole number from 1 to 1,000,000"):
            read_count(a_row(people=wrong), "people")


def test_a_point_is_read():
    assert read_point(a_row(lat="51.5", lon="-0.1")) == Point(lat=51.5, lon=-0.1)
    assert read_point(a_row(latitude="51.5", lng="-0.1")) == Point(lat=51.5, lon=-0.1)


@pytest.mark.parametrize(
    ("lat", "lon", "why"),
    [
        ("", "1", "field lat: is missing"),
        ("1", "", "field lon: is missing"),
        ("0", "0.0", "Gulf of Guinea"),
        ("174.9", "-41.3", "are lat and lon swapped"),
        ("530000", "180000", "national grid"),
        ("91", "170", "latitude is not between -90 and 90 "),
        ("51.5", "181", "longitude is not between"),
        ("nan", "1", "is not a number"),
        ("5_1.5", "1", "is not a number"),
        ("٥١", "1", "is not a number"),
        ("51°30", "1", "is not a number"),
    ],
)
def test_a_point_that_is_none_is_refused_with_a_hint(lat: str, lon: str, why: str):
    with pytest.raises(Unreadable, match=why):
        read_point(a_row(lat=lat, lon=lon))


@given(st.text(max_size=10), st.text(max_size=10))
def test_no_text_whatever_breaks_the_reader_of_points(lat: str, lon: str):
    with suppress(Unreadable):
        point = read_point(a_row(lat=lat, lon=lon))
        assert (point.lat, point.lon) == (float(lat), float(lon))


def test_a_word_is_one_of_a_list():
    words = words_of(Colour)

    assert read_word(a_row(colour="Red"), "colour", words) is Colour.RED
    assert read_word(a_row(), "colour", words, otherwise=Colour.BLUE) is Colour.BLUE
    with pytest.raises(Unreadable, match="field colour: is not one of red, blue"):
        read_word(a_row(colour="green"), "colour", words, otherwise=Colour.BLUE)
    with pytest.raises(Unreadable, match="field colour: is missing"):
        read_word(a_row(), "colour", words)


def test_a_time_is_a_time_of_day():
    assert read_time(a_row(**{"from": "7:05"}), "from") == time(7, 5)
    assert read_time(a_row(**{"from": "23:59"}), "from") == time(23, 59)
    for wrong in ("24:00", "7", "7.30", "07:5", "-1:30", "12:60", "٠٧:٣٠", "7:3x"):
        with pytest.raises(Unreadable, match="is not a time from 00:00 to 23:59"):
            read_time(a_row(**{"from": wrong}), "from")
    with pytest.raises(Unreadable, match="is missing"):
        read_time(a_row(), "from")


def test_a_time_zone_exists():
    assert read_zone(a_row(), otherwise="Europe/London") == "Europe/London"
    assert read_zone(a_row(time_zone="Pacific/Auckland"), otherwise="Europe/London") == "Pacific/Auckland"
    with pytest.raises(Unreadable, match="field time_zone: “Mars” is not a time zone"):
        read_zone(a_row(time_zone="Mars"), otherwise="Europe/London")


def test_yes_and_no_are_told_apart():
    assert [read_yes(Row("t", 2, {"x": text}), "x") for text in ("yes", "True", "1")] == [True, True, True]
    assert [read_yes(Row("t", 2, {"x": text}), "x") for text in ("", "No", "0", "false")] == [False] * 4
    with pytest.raises(Unreadable, match="is neither yes nor no"):
        read_yes(a_row(x="maybe"), "x")
