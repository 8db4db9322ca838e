from sqlalchemy import Connection

from tests.patrol.a_day import a_stored_plan
from vigil.patrol import store as patrol_store
from vigil.patrol.muster import store
from vigil.patrol.muster.left_out import LeftOut

NORTH = LeftOut("north", "North 1", False, "Its crew is short.")
SOUTH = LeftOut("south", "South 1", True, "1 of its usual 2 people.")


def test_who_was_left_out_is_kept_with_the_plan(connection: Connection):
    plan_id = patrol_store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    store.add_left_out(connection, plan_id, ())
    assert store.list_left_out(connection, plan_id) == ()
    store.add_left_out(connection, plan_id, (SOUTH, NORTH))
    assert store.list_left_out(connection, plan_id) == (NORTH, SOUTH)
    assert store.list_left_out(connection, plan_id + 1) == ()
