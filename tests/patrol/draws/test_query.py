import pytest

from tests.patrol.draws.a_draw import ON, a_pledge, an_evidence
from vigil.patrol.draws.prove import prove
from vigil.patrol.draws.query import ProvedDay

GOOD, BAD = prove(an_evidence()), prove(an_evidence(is_whole=False))


@pytest.mark.parametrize(("proofs", "holds"), [((), False), ((GOOD,), True), ((GOOD, BAD), False)])
def test_a_day_holds_when_something_was_drawn_and_every_draw_holds(proofs, holds):
    assert ProvedDay(ON, proofs, (a_pledge(plan_id=None),), ()).holds is holds
