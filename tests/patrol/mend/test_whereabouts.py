from dataclasses import replace
from datetime import timedelta

import pytest

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import a_plan, a_visit
from vigil.patrol.carry.presence import Presence
from vigil.patrol.carry.step import VisitState
from vigil.patrol.mend.whereabouts import Believed, find_whereabouts, still_meant

S = VisitState
FIRST = a_visit(1)  # 13:00 to 13:12, its window until 13:15
SECOND = a_visit(2, place_id="shul", opens_at=at(17), closes_at=at(17, 30), arrive_at=at(17), depart_at=at(17, 10))
WALK = replace(a_plan().rounds[0], visits=(FIRST, SECOND), from_at=at(7))


def found(known, *, now, heard=True, goes_on=True):
    return find_whereabouts(WALK, known, believed=Believed(heard, goes_on), at=now)


def test_before_anything_a_unit_is_at_its_base():
    for heard in (True, False):
        here = found({}, now=at(12), heard=heard)
        assert (here.spot_id, here.point, here.free_at) == ("", WALK.base, at(12))
        assert (here.done, here.left) == ((), (FIRST, SECOND))
    assert found({}, now=at(6)).free_at == at(7)


@pytest.mark.parametrize(
    ("presence", "now", "free_at"),
    [
        (Presence(state=S.PRESENT, arrived_at=at(13)), at(13, 5), at(13, 12)),
        (Presence(state=S.PRESENT, arrived_at=at(13)), at(13, 40), at(13, 40)),
        (Presence(state=S.LEFT, departed_at=at(13, 10)), at(14), at(14)),
        (Presence(state=S.LEFT), at(14), at(14)),
    ],
)
def test_who_was_at_a_door_goes_on_from_there(presence, now, free_at):
    here = found({1: presence}, now=now)
    assert (here.spot_id, here.point, here.free_at) == ("mosque", FIRST.point, free_at)
    assert (here.done, here.left) == ((FIRST,), (SECOND,))


def test_who_is_on_the_way_gets_there_first_when_that_is_still_of_use():
    on_way = {1: Presence(state=S.ON_WAY)}
    here = found(on_way, now=at(13, 2))
    (visit,) = here.done
    assert (visit.arrive_at, visit.depart_at) == (at(13, 2), at(13, 14))
    assert here.free_at == at(13, 14)
    late = found(on_way, now=at(13, 4))
    assert (late.done, late.left, late.spot_id) == ((), (FIRST, SECOND), "")
    assert found(on_way, now=at(12)).done[0].arrive_at == FIRST.arrive_at


@pytest.mark.parametrize("heard", [True, False])
def test_who_should_be_driving_to_a_door_is_taken_to_be_unless_it_said_otherwise(heard):
    driving = FIRST.arrive_at - timedelta(minutes=FIRST.travel_minutes)
    here = found({}, now=driving, heard=heard)
    assert (here.done, here.left, here.free_at) == ((FIRST,), (SECOND,), FIRST.depart_at)
    assert found({}, now=driving - timedelta(minutes=1), heard=heard).done == ()
    assert found({}, now=driving, heard=heard, goes_on=False).done == ()
    elsewhere = found({2: Presence(state=S.PRESENT)}, now=driving)
    assert (elsewhere.done, elsewhere.left) == ((SECOND,), (FIRST,))
    cannot = found({1: Presence(state=S.CANNOT)}, now=driving)
    assert (cannot.done, cannot.left) == ((), (SECOND,))


def test_who_is_withdrawn_leaves_what_it_is_on_its_way_to_and_stays_where_it_stands():
    assert found({1: Presence(state=S.ON_WAY)}, now=at(13, 2), goes_on=False).done == ()
    assert found({1: Presence(state=S.PRESENT)}, now=at(13, 2), goes_on=False).done == (FIRST,)


def test_of_who_spoke_what_was_missed_or_cannot_be_is_neither_done_nor_left():
    known = {1: Presence(state=S.MISSED), 2: Presence(state=S.CANNOT)}
    here = found(known, now=at(17, 5))
    assert (here.done, here.left) == ((), ())


def test_who_never_spoke_is_where_the_round_says():
    here = found({1: Presence(state=S.MISSED)}, now=at(14), heard=False)
    assert (here.done, here.left, here.spot_id, here.free_at) == ((FIRST,), (SECOND,), "mosque", at(14))
    assert found({}, now=at(13, 5), heard=False).free_at == at(13, 12)


def test_the_last_door_counts_in_whatever_order_visits_were_made():
    known = {1: Presence(state=S.LEFT, departed_at=at(17, 40)), 2: Presence(state=S.LEFT, departed_at=at(17, 10))}
    here = found(known, now=at(17, 45))
    assert (here.done, here.spot_id) == ((SECOND, FIRST), "mosque")


def test_what_is_lost_anyway_is_no_change_of_the_repair():
    whereabouts = {"north": found({2: Presence(state=S.PRESENT)}, now=at(18))}
    (walk,) = still_meant((WALK,), whereabouts, at=at(18))
    assert walk.visits == (SECOND,)
    (walk,) = still_meant((WALK,), {"north": found({}, now=at(12))}, at=at(12))
    assert walk == WALK
