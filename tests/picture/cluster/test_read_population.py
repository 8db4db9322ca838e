"""Reading people at risk."""

import pytest

from vigil.ground.errors import Unreadable
from vigil.picture.cluster.date_stamp import parse_stamp
from vigil.picture.cluster.read_population import read_population


def test_people_have_a_place_a_census_and_covariates():
    table = read_population(b"place,date,population,sex\na,1982,12.5,f\na,1973,10,f\na,1982,3,m\n", "people.csv")
    assert (table.covariates, table.censuses) == (("sex",), (parse_stamp("1973"), parse_stamp("1982")))
    assert [(one.place, one.people, one.stratum) for one in table.rows] == [
        ("a", 12.5, ("f",)),
        ("a", 10.0, ("f",)),
        ("a", 3.0, ("m",)),
    ]


def test_people_need_no_date():
    table = read_population(b"place,population\na,5\nb,0\n", "people.csv")
    assert table.censuses == ()
    assert [one.stamp for one in table.rows] == [None, None]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "place,date,population\na,1973,5\na,1973,6\n",
            "line 3, field place: “a” stands in line 2 already, with the same date and covariates; add the two up",
        ),
        ("place,date,population\na,1973,5\nb,,6\n", "line 3, field date: is missing; other rows have one"),
        (
            "place,date,population\na,1973,5\na,1982,5\nb,1982,6\n",
            "field date: “b” has no row for 1973, which other places have; write 0 if nobody lived there",
        ),
        ("place,date,population\na,1973,-5\n", "line 2, field population: is negative"),
    ],
)
def test_what_is_wrong_is_said(text, says):
    with pytest.raises(Unreadable) as told:
        read_population(text.encode(), "people.csv")
    assert says in told.value.says
