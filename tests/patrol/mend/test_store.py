from dataclasses import replace

import pytest

from tests.patrol.a_day import a_stored_plan, at
from tests.patrol.mend.a_proposal import a_proposal
from vigil.ground.errors import NotFound
from vigil.patrol import store as patrol_store
from vigil.patrol.mend import store


def test_a_repair_comes_back_as_it_was_proposed(connection):
    plan_id = patrol_store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    proposal = a_proposal(plan_id=plan_id)
    first = store.add_proposal(connection, proposal)
    second = store.add_proposal(connection, replace(proposal, withdrawn=(), rounds=()))
    assert store.get_proposal(connection, plan_id, first) == replace(proposal, id=first)
    listed = store.list_proposals(connection, plan_id)
    assert [one.id for one in listed] == [second, first]
    assert listed[1] == replace(proposal, id=first, rounds=())
    for wrong in ((plan_id, 99), (plan_id + 1, first)):
        with pytest.raises(NotFound):
            store.get_proposal(connection, *wrong)


def test_it_is_kept_who_accepted_a_repair(connection):
    plan_id = patrol_store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    proposal = replace(a_proposal(plan_id=plan_id), id=store.add_proposal(connection, a_proposal(plan_id=plan_id)))
    store.change_accepted(connection, proposal, version=2, by_name="Brendan", at=at(12, 5))
    assert store.get_proposal(connection, plan_id, proposal.id) == replace(
        proposal, version=2, accepted_by_name="Brendan", accepted_at=at(12, 5)
    )
