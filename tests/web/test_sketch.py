import json

from hypothesis import given
from hypothesis import strategies as st

from tests.web.visiting import parsed
from vigil.ground.point import Point
from vigil.posture.level import ResponseLevel
from vigil.register.place import Community
from vigil.web.sketch import WIDTH, Dot, Scene, draw_map, frame_of

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = '{"type":"Polygon","coordinates":[[[-0.2,51.4],[0.1,51.4],[0.1,51.6],[-0.2,51.6],[-0.2,51.4]]]}'
MOSQUE = Dot(Point(lat=51.5, lon=-0.1), Community.MUSLIM, ResponseLevel.HEIGHTENED)
CHURCH = Dot(Point(lat=51.55, lon=0.0), Community.CHRISTIAN)

# Away from the poles, where no map of this kind can be drawn to shape.
POINTS = st.builds(lambda lat, lon: Point(lat=lat, lon=lon), st.floats(-70, 70), st.floats(-180, 180))


def test_a_map_holds_outlines_places_levels_and_rounds() -> None:
    scene = Scene(outlines=[SQUARE], dots=[MOSQUE, CHURCH], ways=[[MOSQUE.point, CHURCH.point]], label="London")
    tree = parsed(draw_map(scene))
    assert tree.get("aria-label") == "London"
    assert [path.get("class") for path in tree.findall(f"{SVG}path")] == ["outline", "round"]
    assert [group.get("class") for group in tree.findall(f"{SVG}g")] == ["muslim", "christian"]
    assert [ring.get("class") for ring in tree.findall(f"{SVG}circle")] == ["raised heightened"]


def test_a_unit_that_stays_has_no_way() -> None:
    tree = parsed(draw_map(Scene(dots=[MOSQUE], ways=[[MOSQUE.point]])))
    assert [path.get("class") for path in tree.findall(f"{SVG}path")] == ["outline"]


def test_an_empty_map_says_so() -> None:
    assert "No place and no outline to show" in draw_map(Scene())


def test_outlines_are_drawn_no_finer_than_can_be_seen() -> None:
    fine = [[-0.2 + step / 100_000, 51.4] for step in range(30_000)]
    outline = json.dumps({"type": "Polygon", "coordinates": [[*fine, [0.1, 51.6], fine[0]]]})
    assert len(draw_map(Scene(outlines=[outline]))) < 40_000


def test_north_is_up_and_east_is_right() -> None:
    frame = frame_of([MOSQUE.point, CHURCH.point])
    assert frame
    (west_x, south_y), (east_x, north_y) = frame.place(MOSQUE.point), frame.place(CHURCH.point)
    assert west_x < east_x
    assert north_y < south_y


def test_the_shape_of_the_earth_is_kept() -> None:
    """A kilometre east is as long as a kilometre north."""
    frame = frame_of([Point(lat=51.4, lon=-0.2), Point(lat=51.6, lon=0.2)])
    assert frame
    assert abs(frame.across / frame.down - 0.6225) < 0.001


@given(st.lists(POINTS, min_size=1, max_size=30))
def test_every_point_lies_inside_the_drawing(points: list[Point]) -> None:
    frame = frame_of(points)
    assert frame
    for point in points:
        x, y = frame.place(point)
        assert 0 <= x <= WIDTH + 1e-6
        assert 0 <= y <= frame.height + 1e-6


def test_no_point_no_frame() -> None:
    assert frame_of([]) is None
