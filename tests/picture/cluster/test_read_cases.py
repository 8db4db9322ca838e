"""Reading cases and controls."""

import pytest

from vigil.ground.errors import Unreadable
from vigil.picture.cluster.date_stamp import parse_stamp
from vigil.picture.cluster.read_cases import read_cases, read_controls


def test_cases_have_a_place_a_date_a_count_and_covariates():
    table = read_cases(b"place,date,count,sex,age\nSan Juan,1974,1,2,8\nTaos,1975-03,0,1,4\n", "cases.csv")
    assert table.covariates == ("age", "sex")
    assert [(one.place, one.stamp, one.count, one.stratum) for one in table.rows] == [
        ("San Juan", parse_stamp("1974"), 1, ("8", "2")),
        ("Taos", parse_stamp("1975-03"), 0, ("4", "1")),
    ]


def test_cases_need_no_date():
    table = read_cases(b"place,count\na,2\n", "cases.csv")
    assert [(one.stamp, one.stratum) for one in table.rows] == [(None, ())]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"place,date,count\na,2001,0\n", "field count: there is not a single case"),
        (b"place,date,count\na,2001,1\nb,,1\n", "line 3, field date: is missing; other rows have one"),
        (b"place,date,count\na,2001,1.5\n", "line 2, field count: has a fraction"),
    ],
)
def test_what_is_wrong_with_cases_is_said(content, says):
    with pytest.raises(Unreadable) as told:
        read_cases(content, "cases.csv")
    assert says in told.value.says


def test_controls_have_a_place_and_a_count():
    table = read_controls(b"place,count\na,2\nb,0\n", "controls.csv")
    assert [(one.place, one.count) for one in table.rows] == [("a", 2), ("b", 0)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"place,count,date\na,1,2001\n", "line 1, field date: controls have the columns place and count alone"),
        (b"place,count\na,0\n", "field count: there is not a single control"),
    ],
)
def test_what_is_wrong_with_controls_is_said(content, says):
    with pytest.raises(Unreadable) as told:
        read_controls(content, "controls.csv")
    assert says in told.value.says
