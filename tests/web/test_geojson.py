import json

from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.point import Point
from vigil.posture.level import ResponseLevel
from vigil.register.area import Area, AreaKind
from vigil.register.place import Community, Origin, Place
from vigil.web.geojson import Way, rings_of, write_areas, write_places, write_ways

MOSQUE = Place(
    id="osm:node/1",
    name="Masjid an-Nūr",
    community=Community.MUSLIM,
    point=Point(lat=51.5123456789, lon=-0.0712345678),
    origin=Origin("test"),
    notes="the side door does not lock",
)
SQUARE = '{"type":"Polygon","coordinates":[[[0,51],[1,51],[1,52],[0,51]]]}'
TWO = '{"type":"MultiPolygon","coordinates":[[[[0,51],[1,51],[1,52],[0,51]]],[[[2,51],[3,51],[3,52],[2,51]]]]}'


def test_a_place_shows_what_a_map_needs_and_no_more() -> None:
    written = json.loads(write_places([MOSQUE], {MOSQUE.id: ResponseLevel.HEIGHTENED}))
    (feature,) = written["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-0.07123, 51.51235]}
    assert feature["properties"] == {
        "id": "osm:node/1",
        "name": "Masjid an-Nūr",
        "community": "muslim",
        "level": "heightened",
    }


def test_a_place_whose_level_nobody_raised_is_normal() -> None:
    assert json.loads(write_places([MOSQUE], {}))["features"][0]["properties"]["level"] == "normal"


def test_areas_keep_their_outline() -> None:
    area = Area("E09000030", "Tower Hamlets", AreaKind.DISTRICT, SQUARE, "test")
    (feature,) = json.loads(write_areas([area]))["features"]
    assert feature["geometry"] == json.loads(SQUARE)
    assert feature["properties"] == {"name": "Tower Hamlets"}


def test_a_round_is_a_line_and_a_unit_that_stays_is_none() -> None:
    base = Point(lat=51.5, lon=-0.1)
    written = json.loads(write_ways([Way("Unit 1", (base, MOSQUE.point, base)), Way("Unit 2", (base,))]))
    (feature,) = written["features"]
    assert feature["geometry"]["coordinates"] == [[-0.1, 51.5], [-0.07123, 51.51235], [-0.1, 51.5]]


def test_rings_of_one_polygon_and_of_several() -> None:
    assert rings_of(SQUARE) == [
        [Point(lat=51, lon=0), Point(lat=51, lon=1), Point(lat=52, lon=1), Point(lat=51, lon=0)]
    ]
    assert len(rings_of(TWO)) == 2


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_points_come_back_where_they_were(lat: float, lon: float) -> None:
    point = Point(lat=lat, lon=lon)
    (feature,) = json.loads(write_ways([Way("u", (point, point))]))["features"]
    assert abs(feature["geometry"]["coordinates"][0][0] - lon) <= 1e-5
    assert abs(feature["geometry"]["coordinates"][0][1] - lat) <= 1e-5
