"""What the files of a scan have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.picture.cluster.date_stamp import parse_stamp
from vigil.picture.cluster.read_scan_rows import (
    covariates_of,
    read_count,
    read_people,
    read_place,
    read_stamp,
    read_stratum,
    read_whole_table,
)

HEADER = "place,date,count,population,sex"


def a_row(place="a", date="2001", count="1", population="10", sex="f"):
    content = f"{HEADER}\n{place},{date},{count},{population},{sex}\n".encode()
    return read_whole_table(content, "some.csv", ("place",)).rows[0]


def test_a_row_is_read_field_by_field():
    row = a_row()
    assert (read_place(row), read_count(row), read_people(row)) == ("a", 1, 10.0)
    assert (read_stamp(row), read_stratum(row, ("sex",))) == (parse_stamp("2001"), ("f",))


@given(st.integers(0, 10**9))
def test_a_count_is_any_whole_number(number):
    assert read_count(a_row(count=str(number))) == number
    assert read_count(a_row(count=f"{number}.0")) == number


def test_columns_that_are_not_known_are_covariates():
    table = read_whole_table(b"place,sex,count,age\na,f,1,5\n", "some.csv", ("place", "count"))
    assert covariates_of(table, ("place", "date", "count")) == ("age", "sex")


def test_a_date_may_be_left_empty():
    assert read_stamp(a_row(date="")) is None


@pytest.mark.parametrize(
    ("read", "changes", "says"),
    [
        (read_place, {"place": ""}, "some.csv, line 2, field place: is missing"),
        (read_count, {"count": ""}, "field count: is missing; write 0 for none"),
        (read_count, {"count": "-2"}, "field count: is negative; a count is 0 or more (found “-2”)"),
        (
            read_count,
            {"count": "3.08284"},
            "field count: has a fraction; a scan counts whole cases: take the whole part, or round (found “3.08284”)",
        ),
        (read_count, {"count": "two"}, "field count: is not a number (found “two”)"),
        (read_count, {"count": "1e10"}, "field count: is more than 1,000,000,000 (found “1e10”)"),
        (read_people, {"population": ""}, "field population: is missing; write 0 where nobody lives"),
        (read_people, {"population": "-1"}, "field population: is negative; people at risk are 0 or more (found “-1”)"),
        (read_people, {"population": "n/a"}, "field population: is not a number (found “n/a”)"),
        (read_stamp, {"date": "1.5.2001"}, "field date: is not a date; write it as 1985, 1985-03 or 1985-03-17"),
    ],
)
def test_what_is_wrong_is_said_with_line_and_field(read, changes, says):
    with pytest.raises(Unreadable) as told:
        read(a_row(**changes))
    assert says in told.value.says


def test_every_row_has_all_covariates():
    with pytest.raises(Unreadable, match="field sex: is missing; every row has all covariates"):
        read_stratum(a_row(sex=""), ("sex",))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"place,count\n", "some.csv: holds no row under its header"),
        (b"place\na\n", "line 1, field count: the column is missing"),
        (b"place,count\na,1\nb\n", "line 3: the row has 1 fields, the header 2"),
    ],
)
def test_a_file_is_read_whole_or_not_at_all(content, says):
    with pytest.raises(Unreadable) as told:
        read_whole_table(content, "some.csv", ("place", "count"))
    assert says in told.value.says
