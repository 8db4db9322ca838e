import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.patrol.read_json import read_json


def test_a_value_knows_its_path():
    top = read_json('{"windows": [{"opens": "12:45"}, {"opens": 5}]}', "r.json")
    opens = top.get("windows").items()[1].get("opens")
    with pytest.raises(Unreadable, match=r"r\.json, field windows\[1\]\.opens: must be a text .*found “5”"):
        opens.text()


def test_bytes_may_begin_with_a_mark():
    assert read_json(b'\xef\xbb\xbf{"a": 1}', "r").get("a").number(0, 2) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "line 1: is not JSON"),
        ('{"a": 1,\n "b" 2}', "line 2: is not JSON"),
        ("", "line 1: is not JSON"),
        (b'{"a": "\xff"}', "is not UTF-8 at byte 7"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
        ("[" * 100_000, "nested too deeply|is not JSON"),
        ('{"a": ' + "9" * 5000 + "}", "digits"),
    ],
)
def test_what_is_no_such_json_is_refused_with_its_place(content, says):
    with pytest.raises(Unreadable, match=says):
        read_json(content, "r")


def test_a_missing_key_and_null_are_the_same():
    top = read_json('{"a": null, "b": {"c": 1}}', "r")
    assert top.find("a") is None
    assert top.find("x") is None
    with pytest.raises(Unreadable, match=r"field a: is missing"):
        top.get("a")
    with pytest.raises(Unreadable, match=r"field b\.d: is missing"):
        top.get("b").get("d")


def test_each_kind_of_value_is_asked_for():
    top = read_json('{"list": [1], "text": "x", "empty": " ", "yes": true, "half": 1.5, "five": 5, "big": 1e999}', "r")
    assert [item.whole(0, 9) for item in top.get("list").items()] == [1]
    assert top.get("text").name() == "x"
    assert top.get("five").whole(5, 5) == 5
    assert top.get("half").number(1.5, 1.5) == 1.5
    for broken, says in (
        (lambda: top.get("list").find("a"), "must be an object"),
        (lambda: top.get("text").items(), "must be an array"),
        (lambda: top.get("five").text(), "must be a text"),
        (lambda: top.get("empty").name(), "must not be empty"),
        (lambda: top.get("yes").number(0, 9), "must be a number"),
        (lambda: top.get("text").number(0, 9), "must be a number"),
        (lambda: top.get("five").number(6, 9), "between 6 and 9"),
        (lambda: top.get("five").number(0, 4), "between 0 and 4"),
        (lambda: top.get("big").number(0, 4), "between 0 and 4"),
        (lambda: top.get("half").whole(0, 9), "must be a whole number"),
    ):
        with pytest.raises(Unreadable, match=says):
            broken()


@given(st.text() | st.binary())
def test_any_content_is_read_or_refused(content):
    try:
        read = read_json(content, "r")
    except Unreadable as problem:
        where = problem.where
    else:
        where = read.refuse("").where
    assert where.source == "r"


def test_half_a_character_is_no_text():
    with pytest.raises(Unreadable, match="holds half a character"):
        read_json('{"id": "\\ud800"}', "r").get("id").text()
