import json

import pytest

from tests.patrol.a_day import a_draft, a_stored_plan
from tests.patrol.a_request import some_effort
from vigil.ground.errors import Unreadable
from vigil.patrol.draws.rounds import drawn_rounds, sent_rounds
from vigil.patrol.make import make_plan
from vigil.patrol.write_plan import write_plan


def test_what_was_sent_is_what_the_file_holds():
    plan = make_plan(a_draft().request, some_effort())
    stored = a_stored_plan()
    found = drawn_rounds(write_plan(plan), 0, stored.head)
    assert found == sent_rounds(stored)
    assert {walk.unit_id: walk.stops for walk in found} == {walk.unit_id: walk.stops for walk in plan.rounds}
    assert [walk.unit_id for walk in found] == sorted(walk.unit_id for walk in found)


def test_a_file_that_is_none_says_where():
    head = a_stored_plan().head
    with pytest.raises(Unreadable):
        drawn_rounds(json.dumps({"plans": [{"rounds": 3}]}), 0, head)
