from dataclasses import replace

import pytest

from tests.patrol.a_day import a_stored_plan
from vigil.patrol.scope import EVERYWHERE, Scope, choose_plan, covers, narrow_plan

HEAD = a_stored_plan().head
LONDON = replace(HEAD, id=1)
CAMDEN = replace(HEAD, id=2, area="Camden")
JEWISH = replace(HEAD, id=3, community="jewish")
MUSLIM_CAMDEN = replace(HEAD, id=4, area="CAMDEN", community="muslim")


@pytest.mark.parametrize(
    ("heads", "scope", "chosen", "newer"),
    [
        ((CAMDEN, LONDON), EVERYWHERE, LONDON, (CAMDEN,)),
        ((JEWISH, CAMDEN, LONDON), EVERYWHERE, LONDON, (JEWISH, CAMDEN)),
        ((JEWISH, CAMDEN), EVERYWHERE, JEWISH, ()),
        ((CAMDEN, LONDON), Scope(("Tower Hamlets",)), LONDON, ()),
        ((CAMDEN, LONDON), Scope(("camden",)), CAMDEN, ()),
        ((MUSLIM_CAMDEN, LONDON), Scope(("Camden",)), LONDON, (MUSLIM_CAMDEN,)),
        ((MUSLIM_CAMDEN, LONDON), Scope(("Camden",), community="muslim"), MUSLIM_CAMDEN, ()),
        ((MUSLIM_CAMDEN, LONDON), Scope(("Camden",), community="jewish"), LONDON, ()),
        ((CAMDEN, LONDON), Scope(("A force",), parts=("Camden", "Barnet")), LONDON, (CAMDEN,)),
        ((CAMDEN,), Scope(("A force",), parts=("Camden", "Barnet")), CAMDEN, ()),
    ],
)
def test_a_whole_plan_goes_before_a_part(heads, scope, chosen, newer):
    choice = choose_plan(heads, scope)
    assert (choice.head, choice.newer) == (chosen, newer)


def test_a_plan_of_elsewhere_speaks_for_nothing_here():
    assert choose_plan((CAMDEN,), Scope(("Tower Hamlets",))) is None
    assert choose_plan((JEWISH,), Scope(("Camden",), community="muslim")) is None
    assert choose_plan((), EVERYWHERE) is None


def test_a_part_never_covers_the_whole():
    assert covers(LONDON, EVERYWHERE)
    assert not covers(CAMDEN, EVERYWHERE)
    assert not covers(JEWISH, EVERYWHERE)


def test_a_plan_is_narrowed_to_some_places():
    plan = a_stored_plan()
    (place_id, *_others) = {visit.place_id for walk in plan.rounds for visit in walk.visits}
    part = narrow_plan(plan, {place_id})
    assert {visit.place_id for walk in part.rounds for visit in walk.visits} == {place_id}
    assert (part.head, len(part.rounds)) == (plan.head, len(plan.rounds))
    nothing = narrow_plan(plan, ())
    assert not any(walk.visits for walk in nothing.rounds)
    assert nothing.uncovered == ()
