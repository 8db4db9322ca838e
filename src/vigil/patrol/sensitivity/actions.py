"""What can be asked of sensitivity: work out what would change a plan, and see it."""

from vigil.desk.desk import Desk
from vigil.patrol import store as patrol_store
from vigil.patrol.cover import measure_mixture
from vigil.patrol.game.effort import WORK_PER_SECOND
from vigil.patrol.read_plans import read_plans
from vigil.patrol.read_request import parse_request
from vigil.patrol.sensitivity import store
from vigil.patrol.sensitivity.assumption import list_assumptions
from vigil.patrol.sensitivity.query import Sensitivity, SensitivityOf, SensitivityOrder
from vigil.patrol.sensitivity.study import WRONG_BY, SensitivityEffort, study_sensitivity


def study_plan(desk: Desk, order: SensitivityOrder) -> Sensitivity:
    """Work out which visits of a plan would change, and at what cost, if an assumption were wrong by a third."""
    desk.tell(0.0, "Reading the plan")
    request = parse_request(patrol_store.get_request_json(desk.connection, order.plan_id), f"plan {order.plan_id}")
    plans = read_plans(patrol_store.get_plan_json(desk.connection, order.plan_id), f"plan {order.plan_id}", request.day)
    desk.let_go()
    runs = 1 + len(WRONG_BY) * len(list_assumptions(request))
    effort = SensitivityEffort(int(order.seconds * WORK_PER_SECOND / runs), desk.tell)
    found = Sensitivity(
        id=order.plan_id,
        made_at=desk.at,
        value=measure_mixture(request, plans).value,
        variations=study_sensitivity(request, plans, desk.rng, effort),
    )
    store.change_sensitivity(desk.connection, found)
    return found


def find_sensitivity(desk: Desk, asked: SensitivityOf) -> Sensitivity | None:
    """Give what was worked out of a plan, or None when nobody has asked for it yet."""
    return store.find_sensitivity(desk.connection, asked.plan_id)
