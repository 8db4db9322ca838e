"""`vigil patrol plan`."""

import json

import pytest

from tests.patrol.a_request import a_request
from tests.patrol.a_request import a_unit as a_plan_unit
from tests.patrol.inspect.a_case import breaches
from vigil.patrol.write_request import write_request

SINGLE = ("--kind", "single")
FEW = (*SINGLE, "--iterations", "100")


@pytest.fixture
def request_file(tmp_path):
    path = tmp_path / "request.json"
    path.write_text(write_request(a_request(units=(a_plan_unit("north"), a_plan_unit("south")))))
    return path


def test_a_request_becomes_a_mixture_without_a_desk(vigil, request_file, tmp_path):
    out = tmp_path / "plan.json"
    ran = vigil("patrol", "plan", str(request_file), "--out", str(out), "--threads", "2", "--seed", "9")
    assert (ran.code, ran.out) == (0, "")
    plan = json.loads(out.read_text())
    assert f"{len(plan['plans'])} plans, of which number {plan['drawn']} is drawn" in ran.err
    assert plan["seed"] == 9
    assert plan["bound"] <= plan["objective"]
    assert breaches(json.loads(request_file.read_text()), plan) == []


def test_the_same_seed_writes_the_same_mixture_whatever_the_threads(vigil, request_file):
    plans = [
        json.loads(vigil("patrol", "plan", str(request_file), "--out", "-", "--threads", threads).out)
        for threads in ("1", "2", "1")
    ]
    assert [plan.pop("cpu_s") >= 0 for plan in plans] == [True, True, True]
    assert plans[0] == plans[1] == plans[2]


def test_a_request_becomes_a_single_plan(vigil, request_file, tmp_path):
    out = tmp_path / "plan.json"
    ran = vigil("patrol", "plan", str(request_file), "--out", str(out), *FEW)
    assert (ran.code, ran.out) == (0, "")
    assert "0 of 2 windows are left uncovered" in ran.err
    assert breaches(json.loads(request_file.read_text()), json.loads(out.read_text())) == []


def test_seconds_end_the_search_for_a_single_plan_too(vigil, request_file):
    ran = vigil("patrol", "plan", str(request_file), "--out", "-", *SINGLE, "--seconds", "1", "--seed", "9")
    assert json.loads(ran.out)["seed"] == 9


def test_the_same_seed_writes_the_same_single_plan(vigil, request_file):
    plans = [json.loads(vigil("patrol", "plan", str(request_file), "--out", "-", *FEW).out) for _ in range(2)]
    assert [plan.pop("cpu_s") >= 0 for plan in plans] == [True, True]
    assert plans[0] == plans[1]


def test_another_kind_of_plan_is_not_promised(vigil, request_file):
    ran = vigil("patrol", "plan", str(request_file), "--out", "-", "--kind", "best")
    assert (ran.code, ran.out) == (2, "")
    assert "--kind: must be one of game, single" in ran.err


def test_a_game_is_not_searched_by_iterations(vigil, request_file):
    ran = vigil("patrol", "plan", str(request_file), "--out", "-", "--kind", "game", "--iterations", "5")
    assert (ran.code, ran.out) == (2, "")
    assert "--iterations: is for a single plan; a game counts its seconds as work" in ran.err


def test_a_bad_request_is_said_with_its_path(vigil, request_file):
    request = json.loads(request_file.read_text())
    request["windows"][1]["closes"] = "10:00"
    request_file.write_text(json.dumps(request))
    ran = vigil("patrol", "plan", str(request_file), "--out", "-")
    assert (ran.code, ran.out) == (2, "")
    assert "request.json, field windows[1].closes: must be later than “opens”" in ran.err


@pytest.mark.parametrize("kind", ["game", "single"])
def test_when_nothing_can_be_reached_there_is_no_plan(vigil, tmp_path, kind):
    path = tmp_path / "request.json"
    path.write_text(write_request(a_request(units=(a_plan_unit(from_minute=0, until_minute=60),))))
    ran = vigil("patrol", "plan", str(path), "--out", "-", "--kind", kind)
    assert (ran.code, ran.out) == (1, "")
    assert "No plan is possible: 2 of 2 windows: nobody on shift" in ran.err


def test_where_cells_are_worked_out_can_be_said(vigil, request_file):
    here, processes = (
        json.loads(vigil("patrol", "plan", str(request_file), "--out", "-", "--executor", name).out)
        for name in ("here", "processes")
    )
    assert (here.pop("cpu_s") >= 0, processes.pop("cpu_s") >= 0) == (True, True)
    assert here == processes
    ran = vigil("patrol", "plan", str(request_file), "--out", "-", "--executor", "somewhere")
    assert ran.code != 0
    assert "--executor" in ran.err
