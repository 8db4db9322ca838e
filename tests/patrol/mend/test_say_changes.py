from dataclasses import replace

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import a_plan, a_visit
from vigil.patrol.mend.say_changes import RoundChanges, UnitChange, say_changes

NORTH, SOUTH = (replace(walk, visits=()) for walk in a_plan().rounds)
A = a_visit(1, window_id="a", place_name="Mosque")
B = a_visit(2, window_id="b", place_name="Shul", phase="leaving")
C = a_visit(3, window_id="c", place_name="Church")


def changes(before, after):
    old = tuple(replace(walk, visits=visits) for walk, visits in zip((NORTH, SOUTH), before, strict=True))
    new = tuple(replace(walk, visits=visits) for walk, visits in zip((NORTH, SOUTH), after, strict=True))
    return say_changes(old, new, time_zone="Europe/London")


def test_nothing_changed_says_nothing():
    found = changes(((A,), (B,)), ((A,), (B,)))
    assert found == RoundChanges((), ())
    assert found.is_none


def test_what_moves_comes_and_goes_is_said_in_sentences():
    moved = replace(A, arrive_at=at(13, 2), depart_at=at(13, 14))
    found = changes(((A, C), (B,)), ((moved, B), ()))
    assert found.units == (
        UnitChange(
            "north",
            "North 1",
            (
                "No longer goes to Church, 13:00–13:12, people arriving.",
                "Also goes to Shul, 13:00–13:12, people leaving.",
                "Is at Mosque from 13:02–13:14 instead of 13:00–13:12.",
            ),
        ),
        UnitChange("south", "South 1", ("No longer goes to Shul, 13:00–13:12, people leaving.",)),
    )
    assert found.lost == ("Nobody goes to Church, 13:00–13:12, people arriving any more.",)
    assert not found.is_none


def test_a_unit_that_is_new_is_told_whole():
    lent = replace(SOUTH, unit_id="lent", unit_name="Lent 1", visits=(C,))
    found = say_changes((NORTH,), (NORTH, lent), time_zone="Europe/London")
    assert [unit.unit_name for unit in found.units] == ["Lent 1"]
