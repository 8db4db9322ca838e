"""`vigil register`."""

import csv
import json

import pytest

from tests.register.town import square

PLACES = """id,name,religion,lat,lon,capacity,doors
nur,Masjid an-Nūr,muslim,52.15,0.05,300,Main door
mary,St Mary's,christian,52.05,0.05,,
twin,St Mary,christian,52.05,0.05,,
wrong,Nobody,sikh,x,0.05,,
"""


@pytest.fixture
def town(vigil, tmp_path):
    """The command line of a machine whose register holds a town."""
    outlines = {
        "features": [
            {"properties": {"c": "N1", "n": "Northford"}, "geometry": square(0.0, 52.1)},
            {"properties": {"c": "S1", "n": "Southbury"}, "geometry": square(0.0, 52.0)},
        ]
    }
    (tmp_path / "areas.geojson").write_text(json.dumps(outlines))
    (tmp_path / "places.csv").write_text(PLACES)
    ran = vigil("register", "import-areas", str(tmp_path / "areas.geojson"), "--id-field", "c", "--name-field", "n")
    assert (ran.code, ran.out) == (0, "2 areas read: 2 added, 0 changed, 0 unchanged, 0 rejected.\n")
    assert vigil("register", "import-places", str(tmp_path / "places.csv")).code == 0
    return vigil


def test_an_import_says_what_came_of_it_and_writes_the_rejected_rows(town, tmp_path):
    rejected = tmp_path / "rejected.csv"

    ran = town("register", "import-places", str(tmp_path / "places.csv"), "--rejected", str(rejected))

    assert ran.code == 0
    assert ran.out.splitlines() == [
        "4 places read: 0 added, 0 changed, 3 unchanged, 1 rejected.",
        "1 pair within 40 m of each other: perhaps one place entered twice. Both are kept:",
        "  mary and twin, 0 m",
    ]
    assert list(csv.reader(rejected.read_text().splitlines())) == [
        ["line", "field", "value", "reason"],
        ["5", "lat", "x", "is not a number"],
    ]


def test_without_a_file_for_them_the_first_rejected_row_is_said(town, tmp_path):
    ran = town("register", "import-places", str(tmp_path / "places.csv"))

    assert ran.out.splitlines()[-1] == (
        "The first rejected: line 5, lat: is not a number. Write all of them to a file with --rejected."
    )


def test_a_place_in_the_sea_is_let_in_only_when_asked(town, tmp_path):
    sea = tmp_path / "sea.csv"
    sea.write_text("id,religion,lat,lon\nrig,christian,52,2\n")

    assert "1 rejected" in town("register", "import-places", str(sea)).out
    assert "1 added" in town("register", "import-places", str(sea), "--anywhere").out
    assert "Unnamed church" in town("register", "place", "rig").out


def test_a_node_beside_an_area_is_counted_among_the_twins(town, tmp_path):
    extract = tmp_path / "extract.csv"
    extract.write_text(
        "osm_id,osm_type,name,religion,lat,lon\n1,node,Hall,sikh,52.15,0.05\n2,way_or_relation,Hall,sikh,52.15,0.05\n"
        "3,node,Hall,sikh,52.15,0.05\n"
    )

    assert (
        "3 pairs within 40 m of each other, 2 of them a node beside an area on OpenStreetMap: perhaps one place"
        in town("register", "import-places", str(extract)).out
    )


def test_units_and_times_are_imported(town, tmp_path):
    units, times = tmp_path / "units.csv", tmp_path / "times.csv"
    units.write_text("id,name,lat,lon,from,until,travel,kind\nn1,North,52.15,0.05,07:00,15:00,foot,steward\n")
    times.write_text("place_id,kind,days,starts,minutes\nnur,jumuah,fri,13:30,45\nnur,meeting,x,1,1\n")

    assert town("register", "import-units", str(units)).out.startswith("1 unit read: 1 added")
    units.write_text(units.read_text().replace("52.15,0.05", "0.05,52.15"))
    assert "are lat and lon swapped?" in town("register", "import-units", str(units)).out
    assert "1 changed" in town("register", "import-units", str(units), "--anywhere").out
    ran = town("register", "import-times", str(times))
    assert "2 times read: 0 added, 0 changed, 0 unchanged, 2 rejected." in ran.out


def test_places_are_found(town):
    ran = town("register", "search", "NUR")
    assert (ran.code, ran.out) == (0, "Masjid an-Nūr (muslim), Northford  nur\n")

    ran = town("register", "search", "--near", "52.15,0.06", "--within-m", "1000", "--community", "Muslim")
    assert ran.out == "682 m  Masjid an-Nūr (muslim), Northford  nur\n"

    ran = town("register", "search", "--area", "southbury")
    assert ran.out.count("\n") == 2
    assert "2 places found" in ran.err


def test_a_place_is_shown(town):
    out = town("register", "place", "nur").out

    assert "Name          Masjid an-Nūr\n" in out
    assert "Capacity      300 (stated)\n" in out
    assert "Doors         Main door\n" in out
    assert "Address" not in out
    assert "Capacity      unknown\n" in town("register", "place", "mary").out


def test_the_register_is_counted_and_its_areas_listed(town):
    counted = town("register", "count")

    assert "      2 Southbury\n" in counted.out
    assert counted.out.splitlines()[-1] == (
        "3 places, 0 of them schools, burial grounds and shops; 1 pair may be twins. 2 areas, 0 units, 0 own times."
    )
    assert "What the map lacks is not counted" in counted.err
    assert town("register", "areas").out.startswith("N1           district      Northford\n")


def test_a_day_is_listed_as_text_and_as_json(town):
    text = town("register", "today", "--at", "2019-03-15", "--area", "Northford", "--community", "muslim")
    written = town("register", "today", "--at", "2019-03-15T08:00+00:00", "--json")

    assert text.out.startswith("Masjid an-Nūr (muslim), Northford  nur\n")
    assert "Friday 15 March 2019" in text.out
    assert [place["id"] for place in json.loads(written.out)["places"]] == ["nur"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("search", "--community", "martian"), 2, "--community: is not one of muslim"),
        (("search", "--near", "here"), 2, "--near: is not a point such as"),
        (("search", "--within-m", "10"), 2, "needs a point to be near to"),
        (("today", "--area", "Nortford"), 2, "There is no area “Nortford”. Did you mean Northford?"),
        (("today", "--at", "15.3.2019"), 2, "--at: is neither a day"),
        (("today", "--at", "9999-12-31"), 2, "is not a day of the years 1900 to 2199"),
        (("today", "--at", "0001-01-01T00:00+14:00"), 2, "--at: is neither a day"),
        (("search", "--near", "5_1.5,0"), 2, "--near: is not a point such as"),
        (("place", "nobody"), 2, "There is no place “nobody”."),
        (("import-places", "nowhere.csv"), 2, "nowhere.csv: No such file"),
        (("import-areas", "nowhere.geojson", "--id-field", "a", "--name-field", "b"), 2, "No such file"),
        (
            ("import-areas", "x", "--kind", "x", "--id-field", "a", "--name-field", "b"),
            2,
            "--kind: is not one of district",
        ),
    ],
)
def test_bad_input_is_said(town, words, code, said):
    ran = town("register", *words)

    assert ran.code == code
    assert said in ran.err
