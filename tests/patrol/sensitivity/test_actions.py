import pytest

from tests.patrol.a_day import ASKED, UNITS, a_draft, a_stored_plan
from tests.patrol.a_request import some_effort
from tests.people import ANALYST, COORDINATOR
from vigil import catalogue
from vigil.database.engine import CHANGES
from vigil.ground.errors import NotAllowed, NotFound
from vigil.patrol import store as patrol_store
from vigil.patrol.keep import plan_to_keep
from vigil.patrol.make import make_plan
from vigil.patrol.sensitivity.query import SensitivityOf, SensitivityOrder
from vigil.patrol.write_plan import write_plan
from vigil.patrol.write_request import write_request


def keep(office):
    draft = a_draft()
    plan = make_plan(draft.request, some_effort())
    with office.engine.connect().execution_options(**CHANGES) as connection:
        plan_id = patrol_store.add_plan(
            connection,
            plan_to_keep(plan, draft, UNITS, ASKED),
            request_json=write_request(draft.request),
            plan_json=write_plan(plan),
        )
        connection.commit()
    return plan_id


def test_what_would_change_a_plan_is_worked_out_and_kept(sqlite_office):
    plan_id = keep(sqlite_office)
    assert sqlite_office.perform(catalogue.FIND_SENSITIVITY, SensitivityOf(plan_id), ANALYST) is None
    found = sqlite_office.perform(catalogue.STUDY_SENSITIVITY, SensitivityOrder(plan_id, 10.0), COORDINATOR)
    assert sqlite_office.perform(catalogue.FIND_SENSITIVITY, SensitivityOf(plan_id), ANALYST) == found
    assert {one.key for one in found.variations} == {"level", "effect of unarmed", "residual", "residual minutes"}
    assert found.value == pytest.approx(a_stored_plan().head.value)


def test_only_who_plans_may_have_it_worked_out(sqlite_office):
    with pytest.raises(NotAllowed):
        sqlite_office.perform(catalogue.STUDY_SENSITIVITY, SensitivityOrder(1), ANALYST)
    with pytest.raises(NotFound):
        sqlite_office.perform(catalogue.STUDY_SENSITIVITY, SensitivityOrder(1), COORDINATOR)
