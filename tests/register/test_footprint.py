import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.point import Point, distance_m
from vigil.register.footprint import footprint_m2, inside_point


@given(lat=st.floats(-80, 80), side_m=st.floats(20, 300))
def test_a_square_encloses_its_square_metres(lat: float, side_m: float):
    up = math.degrees(side_m / 6_371_008.8)
    across = up / math.cos(math.radians(lat))

    measured_m2 = footprint_m2(shapely.box(10, lat - up / 2, 10 + across, lat + up / 2))

    assert measured_m2 == pytest.approx(side_m**2, rel=1e-3, abs=1)


def test_a_point_inside_a_bent_building_lies_inside():
    bent = shapely.Polygon([(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)])

    point = inside_point(bent)

    assert bent.contains(shapely.Point(point.lon, point.lat))


def test_a_point_is_inside_itself():
    assert distance_m(inside_point(shapely.Point(-0.1, 51.5)), Point(lat=51.5, lon=-0.1)) < 0.02


def test_an_empty_outline_has_no_inside():
    with pytest.raises(ValueError, match="the outline is empty"):
        inside_point(shapely.Polygon())
