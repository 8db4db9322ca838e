import math
from collections import Counter
from contextlib import suppress
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.town import a_row
from vigil.ground.errors import Unreadable
from vigil.ground.point import Point
from vigil.register.place import Capacity, CapacitySource, Community, Origin, Place, PlaceUse
from vigil.register.read_places import (
    PlaceFile,
    osm_place_id,
    read_community,
    read_place,
    read_places,
    remark_on_capacities,
)

WHOLE = {
    "id": "p1",
    "name": "Masjid an-Nūr",
    "religion": "Islam",
    "denomination": "sunni",
    "lat": "52.15",
    "lon": "0.05",
    "address": "1 High Street",
    "area": "Northford",
    "capacity": "350",
    "capacity_source": "measured",
    "footprint_m2": "420",
    "doors": "Main door; Women's entrance",
    "aliases": "Noor Mosque; Masjid an-Nūr",
    "time_zone": "Europe/Dublin",
    "notes": "Ring first",
}


def one(**changes: str) -> Place:
    return read_place(a_row(**{**WHOLE, **changes}), time_zone="Europe/London")


def test_a_whole_row_becomes_a_place():
    assert one() == Place(
        id="p1",
        name="Masjid an-Nūr",
        community=Community.MUSLIM,
        point=Point(lat=52.15, lon=0.05),
        origin=Origin("town.csv", "p1"),
        aliases=("Noor Mosque",),
        denomination="sunni",
        address="1 High Street",
        area="Northford",
        footprint_m2=420.0,
        capacity=Capacity(350, CapacitySource.MEASURED),
        doors=("Main door", "Women's entrance"),
        time_zone="Europe/Dublin",
        notes="Ring first",
    )


def test_a_row_needs_only_a_name_a_religion_and_a_position():
    row = a_row(name="Hall", community="sikh", lat="52.15", lon="0.05")

    place = read_place(row, time_zone="Asia/Kolkata")

    assert (place.community, place.time_zone, place.capacity.people) == (Community.SIKH, "Asia/Kolkata", None)
    assert place.id.startswith("row:")
    assert read_place(row, time_zone="UTC").id == place.id


def test_a_place_with_an_id_may_have_no_name():
    assert one(name="").name == ""
    with pytest.raises(Unreadable, match="field name: a place needs a name or an id"):
        one(name="", id="")


@pytest.mark.parametrize(
    ("kind", "number", "place_id"),
    [
        ("node", "12", "osm:node/12"),
        ("way_or_relation", "12", "osm:area/12"),
        ("Way", "12", "osm:area/12"),
        ("relation", "12", "osm:relation/12"),
        ("", "12", "osm:node/12"),
    ],
)
def test_what_openstreetmap_calls_a_place_is_its_id(kind: str, number: str, place_id: str):
    place = one(osm_type=kind, osm_id=number)

    assert (place.id, place.origin.reference) == (place_id, f"{kind or 'node'}/12")


def test_an_id_of_openstreetmap_is_a_kind_and_a_whole_number():
    assert osm_place_id("n", "7") == "osm:node/7"
    for kind, number in (("house", "7"), ("node", "-7"), ("node", "٧")):
        with pytest.raises(Unreadable, match="field osm_id"):
            one(osm_type=kind, osm_id=number)


def test_a_religion_the_calendar_does_not_know_is_kept_as_denomination():
    assert (one(religion="Jain", denomination="").community, one(religion="Jain", denomination="").denomination) == (
        Community.OTHER,
        "Jain",
    )
    assert one(religion="other", denomination="bahai").denomination == "bahai"


@pytest.mark.parametrize(
    ("religion", "denomination", "community", "expected"),
    [
        ("Catholic", "", Community.CHRISTIAN, "catholic"),
        ("catholic", "roman catholic", Community.CHRISTIAN, "roman catholic"),
        ("shia", "ismaili", Community.MUSLIM, "shia, ismaili"),
        ("church", "", Community.CHRISTIAN, ""),
        ("church", "methodist", Community.CHRISTIAN, "methodist"),
        ("Jain", "Digambara", Community.OTHER, "Jain, Digambara"),
        ("other", "", Community.OTHER, "other"),
        ("muslim", "", Community.MUSLIM, ""),
    ],
)
def test_a_branch_written_as_the_religion_gives_both(
    religion: str, denomination: str, community: Community, expected: str
):
    place = one(religion=religion, denomination=denomination)

    assert (place.community, place.denomination) == (community, expected)


@pytest.mark.parametrize("said", ["about 300", "50-100", "~40", "0", "1.5", "9999999", "٤٠", "1,20", "1e999", "-3"])
@pytest.mark.parametrize("source", ["", "measured"])
def test_a_place_is_kept_whatever_its_capacity_says(said: str, source: str):
    place = one(capacity=said, capacity_source=source, footprint_m2="")

    assert place.capacity == Capacity(None, CapacitySource.UNKNOWN)
    assert place.notes == f"Ring first. Capacity: {said}"
    assert one(capacity=said, capacity_source=source, footprint_m2="300").capacity.people == 200


