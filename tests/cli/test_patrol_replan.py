"""`vigil patrol replan`."""

import json
from dataclasses import replace

from tests.patrol.repair.a_day_under_way import a_day, told
from vigil.patrol.plan import Round
from vigil.patrol.repair.repair import RepairRule, repair_rounds
from vigil.patrol.repair.write_repair import write_repair
from vigil.patrol.write_request import write_request


def files(folder):
    request, plan = folder / "request.json", folder / "plan.json"
    request.write_text(write_request(a_day()))
    rule = RepairRule(at_minute=0)
    made = repair_rounds(a_day(), told(), rule)
    plan.write_text(write_repair(a_day(), made, rule, 0.0))
    return str(plan), str(request)


def test_a_unit_drops_out_and_the_repair_is_right(vigil, tmp_path):
    plan, request = files(tmp_path)
    out = str(tmp_path / "new.json")
    ran = vigil("patrol", "replan", plan, request, "--without", "a", "--at", "12:50", "--out", out)
    assert ran.code == 0
    said = json.loads((tmp_path / "new.json").read_text())
    assert said["kind"] == "repair"
    assert ran.err.splitlines() == [change["says"] for change in said["changes"]] or not said["changes"]
    assert vigil("patrol", "check", request, out).code == 0


def test_rounds_stay_unless_something_is_lost_or_new_or_worth_more(vigil, tmp_path):
    request, plan, out = tmp_path / "request.json", tmp_path / "plan.json", tmp_path / "new.json"
    day = a_day()
    idle = (told()[0], Round("b", ()))
    rule = RepairRule(at_minute=0, calm=0.5)
    plan.write_text(write_repair(day, repair_rounds(day, idle, rule), rule, 0.0))

    def replan(asked, *more):
        request.write_text(write_request(asked))
        return vigil("patrol", "replan", str(plan), str(request), "--at", "11:40", "--out", str(out), *more).err

    assert replan(day) == "Nothing changes.\n"
    assert "also goes to" in replan(day, "--calm", "0")
    bins = tuple(replace(part, value=50.0) for part in day.windows[3].bins)
    raised = replace(day, windows=(*day.windows[:3], replace(day.windows[3], bins=bins)))
    assert "also goes to four" in replan(raised)
    more = replace(day, units=(*day.units, replace(day.units[0], id="c")))
    assert all(line.startswith("c also goes to") for line in replan(more).splitlines())


def test_nothing_changes_at_the_end_of_the_day(vigil, tmp_path):
    plan, request = files(tmp_path)
    ran = vigil("patrol", "replan", plan, request, "--at", "23:00", "--out", str(tmp_path / "new.json"), "--work", "0")
    assert (ran.code, ran.err) == (0, "Nothing changes.\n")


def test_who_or_when_is_not_known_is_told(vigil, tmp_path):
    plan, request = files(tmp_path)
    out = str(tmp_path / "new.json")
    ran = vigil("patrol", "replan", plan, request, "--without", "z", "--at", "12:50", "--out", out)
    assert ran.code == 2
    assert "--without: is no unit of this plan" in ran.err
    ran = vigil("patrol", "replan", plan, request, "--at", "noon", "--out", out)
    assert ran.code == 2
    assert "--at" in ran.err
