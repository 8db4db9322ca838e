"""What can be asked of the muster: which units a plan left out, and why."""

from vigil.desk.desk import Desk
from vigil.patrol.muster import store
from vigil.patrol.muster.left_out import LeftOut
from vigil.patrol.query import PlanId


def list_left_out(desk: Desk, wanted: PlanId) -> tuple[LeftOut, ...]:
    """Give the units that a plan left out, or sent with less than usual, and why."""
    return store.list_left_out(desk.connection, wanted.id)
