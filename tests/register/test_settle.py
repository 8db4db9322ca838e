from datetime import time

from tests.register.town import (
    AREAS,
    IN_COUNTY_ONLY,
    IN_NORTHFORD,
    IN_SOUTHBURY,
    IN_THE_SEA,
    NORTHFORD,
    SOUTHBURY,
    a_place,
)
from vigil.ground.point import Point
from vigil.register.area import Area
from vigil.register.import_report import Rejected
from vigil.register.place import Capacity, CapacitySource, Community, Origin, Place, PlaceUse
from vigil.register.read_table import Numbered, Reading
from vigil.register.settle import keep_better_capacity, resettle_places, settle_places, settle_units
from vigil.register.unit import Travel, Unit, UnitKind


def settled(*places: Place, areas: tuple[Area, ...] = AREAS, anywhere: bool = False) -> Reading[Place]:
    found = tuple(Numbered(line, place) for line, place in enumerate(places, start=2))
    return settle_places(Reading(found, (Rejected(9, "lat", "x", "is not a number"),)), areas, anywhere=anywhere)


def test_a_place_is_given_the_area_it_lies_in():
    reading = settled(a_place("n"), a_place("s", point=IN_SOUTHBURY), a_place("c", point=IN_COUNTY_ONLY))

    assert [(one.value.area, one.value.police_force) for one in reading.found] == [
        ("Northford", "County Police"),
        ("Southbury", "County Police"),
        ("County Police", "County Police"),
    ]
    assert len(reading.rejected) == 1
    assert reading.remarks == ()


def test_a_place_without_a_name_is_called_by_its_kind_and_area():
    assert settled(a_place(name="")).found[0].value.name == "Unnamed mosque, Northford"


def test_the_outline_wins_over_what_the_row_states():
    reading = settled(a_place("a", area="Southbury"), a_place("b", area="Northford"))

    assert [one.value.area for one in reading.found] == ["Northford", "Northford"]
    assert reading.remarks == ("1 rows state another area than the outline they lie in; the outline was taken.",)


def test_what_lies_in_the_sea_is_set_aside():
    reading = settled(a_place("wreck", point=IN_THE_SEA))

    assert reading.found == ()
    wreck = reading.rejected[0]
    assert (wreck.line, wreck.field, wreck.value) == (2, "lat", "wreck at 52, 2")
    assert "the nearest is County Police, 116 km: is it in the sea?" in wreck.reason


def test_what_would_lie_in_an_area_with_lat_and_lon_swapped_is_told_so():
    swapped = Point(lat=IN_NORTHFORD.lon, lon=IN_NORTHFORD.lat)

    assert settled(a_place(point=swapped)).rejected[0].reason.endswith("are lat and lon swapped?")
    assert "swapped" not in settled(a_place(point=Point(lat=1.0, lon=175.0))).rejected[0].reason


def test_without_any_outline_nothing_is_let_in_unless_it_may_be_anywhere():
    assert "this desk holds no area" in settled(a_place(), areas=()).rejected[0].reason
    assert settled(a_place(area="Elsewhere"), areas=(), anywhere=True).found[0].value.area == "Elsewhere"
    assert settled(a_place(point=IN_THE_SEA), anywhere=True).found[0].value.area == ""


def a_unit(unit_id: str, base: Point) -> Unit:
    return Unit(
        id=unit_id,
        name=unit_id,
        base=base,
        base_name="",
        shift_from=time(7),
        shift_until=time(15),
        travel=Travel.FOOT,
        kind=UnitKind.STEWARD,
        time_zone="Europe/London",
        origin=Origin("units.csv"),
    )


def test_a_unit_must_be_based_on_the_ground_of_an_area_unless_it_may_be_anywhere():
    bases = (IN_NORTHFORD, IN_THE_SEA, Point(lat=IN_NORTHFORD.lon, lon=IN_NORTHFORD.lat))
    found = tuple(Numbered(line, a_unit(f"u{line}", base)) for line, base in enumerate(bases, start=2))
    reading = Reading(found, (Rejected(9, "lat", "x", "is not a number"),), ("A remark.",))

    settled_units = settle_units(reading, AREAS, anywhere=False)

    assert [one.value.id for one in settled_units.found] == ["u2"]
    assert [(one.line, one.value) for one in settled_units.rejected] == [
        (3, "u3 at 52, 2"),
        (4, "u4 at 0.05, 52.15"),
        (9, "x"),
    ]
    assert "is it in the sea?" in settled_units.rejected[0].reason
    assert settled_units.rejected[1].reason.endswith("are lat and lon swapped?")
    assert settled_units.remarks == ("A remark.",)
    assert settle_units(reading, AREAS, anywhere=True) == reading
    assert "this desk holds no area" in settle_units(reading, (), anywhere=False).rejected[0].reason


def test_religions_whose_worship_is_not_computed_are_named():
    others = [a_place(str(number), community=Community.OTHER, denomination="Jain") for number in range(3)]
    assert settled(*others, a_place("p")).remarks == (
        "Kept as other, and no worship is computed for them: 3 rows: 3 of “Jain”.",
    )
    many = [a_place(f"x{number}", community=Community.OTHER, denomination=f"Faith {number}") for number in range(12)]
    assert settled(*others, *many).remarks[0].endswith(", 1 of “Faith 8” and 3 more.")


def test_schools_and_burial_grounds_are_counted():
    reading = settled(a_place("a", use=PlaceUse.SCHOOL), a_place("b", use=PlaceUse.BURIAL), a_place("c"))

    assert reading.remarks == (
        "Not for worship, by name or the column “use”: 1 as burial ground, 1 as school. Only their own times count.",
    )


def test_other_outlines_move_only_those_places_that_lie_in_them():
    held = [
        a_place("a", area="Old", police_force="County Police"),
        a_place("b", area="Old", name="Unnamed church, Old", community=Community.CHRISTIAN),
        a_place("c", area="Southbury", point=IN_SOUTHBURY),
        a_place("d", area="Far away", point=IN_THE_SEA),
    ]

    moved = resettle_places(held, (NORTHFORD, SOUTHBURY))

    assert [(place.id, place.name, place.area) for place in moved] == [
        ("a", "Masjid an-Nūr", "Northford"),
        ("b", "Unnamed church, Northford", "Northford"),
    ]


def test_what_was_measured_is_not_forgotten_for_an_estimate():
    measured = a_place(capacity=Capacity(300, CapacitySource.MEASURED))
    estimated = a_place(capacity=Capacity(900, CapacitySource.ESTIMATED))
    stated = a_place(capacity=Capacity(400, CapacitySource.STATED))

    assert keep_better_capacity(estimated, measured).capacity.people == 300
    assert keep_better_capacity(stated, measured).capacity.people == 400
    assert keep_better_capacity(measured, estimated).capacity.people == 300
    assert keep_better_capacity(a_place(), estimated).capacity.people is None
