from dataclasses import replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from tests.register.town import IN_NORTHFORD, NORTHFORD, a_place
from vigil.register.change import list_changes, reconcile_area, reconcile_place, reconcile_unit
from vigil.register.place import Capacity, CapacitySource, Origin
from vigil.register.unit import Travel, Unit, UnitKind

UNIT = Unit(
    id="u",
    name="U",
    base=IN_NORTHFORD,
    base_name="",
    shift_from=time(7),
    shift_until=time(15),
    travel=Travel.FOOT,
    kind=UnitKind.STEWARD,
    time_zone="Europe/London",
    origin=Origin("units.csv", "u"),
)


def test_what_is_new_changed_and_known_is_told_apart():
    held = {"a": a_place("a"), "b": a_place("b")}
    renamed = a_place("b", name="Al Noor")

    changes = list_changes([a_place("a"), renamed, a_place("c")], held, reconcile_place)

    assert (changes.added, changes.changed, changes.unchanged) == ((a_place("c"),), (renamed,), 1)


def test_a_file_of_another_name_changes_nothing():
    elsewhere = Origin("again.csv", "x")

    assert reconcile_place(a_place(origin=elsewhere), a_place()) == a_place()
    assert reconcile_unit(replace(UNIT, origin=elsewhere), UNIT) == UNIT
    assert reconcile_area(replace(NORTHFORD, source="again"), NORTHFORD) == NORTHFORD


def test_what_differs_is_taken_with_its_origin():
    new_place, new_unit = (
        a_place(notes="Ring", origin=Origin("b.csv", "")),
        replace(UNIT, name="V", origin=Origin("b", "")),
    )
    new_area = replace(NORTHFORD, name="North", source="b")

    assert reconcile_place(new_place, a_place()) == new_place
    assert reconcile_unit(new_unit, UNIT) == new_unit
    assert reconcile_area(new_area, NORTHFORD) == new_area


def test_a_measured_capacity_stays():
    held = a_place(capacity=Capacity(300, CapacitySource.MEASURED))

    assert reconcile_place(a_place(), held) == held


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_a_second_import_changes_nothing(held: list[str], new: list[str]):
    before = {one: a_place(one, name="before") for one in held}
    places = [a_place(one, name="after") for one in new]

    first = list_changes(places, before, reconcile_place)
    after = before | {place.id: place for place in first.added + first.changed}

    assert len(first.added) + len(first.changed) + first.unchanged == len(new)
    assert list_changes(places, after, reconcile_place).unchanged == len(new)
