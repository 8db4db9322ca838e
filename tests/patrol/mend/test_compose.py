from dataclasses import replace

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import a_plan, a_visit
from vigil.patrol.mend.compose import compose_rounds
from vigil.patrol.mend.whereabouts import Whereabouts

DONE = a_visit(1, window_id="a")
LEFT = a_visit(2, window_id="b", follows=20)
LOST = a_visit(3, window_id="c")
WALK = replace(a_plan().rounds[0], visits=(DONE, LEFT, LOST), leave_at=at(12), back_at=at(18))
IDLE = replace(a_plan().rounds[1], unit_id="south")
HERE = Whereabouts(unit_id="north", spot_id="mosque", point=DONE.point, free_at=at(13), done=(DONE,), left=(LEFT, LOST))
NOWHERE = replace(HERE, unit_id="south", done=(), left=())


def after(walk, *windows, **changes):
    visits = tuple(a_visit(0, window_id=window, position=n) for n, window in enumerate(windows, 1))
    return replace(walk, id=0, visits=visits, from_at=at(13), leave_at=at(13), back_at=at(17), **changes)


def test_what_was_done_stands_in_front_and_what_stays_keeps_its_number():
    new = after(WALK, "b", "d")
    north, south = compose_rounds((WALK, IDLE), {"north": HERE, "south": NOWHERE}, (new, after(IDLE)))
    assert [(visit.window_id, visit.follows, visit.position) for visit in north.visits] == [
        ("a", 1, 1),
        ("b", 20, 2),
        ("d", None, 3),
    ]
    assert (north.from_at, north.leave_at, north.back_at) == (WALK.from_at, at(12), at(17))
    assert (south.visits, south.back_at) == ((), None)


def test_a_unit_that_was_idle_leaves_when_the_new_round_says():
    _, south = compose_rounds((WALK, IDLE), {"north": HERE, "south": NOWHERE}, (after(WALK), after(IDLE, "c")))
    assert (south.leave_at, south.back_at) == (at(13), at(17))
    assert south.visits[0].follows is None  # it was another unit's visit: word of that one still counts for it


def test_a_withdrawn_unit_keeps_what_it_has_done_and_nothing_else():
    north, south = compose_rounds((WALK, IDLE), {"north": HERE, "south": NOWHERE}, ())
    assert [visit.window_id for visit in north.visits] == ["a"]
    assert (north.leave_at, north.back_at) == (at(12), None)
    assert (south.visits, south.leave_at) == ((), None)


def test_a_unit_that_came_in_today_has_a_round_of_its_own():
    lent = after(IDLE, "c", unit_id="lent")
    rounds = compose_rounds((WALK,), {"north": HERE}, (after(WALK), lent))
    assert rounds[1] == lent
