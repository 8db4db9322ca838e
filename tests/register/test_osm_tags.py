import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.register.osm_tags import cells_of, is_out_of_use, is_place_of_worship


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"amenity": "place_of_worship"}, True),
        ({"building": "mosque", "religion": "muslim"}, True),
        ({"building": "church"}, False),
        ({"building": "yes", "religion": "christian"}, False),
        ({}, False),
    ],
)
def test_people_worship_where_the_tags_say_so(tags: dict[str, str], expected: bool):
    assert is_place_of_worship(tags) is expected


def test_a_ruin_is_out_of_use():
    assert is_out_of_use({"ruins": "yes"})
    assert not is_out_of_use({"disused": "no"})


def test_tags_become_cells():
    cells = cells_of(
        {
            "name": "مسجد النور",
            "name:en": "Al Noor Mosque",
            "name:bn": "আল নূর",
            "alt_name": "Noor; The Light",
            "religion": "muslim;christian",
            "denomination": "roman_catholic",
            "addr:housenumber": "1",
            "addr:street": "High Street",
            "addr:postcode": "NF1",
            "capacity": "350",
            "opening_hours": "Fr 12:00-15:00",
            "service_times": "Fr 13:15",
        }
    )

    assert cells["name"] == "مسجد النور"
    assert cells["aliases"] == "Al Noor Mosque;Noor;The Light;আল নূর"
    assert (cells["religion"], cells["denomination"]) == ("muslim", "roman catholic")
    assert cells["address"] == "1 High Street, NF1"
    assert cells["capacity"] == "350"
    assert cells["notes"] == "Service times: Fr 13:15. Opening hours: Fr 12:00-15:00"


def test_nothing_becomes_empty_cells():
    assert set(cells_of({}).values()) == {""}


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12)))
def test_no_tags_whatever_break_it(tags: dict[str, str]):
    assert cells_of(tags)["name"] == cells_of(tags)["name"].strip()
