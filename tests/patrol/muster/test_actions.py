from dataclasses import replace
from datetime import date

from tests.patrol.a_day import a_unit
from tests.patrol.test_actions import furnish
from tests.people import ANALYST, COORDINATOR
from vigil import catalogue
from vigil.patrol.muster.left_out import LeftOut
from vigil.patrol.query import PlanId, PlanKind, PlanOrder


def test_a_plan_says_who_could_not_be_sent(sqlite_office):
    kents = replace(a_unit("south"), lender="Kent Police")
    furnish(sqlite_office, units=(a_unit(), kents))
    plan = sqlite_office.perform(
        catalogue.PLAN_ROUNDS, PlanOrder(on=date(2019, 3, 15), kind=PlanKind.SINGLE, iterations=50), COORDINATOR
    )
    assert [walk.unit_id for walk in plan.rounds] == ["north"]
    assert sqlite_office.perform(catalogue.LIST_LEFT_OUT, PlanId(plan.head.id), ANALYST) == (
        LeftOut(
            "south", "South 1", False, "It belongs to Kent Police, which has not lent it for Friday 15 March 2019."
        ),
    )