@pytest.mark.parametrize(("said", "people"), [("1,200", 1_200), ("40.0", 40), ("1,000,000", 1_000_000)])
def test_a_capacity_may_part_its_thousands(said: str, people: int):
    assert one(capacity=said).capacity == Capacity(people, CapacitySource.MEASURED)
    assert one(capacity=said).notes == "Ring first"


def test_capacities_that_say_something_else_are_remarked_on():
    content = b"id,religion,lat,lon,capacity\na,sikh,52,0.1,40\nb,sikh,52,0.1,\nc,sikh,52,0.1,about 300\n"

    (remark,) = read_places(content, "town.csv").remarks

    assert remark == (
        "Capacities that are no whole number from 1 to 1,000,000: 1, the first in line 4, “about 300”. "
        "Those places are kept, with what it says in their notes."
    )
    assert remark_on_capacities([a_row(capacity="40"), a_row()]) == ()


def test_what_a_place_is_used_for_is_stated_or_told_by_its_name():
    assert one(name="Northford Cemetery").use is PlaceUse.BURIAL
    assert one(name="Northford Cemetery", use="worship").use is PlaceUse.WORSHIP
    assert one(use="Burial ground").use is PlaceUse.BURIAL


@pytest.mark.parametrize("religion", ["", "unknown", "None", "?"])
def test_a_missing_religion_is_refused(religion: str):
    with pytest.raises(Unreadable, match="the religion is missing"):
        read_community(a_row(religion=religion))


@pytest.mark.parametrize(
    ("capacity", "source", "footprint_m2", "expected"),
    [
        ("40", "", "", Capacity(40, CapacitySource.STATED)),
        ("40", "estimated", "", Capacity(40, CapacitySource.ESTIMATED)),
        ("", "", "300", Capacity(200, CapacitySource.ESTIMATED)),
        ("", "unknown", "", Capacity(None, CapacitySource.UNKNOWN)),
        ("", "", "", Capacity(None, CapacitySource.UNKNOWN)),
    ],
)
def test_a_capacity_is_stated_measured_or_estimated(capacity: str, source: str, footprint_m2: str, expected: Capacity):
    assert one(capacity=capacity, capacity_source=source, footprint_m2=footprint_m2).capacity == expected


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"capacity": "40", "capacity_source": "unknown"}, "capacity_source"),
        ({"capacity": "", "capacity_source": "measured"}, "capacity"),
        ({"capacity_source": "guess"}, "capacity_source"),
        ({"footprint_m2": "0"}, "footprint_m2"),
        ({"lat": "x"}, "lat"),
        ({"id": "a b"}, "id"),
        ({"time_zone": "Mars"}, "time_zone"),
        ({"notes": "x" * 4_001}, "notes"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, str], field: str):
    with pytest.raises(Unreadable) as caught:
        one(**changes)
    assert (caught.value.where.line, caught.value.where.field) == (3, field)


def test_the_shipped_file_of_london_reads_as_it_is():
    content = (resources.files("vigil.register") / "data" / "places_london.csv").read_bytes()

    reading = read_places(content, "places_london.csv")

    assert (len(reading.found), reading.rejected) == (3_181, ())
    assert Counter(one.value.community.value for one in reading.found) == {
        "christian": 2_828,
        "muslim": 164,
        "jewish": 102,
        "hindu": 42,
        "sikh": 30,
        "buddhist": 15,
    }
    assert sum(not one.value.name for one in reading.found) == 158


def test_a_double_id_and_a_wrong_row_are_set_aside():
    content = b"id,religion,lat,lon\na,sikh,52,0.1\nb,sikh,95,0.1\na,sikh,52,0.2\n"

    reading = read_places(content, "town.csv")

    assert [each.value.id for each in reading.found] == ["a"]
    assert [(each.line, each.field, each.value) for each in reading.rejected] == [(3, "lat", "95"), (4, "id", "a")]


def test_a_file_is_asked_for_with_a_time_zone_that_exists():
    assert PlaceFile("town.csv", b"").time_zone == "Europe/London"
    with pytest.raises(Unreadable, match="“Mars” is not a time zone"):
        PlaceFile("town.csv", b"", time_zone="Mars")


@given(st.dictionaries(st.sampled_from(sorted(WHOLE)), st.text(max_size=20)))
def test_whatever_a_row_says_it_is_a_place_or_refused(changes: dict[str, str]):
    with suppress(Unreadable):
        place = one(**changes)
        assert place.id
        assert " " not in place.id
        assert math.isfinite(place.point.lat)
        assert math.isfinite(place.point.lon)
