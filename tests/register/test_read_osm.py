import math
from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Relation, Way

from vigil.ground.errors import Unreadable
from vigil.register.place import CapacitySource, Community, Place
from vigil.register.read_osm import read_osm_places
from vigil.register.read_table import Reading

LAT, LON = 52.15, 0.05
SIDE_DEG = 20 / 111_195


@pytest.fixture
def extract(tmp_path: Path) -> bytes:
    """A mosque as a point, a church as a way, a temple as a multipolygon with a court, and what is wrong."""
    path = tmp_path / "town.osm.pbf"
    across = SIDE_DEG / math.cos(math.radians(LAT))
    corners = [(0, 0), (0, 1), (1, 1), (1, 0), (3, 0), (3, 1), (4, 1), (4, 0), (3.25, 0.25), (3.25, 0.75), (3.75, 0.75)]
    worship = {"amenity": "place_of_worship"}
    with osmium.SimpleWriter(str(path)) as writer:
        for number, (east, north) in enumerate(corners, start=1):
            writer.add_node(Node(id=number, version=1, location=(LON + east * across, LAT + north * SIDE_DEG)))
        for number, tags in (
            (101, worship | {"religion": "muslim", "name": "Masjid an-Nūr", "capacity": "350"}),
            (102, worship),
            (103, worship | {"religion": "sikh", "disused": "yes"}),
            (104, {"building": "mosque"}),
            (105, worship | {"religion": "sikh", "name": "\u202eHall", "capacity": "about 300"}),
            (106, worship | {"religion": "sikh", "name": "a\x1bb"}),
        ):
            writer.add_node(Node(id=number, version=1, location=(LON, LAT), tags=tags))
        writer.add_way(
            Way(id=201, version=1, nodes=[1, 2, 3, 4, 1], tags={"building": "church", "religion": "christian"})
        )
        writer.add_way(Way(id=202, version=1, nodes=[1, 2, 3], tags=worship | {"religion": "jewish"}))
        writer.add_way(Way(id=203, version=1, nodes=[5, 6, 7, 8, 5]))
        writer.add_way(Way(id=204, version=1, nodes=[9, 10, 11, 9]))
        members = [("w", 203, "outer"), ("w", 204, "inner")]
        temple = {"type": "multipolygon", "religion": "hindu", **worship}
        writer.add_relation(Relation(id=301, version=1, members=members, tags=temple))
        lost = [("w", 999, "outer")]
        writer.add_relation(Relation(id=302, version=1, members=lost, tags=temple))
    return path.read_bytes()


def read(content: bytes) -> Reading[Place]:
    return read_osm_places(content, "town.osm.pbf", time_zone="Europe/Dublin")


def test_points_outlines_and_multipolygons_are_read(extract: bytes):
    places = {one.value.id: one.value for one in read(extract).found}

    assert set(places) == {"osm:node/101", "osm:node/105", "osm:area/201", "osm:relation/301"}
    mosque, church, temple = (places[one] for one in ("osm:node/101", "osm:area/201", "osm:relation/301"))
    assert (mosque.name, mosque.community, mosque.capacity.people) == ("Masjid an-Nūr", Community.MUSLIM, 350)
    assert (mosque.point.lat, mosque.point.lon) == pytest.approx((LAT, LON))
    assert church.footprint_m2 == pytest.approx(400, abs=1)
    assert church.capacity.source is CapacitySource.ESTIMATED
    assert temple.footprint_m2 == pytest.approx(400 - 50, abs=1)
    assert mosque.time_zone == "Europe/Dublin"


def test_what_is_wrong_is_set_aside_with_its_name_on_the_map(extract: bytes):
    rejected = {one.reason.split(":")[0]: (one.field, one.reason) for one in read(extract).rejected}

    assert set(rejected) == {"node/102", "node/103", "node/106", "way/202", "relation/302"}
    assert rejected["node/106"][0] == "name"
    assert rejected["node/102"][0] == "religion"
    assert rejected["node/103"][0] == "disused"
    assert "not closed, or parts of it lie outside the extract" in rejected["way/202"][1]
    assert rejected["relation/302"][0] == "geometry"


def test_text_on_the_map_is_cleaned_as_in_a_table_and_an_odd_capacity_is_remarked_on(extract: bytes):
    reading = read(extract)

    (hall,) = (one.value for one in reading.found if one.value.id == "osm:node/105")
    assert (hall.name, hall.capacity.people, hall.notes) == ("Hall", None, "Capacity: about 300")
    assert "1, the first in line 4, “about 300”" in reading.remarks[0]


def test_an_extract_without_a_place_of_worship_says_so(tmp_path: Path):
    path = tmp_path / "empty.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(Node(id=1, version=1, location=(LON, LAT)))

    assert read(path.read_bytes()).remarks == ("town.osm.pbf holds no place of worship.",)


@pytest.mark.parametrize("wrong", [b"", b"no extract at all", b"\0" * 100])
def test_what_is_no_extract_is_refused(wrong: bytes):
    with pytest.raises(Unreadable, match="is not a whole OpenStreetMap extract"):
        read(wrong)


def test_an_extract_that_is_cut_off_is_refused(extract: bytes):
    with pytest.raises(Unreadable, match="is not a whole OpenStreetMap extract"):
        read(extract[:-40])
