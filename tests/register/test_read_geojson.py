import json
from typing import Any

import pytest

from tests.register.town import square
from vigil.register.place import CapacitySource, Community, Place
from vigil.register.read_geojson import read_geojson_places
from vigil.register.read_table import Reading


def read(*features: dict[str, Any]) -> Reading[Place]:
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return read_geojson_places(content, "town.geojson", time_zone="Europe/Dublin")


def a_point(lon: float = 0.05, lat: float = 52.15, **said: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": said, "geometry": {"type": "Point", "coordinates": [lon, lat]}}


def test_properties_are_named_like_columns():
    (one,) = read(a_point(id="p1", name="Al Noor", religion="muslim", doors=["North", "South"], capacity=40)).found

    assert (one.value.id, one.value.community, one.value.doors) == ("p1", Community.MUSLIM, ("North", "South"))
    assert one.value.capacity.people == 40
    assert (one.value.point.lat, one.value.point.lon) == pytest.approx((52.15, 0.05))
    assert one.value.time_zone == "Europe/Dublin"


def test_a_polygon_gives_a_point_inside_and_a_footprint():
    outline = square(0.05, 52.15, 0.0002)

    (one,) = read({"type": "Feature", "properties": {"id": "p1", "religion": "jewish"}, "geometry": outline}).found

    assert one.value.footprint_m2 == pytest.approx(303, abs=2)
    assert one.value.capacity.source is CapacitySource.ESTIMATED
    assert 0.05 < one.value.point.lon < 0.0502


def test_a_footprint_that_is_stated_is_taken():
    feature = {"properties": {"id": "p1", "religion": "jewish", "footprint_m2": 99}, "geometry": square(0.05, 52.15)}

    assert read(feature).found[0].value.footprint_m2 == 99.0


@pytest.mark.parametrize(
    ("said", "feature_id", "place_id"),
    [
        ({"@id": "way/12", "amenity": "place_of_worship"}, None, "osm:area/12"),
        ({"@id": "node/12"}, None, "osm:node/12"),
        ({"amenity": "place_of_worship"}, "relation/12", "osm:relation/12"),
        ({"id": "p1"}, "other", "p1"),
        ({}, 12, "12"),
    ],
)
def test_exports_of_openstreetmap_are_known_by_their_ids(said: dict[str, str], feature_id: Any, place_id: str):
    tags: dict[str, Any] = {"religion": "muslim", "name:en": "Al Noor", **said}

    (one,) = read({**a_point(**tags), "id": feature_id}).found

    assert one.value.id == place_id
    assert one.value.name == ("Al Noor" if "@id" in said or "amenity" in said else "")


def test_text_is_cleaned_as_in_a_table_and_an_odd_capacity_is_remarked_on():
    reading = read(a_point(id="a", religion="sikh", name="\u202eHall", capacity="50-100"), a_point(id="b", name="\x1b"))

    assert [(one.value.name, one.value.notes) for one in reading.found] == [("Hall", "Capacity: 50-100")]
    assert [(one.line, one.field) for one in reading.rejected] == [(2, "name")]
    assert "1, the first in line 1, “50-100”" in reading.remarks[0]


def test_wrong_features_and_doubles_are_set_aside_by_their_number():
    reading = read(a_point(id="a", religion="sikh"), a_point(id="b"), {}, a_point(id="a", religion="sikh"))

    assert [one.value.id for one in reading.found] == ["a"]
    assert [(one.line, one.field) for one in reading.rejected] == [(2, "religion"), (3, "properties"), (4, "id")]
