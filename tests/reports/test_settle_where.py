"""Where incidents were: points, areas and places agree, or the row is set aside."""

from tests.reports.ground import GROUND, MOSQUE, NOWHERE, an_incident
from vigil.ground.point import Point
from vigil.register.import_report import Rejected
from vigil.register.read_table import Numbered, Reading
from vigil.reports.settle_where import settle_where

IN_WEST = Point(lat=51.5, lon=-0.1)
FAR_AWAY = Point(lat=-43.53, lon=172.61)


def settle(*incidents, ground=GROUND, rejected=()):
    reading = Reading(tuple(Numbered(2 + number, one) for number, one in enumerate(incidents)), rejected, ("heard",))
    return settle_where(reading, ground)


def settled(incident, ground=GROUND):
    (one,) = settle(incident, ground=ground).found
    return one.value


def test_a_point_gives_the_area():
    assert settled(an_incident(area="", point=IN_WEST)).area == "Westham"


def test_an_area_is_known_whatever_its_case_and_may_be_a_police_forces_ground():
    assert settled(an_incident(area="eastHAM")).area == "Eastham"
    assert settled(an_incident(area="ham police", point=IN_WEST)).area == "Ham Police"


def test_a_place_gives_point_and_area():
    found = settled(an_incident(area="", place_id="m1"))
    assert (found.point, found.area) == (MOSQUE.point, "Eastham")


def test_a_point_of_its_own_is_kept_beside_the_place():
    near = Point(lat=51.501, lon=0.101)
    found = settled(an_incident(place_id="m1", point=near))
    assert (found.point, found.area, found.place_id) == (near, "Eastham", "m1")


def test_the_outline_wins_over_what_the_row_states():
    reading = settle(an_incident(point=IN_WEST))
    assert reading.found[0].value.area == "Westham"
    assert reading.remarks[1:] == (
        "Rows that state another area than the outline they lie in: 1. The outline was taken.",
    )


def test_an_incident_far_away_is_kept_and_said():
    reading = settle(an_incident(area="", point=FAR_AWAY))
    assert reading.found[0].value.area == ""
    assert reading.remarks == (
        "heard",
        "Incidents outside every area this desk holds: 1. They are kept all the same.",
    )


def test_an_unknown_area_or_place_is_set_aside_in_the_order_of_the_lines():
    before = Rejected(1, "when", "", "is missing")
    reading = settle(an_incident(area="Eastam"), an_incident(place_id="m2"), an_incident(), rejected=(before,))
    assert [one.line for one in reading.found] == [4]
    assert [(one.line, one.field, one.value) for one in reading.rejected] == [
        (1, "when", ""),
        (2, "area", "Eastam"),
        (3, "place_id", "m2"),
    ]
    assert "Did you mean Eastham" in reading.rejected[1].reason


def test_a_desk_without_areas_takes_what_the_row_states():
    found = settled(an_incident(area="Anywhere", point=IN_WEST), ground=NOWHERE)
    assert found.area == "Anywhere"
    assert settle(an_incident(area="", point=IN_WEST), ground=NOWHERE).remarks == ("heard",)


def test_a_point_whose_lat_and_lon_look_swapped_is_named_by_its_line():
    swapped = Point(lat=-0.1, lon=51.5)
    reading = settle(an_incident(point=FAR_AWAY), *[an_incident(point=swapped)] * 6)
    assert [one.value.point for one in reading.found] == [FAR_AWAY, *[swapped] * 6]
    assert reading.remarks[2:] == (
        "Of these, some would lie in an area if lat and lon were swapped; see lines 3, 4, 5, 6, 7 and 1 more.",
    )
    assert settle(an_incident(point=swapped)).remarks[-1].endswith("see lines 2.")
