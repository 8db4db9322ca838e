import pytest

from tests.patrol.draws.a_draw import ON, a_pledge, a_published, an_evidence
from vigil.patrol.draws.prove import prove
from vigil.patrol.draws.query import Draw, ProvedDay
from vigil.patrol.mixture import FloorCost

GOOD, BAD = prove(an_evidence()), prove(an_evidence(is_whole=False))


@pytest.mark.parametrize(("proofs", "holds"), [((), False), ((GOOD,), True), ((GOOD, BAD), False)])
def test_a_day_holds_when_something_was_drawn_and_every_draw_holds(proofs, holds):
    assert ProvedDay(ON, proofs, (a_pledge(plan_id=None),), ()).holds is holds


def test_what_a_floor_costs_is_found_by_its_group():
    published = a_published(floor_costs=(FloorCost("area", "Camden", 0.2),))
    assert Draw(published, a_pledge(), ("", "", "")).costs == {("area", "Camden"): 0.2}
