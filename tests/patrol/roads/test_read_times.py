from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.patrol.request import TravelMatrix
from vigil.patrol.roads.read_times import parse_times
from vigil.patrol.roads.write_times import write_times

GOOD = "from,to,minutes\na,b,3\nb,a,4.2\n"


def test_minutes_are_read_and_rounded_up():
    assert parse_times(GOOD.encode(), "t.csv", ("a", "b")) == TravelMatrix(("a", "b"), ((0, 3), (5, 0)))


def test_columns_may_stand_in_any_order_and_others_beside_them():
    text = "\ufeffMinutes, To,from,km\n3,b,a,1\n\n , ,,\n4,a,b,1\n7,c,a,9\n"
    assert parse_times(text.encode(), "t.csv", ("a", "b")).minutes == ((0, 3), (4, 0))


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("", "t.csv", "is empty"),
        ("from,to\na,b\n", "t.csv, line 1, field minutes", "the column is missing; the file has: from, to"),
        ("from,to,minutes\na,b,3\n", "t.csv", "the way from “b” to “a” is missing"),
        (GOOD + "a,b,3\n", "t.csv, line 4", "the way from “a” to “b” stands twice"),
        (GOOD + "b,a\n", "t.csv, line 4", "the row has 2 fields, the header 3"),
        ("from,to,minutes\na,b,soon\n", "t.csv, line 2, field minutes", "must be a number from 0 to 1440"),
        ("from,to,minutes\na,b,-1\n", "t.csv, line 2, field minutes", "must be a number from 0 to 1440"),
        ("from,to,minutes\na,b,nan\n", "t.csv, line 2, field minutes", "must be a number from 0 to 1440"),
        ("from,to,minutes\na,b,1441\n", "t.csv, line 2, field minutes", "must be a number from 0 to 1440"),
        ('from,to,minutes\na,"b,3\n', "t.csv, line 2", "cannot be read from here on"),
    ],
)
def test_what_is_wrong_is_named_by_its_line(text, where, says):
    with pytest.raises(Unreadable) as caught:
        parse_times(text.encode(), "t.csv", ("a", "b"))
    assert str(caught.value.where) == where
    assert says in caught.value.says


NAMES = st.lists(st.text(min_size=1).map(str.strip).filter(str.isprintable).filter(bool), unique=True, max_size=4)


@given(NAMES, st.data())
def test_what_is_written_is_read(names, data):
    minutes = tuple(tuple(0 if a == b else data.draw(st.integers(0, 1440)) for b in names) for a in names)
    content = write_times(tuple(names), minutes).encode()
    assert parse_times(content, "t.csv", names) == TravelMatrix(tuple(names), minutes)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: ("from,to,minutes\n" + text).encode()))
def test_nothing_else_goes_wrong(content):
    with suppress(Unreadable):
        parse_times(content, "t.csv", ("a", "b"))
