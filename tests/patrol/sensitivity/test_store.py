from dataclasses import replace

from tests.patrol.a_day import AT, a_stored_plan
from vigil.patrol import store as patrol_store
from vigil.patrol.sensitivity import store
from vigil.patrol.sensitivity.query import Sensitivity
from vigil.patrol.sensitivity.study import Variation, VisitShift

FOUND = Variation(
    key="level", says="what a raised level counts", share=1.3, value=9.0, best=8.0, shifts=(VisitShift("w", 0.2, 0.6),)
)


def test_what_was_found_is_kept_and_takes_the_place_of_what_was_before(connection):
    plan_id = patrol_store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    assert store.find_sensitivity(connection, plan_id) is None
    first = Sensitivity(id=plan_id, made_at=AT, value=7.5, variations=(FOUND,))
    for found in (first, replace(first, value=7.0, variations=())):
        store.change_sensitivity(connection, found)
        assert store.find_sensitivity(connection, plan_id) == found
