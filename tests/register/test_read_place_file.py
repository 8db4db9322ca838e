import json
from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node

from vigil.ground.errors import Unreadable
from vigil.register.read_place_file import read_place_file
from vigil.register.read_places import PlaceFile


def an_extract(folder: Path) -> bytes:
    path = folder / "x.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        tags = {"amenity": "place_of_worship", "religion": "sikh"}
        writer.add_node(Node(id=1, version=1, location=(0.05, 52.15), tags=tags))
    return path.read_bytes()


def test_the_end_of_a_name_says_what_a_file_is(tmp_path: Path):
    table = b"id,religion,lat,lon\np1,sikh,52.15,0.05\n"
    point = {"type": "Point", "coordinates": [0.05, 52.15]}
    features = json.dumps({"features": [{"properties": {"id": "p1", "religion": "sikh"}, "geometry": point}]}).encode()
    extract = an_extract(tmp_path)

    for name, content in (("a.CSV", table), ("a.geojson", features), ("a.json", features), ("a.osm.pbf", extract)):
        (one,) = read_place_file(PlaceFile(name, content)).found
        assert one.value.community == "sikh"


def test_an_unknown_kind_of_file_is_refused():
    with pytest.raises(Unreadable, match=r"places\.xlsx: ends in neither"):
        read_place_file(PlaceFile("places.xlsx", b"PK"))
