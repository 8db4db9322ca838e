from importlib import resources
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.town import IN_NORTHFORD, a_place
from vigil.ground.point import Point, distance_m
from vigil.register.place import Community, Place
from vigil.register.read_places import read_places
from vigil.register.twin import Twin, find_twins


def moved(place_id: str, north_m: float, **changes: object) -> Place:
    return a_place(place_id, point=Point(lat=IN_NORTHFORD.lat + north_m / 111_195, lon=IN_NORTHFORD.lon), **changes)


def test_two_of_one_community_within_forty_metres_are_twins():
    twins = find_twins([a_place("a"), moved("b", 39.0, name="masjid an nur"), moved("c", 41.5 + 39.0)])

    assert [(twin.a, twin.b, round(twin.distance_m), twin.same_name) for twin in twins] == [("a", "b", 39, True)]


def test_two_communities_in_one_building_are_no_twins():
    assert find_twins([a_place("a"), a_place("b", community=Community.JEWISH)]) == ()


def test_twins_may_have_other_names():
    assert not find_twins([a_place("a"), a_place("b", name="Hall")])[0].same_name


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("osm:area/1", "osm:node/2", True),
        ("osm:node/2", "osm:area/1", True),
        ("osm:node/1", "osm:node/2", False),
        ("osm:area/1", "osm:area/2", False),
        ("row:1", "osm:node/2", False),
    ],
)
def test_a_point_beside_an_outline_is_told_apart(a: str, b: str, expected: bool):
    assert Twin(a, b, 12.0, same_name=False).is_node_beside_area is expected


def test_the_shipped_file_of_london_has_the_near_twins_its_notes_speak_of():
    content = (resources.files("vigil.register") / "data" / "places_london.csv").read_bytes()

    twins = find_twins(one.value for one in read_places(content, "places_london.csv").found)

    assert (len(twins), sum(twin.is_node_beside_area for twin in twins)) == (183, 38)


def test_twins_are_found_across_the_date_line_and_at_the_pole():
    east, west = a_place("e", point=Point(lat=-16.8, lon=180.0)), a_place("w", point=Point(lat=-16.8, lon=-179.9999))
    pole, other_side = (
        a_place("p", point=Point(lat=89.9999, lon=0.0)),
        a_place("q", point=Point(lat=89.9999, lon=180.0)),
    )

    assert {(twin.a, twin.b) for twin in find_twins([east, west, pole, other_side])} == {("e", "w"), ("p", "q")}


points = st.builds(
    lambda lat, lon, north, east: Point(
        lat=max(-90.0, min(90.0, lat + north)), lon=max(-180.0, min(180.0, lon + east))
    ),
    st.sampled_from([0.0, 51.5, -43.5, 78.2, 89.999]),
    st.sampled_from([0.0, -0.1, 179.9999, -180.0]),
    st.floats(-0.001, 0.001),
    st.floats(-0.001, 0.001),
)


@given(st.lists(st.tuples(points, st.sampled_from(Community)), max_size=25))
def test_the_grid_finds_what_comparing_every_pair_finds(spots: list[tuple[Point, Community]]):
    places = [a_place(f"p{number:02}", point=point, community=which) for number, (point, which) in enumerate(spots)]
    expected = {
        (a.id, b.id)
        for a, b in combinations(places, 2)
        if a.community == b.community and distance_m(a.point, b.point) <= 40.0
    }

    assert {(twin.a, twin.b) for twin in find_twins(places)} == expected
