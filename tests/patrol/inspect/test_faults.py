import pytest

from tests.patrol.inspect.a_case import STOPS, a_plan, a_request, a_unit, a_window, as_bytes
from vigil.ground.errors import Unreadable
from vigil.patrol.inspect.faults import inspect_plan


def inspected(request=None, plan=None):
    return inspect_plan(as_bytes(request or a_request()), as_bytes(plan or a_plan()), "request.json", "plan.json")


def a_single_plan(**changes):
    """The round on its own: what a plan says that covers the most and has no bound."""
    coverage = {"in/0": 0.0, "in/1": 10 / 15 + 0.5 * 5 / 15, "out/0": 10 / 30 + 0.5 * 15 / 30}
    objective = 10 - 0.05 * 20 * (20 * coverage["in/1"] + 8 * coverage["out/0"]) / 38
    only = [{"probability": 1.0, "rounds": [{"unit": "unit", "stops": STOPS}]}]
    nothing = dict.fromkeys(("bound", "gap", "gap_of_range", "tail_value", "entropy_bits"))
    return a_plan(value=10.0, objective=objective, coverage=coverage, plans=only, drawn=0, **nothing) | changes


def test_a_right_plan_has_no_fault():
    assert inspected().faults == ()
    assert inspected().summary.startswith("2 plans, 1 units, 0 visits in the one drawn; value 13.3333; at most 7.50%")
    assert inspected(plan=a_single_plan()).faults == ()
    assert inspected(plan=a_single_plan()).summary == "1 plan, 1 units, 2 visits in the one drawn; value 10"


def test_a_bound_that_proves_nothing_is_called_so():
    far = a_plan()["objective"] - 100 * a_plan()["value"]
    gap = 100 * a_plan()["value"]
    found = inspected(plan=a_plan(bound=far, gap=gap / a_plan()["value"], gap_of_range=gap / a_plan()["max_value"]))
    assert found.summary.endswith("its bound proves nothing")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"plans": [{"probability": 1, "rounds": []}]}, "plan 0: its rounds are not one for each unit"),
        ({"entropy_bits": 1.0}, "“entropy_bits” is said to be 1.0 and is 0.970950594455"),
        ({"tail_value": 1.0}, "“tail_value” is said to be 1.0"),
        ({"unreachable": ["in"]}, "unreachable: in can be visited"),
        ({"unreachable": ["else"]}, "unreachable: else is no window of the request"),
        ({"value": 1.0}, "“value” is said to be 1.0"),
        ({"coverage": {}}, "coverage of in/0: is said to be None"),
        ({"seed": 2}, "the commitment is not that of the seed"),
        ({"drawn": 9}, "plan 9 was drawn, and there are 2"),
    ],
)
def test_each_wrong_claim_is_found(changes, says):
    assert any(fault.startswith(says) for fault in inspected(plan=a_plan(**changes)).faults)


def test_a_fault_of_a_round_says_which_plan_and_is_told_once():
    request = a_request(units=[a_unit(until="14:03")])
    plan = a_plan()
    plan["plans"] = [plan["plans"][1], plan["plans"][0], {**plan["plans"][0], "probability": 0}]
    faults = [fault for fault in inspected(request, plan).faults if "is back" in fault]
    assert faults == ["plan 1, unit unit: is back at 14:04 and must be back by 14:03"]


def test_what_no_unit_can_reach_must_be_listed():
    found = inspected(a_request(windows=[a_window(visit_minutes=31), a_window(1)])).faults
    assert "unreachable: in is missing, and no unit can visit it" in found


def test_rounds_that_name_what_is_not_there_leave_the_figures_open():
    for request in (a_request(units=[a_unit(id="other")]), a_request(windows=[a_window()])):
        assert "cannot be worked out" in inspected(request).faults[-1]


def test_a_limit_of_visits_to_one_place_is_for_single_plans():
    request = a_request(max_visits_per_place=1)
    assert inspected(request).faults == ()
    found = inspected(request, a_single_plan()).faults
    assert found == ("plan 0: place mosque: 2 visits, and at most 1 were asked for",)
    unknown = a_single_plan(
        plans=[{"probability": 1, "rounds": [{"unit": "unit", "stops": [{**STOPS[0], "window": "x"}]}]}]
    )
    assert any("no window x" in fault for fault in inspected(request, unknown).faults)


def test_the_cap_holds_where_there_are_enough_plans_for_it():
    assert inspected(a_request(plan_cap=0.6)).faults == ()
    assert inspected(a_request(plan_cap=0.5)).faults == ("plan 1: is drawn with 0.6, above the cap of 0.5",)
    assert inspected(a_request(plan_cap=0.005)).faults == ()  # one unit and two windows make too few


def test_what_cannot_be_read_is_refused():
    with pytest.raises(Unreadable, match=r"plan\.json, line 1"):
        inspect_plan(as_bytes(a_request()), b"{", "request.json", "plan.json")
