"""Points and distances."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.point import EARTH_RADIUS_M, Point, distance_m

points = st.builds(
    lambda lat, lon: Point(lat=lat, lon=lon),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
)


@pytest.mark.parametrize(("lat", "lon"), [(90.1, 0), (-91, 0), (0, 180.5), (0, -181), (math.nan, 0), (0, math.nan)])
def test_a_point_off_the_earth_is_refused(lat, lon):
    with pytest.raises(ValueError, match="is not between"):
        Point(lat=lat, lon=lon)


def test_london_to_christchurch():
    london, christchurch = Point(lat=51.5074, lon=-0.1278), Point(lat=-43.53, lon=172.61)
    assert distance_m(london, christchurch) == pytest.approx(18_955_000, rel=0.005)


def test_a_degree_of_latitude_is_its_share_of_the_circle():
    assert distance_m(Point(lat=0, lon=0), Point(lat=1, lon=0)) == pytest.approx(EARTH_RADIUS_M * math.pi / 180)


@given(points, points)
def test_distance_is_the_same_both_ways_and_at_most_half_round(a, b):
    there = distance_m(a, b)
    assert there == pytest.approx(distance_m(b, a), abs=1e-6)
    assert 0 <= there <= EARTH_RADIUS_M * math.pi + 1e-6


@given(points)
def test_a_point_is_no_distance_from_itself(a):
    assert distance_m(a, a) == 0
