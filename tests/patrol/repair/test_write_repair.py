import json

from tests.patrol.repair.a_day_under_way import a_day, told
from vigil.patrol.inspect.faults import inspect_plan
from vigil.patrol.repair.repair import RepairRule, repair_rounds
from vigil.patrol.repair.write_repair import write_repair
from vigil.patrol.write_request import write_request


def test_a_repaired_plan_stands_up_to_the_check_and_says_what_changed():
    rule = RepairRule(at_minute=770, out={"a"}, seed=3)
    text = write_repair(a_day(), repair_rounds(a_day(), told(), rule), rule, 0.1234)
    said = json.loads(text)
    assert (said["kind"], said["at"], said["without"], said["seed"], said["cpu_s"]) == (
        "repair",
        "12:50",
        ["a"],
        3,
        0.123,
    )
    assert said["changes"][0]["kind"] == "taken over"
    assert (said["changes"][0]["before"], said["changes"][0]["after"]) == ("a", "b")
    assert inspect_plan(write_request(a_day()).encode(), text.encode(), "request", "plan").faults == ()
