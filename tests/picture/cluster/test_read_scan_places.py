"""Reading where places are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.picture.cluster.read_scan_places import CoordinateSystem, read_places


def test_places_are_read_by_latitude_and_longitude():
    places = read_places(b"place,lon,lat\nTaos,-105.6,36.4\nSan Juan,-108.3,36.7\n", "places.csv")
    assert (places.names, places.numbers) == (("San Juan", "Taos"), {"San Juan": 0, "Taos": 1})
    assert places.system is CoordinateSystem.GLOBE
    np.testing.assert_array_equal(places.coordinates, [[36.7, -108.3], [36.4, -105.6]])


def test_places_are_read_by_x_and_y():
    places = read_places(b"place,x,y\nb,-3,4e3\na,0,0\n", "places.csv")
    assert places.system is CoordinateSystem.PLANE
    np.testing.assert_array_equal(places.coordinates, [[0, 0], [-3, 4000]])


def test_latitude_and_longitude_come_before_x_and_y():
    places = read_places(b"place,x,y,latitude,longitude\na,1,2,51.5,-0.1\n", "places.csv")
    assert places.system is CoordinateSystem.GLOBE
    np.testing.assert_array_equal(places.coordinates, [[51.5, -0.1]])


@given(st.permutations(range(5)))
def test_the_order_of_rows_does_not_matter(order):
    rows = "".join(f"p{number},{number},{number * number}\n" for number in order)
    places = read_places(f"place,x,y\n{rows}".encode(), "places.csv")
    assert places.names == ("p0", "p1", "p2", "p3", "p4")
    np.testing.assert_array_equal(places.coordinates[:, 1], [0, 1, 4, 9, 16])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("place,east,north\na,1,2\n", "line 1: places have the columns place,lat,lon or place,x,y; the file has"),
        ("place,x,y\na,1,2\na,1,3\n", "line 3, field place: stands in line 2 already; a place has one row"),
        ("place,x,y\na,1,\n", "line 2, field y: is missing"),
        ("place,x,y\na,one,2\n", "line 2, field x: is not a number"),
        ("place,lat,lon\na,95,2\n", "line 2, field lat: latitude is not between -90 and 90; are lat and lon swapped?"),
        ("place,lat,lon\na,51,200\n", "line 2, field lon: longitude is not between -180 and 180"),
    ],
)
def test_what_is_wrong_is_said(text, says):
    with pytest.raises(Unreadable) as told:
        read_places(text.encode(), "places.csv")
    assert says in told.value.says
