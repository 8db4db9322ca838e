import json
import math

from hypothesis import given
from hypothesis import strategies as st

from tests.web import boards
from tests.web.visiting import parsed
from vigil.ground.point import Point, distance_m
from vigil.register.area import Area, AreaKind
from vigil.web.picture_map import draw_clusters, ring_of, sketch_clusters, write_clusters

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = '{"type":"Polygon","coordinates":[[[-0.2,51.4],[0.1,51.4],[0.1,51.6],[-0.2,51.6],[-0.2,51.4]]]}'
AREAS = [
    Area("a1", "Hackney", AreaKind.DISTRICT, SQUARE, "tests"),
    Area("a2", "Barnet", AreaKind.DISTRICT, SQUARE, "tests"),
]
EAST = boards.a_cluster(1)
HARROW = boards.a_cluster(2, **boards.HARROW)


@given(lat=st.floats(-60, 60), lon=st.floats(-170, 170), radius_m=st.floats(100, 20_000))
def test_a_disc_is_a_closed_ring_at_its_radius(lat: float, lon: float, radius_m: float) -> None:
    centre = Point(lat=lat, lon=lon)
    ring = ring_of(boards.a_cluster(1, centre=centre, radius_m=radius_m))
    assert ring[0] == ring[-1]
    assert all(math.isclose(distance_m(centre, point), radius_m, rel_tol=0.01) for point in ring)


def test_a_disc_at_a_pole_stays_on_the_earth() -> None:
    ring = ring_of(boards.a_cluster(1, centre=Point(lat=89.9, lon=0.0), radius_m=50_000.0))
    assert max(point.lat for point in ring) == 90.0


def test_the_map_is_sent_discs_and_middles() -> None:
    written = json.loads(write_clusters([EAST, HARROW]))
    disc, middle = written["features"]
    assert disc["geometry"]["type"] == "Polygon"
    assert disc["geometry"]["coordinates"][0][0] == disc["geometry"]["coordinates"][0][-1]
    assert disc["properties"] == {"number": "1", "members": ["Tower Hamlets", "Hackney", "Newham"]}
    assert middle["geometry"] == {"type": "Point", "coordinates": [-0.34, 51.58]}
    assert json.loads(write_clusters([]))["features"] == []


def test_clusters_are_drawn_with_their_numbers_over_the_areas_they_hold() -> None:
    tree = parsed(draw_clusters(AREAS, [EAST, HARROW]))
    assert tree.get("aria-label") == "Clusters on the map, numbered as in the list: 2"
    assert [path.get("class") for path in tree.findall(f"{SVG}path")] == ["outline member", "outline", "disc"]
    assert [text.text or text[0].tail for text in tree.findall(f"{SVG}text")] == ["1", "2"]
    titles = [title.text for title in tree.iter(f"{SVG}title")]
    assert titles == ["Hackney", "Barnet", EAST.sentence, EAST.sentence, HARROW.sentence]


def test_nothing_to_draw_is_said() -> None:
    assert "No outline and no cluster to show" in draw_clusters([], [])
    assert sketch_clusters([], [HARROW]).height > 0
