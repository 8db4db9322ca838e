import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.town import square
from vigil.ground.errors import Unreadable
from vigil.register.read_features import read_features
from vigil.register.read_table import Reading


def read(*features: Any) -> Reading[Any]:
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return read_features(content, "town.geojson")


def a_feature(**changes: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": 7, "properties": {"name": "A"}, "geometry": square(0, 52), **changes}


def nested(times: int) -> list[Any]:
    inner: list[Any] = []
    for _ in range(times):
        inner = [inner]
    return inner


def test_a_feature_is_what_it_says_and_where_it_is():
    said = {"name": " Al  Noor ", "doors": ["North", None, "South"], "people": 40, "none": None}

    (one,) = read(a_feature(properties=said)).found

    assert (one.line, one.value.id) == (1, "7")
    assert one.value.said == {"name": "Al Noor", "doors": "North;;South", "people": "40", "none": ""}
    assert one.value.geometry.geom_type == "Polygon"


@pytest.mark.parametrize(
    ("feature", "field", "why"),
    [
        (None, "properties", "not a GeoJSON feature"),
        ({"geometry": square(0, 52)}, "properties", "not a GeoJSON feature"),
        (a_feature(properties=[]), "properties", "not a GeoJSON feature"),
        (a_feature(geometry=None), "geometry", "is missing"),
        (a_feature(geometry={"type": "Round"}), "geometry", "is not a GeoJSON geometry"),
        (a_feature(geometry={"type": "Point"}), "geometry", "is not a GeoJSON geometry"),
        (a_feature(geometry={"type": "Point", "coordinates": ["x", "y"]}), "geometry", "is not a GeoJSON geometry"),
        (a_feature(geometry={"type": "Polygon", "coordinates": [[[0, 1]]]}), "geometry", "is not a GeoJSON geometry"),
        (a_feature(geometry={"type": "Polygon", "coordinates": []}), "geometry", "is empty"),
        (a_feature(geometry={"type": {"type": "Point"}}), "geometry", "is not a GeoJSON geometry"),
        (a_feature(geometry={"type": "Point", "coordinates": [10**299, 52]}), "geometry", "EPSG:4326"),
        (a_feature(properties={"name": "\ud800x"}), "name", "cannot be printed"),
        (a_feature(properties={"na\x1bme": "x"}), "", "cannot be printed"),
        (a_feature(properties={"name": nested(400)}), "properties", "are nested too deeply"),
        (a_feature(id="\0"), "id", "cannot be printed"),
        (a_feature(geometry={"type": "Point", "coordinates": [530000, 180000]}), "geometry", "EPSG:4326"),
        (a_feature(geometry={"type": "Point", "coordinates": [float("nan"), 52]}), "geometry", "EPSG:4326"),
    ],
)
def test_a_feature_that_is_wrong_is_set_aside(feature: Any, field: str, why: str):
    reading = read(a_feature(), feature)

    assert len(reading.found) == 1
    (rejected,) = reading.rejected
    assert (rejected.line, rejected.field) == (2, field)
    assert why in rejected.reason


@pytest.mark.parametrize("kind", ["Point", "Polygon", "MultiPolygon"])
@pytest.mark.parametrize("times", [50, 400, 800])
def test_a_geometry_nested_however_deeply_is_set_aside(kind: str, times: int):
    nest = "[" * times + "]" * times
    content = f'{{"features": [{{"properties": {{}}, "geometry": {{"type": "{kind}", "coordinates": {nest}}}}}]}}'

    assert [one.field for one in read_features(content.encode(), "town.geojson").rejected] == ["geometry"]


@pytest.mark.parametrize("digits", ["9" * 300, "9" * 5_000])
def test_a_number_of_thousands_of_digits_spoils_no_more_than_its_own_feature(digits: str):
    wrong = json.dumps(a_feature(properties={}, geometry={"type": "Point", "coordinates": [0, 52]}))
    content = f'{{"features": [{wrong.replace("52]", digits + "]")}, {json.dumps(a_feature())}]}}'

    reading = read_features(content.encode(), "town.geojson")

    assert [one.line for one in reading.found] == [2]
    assert [(one.line, one.field) for one in reading.rejected] == [(1, "geometry")]
    said = read_features(content.replace(digits, "52").replace("{}", f'{{"n": {digits}}}').encode(), "town.geojson")
    assert said.found[0].value.said == {"n": digits}


def test_an_error_shows_what_the_geometry_calls_itself():
    assert read(a_feature(geometry={"type": "Rou\x1bnd"})).rejected[0].value == "Rou\\x1bnd"


def test_marks_of_direction_are_dropped_from_what_a_feature_says():
    assert read(a_feature(properties={"name": "\u202eNoor"})).found[0].value.said == {"name": "Noor"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"{\n]", "line 2: is not JSON: Expecting property name"),
        (b"[]", "is not a GeoJSON FeatureCollection"),
        (b'{"type": "Point"}', "is not a GeoJSON FeatureCollection"),
        (b"[" * 100_000, "is nested too deeply"),
        (b'{"features": "\xff"}', "is not UTF-8"),
    ],
)
def test_what_is_no_collection_is_refused(content: bytes, says: str):
    with pytest.raises(Unreadable, match=says):
        read_features(content, "town.geojson")


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates", "x"]), inner),
    max_leaves=12,
)


@given(
    st.fixed_dictionaries(
        {
            "properties": st.just({}),
            "geometry": json_values
            | st.fixed_dictionaries(
                {
                    "type": st.sampled_from(["Point", "Polygon", "MultiPolygon", "LineString", "GeometryCollection"]),
                    "coordinates": json_values,
                }
            ),
        }
    )
)
def test_no_geometry_whatever_breaks_the_reader(feature: dict[str, Any]):
    with suppress(Unreadable):
        reading = read(feature)
        assert len(reading.found) + len(reading.rejected) == 1
