import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.town import (
    AREAS,
    COUNTY,
    IN_COUNTY_ONLY,
    IN_NORTHFORD,
    IN_SOUTHBURY,
    IN_THE_SEA,
    NORTHFORD,
    SOUTHBURY,
    square,
)
from vigil.ground.point import Point, distance_m
from vigil.register.area import Area, AreaKind
from vigil.register.locate import Located, is_swapped, locate


def test_a_point_lies_in_its_district_and_on_its_forces_ground():
    north, south, country = locate((IN_NORTHFORD, IN_SOUTHBURY, IN_COUNTY_ONLY), AREAS)

    assert north == Located("Northford", "County Police", 0.0, "Northford")
    assert south.area == "Southbury"
    assert country == Located("County Police", "County Police", 0.0, "County Police")


def test_the_nearest_district_comes_before_the_force_whose_coarse_ground_it_is():
    bank = Point(lat=52.15, lon=0.12)

    (lies,) = locate((bank,), AREAS)

    assert (lies.area, lies.police_force, lies.outside_m) == ("Northford", "County Police", 0.0)
    assert locate((Point(lat=52.15, lon=0.15),), AREAS)[0].area == "County Police"


def test_a_point_that_lies_in_an_area_the_other_way_round_is_swapped():
    assert is_swapped(Point(lat=0.05, lon=52.15), AREAS)
    assert not is_swapped(IN_THE_SEA, AREAS)
    assert not is_swapped(Point(lat=1.0, lon=175.0), AREAS)
    assert not is_swapped(IN_THE_SEA, ())


def test_a_pier_belongs_to_the_shore_and_a_wreck_to_nobody():
    pier, wreck = locate((Point(lat=52.15, lon=-0.01), IN_THE_SEA), (NORTHFORD, SOUTHBURY))

    assert (pier.area, pier.nearest) == ("Northford", "Northford")
    assert pier.outside_m == pytest.approx(distance_m(Point(lat=52.15, lon=-0.01), Point(lat=52.15, lon=0.0)), rel=0.01)
    assert (wreck.area, wreck.police_force, wreck.nearest) == ("", "", "Southbury")
    assert wreck.outside_m > 100_000


def test_a_place_in_a_district_that_the_forces_coast_cuts_off_still_has_its_force():
    island = Area("I1", "Island", AreaKind.DISTRICT, json.dumps(square(-0.02, 52.0, 0.015)), "x")

    assert locate((Point(lat=52.005, lon=-0.01),), (island, COUNTY)) == (
        Located("Island", "County Police", 0.0, "Island"),
    )


def test_where_outlines_overlap_the_first_by_id_is_taken():
    double = Area("A0", "Aldford", AreaKind.DISTRICT, NORTHFORD.outline, "x")

    assert locate((IN_NORTHFORD,), (NORTHFORD, double))[0].area == "Aldford"


def test_without_areas_everything_lies_nowhere():
    assert locate((IN_NORTHFORD,), ()) == (Located("", "", float("inf"), ""),)
    assert locate((), AREAS) == ()


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_on_earth_is_either_inside_or_a_distance_away(lat: float, lon: float):
    (lies,) = locate((Point(lat=lat, lon=lon),), AREAS)

    assert bool(lies.area) == (lies.outside_m <= 3_000)
    assert lies.nearest in {"Northford", "Southbury", "County Police"}


@given(st.integers(0, 4_999))
def test_the_distance_is_right_within_a_hundredth(metres: int):
    off_shore = Point(lat=52.15, lon=-metres / 68_208)

    assert locate((off_shore,), (NORTHFORD,))[0].outside_m == pytest.approx(
        distance_m(off_shore, Point(lat=52.15, lon=0.0)), rel=0.01, abs=0.01
    )


def test_the_centre_of_every_borough_lies_in_it():
    text = (resources.files("vigil.register") / "data" / "london_boroughs_2013.geojson").read_text(encoding="utf-8")
    boroughs = [
        Area(
            each["properties"]["lad13cd"],
            each["properties"]["lad13nm"],
            AreaKind.DISTRICT,
            json.dumps(each["geometry"]),
            "x",
        )
        for each in json.loads(text)["features"]
    ]
    town_hall = {"Tower Hamlets": Point(lat=51.5100, lon=-0.0059), "Camden": Point(lat=51.5290, lon=-0.1255)}

    assert [lies.area for lies in locate(list(town_hall.values()), boroughs)] == list(town_hall)
